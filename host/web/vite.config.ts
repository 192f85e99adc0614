import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed';

const server = process.env.PAGES_API ?? 'http://localhost:5080';

export default defineConfig({
  plugins: [react(), compressed()],
  build: { outDir: '../wwwroot', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1200 },
  server: { proxy: { '/api': server, '/workflows': server, '/health': server, '/openapi': server } },
});
