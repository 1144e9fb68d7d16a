/** How far the Attendees of a VTODO are together (RFC 5546 §3.4.3, §4.5.6). */
import type { Component, InstanceKey } from '@parley/icalendar'
import { firstProperty, parameterValue, property, withProperty } from '@parley/icalendar'
import type { CalendarAddress } from '../address.ts'
import { addressOf } from '../address.ts'
import { partStatOf } from '../attendee.ts'
import type { ReplyMark } from '../state.ts'
import { replyKey } from '../state.ts'

/**
 * The Organizer's VTODO with PERCENT-COMPLETE as the mean of what its Attendees reported; the same
 * component where none reported anything. Those who declined, delegated or only listen do not
 * count. STATUS and COMPLETED stay the Organizer's to set (§2.1.1).
 */
export function withTotal(
  of: Component,
  key: InstanceKey,
  replies: ReadonlyMap<string, ReplyMark>,
): Component {
  if (of.name !== 'VTODO') return of
  let [sum, count, reported] = [0, 0, false]
  for (const each of of.properties) {
    if (each.name !== 'ATTENDEE' || !takesPart(each)) continue
    const done = percentOf(addressOf(each), partStatOf(each), key, replies)
    count += 1
    sum += done ?? 0
    reported ||= done !== undefined
  }
  if (!reported) return of
  const total = String(Math.round(sum / count))
  if (firstProperty(of, 'PERCENT-COMPLETE')?.value === total) return of
  return withProperty(of, property('PERCENT-COMPLETE', total))
}

function takesPart(attendee: Component['properties'][number]): boolean {
  const partStat = partStatOf(attendee)
  if (partStat === 'DECLINED' || partStat === 'DELEGATED') return false
  const role = parameterValue(attendee, 'ROLE')?.toUpperCase()
  return role !== 'NON-PARTICIPANT' && role !== 'CHAIR'
}

function percentOf(
  address: CalendarAddress,
  partStat: string,
  key: InstanceKey,
  replies: ReadonlyMap<string, ReplyMark>,
): number | undefined {
  if (partStat === 'COMPLETED') return 100
  const mark = replies.get(replyKey(address, key)) ?? replies.get(replyKey(address, ''))
  return mark?.percentComplete
}
