/** One run of the server: its call, its configuration, its start and its stop. */
import { parseArgs } from 'node:util'
import { type Config, isConfigProblem, readConfig, variables } from './config.ts'
import type { RunningServer } from './server.ts'
import { startProblem } from './start-problem.ts'
import { version } from './version.ts'

const help = `parley-server: a CalDAV server that schedules by itself

  npm start                        on SQLite in ./parley.db, on http://127.0.0.1:8088
  npm start -- --demo              with three people, a room and a week of meetings
  npm start -- --config FILE       as the JSON file says (see apps/server/README.md)
  npm start -- --help              this text

Environment: PARLEY_CONFIG, ${Object.keys(variables).join(', ')}.
The log goes to standard output, one JSON object a line; what a person is to read, to standard error.
Exit codes: 0 stopped, 1 it cannot start or did not stop in time, 2 the call or the configuration is wrong.
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
    complain(error instanceof Error ? (error.message.split('. ')[0] ?? '') : String(error))
    return undefined
  }
}

/** The exit code; undefined while the server runs. */
export async function run(): Promise<number | undefined> {
  const options = readOptions()
  if (options === undefined) return 2
  if (options.help) {
    process.stdout.write(help)
    return 0
  }
  const config = readConfig(options.config, process.env)
  if (isConfigProblem(config)) {
    for (const line of config.lines) complain(line)
    return 2
  }
  const server = await started(config)
  if (server === undefined) return 1
  stopOnSignals(server)
  const { firstStart } = await import('./admin/first-start.ts')
  const lines = await firstStart(server.parts)
  if (options.demo) {
    const { addDemo } = await import('./admin/demo.ts')
    lines.push(...(await addDemo(server.parts)))
  }
  const address = config.publicUrl ?? server.url
  lines.push(`Parley ${version} listens on ${server.url}`)
  lines.push(`  in a browser: ${address}/`)
  lines.push(`  in a calendar app: ${address}/connect tells how`)
  process.stderr.write(`${lines.join('\n')}\n`)
  setTimeout(() => server.parts.store.reserve(), reserveAfterMs).unref()
  return undefined
}

/** Loaded only now: what is wrong with a call or a configuration is said at once. */
async function started(config: Config): Promise<RunningServer | undefined> {
  const { startServer } = await import('./server.ts')
  try {
    return await startServer(config)
  } catch (error) {
    complain(startProblem(error, config))
    return undefined
  }
}

function complain(line: string): void {
  process.stderr.write(`parley-server: ${line}\n`)
}

/** Whoever waits for the start comes first. */
const reserveAfterMs = 1000
const graceMs = 20_000

/** Finishes what is under way; a second signal, or too long a wait, ends it at once. */
function stopOnSignals(server: RunningServer): void {
  const { log } = server.parts
  let stopping = false
  const stop = (code: number): void => {
    if (stopping) process.exit(1)
    stopping = true
    log.info('stopping')
    setTimeout(() => process.exit(1), graceMs).unref()
    server.stop().then(
      () => process.exit(code),
      (error: unknown) => {
        log.error({ err: error }, 'the stop failed')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', () => stop(0))
  process.on('SIGINT', () => stop(0))
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(fault, (error: unknown) => {
      log.fatal({ err: error }, 'a fault of the server')
      stop(1)
    })
  }
}
