import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the development server finds the product's own server (contract.md: PORT 8110). */
const server = process.env.LIANDONG_SERVER ?? 'http://127.0.0.1:8110'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // nothing inline: the pages run under `script-src 'self'; font-src 'self'`
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/live': { target: server, ws: true },
    },
  },
})
