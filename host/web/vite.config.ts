import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressed } from './build/compressed';

const server = process.env.PAGES_API ?? 'http://localhost:5080';

const icon = fileURLToPath(new URL('src/controls/Icon.tsx', import.meta.url));

export default defineConfig({
  plugins: [react(), compressed()],
  // What draws an icon, wherever one is drawn: see there.
  resolve: { alias: [{ find: /^\.\.\/components\/AntdIconLight$/, replacement: icon }] },
  build: { outDir: '../wwwroot', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 1200 },
  server: { proxy: { '/api': server, '/workflows': server, '/health': server, '/openapi': server } },
});
