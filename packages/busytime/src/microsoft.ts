/** The busy states of Outlook and Exchange beside those of RFC 5545, both ways. */
import type { Component, Property } from '@parley/icalendar'
import { property, rawValue } from '@parley/icalendar'
import type { BusyCode, BusyKind } from './busy-time.ts'
import { busy, free, tentative, unavailable } from './busy-time.ts'

/** X-MICROSOFT-CDO-BUSYSTATUS, how the user's copy shows. */
const microsoftStates: ReadonlyMap<string, BusyCode> = new Map<string, BusyCode>([
  ['FREE', free],
  ['WORKINGELSEWHERE', free], // at work, in another place: can be invited
  ['TENTATIVE', tentative],
  ['BUSY', busy],
  ['OOF', unavailable],
])

/**
 * The state that Microsoft's properties tell, if any. An invitation arrives with BUSYSTATUS
 * TENTATIVE, and in INTENDEDSTATUS what it is to become when accepted; software that knows neither
 * leaves both as they came. So for whoever has accepted, INTENDEDSTATUS speaks.
 */
export function codeOfMicrosoft(event: Component, accepted: boolean): BusyCode | undefined {
  const shown = rawValue(event, 'X-MICROSOFT-CDO-BUSYSTATUS')
  const intended = rawValue(event, 'X-MICROSOFT-CDO-INTENDEDSTATUS')
  const state = accepted
    ? (intended ?? (shown?.toUpperCase() === 'TENTATIVE' ? 'BUSY' : shown))
    : shown
  return state === undefined ? undefined : microsoftStates.get(state.trim().toUpperCase())
}

/** TRANSP and X-MICROSOFT-CDO-BUSYSTATUS for a state, for an event that is written. */
export function busyStateProperties(kind: Exclude<BusyKind, 'unknown'>): readonly Property[] {
  const state = {
    FREE: 'FREE',
    'BUSY-TENTATIVE': 'TENTATIVE',
    'BUSY-UNAVAILABLE': 'OOF',
    BUSY: 'BUSY',
  }[kind]
  return [
    property('TRANSP', kind === 'FREE' ? 'TRANSPARENT' : 'OPAQUE'),
    property('X-MICROSOFT-CDO-BUSYSTATUS', state),
  ]
}
