/**
 * Runs npm scripts: one after the other up to the first that fails, or with `--together` all at once, each one's output
 * printed when it has ended: `node tools/run.mjs [--together] NAME...`.
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

/** @param {string} name @param {boolean} kept @returns {Promise<number>} the exit status */
function run(name, kept) {
  const child = spawn('npm', ['run', '--silent', name], {
    stdio: ['ignore', kept ? 'pipe' : 'inherit', kept ? 'pipe' : 'inherit'],
    shell: process.platform === 'win32',
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += String(chunk)));
  child.stderr?.on('data', (chunk) => (output += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => {
      if (status !== 0) process.stderr.write(`${output}admin-ui: npm run ${name} failed\n`);
      resolve(status ?? 1);
    });
  });
}

const [first, ...rest] = process.argv.slice(2);
if (first === '--together') {
  const statuses = await Promise.all(rest.map((name) => run(name, true)));
  process.exitCode = Math.max(...statuses);
} else {
  for (const name of [first ?? '', ...rest]) {
    process.exitCode = await run(name, false);
    if (process.exitCode !== 0) break;
  }
}
