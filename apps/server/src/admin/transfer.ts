/** Handing an Organizer's meetings to another: everyone is told by a REQUEST (RFC 5546 §3.2.2.4). */
import { type CalendarObject, parseCalendar } from '@parley/icalendar'
import { calendarAddress, emptyLedger, roleOf } from '@parley/itip'
import { type Principal, type Tables, timedAfter, withTexts } from '@parley/store'
import type { Parts } from '../parts.ts'
import { userOf } from '../people.ts'
import { announceChanges, changesOf } from '../scheduling/announce.ts'
import { change } from '../scheduling/deliver.ts'
import { clearDesk, type Desk, holderOf, lookUp, openDesk, seat } from '../scheduling/desk.ts'
import { addressesIn } from '../scheduling/objects.ts'
import { AdminProblem, requirePrincipal } from './people.ts'

type Transfer = {
  readonly from: string
  readonly to: string
  /** No more than so many now: whoever asks again goes on. Default: all. */
  readonly limit?: number
  readonly progress?: (done: number, total: number) => void
}

/** How many meetings changed hands: those that are not over yet. */
export async function transferMeetings(parts: Parts, given: Transfer): Promise<number> {
  const { from, to, uids } = await parts.store.read(async (tables) => {
    const leaving = await requirePrincipal(tables, given.from)
    const coming = await requirePrincipal(tables, given.to)
    if (leaving.id === coming.id) throw new AdminProblem('These two are the same.')
    if (coming.kind !== 'user' || coming.disabled) {
      throw new AdminProblem(`${coming.name} cannot organize meetings.`)
    }
    const all = await organizedBy(tables, parts, leaving)
    return { from: leaving, to: coming, uids: all.slice(0, given.limit) }
  })
  for (const [index, uid] of uids.entries()) {
    await handOver(parts, { from, to, uid })
    given.progress?.(index + 1, uids.length)
  }
  return uids.length
}

/** The UIDs of what that principal organizes and what is not over. */
export async function organizedBy(
  tables: Tables,
  parts: Pick<Parts, 'clock'>,
  principal: Principal,
): Promise<readonly string[]> {
  return (await meetingsOf(tables, parts, principal)).map(({ uid }) => uid)
}

type Meeting = { readonly uid: string; readonly object: CalendarObject }

/** What that principal organizes and what is not over. */
export async function meetingsOf(
  tables: Tables,
  parts: Pick<Parts, 'clock'>,
  principal: Principal,
): Promise<readonly Meeting[]> {
  const rows = await withTexts(tables)
    .where('resource.id', 'in', timedAfter(tables, principal.id, parts.clock() + 1))
    .orderBy('resource.uid')
    .execute()
  const user = userOf(principal)
  return rows.flatMap(({ uid, body, shared }) => {
    const [object] = parseCalendar(shared ?? body).objects
    if (object === undefined) return []
    const role = roleOf({ uid, object, ledger: emptyLedger }, user)
    return role === 'organizer' ? [{ uid, object }] : []
  })
}

type HandOver = { readonly from: Principal; readonly to: Principal; readonly uid: string }

/**
 * One meeting, in one transaction. The new Organizer holds what the old one held, answers and all;
 * within this server the change needs nobody's consent, because the administrator gave it.
 */
async function handOver(parts: Parts, { from, to, uid }: HandOver): Promise<void> {
  const { config } = parts
  const limits = { ...config.limits, recipientsInRequest: Number.MAX_SAFE_INTEGER }
  const atOnce = { ...parts, config: { ...config, limits } }
  const locks = [`uid:${uid}`]
  const desk = await parts.store.write(locks, async (tables) => {
    const made = openDesk(atOnce, tables, { uid, requestId: 'transfer' })
    await seat(made, [from, to])
    const leaving = holderOf(made, from)
    const { object } = leaving.held
    if (object === undefined) return made
    await lookUp(made, addressesIn(object))
    await seat(made, people(made))
    for (const [id, holder] of made.holders) {
      made.holders.set(id, { ...holder, policy: { ...holder.policy, organizerChange: 'accept' } })
    }
    const giving = holderOf(made, from)
    const { explanation } = await change(made, giving, {
      kind: 'transfer-organizer',
      to: calendarAddress(to.addresses[0] ?? ''),
    })
    const taking = holderOf(made, to)
    taking.held = { uid, object: giving.held.object, ledger: giving.held.ledger }
    taking.raisesScheduleTag = true
    made.trace.push({
      atSeconds: made.nowSeconds,
      ownerId: to.id,
      uid,
      direction: 'local',
      method: 'transfer-organizer',
      peer: giving.user.address,
      classification: 'handed-over',
      reasons: JSON.stringify(explanation),
      requestId: made.requestId,
    })
    await clearDesk(made)
    return made
  })
  await announceChanges(parts, changesOf(desk))
}

function people(desk: Desk): readonly Principal[] {
  return [...desk.directory.values()].flatMap((each) =>
    each === undefined || each.kind === 'group' ? [] : [each],
  )
}
