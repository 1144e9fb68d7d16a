/** Votes given on the page: they take the way of a voter's REPLY. */
import {
  noPollHeld,
  originatePoll,
  type PollEffect,
  readPoll,
  receivePoll,
  type Vote,
} from '@parley/busytime'
import { calendarUser } from '@parley/itip'
import type { Parts } from '../../parts.ts'
import {
  adoptPoll,
  announcePolls,
  clearPollDesk,
  openPollDesk,
  pollContext,
  seatAtPoll,
} from '../../scheduling/polls.ts'
import type { Invitation } from './invitation.ts'

const responses = { yes: 100, maybe: 50, no: 0 } as const

/** Of the fields `vote-1`, `vote-2`, …: those that name a candidate and an answer. */
export function votesFrom(form: URLSearchParams, { poll }: Invitation): readonly Vote[] {
  const comment = (form.get('comment') ?? '').trim().slice(0, 2_000)
  return (poll?.candidates ?? []).flatMap(({ itemId }): Vote[] => {
    const said = form.get(`vote-${itemId}`)
    if (said !== 'yes' && said !== 'maybe' && said !== 'no') return []
    return [{ itemId, response: responses[said], ...(comment !== '' && { comment }) }]
  })
}

/** False: votes are taken no more. */
export async function takeVotes(
  parts: Parts,
  { owner, address, thread }: Invitation,
  votes: readonly Vote[],
): Promise<boolean> {
  const { uid } = thread
  const done = await parts.store.write([`uid:${uid}`], async (tables) => {
    const desk = openPollDesk(parts, tables, { uid, requestId: parts.newId() })
    const [holder] = await seatAtPoll(desk, [owner])
    const { poll, replies = new Map() } = holder?.held ?? {}
    if (holder === undefined || poll === undefined) return undefined
    const context = pollContext(desk, owner)
    const last = replies.get(address)?.dtstampSeconds ?? 0
    // Of two votes within one second the later counts too.
    const nowSeconds = Math.max(context.nowSeconds, last + 1)
    const asVoter = { ...context, nowSeconds, self: calendarUser(address) }
    const voted = originatePoll({ ...noPollHeld(uid), poll }, { kind: 'vote', votes }, asVoter)
    const sent = voted.effects.find(isSending)
    const message = sent && readPoll(sent.message).messages[0]
    if (message === undefined) return undefined
    const originator = { address, aliases: [], proven: true }
    const made = receivePoll(holder.held, message, { ...context, nowSeconds, originator })
    await adoptPoll(desk, holder, made, 'REPLY')
    return clearPollDesk(desk)
  })
  if (done !== undefined) await announcePolls(parts, done)
  return done !== undefined
}

function isSending(effect: PollEffect): effect is Extract<PollEffect, { kind: 'send' }> {
  return effect.kind === 'send'
}
