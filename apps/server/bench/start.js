/** Starts the benchmark's server as `apps/server/start.js` starts the real one. */
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('./serve.ts')
