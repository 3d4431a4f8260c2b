import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The window is built to plain files that data/ serves on its own origin; nothing is inlined, so that the CSP can stay strict. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react()],
  build: {
    outDir: `${import.meta.dirname}/../dist/renderer`,
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: 'es2023',
    chunkSizeWarningLimit: 3000,
    // The licences of what is bundled go where the bundle goes.
    license: { fileName: 'licenses.md' },
  },
})
