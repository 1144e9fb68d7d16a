/** What of a meeting a room's own calendar shows: most rooms are readable by everyone. */
import type { CalendarObject, Component } from '@parley/icalendar'
import {
  firstProperty,
  parameterValue,
  textProperty,
  withoutProperties,
  withProperties,
} from '@parley/icalendar'
import { addressOf, isSchedulingComponent } from '@parley/itip'
import type { BookingPolicy } from './policy.ts'

const commentNames = [
  'DESCRIPTION',
  'COMMENT',
  'X-ALT-DESC',
  'STYLED-DESCRIPTION',
  'CONTACT',
  'URL',
]
const attachmentNames = ['ATTACH', 'STRUCTURED-DATA', 'IMAGE', 'CONFERENCE', 'X-GOOGLE-CONFERENCE']

/** The room's copy with only what the policy keeps. Time, rule, Organizer and Attendees always stay. */
export function keptOfBooking(object: CalendarObject, policy: BookingPolicy): CalendarObject {
  const components = object.components.map((each) =>
    isSchedulingComponent(each) ? keptComponent(each, policy) : each,
  )
  return { ...object, components }
}

function keptComponent(of: Component, { keeps }: BookingPolicy): Component {
  const removed = [
    ...(keeps.comments ? [] : commentNames),
    ...(keeps.attachments ? [] : attachmentNames),
    ...(keeps.privateFlag ? [] : ['CLASS']),
  ]
  const plain = withoutProperties(of, ...removed)
  if (keeps.subject === 'keep' || firstProperty(plain, 'SUMMARY') === undefined) return plain
  const organizer = firstProperty(plain, 'ORGANIZER')
  const name = organizer && (parameterValue(organizer, 'CN') ?? addressOf(organizer))
  const shown = keeps.subject === 'organizer' && name !== undefined
  return withProperties(plain, 'SUMMARY', shown ? [textProperty('SUMMARY', name)] : [])
}
