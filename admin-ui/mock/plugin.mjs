import { createBackend, middleware } from './backend.mjs';

/** Puts the mock behind Vite's development server. @returns {import('vite').Plugin} */
export function mockPlugin() {
  return {
    name: 'homing-mock',
    apply: 'serve',
    configureServer(server) {
      const answer = middleware(createBackend());
      server.middlewares.use((request, response, next) => {
        const path = request.url ?? '';
        if (path.startsWith('/api/') || path.startsWith('/dev/')) answer(request, response);
        else next();
      });
    },
  };
}
