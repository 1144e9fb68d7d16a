/** A mail's bytes to who, what and when. */
import assert from 'node:assert/strict'
import {
  allProperties,
  countInstances,
  firstProperty,
  recurrenceSet,
  textOf,
  timeOf,
  zoneCatalog,
  zonesOf,
} from '@parley/icalendar'
import { readMail } from '@parley/imip'
import { addressOf, partStatOf } from '@parley/itip'
import { invitationBytes } from './setting.ts'

const mail = readMail(invitationBytes)
for (const { method, object, messages } of mail.calendars) {
  for (const { uid, organizer, components } of messages) {
    const [event] = components
    const summary = event && firstProperty(event, 'SUMMARY')
    const start = event && firstProperty(event, 'DTSTART')
    assert.ok(event !== undefined && summary !== undefined && start !== undefined)

    console.log(`${method} of ${uid} from ${organizer}`)
    console.log(`what: ${textOf(summary)}`)
    console.log(`when: ${timeOf(start)?.tzid}, ${start.value}`)
    for (const attendee of allProperties(event, 'ATTENDEE')) {
      console.log(`who:  ${addressOf(attendee)} ${partStatOf(attendee)}`)
    }

    const set = recurrenceSet(components, zonesOf(object, zoneCatalog()))
    console.log(`instances: ${countInstances(set, 100)}`)
    assert.equal(method, 'REQUEST')
    assert.equal(countInstances(set, 100), 4)
  }
}
assert.equal(mail.calendars.length, 1)
