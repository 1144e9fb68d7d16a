/** How one VEVENT counts in the busy time of one calendar user. */
import type { Component } from '@parley/icalendar'
import { firstProperty, rawValue } from '@parley/icalendar'
import type { CalendarUser } from '@parley/itip'
import { findAttendee, isPropertyOf, partStatOf } from '@parley/itip'
import type { BusyCode } from './busy-time.ts'
import { busy, free, tentative, unavailable } from './busy-time.ts'
import { codeOfMicrosoft } from './microsoft.ts'

/** What an invitation not yet answered is: decision 0040. */
export type UnansweredPolicy = 'BUSY-TENTATIVE' | 'FREE' | 'BUSY'

/**
 * The strongest claim that nothing takes back: STATUS and TRANSP of the event, the user's own
 * participation status, and the finer state that Microsoft's software writes, each may weaken it.
 *
 * TRANSP:TRANSPARENT and STATUS:CANCELLED free the time (RFC 5545 §3.8.2.7, §3.8.1.11); whoever has
 * declined or delegated is free (§3.2.12); STATUS and PARTSTAT of TENTATIVE are BUSY-TENTATIVE. The
 * Organizer needs no answer of her own.
 */
export function codeOfEvent(
  event: Component,
  user: CalendarUser,
  unanswered: UnansweredPolicy = 'BUSY-TENTATIVE',
): BusyCode {
  const status = rawValue(event, 'STATUS')?.toUpperCase()
  if (status === 'CANCELLED') return free
  if (rawValue(event, 'TRANSP')?.toUpperCase() === 'TRANSPARENT') return free
  const attendee = findAttendee(event, user)
  const organizer = firstProperty(event, 'ORGANIZER')
  const organizes = organizer !== undefined && isPropertyOf(user, organizer)
  const partStat = attendee === undefined ? undefined : partStatOf(attendee)
  const participation = codeOfPartStat(partStat, organizes, unanswered)
  const accepted = !organizes && partStat === 'ACCEPTED'
  const claimed = status === 'TENTATIVE' ? tentative : busy
  return weakest(participation, claimed, codeOfMicrosoft(event, accepted) ?? busy)
}

function codeOfPartStat(
  partStat: string | undefined,
  organizes: boolean,
  unanswered: UnansweredPolicy,
): BusyCode {
  switch (partStat) {
    case 'DECLINED':
    case 'DELEGATED':
      return free
    case 'TENTATIVE':
      return tentative
    case 'NEEDS-ACTION':
      if (organizes || unanswered === 'BUSY') return busy
      return unanswered === 'FREE' ? free : tentative
    default:
      return busy
  }
}

const ascending: readonly BusyCode[] = [free, tentative, unavailable]

function weakest(...codes: readonly BusyCode[]): BusyCode {
  return ascending.find((code) => codes.includes(code)) ?? busy
}
