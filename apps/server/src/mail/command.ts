/** Mail from a shell: what `parley mail` does. */
import { parseArgs } from 'node:util'
import { mailsIn } from '@parley/store'
import { type Config, isConfigProblem, readConfig } from '../config.ts'
import { openParts } from '../open-parts.ts'
import type { Parts } from '../parts.ts'
import { checkMail } from './check.ts'
import { openInbound } from './gateway.ts'
import { receiveAgain, receiveMail } from './in/receive-mail.ts'

const help = `parley mail: mail of a Parley server, from a shell

  parley mail receive [--to ADDRESS]... [--from ADDRESS]   takes one mail on standard input
  parley mail check                                        sends a mail to itself and looks at it
  parley mail list [--all]                                 mails that failed, were refused or wait
  parley mail again ID                                     takes a kept mail again

  --config FILE   the server's configuration (or PARLEY_CONFIG)

\`receive\` is for sieve, procmail or an alias: it ends with 0 when what the mail decides is stored,
and with 75 when it is to be given again later.
`

/** sysexits.h: the caller keeps the mail and tries again. */
const exitTryLater = 75

export type Shell = {
  /** Standard input, whole; rejects where it is larger than any mail. */
  readonly readAll: () => Promise<Uint8Array>
  readonly environment: Readonly<Record<string, string | undefined>>
  out(text: string): void
  err(text: string): void
}

type Given = {
  readonly to: readonly string[] | undefined
  readonly from: string | undefined
  readonly all: boolean
  readonly id: string | undefined
}

/** Returns the exit code. */
export async function mailCommand(args: readonly string[], shell: Shell): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      config: { type: 'string' },
      to: { type: 'string', multiple: true },
      from: { type: 'string' },
      all: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const [command, id] = positionals
  if (values.help || command === undefined) {
    shell.out(help)
    return values.help ? 0 : 2
  }
  const failed = command === 'receive' ? exitTryLater : 1
  const config = readConfig(values.config, shell.environment)
  if (isConfigProblem(config)) {
    shell.err(`${config.lines.join('\n')}\n`)
    return failed
  }
  try {
    const quiet: Config = { ...config, log: { level: 'error' } }
    const parts = await openParts(quiet)
    const given: Given = { to: values.to, from: values.from, all: values.all, id }
    return await run(parts, shell, command, given).finally(() => parts.store.close())
  } catch (error) {
    shell.err(`parley mail: ${error instanceof Error ? error.message : String(error)}\n`)
    return failed
  }
}

async function run(parts: Parts, shell: Shell, command: string, given: Given): Promise<number> {
  switch (command) {
    case 'receive':
      return receive(parts, shell, given)
    case 'check':
      return check(parts, shell)
    case 'list':
      return list(parts, shell, given)
    case 'again':
      return again(parts, shell, given)
    default:
      shell.err(`parley mail: there is no command ${command}\n${help}`)
      return 2
  }
}

async function receive(parts: Parts, shell: Shell, { to, from }: Given): Promise<number> {
  const receipt = await receiveMail(
    await openInbound(parts),
    new Uint8Array(await shell.readAll()),
    {
      via: 'input',
      ...(to !== undefined && { recipients: to }),
      ...(from !== undefined && { envelopeFrom: from }),
    },
  )
  shell.out(`${receipt.state}: ${receipt.reason}\n`)
  return 0
}

async function check(parts: Parts, { out }: Shell): Promise<number> {
  const findings = await checkMail(parts)
  for (const { ok, words } of findings) out(`${ok ? 'ok ' : 'NOT'}  ${words}\n`)
  return findings.every(({ ok }) => ok) ? 0 : 1
}

async function list(parts: Parts, { out }: Shell, { all }: Given): Promise<number> {
  const states = all ? {} : { states: ['failed', 'refused', 'waiting'] as const }
  const found = await parts.store.read((tables) => mailsIn(tables, { ...states, limit: 500 }))
  for (const each of found) {
    const when = new Date(each.receivedSeconds * 1000).toISOString()
    const cells = [each.id, when, each.state, each.sender, each.reason]
    out(`${cells.join('\t')}\n`)
  }
  return 0
}

async function again(parts: Parts, { out, err }: Shell, { id }: Given): Promise<number> {
  const receipt = id === undefined ? undefined : await receiveAgain(await openInbound(parts), id)
  if (receipt === undefined) {
    err('parley mail: there is no kept mail of that id\n')
    return 1
  }
  out(`${receipt.state}: ${receipt.reason}\n`)
  return receipt.state === 'failed' ? 1 : 0
}
