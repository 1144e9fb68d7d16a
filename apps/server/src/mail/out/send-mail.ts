/** Works off mails in the outbox: when nudged, when something is announced, and now and then. */
import type { Parts } from '../../parts.ts'
import { onOutbox } from '../../scheduling/announce.ts'
import type { Smime } from '../smime/smime.ts'
import type { Tokens } from '../tokens.ts'
import { type Chain, claimMails, type Posting } from './claim.ts'
import { composePosting, messageIdOf } from './compose.ts'
import { type HandOver, type NextHop, openNextHop } from './next-hop.ts'
import { isTooLate, noteHandedOver, type Outcome, settleTogether, takenBefore } from './settle.ts'

export type MailOut = {
  /** Sends what is due now. Resolves when nothing is left that is. */
  run(): Promise<void>
  nudge(): void
  /** Finishes mails that are on their way. */
  stop(): Promise<void>
}

/** What mails are made with beside the store. */
export type Keys = { readonly tokens: Tokens; readonly smime: Smime }

const lookEveryMs = 2_000

export function startMailOut(
  parts: Parts,
  keys: Keys,
  hop: NextHop = openNextHop(parts.config),
): MailOut {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false

  async function drain(): Promise<void> {
    do {
      again = false
      while (!stopped) {
        const chains = await claimMails(parts)
        if (chains === undefined) break
        await sendAll(parts, keys, hop, chains)
      }
    } while (again && !stopped)
  }
  function run(): Promise<void> {
    again = true
    running ??= drain()
      .catch((error: unknown) => parts.log.error({ err: error }, 'sending mail failed'))
      .finally(() => {
        running = undefined
      })
    return running
  }
  const nudge = (): void => void run()
  const stopListening = onOutbox(parts.store, 'mail', nudge)
  const timer = setInterval(nudge, lookEveryMs)
  timer.unref()
  nudge()
  return {
    run,
    nudge,
    async stop(): Promise<void> {
      stopped = true
      clearInterval(timer)
      stopListening()
      await running
      await hop.close()
    },
  }
}

/** As many at a time as the next hop takes; what became of them is settled as it becomes known. */
async function sendAll(
  parts: Parts,
  keys: Keys,
  hop: NextHop,
  chains: readonly Chain[],
): Promise<void> {
  const settler = makeSettler(parts, chains)
  const waiting = [...chains]
  const worker = async (): Promise<void> => {
    for (let chain = waiting.shift(); chain !== undefined; chain = waiting.shift()) {
      await sendChain(parts, keys, hop, chain, settler)
    }
  }
  await Promise.all(Array.from({ length: Math.min(hop.width, chains.length) }, worker))
  await settler.done()
}

/** One after the other; where one cannot go now, those after it wait with it. */
async function sendChain(
  parts: Parts,
  keys: Keys,
  hop: NextHop,
  chain: Chain,
  settler: Settler,
): Promise<void> {
  let { thread } = chain[0]
  let held: Outcome | undefined
  for (const posting of chain) {
    const outcome: Outcome =
      held === undefined
        ? await sendOne(parts, keys, hop, { ...posting, thread })
        : { entry: posting.entry, step: 'deferred', facts: { why: 'an earlier mail waits' } }
    if (outcome.step === 'deferred') held = outcome
    if (outcome.messageId !== undefined) {
      const firstMessageId = thread.firstMessageId ?? outcome.messageId
      thread = { ...thread, firstMessageId, lastMessageId: outcome.messageId }
    }
    await settler.add(outcome)
  }
}

async function sendOne(parts: Parts, keys: Keys, hop: NextHop, posting: Posting): Promise<Outcome> {
  const { entry, peer } = posting
  const response = takenBefore(entry)
  if (response !== undefined) {
    const messageId = messageIdOf(parts, entry.id)
    return outcomeOf(parts, { ...posting, messageId }, { kind: 'accepted', response })
  }
  if (peer?.muted === true && entry.method !== 'REPLY') {
    return { entry, step: 'unwanted', facts: {} }
  }
  try {
    const composed = await composePosting(parts, keys, posting)
    if (composed === undefined) return { entry, step: 'no-address', facts: {} }
    const { mail, messageId } = composed
    const taken = await hop.send(mail)
    parts.metrics.mails.inc({ direction: 'out', outcome: taken.kind })
    return outcomeOf(parts, { ...posting, messageId }, taken)
  } catch (error) {
    parts.log.error({ err: error, entry: entry.id }, 'a mail could not be made')
    return deferred(parts, posting, error instanceof Error ? error.message : String(error))
  }
}

function outcomeOf(
  parts: Parts,
  sent: Posting & { readonly messageId: string },
  taken: HandOver,
): Outcome {
  const { entry, messageId } = sent
  switch (taken.kind) {
    case 'accepted': {
      const facts = { response: taken.response.slice(0, 200) }
      return { entry, step: 'handed-over', facts, posting: sent, messageId }
    }
    case 'written':
      return { entry, step: 'in-folder', facts: { file: taken.file }, posting: sent, messageId }
    case 'permanent':
      return { entry, step: 'refused', facts: { why: taken.why } }
    case 'temporary':
      return deferred(parts, sent, taken.why)
  }
}

function deferred(parts: Parts, { entry }: Posting, why: string): Outcome {
  return { entry, step: isTooLate(parts, entry) ? 'given-up' : 'deferred', facts: { why } }
}

type Settler = { add(outcome: Outcome): Promise<void>; done(): Promise<void> }

/** More mails than these about one event are settled several at a time. */
const manyOfOneEvent = 20
const settledTogether = 10

/**
 * Settles per user and UID, one transaction at a time. A mail is settled at once, which is the window
 * in which a crash doubles it: from the next hop's 250 to the end of that transaction. Where very many
 * are about one event, each transaction writes an object with very many Attendees: then ten mails
 * share one, and that each was handed over is noted ahead of it.
 */
function makeSettler(parts: Parts, chains: readonly Chain[]): Settler {
  const left = new Map<string, number>()
  for (const { entry } of chains.flat()) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + 1)
  const many = new Set([...left].filter(([, count]) => count > manyOfOneEvent).map(([key]) => key))
  const queues = new Map<string, Outcome[]>()
  const under = new Map<string, Promise<void>>()
  const isDue = (key: string): boolean => {
    const queued = queues.get(key)?.length ?? 0
    if (queued === 0) return false
    return !many.has(key) || queued >= settledTogether || left.get(key) === 0
  }
  async function work(key: string): Promise<void> {
    while (isDue(key)) {
      const some = queues.get(key) ?? []
      queues.set(key, [])
      await settleTogether(parts, some)
    }
  }
  return {
    async add(outcome): Promise<void> {
      const key = keyOf(outcome.entry)
      if (outcome.step === 'handed-over' && many.has(key)) await noteHandedOver(parts, outcome)
      const queue = queues.get(key) ?? []
      queue.push(outcome)
      queues.set(key, queue)
      left.set(key, (left.get(key) ?? 1) - 1)
      if (under.has(key) || !isDue(key)) return
      under.set(
        key,
        work(key)
          .catch((error: unknown) => parts.log.error({ err: error }, 'mails were not settled'))
          .finally(() => under.delete(key)),
      )
    },
    async done(): Promise<void> {
      while (under.size > 0) await Promise.all(under.values())
    },
  }
}

function keyOf({ ownerId, uid }: Outcome['entry']): string {
  return `${ownerId} ${uid}`
}
