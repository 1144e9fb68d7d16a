/** What became of mails: outbox, SCHEDULE-STATUS, thread and trace, in one transaction. */
import { calendarAddress, type Reason } from '@parley/itip'
import {
  addTrace,
  type NewTraceEntry,
  notePeer,
  noteThreadMail,
  type OutboxEntry,
  type OutboxState,
  principalById,
  settle,
  type Tables,
} from '@parley/store'
import type { Parts } from '../../parts.ts'
import { announceChanges, changesOf } from '../../scheduling/announce.ts'
import { clearDesk, type Desk, holderOf, openDesk, seat } from '../../scheduling/desk.ts'
import { setScheduleStatus } from '../../scheduling/schedule-status.ts'
import { type MailStep, reasonOf, statusOf } from '../statuses.ts'
import type { Posting } from './claim.ts'

export type Outcome = {
  readonly entry: OutboxEntry
  readonly step: MailStep
  readonly facts: Reason['facts']
  /** Where it was handed over. */
  readonly posting?: Posting
  readonly messageId?: string
}

/** A claim that is not settled by then is another's: its process died. */
export const leaseSeconds = 120

const handedOver = 'handed over: '

/**
 * Notes in a transaction of its own that the next hop took a mail, before the rest of it is settled:
 * who claims the entry after a crash sends nothing, and settles it.
 */
export async function noteHandedOver(parts: Parts, { entry, facts }: Outcome): Promise<void> {
  const { id } = entry
  const dueSeconds = parts.clock() + leaseSeconds
  const lastError = `${handedOver}${facts['response'] ?? ''}`
  await parts.store.write([], (tables) =>
    settle(tables, { id, state: 'claimed', dueSeconds, lastError }),
  )
}

/** What the next hop answered before a crash; undefined where it was not yet asked, or said no. */
export function takenBefore({ lastError }: OutboxEntry): string | undefined {
  return lastError?.startsWith(handedOver) ? lastError.slice(handedOver.length) : undefined
}

/** Settles what became of mails about one UID of one user, and tells who watches. */
export async function settleTogether(parts: Parts, outcomes: readonly Outcome[]): Promise<void> {
  const [first] = outcomes
  if (first === undefined) return
  const changed = await parts.store.write([`uid:${first.entry.uid}`], async (tables) => {
    await settleOutcomes(parts, tables, outcomes)
    return markStatuses(parts, tables, outcomes)
  })
  if (changed !== undefined) await announceChanges(parts, changesOf(changed))
}

/** Outbox, threads, peers and trace. */
export async function settleOutcomes(
  parts: Parts,
  tables: Tables,
  outcomes: readonly Outcome[],
): Promise<void> {
  const trace: NewTraceEntry[] = []
  for (const outcome of outcomes) {
    const { entry, step } = outcome
    await settle(tables, { id: entry.id, ...settlementOf(parts, outcome) })
    if (step === 'handed-over' || step === 'in-folder') await noteSent(parts, tables, outcome)
    trace.push(traceOf(parts, outcome))
  }
  await addTrace(tables, trace)
}

function settlementOf(
  parts: Parts,
  { entry, step, facts }: Outcome,
): { state: OutboxState; dueSeconds: number; lastError: string | undefined } {
  const lastError = typeof facts['why'] === 'string' ? facts['why'].slice(0, 500) : undefined
  if (step === 'deferred') {
    return { state: 'waiting', dueSeconds: nextTry(parts, entry), lastError }
  }
  const failed = ['given-up', 'refused', 'no-address', 'unwanted'].includes(step)
  return { state: failed ? 'failed' : 'done', dueSeconds: 0, lastError }
}

/** Growing pauses, each a little off, so that mails that failed together do not come back together. */
function nextTry(parts: Parts, { attempts, id }: OutboxEntry): number {
  const pauses = parts.config.mail.retrySeconds
  const pause = pauses[Math.min(Math.max(attempts, 1), pauses.length) - 1] ?? 60
  const spread = Number.parseInt(id.slice(-4), 16) / 0xffff
  return parts.clock() + Math.round(pause * (0.9 + spread * 0.2))
}

export function isTooLate(parts: Parts, { createdSeconds }: OutboxEntry): boolean {
  return parts.clock() - createdSeconds >= parts.config.mail.giveUpAfterSeconds
}

async function noteSent(parts: Parts, tables: Tables, outcome: Outcome): Promise<void> {
  const { entry, posting, messageId } = outcome
  if (posting === undefined || messageId === undefined) return
  await noteThreadMail(tables, {
    id: posting.thread.id,
    firstMessageId: posting.thread.firstMessageId ?? messageId,
    lastMessageId: messageId,
    expiresSeconds: parts.clock() + parts.config.mail.links.days * 86_400,
  })
  if (posting.peer === undefined) {
    await notePeer(tables, { ownerId: entry.ownerId, address: entry.recipient })
  }
}

function traceOf(parts: Parts, { entry, step, facts, messageId }: Outcome): NewTraceEntry {
  const more = { ...facts, entry: entry.id, ...(messageId !== undefined && { messageId }) }
  return {
    atSeconds: parts.clock(),
    ownerId: entry.ownerId,
    uid: entry.uid,
    direction: 'out',
    method: entry.method,
    peer: entry.recipient,
    classification: `mail-${step}`,
    reasons: JSON.stringify([reasonOf(step, more)]),
    requestId: entry.id,
  }
}

/** Writes the statuses onto the sender's own object; undefined where none changes. */
export async function markStatuses(
  parts: Parts,
  tables: Tables,
  outcomes: readonly Outcome[],
): Promise<Desk | undefined> {
  const [first] = outcomes
  const told = outcomes.filter(({ step }) => statusOf(step) !== undefined)
  if (first === undefined || told.length === 0) return undefined
  const { ownerId, uid } = first.entry
  const sender = await principalById(tables, ownerId)
  if (sender === undefined) return undefined
  const desk = openDesk(parts, tables, { uid, requestId: first.entry.id })
  await seat(desk, [sender])
  const holder = holderOf(desk, sender)
  for (const [answers, some] of Map.groupBy(told, ({ entry }) => isAnswer(entry.method))) {
    const statuses = new Map(
      some.map(({ entry, step }) => [calendarAddress(entry.recipient), statusOf(step) ?? '']),
    )
    setScheduleStatus(holder, { method: answers ? 'REPLY' : 'REQUEST' }, statuses)
  }
  await clearDesk(desk)
  return desk
}

/** What an Attendee says goes to the ORGANIZER. */
function isAnswer(method: string): boolean {
  return method === 'REPLY' || method === 'COUNTER' || method === 'REFRESH'
}
