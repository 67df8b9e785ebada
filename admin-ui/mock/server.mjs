import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBackend, middleware } from './backend.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');

/** @type {Record<string, string>} */
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** As strict as where the page is served for good, so that what the policy refuses is seen here first. */
const policy =
  "default-src 'self'; img-src 'self' https: data:; style-src 'self' 'unsafe-inline'; connect-src 'self'; " +
  "frame-ancestors 'none'; base-uri 'none'";

/** Serves the built page and the mock on a free port, or on the one given. @returns {Promise<{ url: string, close: () => void }>} */
export function startMock(port = 0) {
  if (!existsSync(join(dist, 'index.html'))) throw new Error('dist/ is missing: npm run build makes it');
  const answer = middleware(createBackend());
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    if (path.startsWith('/api/') || path.startsWith('/dev/')) {
      answer(request, response);
      return;
    }
    const file = join(dist, normalize(path));
    const found = file.startsWith(dist) && existsSync(file) && statSync(file).isFile();
    if (!found && extname(path) !== '') {
      response.writeHead(404).end();
      return;
    }
    const served = found ? file : join(dist, 'index.html');
    response.writeHead(200, {
      'content-type': types[extname(served)] ?? 'application/octet-stream',
      'content-security-policy': policy,
    });
    response.end(readFileSync(served));
  });
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') throw new Error('no port');
      resolve({
        url: `http://127.0.0.1:${String(address.port)}`,
        close: () => {
          server.closeAllConnections();
          server.close();
        },
      });
    });
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { url } = await startMock(Number(process.env.PORT ?? '0'));
  console.log(`The built page over fixtures: ${url}`);
}
