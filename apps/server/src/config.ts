/** The configuration: one JSON file, and environment variables over it. Errors name the key. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const policySchema = z
  .object({
    uninvitedAttendees: z.enum(['accept', 'ask', 'refuse']),
    counterProposals: z.enum(['accept', 'accept-if-free', 'ask', 'refuse']),
    forwarding: z.enum(['allow', 'refuse']),
    guestList: z.enum(['show', 'hide']),
    newInvitations: z.enum(['add', 'ask']),
    organizerChange: z.enum(['accept', 'ask', 'refuse']),
    cancelledComponents: z.enum(['keep-cancelled', 'remove']),
    refresh: z.enum(['answer', 'ignore']),
    defaultAlarms: z.array(z.string()),
  })
  .partial()
  .strict()

export type PolicySettings = z.infer<typeof policySchema>

const configSchema = z
  .object({
    listen: z
      .object({
        host: z.string().default('127.0.0.1'),
        port: z.number().int().min(0).max(65_535).default(8088),
      })
      .strict()
      .prefault({}),
    /** What people type: behind a proxy, the outer address. Default: made from host and port. */
    publicUrl: z.url().optional(),
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
        changesKept: z.number().int().default(100_000),
        traceDays: z.number().int().default(90),
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

export type ConfigProblem = { readonly kind: 'config-problem'; readonly lines: readonly string[] }

/** Variables that set one key each, over the file. */
const variables: Readonly<Record<string, (value: string) => unknown>> = {
  PARLEY_HOST: (value) => ({ listen: { host: value } }),
  PARLEY_PORT: (value) => ({ listen: { port: Number(value) } }),
  PARLEY_PUBLIC_URL: (value) => ({ publicUrl: value }),
  PARLEY_DATABASE_FILE: (value) => ({ database: { file: value } }),
  DATABASE_URL: (value) => ({ database: { url: value } }),
  PARLEY_LOG_LEVEL: (value) => ({ log: { level: value } }),
  PARLEY_DOMAINS: (value) => ({ domains: value.split(',').map((each) => each.trim()) }),
}

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the file (if one is named) and the environment. Every fault is told at once. */
export function readConfig(file: string | undefined, env: Environment): Config | ConfigProblem {
  let given: unknown = {}
  if (file !== undefined) {
    try {
      given = JSON.parse(readFileSync(file, 'utf8'))
    } catch (error) {
      const what = error instanceof Error ? error.message : String(error)
      return { kind: 'config-problem', lines: [`${file}: ${what}`] }
    }
  }
  for (const [name, make] of Object.entries(variables)) {
    const value = env[name]
    if (value !== undefined && value !== '') given = merged(given, make(value))
  }
  return parseConfig(given, file ?? 'configuration')
}

export function parseConfig(given: unknown, where: string): Config | ConfigProblem {
  const parsed = configSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(
    (issue) => `${where}: ${issue.path.join('.') || '(the whole)'}: ${issue.message}`,
  )
  return { kind: 'config-problem', lines }
}

export function isConfigProblem(of: Config | ConfigProblem): of is ConfigProblem {
  return 'kind' in of
}

function merged(under: unknown, over: unknown): unknown {
  if (!isRecord(under) || !isRecord(over)) return over
  const made: Record<string, unknown> = { ...under }
  for (const [key, value] of Object.entries(over)) {
    // A database is one thing or the other, never a mixture.
    made[key] = key === 'database' ? value : merged(made[key], value)
  }
  return made
}

function isRecord(of: unknown): of is Record<string, unknown> {
  return typeof of === 'object' && of !== null && !Array.isArray(of)
}
