/** Polls among the people of this server: one decision with all that follows, in one transaction. */
import {
  type HeldPoll,
  noPollHeld,
  originatePoll,
  type PollChange,
  type PollTransition,
  pollLedgerFromJson,
  pollLedgerToJson,
  pollSeenBy,
  readPoll,
  readStoredPoll,
  receivePoll,
  writePoll,
} from '@parley/busytime'
import { parseCalendar, serializeText } from '@parley/icalendar'
import { isMailAddress } from '@parley/imip'
import { type CalendarAddress, type Context, isAddressOf } from '@parley/itip'
import {
  addTrace,
  enqueue,
  type NewTraceEntry,
  type OutboxEntry,
  type PollRow,
  type Principal,
  pollsByUid,
  pollsOfOwners,
  principalsByAddress,
  savePolls,
  type Tables,
} from '@parley/store'
import type { Parts } from '../parts.ts'
import { policyOf, userOf } from '../people.ts'
import { newEntry } from './outbox-entry.ts'

const productId = '-//Parley//Server//EN'
const maxRounds = 5_000

/** Everyone of this server who holds the poll, or is told of it. */
export type PollDesk = {
  readonly parts: Parts
  readonly tables: Tables
  readonly uid: string
  readonly requestId: string
  readonly holders: Map<string, PollHolder>
  readonly trace: NewTraceEntry[]
  /** For voters elsewhere: mails that lead to a page. */
  readonly outbox: OutboxEntry[]
  /** Who cannot be told: rooms, groups, addresses that are not for mail. */
  readonly unreached: Set<CalendarAddress>
}

type PollHolder = {
  readonly principal: Principal
  readonly before: HeldPoll
  held: HeldPoll
}

export function openPollDesk(
  parts: Parts,
  tables: Tables,
  given: { readonly uid: string; readonly requestId: string },
): PollDesk {
  return {
    parts,
    tables,
    ...given,
    holders: new Map(),
    trace: [],
    outbox: [],
    unreached: new Set(),
  }
}

export async function seatAtPoll(
  desk: PollDesk,
  principals: readonly Principal[],
): Promise<readonly PollHolder[]> {
  const missing = principals.filter((each) => !desk.holders.has(each.id))
  const rows = await pollsByUid(
    desk.tables,
    missing.map((each) => each.id),
    desk.uid,
  )
  for (const principal of missing) {
    const held = heldPollOf(desk.uid, rows.get(principal.id))
    desk.holders.set(principal.id, { principal, before: held, held })
  }
  return principals.flatMap((each) => desk.holders.get(each.id) ?? [])
}

export function heldPollOf(uid: string, row: PollRow | undefined): HeldPoll {
  if (row === undefined) return noPollHeld(uid)
  const ledger = pollLedgerFromJson(uid, JSON.parse(row.ledger)) ?? noPollHeld(uid)
  const [object] = row.text === undefined ? [] : parseCalendar(row.text).objects
  return { ...ledger, poll: object && readStoredPoll(object) }
}

export function pollContext(desk: PollDesk, principal: Principal): Context {
  return {
    nowSeconds: desk.parts.clock(),
    self: userOf(principal),
    policy: policyOf(desk.parts, principal),
    catalog: desk.parts.catalog,
    floatingTzid: principal.tzid,
    productId,
  }
}

/** One change of a poll, and what follows from it. */
export async function changePoll(
  desk: PollDesk,
  principal: Principal,
  what: PollChange,
): Promise<PollTransition> {
  const [holder] = await seatAtPoll(desk, [principal])
  if (holder === undefined) throw new Error('nobody to change the poll')
  const made = originatePoll(holder.held, what, pollContext(desk, principal))
  await adoptPoll(desk, holder, made, what.kind)
  return made
}

/** Takes a transition over and tells everyone here, to the end. */
export async function adoptPoll(
  desk: PollDesk,
  holder: PollHolder,
  made: PollTransition,
  method: string,
): Promise<void> {
  takeOver(desk, holder, made, { direction: 'out', peer: '', method })
  const queue = [{ holder, effects: made.effects }]
  for (let round = 0; queue.length > 0; round++) {
    if (round >= maxRounds) throw new Error('messages about a poll do not come to an end')
    const next = queue.shift()
    for (const effect of next?.effects ?? []) {
      if (effect.kind !== 'send' || next === undefined) continue
      queue.push(...(await deliver(desk, next.holder, effect)))
    }
  }
}

type Sending = Extract<PollTransition['effects'][number], { kind: 'send' }>
type Waiting = { readonly holder: PollHolder; readonly effects: PollTransition['effects'] }

async function deliver(
  desk: PollDesk,
  sender: PollHolder,
  effect: Sending,
): Promise<readonly Waiting[]> {
  const known = await principalsByAddress(desk.tables, effect.recipients)
  const here: Principal[] = []
  for (const address of effect.recipients) {
    const principal = known.get(address)
    if (principal === undefined && isMailAddress(address)) post(desk, sender, effect, address)
    else if (principal?.kind !== 'user' || principal.disabled) desk.unreached.add(address)
    else if (principal.id !== sender.principal.id) here.push(principal)
  }
  const [message] = readPoll(effect.message).messages
  if (message === undefined) return []
  const aliases = userOf(sender.principal).aliases
  const originator = { address: effect.originator, aliases, proven: true }
  const holders = await seatAtPoll(desk, here)
  return holders.map((holder) => {
    const context = { ...pollContext(desk, holder.principal), originator }
    const made = receivePoll(holder.held, message, context)
    const { method } = effect
    takeOver(desk, holder, made, { direction: 'local', peer: effect.originator, method })
    return { holder, effects: made.effects }
  })
}

/** Voters elsewhere hear when they are asked, and when it is called off; the rest is on the page. */
function post(desk: PollDesk, sender: PollHolder, effect: Sending, address: CalendarAddress): void {
  const isAsking = effect.method === 'REQUEST' && sender.held.poll?.status === 'IN-PROCESS'
  if (!isAsking && effect.method !== 'CANCEL') return
  const { parts } = desk
  const text = serializeText(effect.message)
  desk.outbox.push(
    newEntry(
      { parts, nowSeconds: parts.clock() },
      {
        kind: 'mail',
        ownerId: sender.principal.id,
        uid: desk.uid,
        originator: effect.originator,
        recipient: address,
        method: effect.method,
        payload: { type: 'message', text, keys: [''], changes: [] },
        delaySeconds: parts.config.mail.pauseSeconds,
      },
    ),
  )
}

function takeOver(
  desk: PollDesk,
  holder: PollHolder,
  made: PollTransition,
  about: Pick<NewTraceEntry, 'direction' | 'peer' | 'method'>,
): void {
  holder.held = made.state
  desk.trace.push({
    atSeconds: desk.parts.clock(),
    ownerId: holder.principal.id,
    uid: desk.uid,
    ...about,
    classification: 'poll',
    reasons: JSON.stringify(made.explanation),
    requestId: desk.requestId,
  })
}

/** Saves what changed; the ids of those for whom something did, or who see it. */
export async function clearPollDesk(desk: PollDesk): Promise<readonly string[]> {
  const changed = [...desk.holders.values()].filter((each) => each.held !== each.before)
  await savePolls(
    desk.tables,
    changed.map(({ principal, held }) => ({
      ownerId: principal.id,
      uid: desk.uid,
      text:
        held.poll &&
        serializeText(writePoll(held.poll, { catalog: desk.parts.catalog, productId })),
      ledger: JSON.stringify(pollLedgerToJson(held)),
      modifiedSeconds: desk.parts.clock(),
    })),
  )
  await enqueue(desk.tables, desk.outbox)
  if (desk.trace.length > 0) await addTrace(desk.tables, desk.trace)
  return [
    ...new Set([...changed.map((each) => each.principal.id), ...(await watchers(desk, changed))]),
  ]
}

/** Voters see votes come in, where the Organizer shows them. */
async function watchers(
  { tables }: PollDesk,
  changed: readonly PollHolder[],
): Promise<readonly string[]> {
  const voters = changed.flatMap(({ principal, held: { poll, votesShown } }) =>
    poll !== undefined && votesShown === 'show' && isAddressOf(userOf(principal), poll.organizer)
      ? poll.voters.map((each) => each.address)
      : [],
  )
  if (voters.length === 0) return []
  return [...(await principalsByAddress(tables, voters)).values()].map((each) => each.id)
}

/**
 * Each as that person may see it: of a poll of somebody here, a voter sees what its Organizer shows,
 * votes that came a moment ago included.
 */
export async function pollsSeenBy(
  parts: Parts,
  tables: Tables,
  principal: Principal,
  polls: readonly HeldPoll[],
): Promise<readonly HeldPoll[]> {
  const user = userOf(principal)
  const others = polls.flatMap(({ poll }) =>
    poll === undefined || isAddressOf(user, poll.organizer) ? [] : [poll],
  )
  if (others.length === 0) return polls
  const organizers = await principalsByAddress(
    tables,
    others.map((each) => each.organizer),
  )
  const keys = others.flatMap(({ uid, organizer }) => {
    const ownerId = organizers.get(organizer)?.id
    return ownerId === undefined ? [] : [{ ownerId, uid }]
  })
  const rows = new Map((await pollsOfOwners(tables, keys)).map((row) => [row.uid, row]))
  return polls.map((each) => {
    const organizer = each.poll && organizers.get(each.poll.organizer)
    const row = rows.get(each.uid)
    if (organizer === undefined || row?.ownerId !== organizer.id) return each
    return pollSeenBy(heldPollOf(each.uid, row), user, policyOf(parts, organizer)) ?? each
  })
}

/** Those who watch are told after the commit. */
export async function announcePolls(parts: Parts, principalIds: readonly string[]): Promise<void> {
  for (let from = 0; from < principalIds.length; from += 100) {
    const topics = principalIds.slice(from, from + 100).map((each) => `poll:${each}`)
    await parts.store.announce(topics.join(' '))
  }
}
