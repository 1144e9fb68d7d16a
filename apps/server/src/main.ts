#!/usr/bin/env node
/** Starts the server: `parley-server [--config FILE] [--demo]`. */
import { enableCompileCache } from 'node:module'

// Compiling is most of what a start takes; the second one finds it done.
enableCompileCache()
const { run } = await import('./run.ts')
const code = await run()
if (code !== undefined) process.exit(code)
