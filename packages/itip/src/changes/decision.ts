/** Small results that many changes share. */
import type { Effect } from '../effect.ts'
import type { Reason } from '../explanation.ts'
import type { HeldState } from '../state.ts'
import type { Transition } from '../transition.ts'

/** Nothing changes and nothing is sent; the same state comes back. */
export function stay(held: HeldState, reason: Reason, ...more: readonly Reason[]): Transition {
  return { state: held, effects: [], explanation: [reason, ...more] }
}

export function become(
  state: HeldState,
  effects: readonly Effect[],
  reason: Reason,
  ...more: readonly Reason[]
): Transition {
  return { state, effects, explanation: [reason, ...more] }
}
