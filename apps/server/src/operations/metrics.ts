/** Counters and timers in Prometheus' form. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = {
  readonly registry: Registry
  readonly requests: Counter<'method' | 'status'>
  readonly requestSeconds: Histogram<'method'>
  readonly decisions: Counter<'direction' | 'method' | 'classification'>
  readonly outbox: Gauge<'state'>
  readonly databaseUp: Gauge
  readonly signInFailures: Counter
  readonly mails: Counter<'direction' | 'outcome'>
}

export function makeMetrics(): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Counter({
      name: 'parley_requests_total',
      help: 'Requests answered, by method and status.',
      labelNames: ['method', 'status'],
      registers,
    }),
    requestSeconds: new Histogram({
      name: 'parley_request_seconds',
      help: 'How long requests took.',
      labelNames: ['method'],
      buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 5],
      registers,
    }),
    decisions: new Counter({
      name: 'parley_decisions_total',
      help: 'Scheduling decisions, by direction, method and class.',
      labelNames: ['direction', 'method', 'classification'],
      registers,
    }),
    outbox: new Gauge({
      name: 'parley_outbox_entries',
      help: 'Outbox entries, by state.',
      labelNames: ['state'],
      registers,
    }),
    databaseUp: new Gauge({
      name: 'parley_database_up',
      help: 'Whether the database answers: 1 or 0.',
      registers,
    }),
    mails: new Counter({
      name: 'parley_mails_total',
      help: 'Mails sent and received, by what became of them.',
      labelNames: ['direction', 'outcome'],
      registers,
    }),
    signInFailures: new Counter({
      name: 'parley_sign_in_failures_total',
      help: 'Failed attempts to sign in.',
      registers,
    }),
  }
}
