/** `npm ci`, but only when node_modules is missing or older than the lock file. */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

// npm writes this file at the end of an installation.
const installed = 'node_modules/.package-lock.json';
const stale =
  !existsSync(installed) ||
  statSync(installed).mtimeMs < Math.max(...['package-lock.json', 'package.json'].map(changed));

/** @param {string} file */
function changed(file) {
  return statSync(file).mtimeMs;
}

if (stale) {
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (error) console.error(`admin-ui needs npm, which comes with Node: ${error.message}`);
  process.exitCode = status ?? 1;
}
