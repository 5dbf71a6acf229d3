import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `vite build src/console/page`: the page as static files, beside what tsc makes of the console's server. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: '../../../dist/console/page',
    emptyOutDir: true,
    // A data: URI would be refused by the Content-Security-Policy.
    assetsInlineLimit: 0,
    manifest: true,
    modulePreload: { polyfill: false },
    target: 'es2022',
  },
});
