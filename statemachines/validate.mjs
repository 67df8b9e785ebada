/**
 * Checks every machine of this folder with a validator that is not ours, and that this validator finds what is wrong in one.
 * Installs it first where it is missing or older than the lock file.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));

// npm writes this file at the end of an installation.
const installed = 'node_modules/.package-lock.json';
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs) {
  const { status, error } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (error || status !== 0) {
    console.error(`statemachines needs npm, which comes with Node: ${error?.message ?? `npm ci ended with ${status}`}`);
    process.exit(1);
  }
}
const validate = createRequire(import.meta.url)('asl-validator');

let failed = false;
const files = readdirSync('.').filter((name) => name.endsWith('.asl.json'));
if (files.length === 0) {
  failed = true;
  console.error('There is no machine to check in statemachines/');
}
for (const file of files) {
  const text = readFileSync(file, 'utf8');
  const { isValid, errorsText } = validate(JSON.parse(text));
  if (!isValid) {
    failed = true;
    console.error(`${file}: ${errorsText('\n')}`);
  }
  for (const [what, broken] of Object.entries(breakages(text))) {
    if (broken === text || validate(JSON.parse(broken)).isValid) {
      failed = true;
      console.error(`${file}: the validator did not notice ${what}; this check proves nothing`);
    }
  }
}
process.exitCode = failed ? 1 : 0;

/** @param {string} text */
function breakages(text) {
  return {
    'a way to a state that does not exist': text.replace(/"Next": "Exited"/, '"Next": "Nowhere"'),
    'a broken JSONata expression': text.replace(/\{% \$states/, '{% ($states'),
    'a window that is no number': text.replace(/"TimeoutSeconds": (\d+)/, '"TimeoutSeconds": "$1 seconds"'),
  };
}
