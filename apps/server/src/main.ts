#!/usr/bin/env node
/** Starts the server: `parley-server [--config FILE] [--demo]`. */
import { parseArgs } from 'node:util'
import { addDemo } from './admin/demo.ts'
import { firstStart } from './admin/first-start.ts'
import { isConfigProblem, readConfig } from './config.ts'
import { addressOfServer, type RunningServer, startServer } from './server.ts'

const help = `parley-server: a CalDAV server that schedules by itself

  npm start                        on SQLite in ./parley.db, on http://127.0.0.1:8088
  npm start -- --demo              with three people, a room and a week of meetings
  npm start -- --config FILE       as the JSON file says (see apps/server/README.md)
  npm start -- --help              this text

Environment: PARLEY_HOST, PARLEY_PORT, PARLEY_PUBLIC_URL, PARLEY_DATABASE_FILE, DATABASE_URL,
PARLEY_DOMAINS, PARLEY_LOG_LEVEL.
`

type Options = { config?: string; demo: boolean; help: boolean }

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        config: { type: 'string' },
        demo: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    return values
  } catch (error) {
    process.stderr.write(
      `parley-server: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    return undefined
  }
}

async function main(): Promise<number | undefined> {
  const options = readOptions()
  if (options === undefined) return 2
  if (options.help) {
    process.stdout.write(help)
    return 0
  }
  const config = readConfig(options.config, process.env)
  if (isConfigProblem(config)) {
    for (const line of config.lines) process.stderr.write(`${line}\n`)
    return 2
  }
  let server: RunningServer
  try {
    server = await startServer(config)
  } catch (error) {
    process.stderr.write(`${reasonOf(error, config.listen.port)}\n`)
    return 1
  }
  const lines = await firstStart(server.parts)
  if (options.demo) lines.push(...(await addDemo(server.parts)))
  lines.push(`Parley listens on ${server.url} (calendar apps: ${addressOfServer(config)}/dav/)`)
  process.stdout.write(`${lines.join('\n')}\n`)
  stopOnSignals(server)
  return undefined
}

function reasonOf(error: unknown, port: number): string {
  const { code, message } = (error ?? {}) as { code?: string; message?: string }
  if (code === 'EADDRINUSE') return `Port ${port} is taken: set PARLEY_PORT or listen.port.`
  if (code === 'EACCES') return `Port ${port} may not be opened: take one above 1023.`
  return `The server cannot start: ${message ?? String(error)}`
}

const graceMs = 20_000

/** Finishes what is under way; a second signal, or too long a wait, ends it at once. */
function stopOnSignals(server: RunningServer): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), graceMs).unref()
    server.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

const code = await main()
if (code !== undefined) process.exit(code)
