/** The configuration: one JSON file, and environment variables over it. Errors name the key. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { mailSchema } from './mail/config.ts'

export const policySchema = z
  .object({
    uninvitedAttendees: z.enum(['accept', 'ask', 'refuse']),
    counterProposals: z.enum(['accept', 'accept-if-free', 'ask', 'refuse']),
    forwarding: z.enum(['allow', 'refuse']),
    delegation: z.enum(['allow', 'same-domain', 'refuse']),
    guestList: z.enum(['show', 'hide']),
    newInvitations: z.enum(['add', 'ask']),
    organizerChange: z.enum(['accept', 'ask', 'refuse']),
    cancelledComponents: z.enum(['keep-cancelled', 'remove']),
    refresh: z.enum(['answer', 'ignore']),
    defaultAlarms: z.array(z.string()),
  })
  .partial()
  .strict()

export const configSchema = z
  .object({
    listen: z
      .object({
        host: z.string().default('127.0.0.1'),
        port: z.number().int().min(0).max(65_535).default(8088),
        /** Addresses of reverse proxies, whose X-Forwarded-For and -Proto are believed. */
        proxies: z.array(z.string()).default([]),
      })
      .strict()
      .prefault({}),
    /** What people type: behind a proxy, the outer address. Default: made from host and port. */
    publicUrl: z.url({ protocol: /^https?$/ }).optional(),
    tls: z.object({ certificate: z.string(), key: z.string() }).strict().optional(),
    database: z
      .union([
        z
          .object({ file: z.string(), synchronous: z.enum(['FULL', 'NORMAL']).default('FULL') })
          .strict(),
        z
          .object({
            url: z.string().startsWith('postgres'),
            poolSize: z.number().int().min(2).default(10),
          })
          .strict(),
      ])
      .default({ file: 'parley.db', synchronous: 'FULL' }),
    /** Mail domains whose addresses are principals of this server. */
    domains: z.array(z.string()).default([]),
    /** Where clients get time zones from (RFC 7808); with one, calendar data goes without them (RFC 7809). */
    timeZoneServices: z
      .array(z.url({ protocol: /^https?$/ }))
      .max(10)
      .default([]),
    log: z
      .object({ level: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info') })
      .strict()
      .prefault({}),
    limits: z
      .object({
        resourceBytes: z.number().int().default(2_000_000),
        bodyBytes: z.number().int().default(4_000_000),
        attendeesPerInstance: z.number().int().default(2_000),
        instances: z.number().int().default(20_000),
        results: z.number().int().default(20_000),
        /** Local recipients served within the request; the rest follow right after it. */
        recipientsInRequest: z.number().int().default(100),
        requestSeconds: z.number().int().default(60),
        /** How many changes of a calendar a client may have missed before it must begin anew. */
        changesKept: z.number().int().min(1).default(100_000),
        traceDays: z.number().min(0).default(90),
        /** How long the outbox remembers what it has delivered. */
        outboxDays: z.number().min(0).default(30),
        /** How long it is known which mails came in; those that failed stay until they are dealt with. */
        mailDays: z.number().min(0).default(90),
      })
      .strict()
      .prefault({}),
    scheduling: z
      .object({
        /** Do the other Attendees' copies show an answer? */
        shareAnswers: z.boolean().default(true),
        policy: policySchema.prefault({}),
      })
      .strict()
      .prefault({}),
    mail: mailSchema.prefault({}),
    signIn: z
      .object({
        sessionDays: z.number().default(30),
        /** A header that names the user, taken from these addresses only. */
        proxy: z
          .object({ header: z.string(), from: z.array(z.string()).min(1) })
          .strict()
          .optional(),
        openIdConnect: z
          .object({
            issuer: z.url(),
            clientId: z.string(),
            clientSecret: z.string().optional(),
            /** The claim that is a principal's address. */
            addressClaim: z.string().default('email'),
            /** For issuers on loopback, without TLS. */
            allowHttp: z.boolean().default(false),
          })
          .strict()
          .optional(),
        slowAfterFailures: z.number().int().default(5),
      })
      .strict()
      .prefault({}),
    metrics: z
      .object({ from: z.array(z.string()).default(['127.0.0.1', '::1', '::ffff:127.0.0.1']) })
      .strict()
      .prefault({}),
  })
  .strict()

export type Config = z.infer<typeof configSchema>

type ConfigProblem = { readonly kind: 'config-problem'; readonly lines: readonly string[] }

/** Variables that set one key each, over the file. */
export const variables: Readonly<
  Record<string, { readonly key: readonly string[]; readonly read: (value: string) => unknown }>
> = {
  PARLEY_HOST: { key: ['listen', 'host'], read: asText },
  PARLEY_PORT: { key: ['listen', 'port'], read: Number },
  PARLEY_PUBLIC_URL: { key: ['publicUrl'], read: asText },
  PARLEY_DATABASE_FILE: { key: ['database'], read: (file) => ({ file }) },
  DATABASE_URL: { key: ['database'], read: (url) => ({ url }) },
  PARLEY_LOG_LEVEL: { key: ['log', 'level'], read: asText },
  PARLEY_DOMAINS: {
    key: ['domains'],
    read: (value) => value.split(',').map((each) => each.trim()),
  },
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads the file (if one is named, here or by PARLEY_CONFIG) and the environment. Every fault is told
 * at once. Files that the file names are beside it.
 */
export function readConfig(file: string | undefined, env: Environment): Config | ConfigProblem {
  const named = file ?? (env['PARLEY_CONFIG'] || undefined)
  let given: unknown = {}
  if (named !== undefined) {
    try {
      given = besides(JSON.parse(readFileSync(named, 'utf8')), dirname(resolve(named)))
    } catch (error) {
      return { kind: 'config-problem', lines: [`${named}: ${unreadable(error)}`] }
    }
  }
  const sources = new Map<string, string>()
  for (const [name, { key, read }] of Object.entries(variables)) {
    const value = env[name]
    if (value === undefined || value === '') continue
    given = withKey(given, key, read(value))
    sources.set(key.join('.'), name)
  }
  return parseConfig(given, named ?? 'configuration', sources)
}

export function parseConfig(
  given: unknown,
  where: string,
  /** Which variable set a key. */
  sources: ReadonlyMap<string, string> = new Map(),
): Config | ConfigProblem {
  // It is read once: compiling the schema would take longer than reading.
  const parsed = configSchema.safeParse(given, { jitless: true })
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.flatMap(plainIssues).map(({ path, words }) => {
    const source = [...sources].find(([key]) => path === key || path.startsWith(`${key}.`))?.[1]
    return `${source ?? where}: ${path === '' ? '' : `${path}: `}${words}`
  })
  return { kind: 'config-problem', lines }
}

export function isConfigProblem(of: Config | ConfigProblem): of is ConfigProblem {
  return 'kind' in of
}

/** What people type to reach this server. */
export function addressOfServer(config: Config): string {
  const { host, port } = config.listen
  const scheme = config.tls === undefined ? 'http' : 'https'
  const named = host.includes(':') ? `[${host}]` : host
  return (config.publicUrl ?? `${scheme}://${named}:${port}`).replace(/\/+$/, '')
}

function asText(value: string): string {
  return value
}

function unreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'no such file'
  if (code !== undefined) return message
  // What stands there may be a secret: only the place is told.
  return `is no JSON (${/line \d+ column \d+/.exec(message)?.[0] ?? 'at its end'})`
}

type Issue = z.core.$ZodIssue

/** Issues with the key they are about; of alternatives, what the nearest one says. */
function plainIssues(issue: Issue): readonly { path: string; words: string }[] {
  const under = (rest: readonly PropertyKey[]): string => [...issue.path, ...rest].join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: under([key]), words: 'there is no such key' }))
  }
  if (issue.code === 'invalid_union') {
    const [nearest] = issue.errors.toSorted((one, other) => foreignKeys(one) - foreignKeys(other))
    const within = (nearest ?? []).flatMap((each) => plainIssues(each as Issue))
    if (within.length > 0) {
      return within.map(({ path, words }) => ({
        path: under(path === '' ? [] : [path]),
        words,
      }))
    }
  }
  const words = issue.message.replace(/^Invalid input: /, '')
  return [{ path: under([]), words: words.charAt(0).toLowerCase() + words.slice(1) }]
}

function foreignKeys(issues: readonly Issue[]): number {
  return issues.reduce(
    (sum, each) => sum + (each.code === 'unrecognized_keys' ? 10 * each.keys.length : 1),
    0,
  )
}

/** Keys that name files; `*` is each of a list. */
const fileKeys: readonly (readonly string[])[] = [
  ['database', 'file'],
  ['tls', 'certificate'],
  ['tls', 'key'],
  ['mail', 'folder'],
  ['mail', 'lmtp', 'socket'],
  ['mail', 'dkim', '*', 'keyFile'],
]

/** The same with the files that it names found from `folder`. */
function besides(given: unknown, folder: string): unknown {
  const found = (of: unknown): unknown =>
    typeof of === 'string' && of !== ':memory:' ? resolve(folder, of) : of
  return fileKeys.reduce((made, key) => changedAt(made, key, found), given)
}

function changedAt(
  of: unknown,
  [key, ...rest]: readonly string[],
  change: (of: unknown) => unknown,
): unknown {
  if (key === undefined) return change(of)
  if (key === '*') {
    return Array.isArray(of) ? of.map((each: unknown) => changedAt(each, rest, change)) : of
  }
  return isRecord(of) && key in of ? { ...of, [key]: changedAt(of[key], rest, change) } : of
}

function withKey(of: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value
  const record = isRecord(of) ? of : {}
  return { ...record, [key]: withKey(record[key], rest, value) }
}

function isRecord(of: unknown): of is Record<string, unknown> {
  return typeof of === 'object' && of !== null && !Array.isArray(of)
}
