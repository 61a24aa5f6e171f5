import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Atlaskit reads `process.env` for its own switches; a browser has none. */
export default defineConfig({
  plugins: [react()],
  define: { 'process.env': '{}' },
  build: { target: 'es2022', chunkSizeWarningLimit: 2500, sourcemap: false },
});
