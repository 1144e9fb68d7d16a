/** The result of every decision about a poll, in the shape of the engine's transitions. */
import type { CalendarObject } from '@parley/icalendar'
import type { CalendarAddress } from '@parley/itip'
import type { Explanation } from '../explanation.ts'
import type { HeldPoll, PollMethod } from './model.ts'

/** What a decision about a poll gives: the state to save, the effects to act on then, and why. */
export type PollTransition = {
  /** The same object as was given when nothing changes. */
  readonly state: HeldPoll
  readonly effects: readonly PollEffect[]
  readonly explanation: Explanation
}

/** What a transition of a poll wants done. The caller saves it with the state, then acts on it. */
export type PollEffect =
  | {
      readonly kind: 'send'
      readonly method: PollMethod
      readonly componentName: 'VPOLL'
      readonly uid: string
      readonly originator: CalendarAddress
      readonly sentBy: CalendarAddress | undefined
      readonly recipients: readonly CalendarAddress[]
      readonly message: CalendarObject
    }
  | {
      readonly kind: 'notify'
      readonly notice:
        | 'poll-opened'
        | 'poll-updated'
        | 'poll-status'
        | 'poll-decided'
        | 'poll-cancelled'
        | 'voter-voted'
        | 'not-applied'
      readonly about: CalendarAddress | undefined
    }
  /** Answered by the change `admit-voter` or `refuse-voter`. */
  | { readonly kind: 'ask'; readonly question: 'admit-voter'; readonly about: CalendarAddress }

export function unchangedPoll(state: HeldPoll, ...explanation: Explanation): PollTransition {
  return {
    state,
    effects: [{ kind: 'notify', notice: 'not-applied', about: undefined }],
    explanation,
  }
}
