/** The Attendee is taken off the list: of all, or of some instances (RFC 5546 §3.2.5, §4.2.10). */
import type { InstanceKey } from '@parley/icalendar'
import type { Context } from '../context.ts'
import type { Reason } from '../explanation.ts'
import { because } from '../explanation.ts'
import type { Message } from '../message.ts'
import type { Outcome } from '../outcome.ts'
import { cancelSection, changed, commentOf, explanationOf, notify } from '../outcome.ts'
import type { Parts } from '../parts.ts'
import type { HeldState } from '../state.ts'
import { withCancelled } from './cancel.ts'
import type { Incoming } from './order.ts'

/** His copy says what a CANCEL makes it say; the others go on without him. */
export function uninvite(
  held: HeldState,
  parts: Parts,
  message: Message,
  removed: readonly Incoming[],
  context: Context,
  reasons: readonly Reason[],
): Outcome {
  const keys: readonly InstanceKey[] = removed.map((each) => each.key)
  const state = withCancelled(held, parts, removed, context)
  const section = cancelSection(message.componentName)
  const reason =
    section === '3.5.3'
      ? because('5546/3.5.3/whole-cancelled', { keys })
      : because(`5546/${section}/uninvited-by-cancel`, { keys })
  const comment = commentOf(removed.map((each) => each.component))
  const told = notify('removed', message.organizer, keys, { comment })
  return changed(state, 'attendee-removed', explanationOf([reason, ...reasons], reason), [told])
}
