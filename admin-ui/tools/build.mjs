/**
 * Builds dist/ when anything that it is made of has changed, and lays a copy where Maven packs it:
 * `node tools/build.mjs FOLDER`.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const target = process.argv[2];
process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const sources = ['index.html', 'package-lock.json', 'public', 'src', 'tsconfig.json', 'vite.config.ts'];
const stamp = 'dist/.sources.sha256';

/** @param {string} path @returns {string[]} */
function files(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => files(join(path, name)));
}

function hashOfSources() {
  const hash = createHash('sha256').update(process.version.split('.')[0] ?? '');
  for (const file of sources.flatMap(files)) {
    if (/\.test\.tsx?$|^src.testing/.test(file)) continue;
    hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

const hash = hashOfSources();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) {
  const { status } = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  writeFileSync(stamp, hash);
}

if (target !== undefined) {
  // Assets have their content's hash in their names: without this, those of earlier builds would be packed too.
  rmSync(target, { recursive: true, force: true });
  mkdirSync(dirname(target), { recursive: true });
  cpSync('dist', target, { recursive: true, filter: (source) => !source.endsWith('.sources.sha256') });
  // Packed once here, as well as it can be, and not with every request.
  for (const file of files(target).filter((name) => /\.(js|css|html|svg|json|txt)$/.test(name))) {
    const whole = readFileSync(file);
    writeFileSync(`${file}.br`, brotliCompressSync(whole, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${file}.gz`, gzipSync(whole, { level: 9 }));
  }
}
