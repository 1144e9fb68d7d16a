/** The result of every decision. */
import type { Classification } from './classify.ts'
import type { Effect } from './effect.ts'
import type { Explanation } from './explanation.ts'
import type { HeldState } from './state.ts'
import type { Violation } from './validate.ts'

/** What a decision gives: the state to save, the effects to act on then, and why. */
export type Transition = {
  /** The same object as was given when nothing changes. */
  readonly state: HeldState
  readonly effects: readonly Effect[]
  /** What the user holds of further UIDs from now on: a series that was split off. */
  readonly created?: readonly HeldState[]
  readonly explanation: Explanation
}

/** What `receive` returns. */
export type ReceivedTransition = Transition & {
  readonly classification: Classification
  /** What the message breaks, in the order of the message. */
  readonly violations: readonly Violation[]
}
