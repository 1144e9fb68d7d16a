import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { property } from '@parley/icalendar'
import { calendarAddress, calendarUser } from './address.ts'
import {
  attendeeAddresses,
  attendeesByAddress,
  findAttendee,
  isAttendeeOf,
  partStatOf,
  withAttendee,
  withoutAttendee,
  withPartStat,
} from './attendee.ts'
import { indexAttendees } from './attendee-index.ts'
import { isOwnMessage, roleIn, roleOf } from './role.ts'
import { nothingHeld } from './state.ts'
import { attendee, componentAt, holding, makeEvent } from './testing.ts'

const event =
  componentAt(
    holding([
      makeEvent({
        attendees: [
          'ATTENDEE;PARTSTAT=accepted:MAILTO:Bob@Example.com',
          'ATTENDEE;EMAIL=cid@example.com:/7/principal/',
          'ATTENDEE:dan@example.com',
          attendee('bob', 'PARTSTAT=DECLINED'),
        ],
      }),
    ]).object,
  ) ?? assert.fail()
const bob = calendarAddress('bob@example.com')

describe('an ATTENDEE', () => {
  it('is found in whatever form its address is written', () => {
    for (const name of ['bob', 'cid', 'dan']) {
      assert.ok(findAttendee(event, calendarAddress(`${name}@example.com`)), name)
    }
    assert.ok(findAttendee(event, calendarAddress('/7/principal/')))
    assert.equal(findAttendee(event, calendarAddress('eva@example.com')), undefined)
  })

  it('is found by any address of a user, and by a whole domain', () => {
    assert.ok(findAttendee(event, calendarUser('robert@home.example', ['BOB@example.com'])))
    assert.ok(findAttendee(event, calendarUser('x@home.example', ['*@example.com'])))
    assert.equal(
      findAttendee(event, calendarUser('x@home.example', ['*@other.example'])),
      undefined,
    )
  })

  it('is the same one where lines are looked up in an index', () => {
    const people = [
      calendarUser('x@home.example', ['dan@example.com', 'bob@example.com']),
      calendarUser('/7/principal/', ['cid@example.com']),
      calendarUser('dan@example.com', ['*@example.com']),
      calendarUser('eva@example.com', ['/7/principal/']),
      calendarUser('eva@example.com'),
      calendarAddress('cid@example.com'),
    ]
    for (const who of people) {
      const expected = event.properties.find(
        (each) => each.name === 'ATTENDEE' && isAttendeeOf(each, who),
      )
      const indexed = { ...event }
      indexAttendees(indexed)
      assert.equal(findAttendee(indexed, who), expected)
    }
  })

  it('counts once, and the first of an address stands for it', () => {
    assert.equal(attendeeAddresses(event).length, 3)
    assert.equal(partStatOf(attendeesByAddress(event).get(bob) ?? assert.fail()), 'ACCEPTED')
  })

  it('takes the place of the one of its address, or stands behind the last', () => {
    const made = property('ATTENDEE', 'mailto:dan@example.com')
    const replaced = withAttendee(event, made)
    assert.equal(replaced.properties.length, event.properties.length)
    assert.equal(findAttendee(replaced, calendarAddress('dan@example.com')), made)
    const added = withAttendee(event, property('ATTENDEE', 'mailto:eva@example.com'))
    assert.equal(added.properties.length, event.properties.length + 1)
    assert.equal(withAttendee(replaced, made), replaced)
  })

  it('goes with all lines of its address', () => {
    assert.equal(findAttendee(withoutAttendee(event, bob), bob), undefined)
    const nobody = calendarAddress('eva@example.com')
    assert.equal(withoutAttendee(event, nobody), event)
  })

  it('is the same line where nothing changes', () => {
    const line = withPartStat(property('ATTENDEE', 'mailto:x'), 'ACCEPTED')
    assert.equal(withPartStat(line, 'ACCEPTED'), line)
  })
})

describe('a role', () => {
  const held = holding([makeEvent()])

  it('is that of the Organizer, though she attends too', () => {
    assert.equal(roleOf(held, calendarUser('ANN@example.com')), 'organizer')
  })

  it('is that of an Attendee, of another, or of the owner of what nobody organizes', () => {
    // Requirement: 5546/1.3/listed-is-attendee
    assert.equal(roleOf(held, calendarUser('bob@example.com')), 'attendee')
    // Requirement: 5546/1.3/unlisted-is-other-cu
    assert.equal(roleOf(held, calendarUser('eva@example.com')), 'other')
    assert.equal(roleOf(nothingHeld('meeting'), calendarUser('eva@example.com')), 'owner')
    assert.equal(roleIn([], calendarUser('eva@example.com')), 'owner')
  })

  it('makes a message in the Organizer’s name his own where he holds nothing yet', () => {
    const ann = calendarUser('ann@example.com')
    assert.equal(isOwnMessage([], calendarAddress('ann@example.com'), ann), true)
    assert.equal(isOwnMessage([], calendarAddress('bob@example.com'), ann), false)
  })
})
