import { defineConfig, type Plugin } from 'vite'

/** React Aria brings its words in 34 languages; a reader of this app has one of five. */
const ours = /[/\\](en|de|fr|es|ja)-[A-Z]{2}\.m?js$/
const anyWords = /[/\\]react-(aria|stately)[^?]*[/\\]intl[/\\][^?]*[/\\][a-z]{2}-[A-Z]{2}\.m?js$/
const onlyOurLanguages: Plugin = {
  name: 'only-our-languages',
  load: (id) => (anyWords.test(id) && !ours.test(id) ? 'export default {}' : undefined),
}

/** No inline script or style may come of it: the pages' policy forbids both. */
export const config = defineConfig({
  root: import.meta.dirname,
  plugins: [onlyOurLanguages],
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
