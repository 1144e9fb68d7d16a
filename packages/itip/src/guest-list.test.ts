import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject } from '@parley/icalendar'
import { allProperties } from '@parley/icalendar'
import { calendarAddress } from './address.ts'
import { attendeeAddresses } from './attendee.ts'
import type { Change } from './change.ts'
import { guestListOf, withGuestList } from './guest-list.ts'
import { originate } from './originate.ts'
import { nothingHeld } from './state.ts'
import {
  address,
  calendar,
  context,
  holding,
  makeEvent,
  namedIn,
  scheduled,
  sends,
  textOfObject,
} from './testing.ts'
import { view } from './view.ts'

const hidden = 'X-PARLEY-GUEST-LIST:HIDE'
const guests = ['bob', 'cid', 'dan'] as const

function meeting(more = hidden, given: Parameters<typeof makeEvent>[0] = {}): CalendarObject {
  return calendar([makeEvent({ ...given, more })])
}

describe('a guest list hidden for one meeting', () => {
  const ann = context('ann')

  it('shows each Attendee the Organizer and himself, and nobody the choice itself', () => {
    const { effects, state } = originate(
      nothingHeld('meeting'),
      { kind: 'save', object: meeting() },
      ann,
    )
    const letters = sends(effects)
    assert.deepEqual(
      letters.map((each) => each.recipients),
      guests.map((each) => [address(each)]),
    )
    for (const each of letters) {
      assert.deepEqual(namedIn(each), new Set(['ann@example.com', each.recipients[0]]))
      assert.doesNotMatch(textOfObject(each.message), /PARLEY-GUEST/)
    }
    assert.equal(guestListOf(state.object), 'hide')
    const [bob] = guests
    const seen = view(state.object ?? assert.fail(), calendarAddress(address(bob)), ann)
    assert.deepEqual(scheduled(seen).flatMap(attendeeAddresses), [address(bob)])
  })

  it('stays hidden where the Organizer’s software drops what it does not know', () => {
    const held = holding([makeEvent({ more: hidden })])
    const object = meeting('LOCATION:Hall')
    const { effects, state } = originate(held, { kind: 'save', object }, ann)
    assert.equal(sends(effects).length, guests.length)
    for (const each of sends(effects)) assert.equal(namedIn(each).size, 2)
    assert.equal(guestListOf(state.object), 'hide')
    const again = originate(state, { kind: 'save', object: meeting('LOCATION:Roof') }, ann)
    for (const each of sends(again.effects)) assert.equal(namedIn(each).size, 2)
  })

  it('is shown again when the Organizer says so, also above a policy that hides', () => {
    const policy = { guestList: 'hide' } as const
    const held = holding([makeEvent({ more: hidden })])
    for (const by of [ann, context('ann', { policy })]) {
      const object = withGuestList(meeting(`LOCATION:Hall\n${hidden}`), 'show')
      const { effects, state } = originate(held, { kind: 'save', object }, by)
      const [letter, ...others] = sends(effects)
      assert.deepEqual(others, [])
      assert.equal(letter && namedIn(letter).size, 4)
      assert.equal(guestListOf(state.object), 'show')
    }
  })

  it('goes by the policy where nothing is chosen for it', () => {
    const by = context('ann', { policy: { guestList: 'hide' } })
    const object = meeting('X-PARLEY-GUEST-LIST:PERHAPS')
    const { effects } = originate(nothingHeld('meeting'), { kind: 'save', object }, by)
    assert.equal(sends(effects).length, guests.length)
    assert.equal(guestListOf(object), undefined)
    assert.equal(guestListOf(undefined), undefined)
  })

  it('is hidden where one component of it says so, and chosen for all of them at once', () => {
    const rule = makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=3\nX-PARLEY-GUEST-LIST:SHOW' })
    const one = makeEvent({ more: `RECURRENCE-ID:20260303T090000Z\n${hidden}` })
    const object = calendar([rule, one])
    assert.equal(guestListOf(object), 'hide')
    const shown = withGuestList(object, 'show')
    assert.equal(guestListOf(shown), 'show')
    assert.equal(
      scheduled(shown).flatMap((each) => allProperties(each, 'X-PARLEY-GUEST-LIST')).length,
      2,
    )
  })

  it('goes on hidden in the rest of a series that is split, whatever the rest says', () => {
    const series = makeEvent({ more: `RRULE:FREQ=DAILY;COUNT=5\n${hidden}` })
    const rest = makeEvent({
      start: '20260304T110000Z',
      end: '20260304T120000Z',
      more: 'UID:rest\nRRULE:FREQ=DAILY;COUNT=3',
    })
    for (const object of [undefined, calendar([rest])]) {
      const change: Change = {
        ...{ kind: 'split', at: '20260304T090000Z', newUid: 'rest' },
        ...(object !== undefined && { object }),
      }
      const { effects, created } = originate(holding([series]), change, ann)
      assert.ok(sends(effects).some((each) => each.uid === 'rest'))
      for (const each of sends(effects)) assert.equal(namedIn(each).size, 2)
      assert.equal(guestListOf(created?.[0]?.object), 'hide')
    }
  })

  it('may be shown in the rest of a series that is split, and stays hidden in what was before', () => {
    const series = makeEvent({ more: `RRULE:FREQ=DAILY;COUNT=5\n${hidden}` })
    const rest = makeEvent({
      start: '20260304T110000Z',
      end: '20260304T120000Z',
      more: 'UID:rest\nRRULE:FREQ=DAILY;COUNT=3\nX-PARLEY-GUEST-LIST:SHOW',
    })
    const change: Change = {
      kind: 'split',
      at: '20260304T090000Z',
      newUid: 'rest',
      object: calendar([rest]),
    }
    const letters = sends(originate(holding([series]), change, ann).effects)
    const most = (uid: string): number =>
      Math.max(...letters.filter((each) => each.uid === uid).map((each) => namedIn(each).size))
    assert.deepEqual([most('meeting'), most('rest')], [2, 4])
  })
})
