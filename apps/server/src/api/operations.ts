/** What an administrator wants to see of the server itself: its health, and its mail domains. */
import { outboxInState } from '@parley/store'
import { z } from 'zod'
import { dnsRows } from '../admin/dns.ts'
import { AdminProblem } from '../admin/people.ts'
import type { Config } from '../config.ts'
import { databaseFault, depthOfOutbox } from '../operations/health.ts'
import type { Metrics } from '../operations/metrics.ts'
import type { Parts } from '../parts.ts'
import { version } from '../version.ts'
import { type Route, route } from './route.ts'
import { instantOf, instantSchema } from './times.ts'

const mailOut = z.object({
  /** `paused`: nothing goes out or comes in. */
  out: z.enum(['smtp', 'folder', 'paused']),
  in: z.array(z.enum(['lmtp', 'imap'])),
  /** Since the start of this process, by what became of them. */
  sent: z.record(z.string(), z.number()),
  received: z.record(z.string(), z.number()),
})

const healthOut = z.object({
  version: z.string(),
  runtime: z.string(),
  startedAt: instantSchema,
  memoryBytes: z.number(),
  database: z.object({
    kind: z.enum(['sqlite', 'postgres']),
    answers: z.boolean(),
    ms: z.number(),
  }),
  outbox: z.object({
    counts: z.record(z.string(), z.number()),
    /** Of those that wait. */
    oldestAt: instantSchema.optional(),
  }),
  mail: mailOut,
})

const health = route(
  {
    method: 'GET',
    path: '/admin/health',
    tag: 'admin',
    access: 'admin',
    summary: 'Database, outbox, mail, version and uptime',
    answer: healthOut,
  },
  async ({ parts }) => {
    const began = performance.now()
    const fault = await databaseFault(parts)
    const ms = Math.round((performance.now() - began) * 10) / 10
    return {
      version,
      runtime: `Node ${process.versions.node}`,
      startedAt: instantOf(Math.round(parts.clock() - process.uptime())),
      memoryBytes: process.memoryUsage.rss(),
      database: { kind: parts.store.kind, answers: fault === undefined, ms },
      outbox: await outboxOut(parts),
      mail: await mailJson(parts),
    }
  },
)

async function outboxOut(parts: Parts): Promise<z.input<typeof healthOut>['outbox']> {
  const counts = await depthOfOutbox(parts)
  const waiting = counts?.get('waiting') ?? 0
  const [oldest] =
    waiting === 0 ? [] : await parts.store.read((tables) => outboxInState(tables, ['waiting'], 1))
  return {
    counts: Object.fromEntries(counts ?? []),
    ...(oldest !== undefined && { oldestAt: instantOf(oldest.createdSeconds) }),
  }
}

async function mailJson({ config, metrics }: Parts): Promise<z.input<typeof mailOut>> {
  const { paused, smtp, lmtp, imap } = config.mail
  const counts = await mailCounts(metrics)
  return {
    out: paused ? 'paused' : smtp === undefined ? 'folder' : 'smtp',
    in: [
      ...(lmtp === undefined || paused ? [] : (['lmtp'] as const)),
      ...(imap === undefined || paused ? [] : (['imap'] as const)),
    ],
    sent: counts('out'),
    received: counts('in'),
  }
}

type CountsOf = (direction: 'in' | 'out') => Record<string, number>

async function mailCounts(metrics: Metrics): Promise<CountsOf> {
  const { values } = await metrics.mails.get()
  return (direction) =>
    Object.fromEntries(
      values
        .filter(({ labels }) => labels.direction === direction)
        .map(({ labels, value }) => [String(labels.outcome), value]),
    )
}

const recordOut = z.object({
  name: z.string(),
  type: z.enum(['SRV', 'TXT']),
  value: z.string(),
})

const domains = route(
  {
    method: 'GET',
    path: '/admin/domains',
    tag: 'admin',
    access: 'admin',
    summary: 'The mail domains of this server, and the DNS records that each needs',
    answer: z.object({
      /** Why there are no records: the server does not know its own name. */
      problem: z.string().optional(),
      domains: z.array(z.object({ domain: z.string(), records: z.array(recordOut) })),
    }),
  },
  async ({ parts: { config } }) => {
    const { rows, problem } = rowsOf(config)
    return {
      ...(problem !== undefined && { problem }),
      domains: config.domains.map((domain) => ({
        domain,
        records: rows
          .filter((each) => each.domain === domain)
          .map(({ name, type, value }) => ({ name, type, value })),
      })),
    }
  },
)

type Rows = { readonly rows: ReturnType<typeof dnsRows>; readonly problem?: string }

function rowsOf(config: Config): Rows {
  try {
    return { rows: dnsRows(config, config.domains) }
  } catch (error) {
    if (!(error instanceof AdminProblem)) throw error
    return { rows: [], problem: error.message }
  }
}

export const operationRoutes: readonly Route[] = [health, domains]
