/**
 * Starts the server from its sources. This file is plain JavaScript: whatever is loaded before the
 * compile cache is there must not need Node's translator of types, which takes 13 MB and some of
 * a start. The cache holds the rest translated.
 */
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./src/main.ts')
