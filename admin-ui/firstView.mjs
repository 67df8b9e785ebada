import { brotliCompressSync } from 'node:zlib';

/** What the scripts of the first view may weigh at most, compressed with brotli. */
const MOST_BYTES = 120 * 1024;

/** Parts that the first view, the dashboard, loads by itself. */
const LOADED_BY_ITSELF = ['RecoveryChart'];

/**
 * Fails the build when what a browser must load before it shows the first view has become too large.
 *
 * @returns {import('vite').Plugin}
 */
export function firstView() {
  return {
    name: 'first-view',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk');
      /** @type {Set<import('vite').Rollup.OutputChunk>} */
      const wanted = new Set();
      /** @param {import('vite').Rollup.OutputChunk | import('vite').Rollup.OutputAsset | undefined} chunk */
      const want = (chunk) => {
        if (chunk?.type === 'chunk' && !wanted.has(chunk)) {
          wanted.add(chunk);
          chunk.imports.forEach((file) => want(bundle[file]));
        }
      };
      chunks.filter((chunk) => chunk.isEntry || LOADED_BY_ITSELF.includes(chunk.name)).forEach(want);
      const weighed = [...wanted].map((chunk) => ({
        file: chunk.fileName,
        size: brotliCompressSync(chunk.code).length,
      }));
      const bytes = weighed.reduce((sum, { size }) => sum + size, 0);
      const list = weighed.map(({ file, size }) => `${file} ${size}`).join(', ');
      if (bytes > MOST_BYTES) {
        this.error(
          `The first view's scripts weigh ${bytes} bytes compressed, more than ${MOST_BYTES}: ${list}. Load a part of them later, by lazy().`,
        );
      }
      this.info(`the first view's scripts weigh ${bytes} bytes compressed`);
    },
  };
}
