import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { firstView } from './firstView.mjs';
import { mockPlugin } from './mock/plugin.mjs';

// With HOMING_URL the development server asks a running Homing; without it, the fixtures under mock/.
const backend = process.env.HOMING_URL;

export default defineConfig({
  plugins: [react(), firstView(), ...(backend ? [] : [mockPlugin()])],
  server: {
    // The API's document lies with the functions; tests read it, and what else says how conditions are written.
    fs: { allow: ['.', '../functions/src/main/resources', '../docs', '../templates'] },
    ...(backend ? { proxy: { '/api': backend, '/dev': backend } } : {}),
  },
  build: {
    target: 'es2022',
    // Small files would become data: addresses, which the page's content security policy refuses for scripts and fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: 'jsdom',
    environmentOptions: { jsdom: { url: 'http://localhost/' } },
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    // Dates must not depend on who runs the tests.
    env: { TZ: 'Europe/Berlin' },
    testTimeout: 30_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
});
