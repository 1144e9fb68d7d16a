/** A message against the restriction tables of RFC 5546 §3. */
import type { RequirementId } from './requirement-ids.ts'
import type { RequestStatusCode } from './tables/request-status.ts'

export type Violation = {
  readonly kind: 'violation'
  readonly requirement: RequirementId
  /** `error`: the message is not applied. `warning`: applied all the same, by name of a quirk or level. */
  readonly level: 'error' | 'warning'
  /** ['VEVENT', 0, 'ATTENDEE', 1] */
  readonly path: readonly (string | number)[]
  readonly expected: string
  readonly found: string
  /** What our answer would carry (§3.6). */
  readonly requestStatus: RequestStatusCode
  /** The named tolerance that lets it through. */
  readonly quirk: string | undefined
}
