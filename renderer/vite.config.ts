import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pageLanguages } from '../scripts/build/page-languages.mjs';
import { unicodeNamesPlugin } from './unicode-names.ts';

/** The window's page. Chromium 130 is the engine of Electron 33, the oldest runtime Anchorite supports. */
export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), unicodeNamesPlugin(), pageLanguages(path.join(import.meta.dirname, '../resources/languages'))],
  build: {
    target: 'chrome130',
    outDir: '../out/renderer',
    emptyOutDir: true,
    sourcemap: true,
    modulePreload: { polyfill: false },
    // The content security policy allows fonts and scripts from the application itself only, not from data: URLs.
    assetsInlineLimit: 0,
    // Read from the disk at once: size costs no waiting on a network.
    chunkSizeWarningLimit: 4_000,
  },
});
