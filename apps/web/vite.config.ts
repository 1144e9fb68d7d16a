import { defineConfig } from 'vite'

/** No inline script or style may come of it: the pages' policy forbids both. */
export const config = defineConfig({
  root: import.meta.dirname,
  build: {
    target: 'es2023',
    cssCodeSplit: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8088' } },
})

// biome-ignore lint/style/noDefaultExport: Vite reads the default export
export default config
