/** Delivery status notifications (RFC 3464): what became of mails after they left us. */
import type { DeliveryReport, DeliveryStatus } from '@parley/imip'
import { type MailInState, type OutboxEntry, outboxByIds, type Tables } from '@parley/store'
import type { Parts } from '../../parts.ts'
import { announceChanges, changesOf } from '../../scheduling/announce.ts'
import { messageIdDomain, serviceAddress, withoutDetail } from '../addresses.ts'
import { markStatuses, type Outcome, settleOutcomes } from '../out/settle.ts'
import type { Transport } from './authenticate.ts'
import type { Inbound, Receipt } from './receive-mail.ts'

type Came = { readonly report: DeliveryReport; readonly transport: Transport }

type Keep = (
  tables: Tables,
  outcome: { readonly state: MailInState; readonly reason: string },
) => Promise<Receipt>

/**
 * A failure becomes the recipient's status. The report must name a mail of ours, by the address that
 * only its envelope had or by its Message-ID, which nobody else can guess.
 */
export async function takeReport(
  { parts, tokens }: Inbound,
  came: Came,
  keep: Keep,
): Promise<Receipt> {
  const service = serviceAddress(parts.config)
  const byEnvelope = (came.transport.recipients ?? [])
    .map(withoutDetail)
    .filter(({ address }) => address === service)
    .map(({ detail }) => tokens.read('bounce', detail))
    .find((each) => each !== undefined)
  const id = byEnvelope ?? entryIdOf(parts, came.report.messageId)
  const entry = id === undefined ? undefined : await entryOf(parts, id)
  const status = entry && statusFor(entry, came.report.recipients)
  if (entry === undefined || status === undefined) {
    const reason = 'a report about a mail that is not ours'
    return parts.store.write([], (tables) => keep(tables, { state: 'ignored', reason }))
  }
  if (status.action !== 'failed') {
    const reason = `reported as ${status.action}`
    return parts.store.write([], (tables) => keep(tables, { state: 'done', reason }))
  }
  const facts = { status: status.status, why: status.diagnostic }
  const outcome: Outcome = { entry, step: isUnknownAddress(status) ? 'refused' : 'bounced', facts }
  const done = await parts.store.write([`uid:${entry.uid}`], async (tables) => {
    await settleOutcomes(parts, tables, [outcome])
    const desk = await markStatuses(parts, tables, [outcome])
    const reason = `could not be delivered (${status.status})`
    return { desk, receipt: await keep(tables, { state: 'done', reason }) }
  })
  if (done.desk !== undefined) await announceChanges(parts, changesOf(done.desk))
  return done.receipt
}

async function entryOf(parts: Parts, id: string): Promise<OutboxEntry | undefined> {
  return (await parts.store.read((tables) => outboxByIds(tables, [id])))[0]
}

function entryIdOf(parts: Parts, messageId: string | undefined): string | undefined {
  const [id, domain] = (messageId ?? '').split('@')
  return domain?.toLowerCase() === messageIdDomain(parts.config) ? id : undefined
}

/** A mail of ours has one recipient; a relay may have rewritten the address. */
function statusFor(
  entry: OutboxEntry,
  statuses: readonly DeliveryStatus[],
): DeliveryStatus | undefined {
  return (
    statuses.find((each) => each.address === entry.recipient) ??
    (statuses.length === 1 ? statuses[0] : undefined)
  )
}

/** RFC 3463 §3.2: the address is at fault, and sending again is pointless. */
function isUnknownAddress({ status }: DeliveryStatus): boolean {
  return status.startsWith('5.1.')
}
