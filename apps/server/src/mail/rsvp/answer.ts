/** An answer given on the page: it takes the way of a REPLY or COUNTER that came by mail. */
import { type InstanceKey, serializeText, type Time, utcSeconds } from '@parley/icalendar'
import {
  type Change,
  type Context,
  calendarUser,
  emptyLedger,
  type HeldState,
  originate,
  read,
} from '@parley/itip'
import { addTrace, notePeer } from '@parley/store'
import type { Parts } from '../../parts.ts'
import { announceChanges, changesOf } from '../../scheduling/announce.ts'
import { deliverAll, hand } from '../../scheduling/deliver.ts'
import { clearDesk, contextFor, holderOf, openDesk, seat } from '../../scheduling/desk.ts'
import { type Invitation, invitedTo } from './invitation.ts'

export type PageAnswer =
  | {
      readonly kind: 'reply'
      readonly partStat: 'ACCEPTED' | 'TENTATIVE' | 'DECLINED'
      /** Undefined: the whole series. */
      readonly key: InstanceKey | undefined
      readonly comment: string
    }
  | {
      readonly kind: 'counter'
      readonly start: Time
      readonly end: Time
      readonly key: InstanceKey | undefined
      readonly comment: string
    }

/** False: what he answers to is no longer so. */
export async function takeAnswer(
  parts: Parts,
  { owner, address, thread }: Invitation,
  answer: PageAnswer,
): Promise<boolean> {
  const requestId = parts.newId()
  const done = await parts.store.write([`uid:${thread.uid}`], async (tables) => {
    const desk = openDesk(parts, tables, { uid: thread.uid, requestId })
    await seat(desk, [owner])
    const holder = holderOf(desk, owner)
    const { object, ledger } = holder.held
    const event = object && invitedTo(parts, owner, address, object)
    if (event === undefined) return undefined
    const state: HeldState = { uid: thread.uid, object: event.object, ledger: emptyLedger }
    const last = [...ledger.replies.values(), ...ledger.counters]
      .filter((each) => ('from' in each ? each.from : each.address) === address)
      .map((each) => each.revision.dtstampSeconds)
    const context: Context = {
      ...contextFor(desk, holder),
      self: calendarUser(address),
      // Of two answers within one second the later counts too (RFC 5546 §2.1.5).
      nowSeconds: Math.max(desk.nowSeconds, ...last.map((each) => each + 1)),
    }
    const { effects } = originate(state, changeOf(answer), context)
    const sent = effects.find((each) => each.kind === 'send')
    const message = sent && read(sent.message).messages[0]
    if (sent === undefined || message === undefined) return { desk: undefined }
    const waiting = await hand(desk, {
      sender: { user: calendarUser(address) },
      to: holder,
      message,
      effect: sent,
      text: serializeText(sent.message),
      transport: {
        originator: { address, proven: true },
        policy: {},
        facts: { trust: 'answer-page' },
      },
    })
    await deliverAll(desk, waiting)
    await clearDesk(desk)
    return { desk }
  })
  if (done?.desk !== undefined) await announceChanges(parts, changesOf(done.desk))
  return done !== undefined
}

function changeOf(answer: PageAnswer): Change {
  const keys = answer.key === undefined ? {} : { keys: [answer.key] }
  const comment = answer.comment === '' ? {} : { comment: answer.comment }
  if (answer.kind === 'reply') {
    return { kind: 'reply', partStat: answer.partStat, ...keys, ...comment }
  }
  const { start, end } = answer
  return { kind: 'counter', proposal: { start, end }, ...keys, ...comment }
}

/** Is the end after the start? */
export function isSpan(
  { start, end }: { readonly start: Time; readonly end: Time },
  zones: Parameters<typeof utcSeconds>[1],
): boolean {
  return utcSeconds(end, zones) > utcSeconds(start, zones)
}

export async function mute(
  parts: Parts,
  { owner, address, thread }: Invitation,
  muted: boolean,
): Promise<void> {
  await parts.store.write([], async (tables) => {
    await notePeer(tables, { ownerId: owner.id, address, muted })
    await addTrace(tables, [
      {
        atSeconds: parts.clock(),
        ownerId: owner.id,
        uid: thread.uid,
        direction: 'in',
        method: '',
        peer: address,
        classification: muted ? 'mail-unsubscribed' : 'mail-resubscribed',
        reasons: '[]',
        requestId: thread.id,
      },
    ])
  })
}
