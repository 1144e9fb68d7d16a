/** Takes mails that are due, folds those that tell of one event, and knows their threads. */
import {
  addThreads,
  claimDue,
  isAnyDue,
  type MailPeer,
  type MailThread,
  type OutboxEntry,
  outboxByIds,
  type Principal,
  peersOf,
  principalsById,
  setPayload,
  settle,
  type Tables,
  threadsOf,
  unsentMails,
} from '@parley/store'
import type { Parts } from '../../parts.ts'
import { type Letter, mergeLetters } from './merge.ts'
import { leaseSeconds, type Outcome, settleOutcomes, takenBefore } from './settle.ts'

/** A mail to be sent: its entry, claimed, and all that its text needs. */
export type Posting = {
  readonly entry: OutboxEntry
  readonly letter: Letter
  readonly sender: Principal
  readonly thread: MailThread
  readonly peer: MailPeer | undefined
}

/** Mails of one thread, one after the other. */
export type Chain = readonly [Posting, ...Posting[]]

export const batchSize = 50
const waitForOthersSeconds = 5

export async function claimMails(parts: Parts): Promise<readonly Chain[] | undefined> {
  const due = { kind: 'mail', nowSeconds: parts.clock() } as const
  if (!(await parts.store.read((tables) => isAnyDue(tables, due)))) return undefined
  return parts.store.write([], (tables) => claimIn(parts, tables))
}

/** Undefined: nothing is due. */
async function claimIn(parts: Parts, tables: Tables): Promise<readonly Chain[] | undefined> {
  const nowSeconds = parts.clock()
  const due = await claimDue(tables, {
    kind: 'mail',
    nowSeconds,
    leaseSeconds,
    limit: batchSize,
    kindOfDatabase: parts.store.kind,
  })
  if (due.length === 0) return undefined
  const all = await withSiblings(parts, tables, due)
  const threads = await threadsFor(parts, tables, all)
  const peers = await peersOf(
    tables,
    all.map((each) => each.recipient),
  )
  const owners = await principalsById(tables, [...new Set(all.map((each) => each.ownerId))])
  const senders = new Map(owners.map((each) => [each.id, each]))
  const chains: Chain[] = []
  const outcomes: Outcome[] = []
  for (const entries of Map.groupBy(all, groupOf).values()) {
    const [first] = entries
    const thread = first && threads.get(groupOf(first))
    const sender = first && senders.get(first.ownerId)
    if (first === undefined || thread === undefined || sender === undefined) continue
    const peer = peers.find(
      (each) => each.ownerId === first.ownerId && each.address === first.recipient,
    )
    // Taken by the next hop before a crash: they are only to be settled, and are told already.
    const taken = entries.filter((each) => takenBefore(each) !== undefined)
    const isFirst = thread.firstMessageId === undefined && taken.length === 0
    const untold = entries.filter((each) => !taken.includes(each))
    const merged = mergeLetters(untold.map(letterOf), isFirst)
    const byId = new Map(entries.map((each) => [each.id, each]))
    for (const [id, into] of merged.absorbed) {
      const entry = byId.get(id)
      if (entry === undefined) continue
      outcomes.push({ entry, step: into === '' ? 'never-told' : 'merged', facts: { into } })
    }
    const chain: Posting[] = taken.map((entry) => ({
      ...{ entry, sender, thread, peer },
      letter: letterOf(entry),
    }))
    for (const letter of merged.letters) {
      const entry = byId.get(letter.id)
      if (entry === undefined) continue
      const payload = JSON.stringify({ type: 'message', ...withoutId(letter) })
      if (merged.absorbed.size > 0) await setPayload(tables, entry.id, payload)
      chain.push({ entry, letter, sender, thread, peer })
    }
    const [head, ...rest] = chain
    if (head !== undefined) chains.push([head, ...rest])
  }
  await settleOutcomes(parts, tables, outcomes)
  return chains
}

/**
 * The due entries with those that wait about the same. Where another process is sending an earlier
 * one, ours are put back: the order in which a recipient hears of changes is kept.
 */
async function withSiblings(
  parts: Parts,
  tables: Tables,
  due: readonly OutboxEntry[],
): Promise<readonly OutboxEntry[]> {
  const nowSeconds = parts.clock()
  const mine = new Set(due.map((each) => each.id))
  const others = (await unsentMails(tables, due)).filter((each) => !mine.has(each.id))
  if (others.length === 0) return due
  const more = await outboxByIds(
    tables,
    others.map((each) => each.id),
  )
  const busy = new Set(
    more.filter((each) => each.state === 'claimed' && each.dueSeconds > nowSeconds).map(groupOf),
  )
  const all: OutboxEntry[] = []
  for (const entry of due) {
    if (!busy.has(groupOf(entry))) all.push(entry)
    else await putBack(tables, entry, nowSeconds + waitForOthersSeconds)
  }
  for (const entry of more) {
    if (busy.has(groupOf(entry))) continue
    const { id, lastError } = entry
    const dueSeconds = nowSeconds + leaseSeconds
    await settle(tables, { id, state: 'claimed', dueSeconds, lastError })
    all.push(entry)
  }
  return all.sort((one, other) => (one.id < other.id ? -1 : 1))
}

async function putBack(tables: Tables, entry: OutboxEntry, dueSeconds: number): Promise<void> {
  const { id, lastError } = entry
  await settle(tables, { id, state: 'waiting', dueSeconds, lastError })
}

async function threadsFor(
  parts: Parts,
  tables: Tables,
  entries: readonly OutboxEntry[],
): Promise<ReadonlyMap<string, MailThread>> {
  const known = new Map((await threadsOf(tables, entries)).map((each) => [groupOf(each), each]))
  const made: MailThread[] = []
  for (const entry of entries) {
    const key = groupOf(entry)
    if (known.has(key)) continue
    const thread: MailThread = {
      id: parts.newId(),
      ownerId: entry.ownerId,
      uid: entry.uid,
      recipient: entry.recipient,
      firstMessageId: undefined,
      lastMessageId: undefined,
      expiresSeconds: parts.clock() + parts.config.mail.links.days * 86_400,
      revoked: false,
    }
    known.set(key, thread)
    made.push(thread)
  }
  await addThreads(tables, made)
  return known
}

function groupOf(of: Pick<OutboxEntry, 'ownerId' | 'uid' | 'recipient'>): string {
  return `${of.ownerId}\n${of.recipient}\n${of.uid}`
}

type Payload = Omit<Letter, 'id' | 'method'>

function letterOf(entry: OutboxEntry): Letter {
  const { text, keys, changes } = JSON.parse(entry.payload) as Payload
  return { id: entry.id, method: entry.method, text, keys, changes }
}

function withoutId({ text, keys, changes }: Letter): Payload {
  return { text, keys, changes }
}
