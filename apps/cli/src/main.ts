#!/usr/bin/env node
/** The `parley` process: hands the real world to `run`. */
import { randomUUID } from 'node:crypto'
import { enableCompileCache } from 'node:module'
import type { World } from './world.ts'

// Compiling takes longer than most commands; the second run finds it done.
enableCompileCache()
const { run } = await import('./run.ts')
const { maxFileBytes } = await import('./folder/files.ts')
const { refused } = await import('./failure.ts')

const world: World = {
  write: (text) => void process.stdout.write(text),
  warn: (text) => void process.stderr.write(text),
  readStandardInput: async () => {
    const chunks: Uint8Array[] = []
    let sizeBytes = 0
    for await (const chunk of process.stdin) {
      sizeBytes += chunk.length
      if (sizeBytes > maxFileBytes) throw refused('standard input: too much of it')
      chunks.push(chunk)
    }
    return Buffer.concat(chunks)
  },
  nowSeconds: () => Math.floor(Date.now() / 1000),
  freshName: randomUUID,
  environment: process.env,
  terminal: {
    out: process.stdout.isTTY === true,
    error: process.stderr.isTTY === true,
    columns: process.stdout.columns ?? 80,
  },
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
}

// Who reads our output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(process.exitCode ?? 0)
})

process.exitCode = await run(process.argv.slice(2), world)
