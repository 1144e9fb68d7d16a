import type { RequirementId } from './requirement-ids.ts'

export type { RequirementId } from './requirement-ids.ts'

/** Something in the bytes that a requirement forbids. It is reported; the calendar object stands. */
export type Violation = {
  readonly kind: 'violation'
  readonly requirement: RequirementId
  /** Names and indexes from the calendar object down: ['VCALENDAR', 0, 'VEVENT', 0, 'ATTENDEE', 1]. */
  readonly path: readonly (string | number)[]
  /** Number of the line in the bytes, from 1; 0 for what did not come from bytes. */
  readonly line: number
  readonly expected: string
  readonly found: string
}

/** Says what is amiss: the one place where violations are made. */
export function violation(
  requirement: RequirementId,
  path: Violation['path'],
  line: number,
  expected: string,
  found: string,
): Violation {
  return { kind: 'violation', requirement, path, line, expected, found }
}

const maxFoundLength = 80

/** Cuts what was found to a length fit for a report. */
export function excerpt(found: string): string {
  return found.length <= maxFoundLength ? found : `${found.slice(0, maxFoundLength)}…`
}
