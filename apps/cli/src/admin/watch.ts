/** `parley admin queue`, `trace`, `doctor`, `dns`: what a server does, and why. */
import type { Finding } from '@parley/server/admin'
import { type OutboxEntry, searchTrace, type TraceEntry } from '@parley/store'
import type { Call, Command } from '../command.ts'
import { type ExitCode, misused } from '../failure.ts'
import { plain, table } from '../terminal/paint.ts'
import { clockWords, dayWords, typedInstant, typedLength } from '../times.ts'
import { reasonLines, requirementWords, telling } from '../words/explanation.ts'
import { readSecret } from './secret.ts'
import {
  numberOf,
  type Open,
  operand,
  serverOptions,
  tell,
  withConfig,
  withServer,
} from './server.ts'

export const queueCommand: Command = {
  name: 'admin queue',
  summary: 'show what waits to be delivered, and what failed and why',
  operands: '',
  count: [0, 0],
  options: ['limit', ...serverOptions],
  examples: [['parley admin queue', 'How many in each state, and those not done.']],
  run: (call) => withServer(call, (open) => showQueue(call, open)),
}

async function showQueue(call: Call, { admin, parts }: Open): Promise<ExitCode> {
  const { depth, entries } = await admin.readQueue(parts, numberOf(call, 'limit') ?? 100)
  if (call.options.flag('json')) {
    call.world.write(`${JSON.stringify({ depth, entries: entries.map(entryJson) })}\n`)
    return 0
  }
  const counts = Object.entries(depth).map(([state, count]) => `${count} ${state}`)
  call.world.write(`${counts.join(', ')}\n`)
  const rows = entries.map((each) => [
    each.state === 'failed' ? call.paint.red(each.state) : each.state,
    each.id,
    each.kind,
    each.method,
    plain(each.recipient),
    each.attempts === 1 ? '1 attempt' : `${each.attempts} attempts`,
    plain(each.lastError ?? ''),
  ])
  if (rows.length > 0) call.world.write(`${table(rows)}\n`)
  return 0
}

/** Without the message itself. */
function entryJson({ payload: _, ...entry }: OutboxEntry): Omit<OutboxEntry, 'payload'> {
  return entry
}

export const queueRetryCommand: Command = {
  name: 'admin queue retry',
  summary: 'try again what failed',
  operands: 'ID|all',
  count: [1, 1],
  options: serverOptions,
  examples: [
    ['parley admin queue retry all', 'Everything that failed.'],
    [
      'parley admin queue retry 6f1c2d1e-7c1b-4f0e-9a55-0d3c5f1f2a10',
      'One, also if it waits for its time.',
    ],
  ],
  run: (call) =>
    withServer(call, async ({ admin, parts }) => {
      const retried = await admin.retryQueue(parts, operand(call, 0))
      tell(call, `${retried} will be tried again.`, { retried })
      return 0
    }),
}

export const traceCommand: Command = {
  name: 'admin trace',
  summary: 'tell what came, what was decided by which rule, and what went out',
  operands: '',
  count: [0, 0],
  options: ['user', 'uid', 'peer', 'since', 'limit', ...serverOptions],
  meanings: { uid: { value: 'UID', words: 'about which calendar object' } },
  details: 'The oldest first. Answers "why did this not go out?".',
  examples: [
    [
      'parley admin trace --user ann --since 2d',
      'All that Ann had a part in, in the last two days.',
    ],
    ['parley admin trace --uid planning@example.com', 'The whole story of one meeting.'],
  ],
  run: (call) => withServer(call, (open) => showTrace(call, open)),
}

async function showTrace(call: Call, { admin, parts }: Open): Promise<ExitCode> {
  const { options } = call
  const [user, uid, peer] = (['user', 'uid', 'peer'] as const).map((each) => options.text(each))
  const since = options.text('since')
  if (user === undefined && uid === undefined && peer === undefined && since === undefined) {
    throw misused('of what? Say --user, --uid, --peer or --since')
  }
  const limit = numberOf(call, 'limit') ?? 200
  const told = await parts.store.read(async (tables) => {
    const owner = user === undefined ? undefined : await admin.requirePrincipal(tables, user)
    const entries = await searchTrace(tables, {
      limit,
      ...(owner !== undefined && { ownerId: owner.id }),
      ...(uid !== undefined && { uid }),
      ...(peer !== undefined && { peer: admin.requireAddress(peer) }),
      ...(since !== undefined && { fromSeconds: sinceSeconds(call, since) }),
    })
    const people = await tables.selectFrom('principal').select(['id', 'name']).execute()
    const uids = [...new Set(entries.map((each) => each.uid))].slice(0, 500)
    const sent =
      uids.length === 0
        ? []
        : await tables
            .selectFrom('outbox')
            .select(['owner_id', 'uid', 'kind', 'method', 'recipient', 'state', 'last_error'])
            .select('created_seconds')
            .where('uid', 'in', uids)
            .where('kind', '=', 'mail')
            .orderBy('created_seconds')
            .execute()
    return { entries, sent, names: new Map(people.map((each) => [each.id, each.name])) }
  })
  await writeTrace(call, told)
  return 0
}

type Told = {
  readonly entries: readonly TraceEntry[]
  readonly sent: readonly {
    readonly owner_id: string
    readonly uid: string
    readonly method: string
    readonly recipient: string
    readonly state: string
    readonly last_error: string | null
    readonly created_seconds: number
  }[]
  readonly names: ReadonlyMap<string, string>
}

async function writeTrace(call: Call, { entries, sent, names }: Told): Promise<void> {
  const { world, options, paint } = call
  const words = await requirementWords()
  if (entries.length === 0 && !options.flag('json')) world.warn('Nothing.\n')
  const mailsOf = Map.groupBy(
    sent,
    (each) => `${each.owner_id} ${each.created_seconds} ${each.uid}`,
  )
  for (const entry of entries.toReversed()) {
    const reasons = reasonsOf(entry)
    const owner = names.get(entry.ownerId) ?? entry.ownerId
    const made = mailsOf.get(`${entry.ownerId} ${entry.atSeconds} ${entry.uid}`) ?? []
    const mails = entry.direction === 'in' ? [] : made
    if (options.flag('json')) {
      const { ownerId: _, reasons: __, ...rest } = entry
      const told = reasons.map((each) => telling(each, words))
      world.write(
        `${JSON.stringify({ ...rest, owner, reasons: told, mails: mails.map(mailJson) })}\n`,
      )
      continue
    }
    const when = `${dayWords(entry.atSeconds)} ${clockWords(entry.atSeconds)} UTC`
    world.write(`${paint.dim(when)}  ${paint.bold(plain(owner))}  ${headline(entry)}\n`)
    world.write(`  ${paint.dim(plain(entry.uid))}\n`)
    for (const each of reasons) world.write(`${reasonLines(each, words, paint, 84)}\n`)
    for (const each of mails) {
      const error = each.last_error === null ? '' : `: ${plain(each.last_error)}`
      world.write(
        `    ${paint.green('→')} mail, ${each.method} to ${plain(each.recipient)}: ${each.state}${error}\n`,
      )
    }
  }
}

function mailJson(of: Told['sent'][number]): Readonly<Record<string, unknown>> {
  const { method, recipient, state, last_error: lastError } = of
  return { method, recipient, state, ...(lastError !== null && { lastError }) }
}

function headline({ direction, method, peer, classification }: TraceEntry): string {
  const other = peer === '' ? '' : ` ${direction === 'out' ? 'to' : 'from'} ${plain(peer)}`
  return `${direction} ${method}${other}: ${classification}`
}

type TracedReason = Parameters<typeof telling>[0]

function reasonsOf({ reasons }: TraceEntry): readonly TracedReason[] {
  try {
    const read: unknown = JSON.parse(reasons)
    return Array.isArray(read) ? (read as readonly TracedReason[]) : []
  } catch {
    return []
  }
}

function sinceSeconds(call: Call, text: string): number {
  if (!/^\d+\s*[wdhms]/i.test(text)) return typedInstant('since', text, call.world.zone)
  const { days, seconds } = typedLength('since', text)
  return call.world.nowSeconds() - days * 86_400 - seconds
}

export const doctorCommand: Command = {
  name: 'admin doctor',
  summary: 'ask a server what calendar apps ask, and say what is wrong',
  operands: '[URL]',
  count: [0, 1],
  options: ['user', 'password-stdin', ...serverOptions],
  details:
    'Without URL, at the public address of the configuration. With --user it signs in, by a password ' +
    'from standard input, or else by an app password that is made for it and revoked again. Ends in 1 ' +
    'when something is wrong.',
  examples: [
    ['parley admin doctor', 'Certificate, proxy, discovery, sign-in.'],
    [
      'parley admin doctor https://cal.example.com --user ann',
      "Also Ann's calendars and scheduling.",
    ],
  ],
  run: doctor,
}

async function doctor(call: Call): Promise<ExitCode> {
  const [url] = call.operands
  if (url !== undefined && !URL.canParse(url))
    throw misused(`${url} is not an address like https://cal.example.com`)
  const where = url === undefined ? {} : { url }
  const name = call.options.text('user')
  if (name === undefined) {
    return withConfig(call, async (admin, config) =>
      report(call, await admin.examine(config, where)),
    )
  }
  if (call.options.flag('password-stdin')) {
    const { password } = await readSecret(call)
    return withConfig(call, async (admin, config) =>
      report(call, await admin.examine(config, { ...where, login: { name, password } })),
    )
  }
  return withServer(call, async ({ admin, parts, config }) => {
    const { person, made } = await parts.store.write([], async (tables) => {
      const found = await admin.requirePrincipal(tables, name)
      return { person: found, made: await admin.addAppPassword(tables, parts, found, 'doctor') }
    })
    try {
      const login = { name: person.name, password: made.password }
      return report(call, await admin.examine(config, { ...where, login }))
    } finally {
      await parts.store.write([], (tables) => admin.revokeCredential(tables, person, made.id))
    }
  })
}

function report(call: Call, findings: readonly Finding[]): ExitCode {
  const { paint } = call
  const signs = { well: paint.green('✓'), doubtful: paint.yellow('?'), wrong: paint.red('✗') }
  for (const each of findings) {
    tell(call, `${signs[each.verdict]} ${each.about}: ${plain(each.words)}`, { ...each })
  }
  return findings.some((each) => each.verdict === 'wrong') ? 1 : 0
}

export const dnsCommand: Command = {
  name: 'admin dns',
  summary: 'print the DNS records by which calendar apps find the server',
  operands: '[DOMAIN…]',
  count: [0, 100],
  options: serverOptions,
  details: 'SRV and TXT (RFC 6764), for the domains given or those of the configuration.',
  examples: [['parley admin dns example.com', 'For the zone file of example.com.']],
  run: (call) =>
    withConfig(call, (admin, config) => {
      const domains = call.operands.length > 0 ? call.operands : config.domains
      if (domains.length === 0)
        throw misused('for which domain? Name one, or domains in the configuration')
      const records = admin.dnsRecords(config, domains)
      tell(call, records.join('\n'), { records })
      return 0
    }),
}
