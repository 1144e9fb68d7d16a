/** RFC 5546 §2.1.4: changes of these properties raise SEQUENCE. In the RFC's order. */
import type { RequirementId } from '../requirement-ids.ts'

export const significantProperties: ReadonlyMap<string, RequirementId> = new Map<
  string,
  RequirementId
>([
  ['DTSTART', '5546/2.1.4/dtstart-change-raises-sequence'],
  ['DTEND', '5546/2.1.4/dtend-change-raises-sequence'],
  ['DURATION', '5546/2.1.4/duration-change-raises-sequence'],
  ['DUE', '5546/2.1.4/due-change-raises-sequence'],
  ['RRULE', '5546/2.1.4/rrule-change-raises-sequence'],
  ['RDATE', '5546/2.1.4/rdate-change-raises-sequence'],
  ['EXDATE', '5546/2.1.4/exdate-change-raises-sequence'],
  ['STATUS', '5546/2.1.4/status-change-raises-sequence'],
])
