import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/**
 * Atlaskit reads `process.env` for its own switches; a browser has none. Its icons are CommonJS with an `__esModule` mark:
 * without the interop switch their default import would be the whole exports object.
 */
export default defineConfig({
  plugins: [react()],
  legacy: { inconsistentCjsInterop: true },
  define: { 'process.env': '{}' },
  build: { target: 'es2022', chunkSizeWarningLimit: 2500, sourcemap: false },
});
