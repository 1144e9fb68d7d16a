#!/usr/bin/env node
/** Mail from a shell: `parley-mail receive`, `check`, `list`, `again`. */
import { mailCommand } from './command.ts'

process.exitCode = await mailCommand(process.argv.slice(2), {
  input: process.stdin,
  environment: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
}).catch((error: unknown) => {
  process.stderr.write(`parley-mail: ${error instanceof Error ? error.message : String(error)}\n`)
  return 2
})
