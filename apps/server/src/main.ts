#!/usr/bin/env -S node --max-semi-space-size=4
/**
 * Starts the server: `parley-server [--config FILE] [--demo]`. A young generation of 4 MB takes 20 MB
 * less memory than Node's own choice, and no request longer.
 */
import { enableCompileCache } from 'node:module'

// Compiling is most of what a start takes; the second one finds it done.
enableCompileCache()
const { run } = await import('./run.ts')
const code = await run()
if (code !== undefined) process.exit(code)
