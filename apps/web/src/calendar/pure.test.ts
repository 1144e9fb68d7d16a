import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Calendar, entriesOf, type Line, mayMove, standingOf } from './entries.ts'
import { timesAt } from './moved.ts'
import { openHours } from './working-hours.ts'

const line = {
  event: '1',
  instance: '',
  calendar: 'c',
  uid: 'u',
  title: 'Plan',
  start: '2027-03-01T10:00:00',
  end: '2027-03-01T11:00:00',
  zone: 'Europe/Berlin',
  allDay: false,
  startsAt: '2027-03-01T09:00:00Z',
  endsAt: '2027-03-01T10:00:00Z',
  status: 'confirmed',
  busy: true,
  recurring: false,
  changed: false,
  role: 'organizer',
  guests: 2,
} as const satisfies Line

const { zone: _, ...zoneless } = line

const calendar = {
  id: 'c',
  path: 'c',
  name: 'Mine',
  owner: { name: 'ann', displayName: 'Ann' },
  transparent: false,
  isDefault: true,
  access: 'all',
} as const satisfies Calendar

describe('where something is dragged to', () => {
  const place = {
    allDay: false,
    start: new Date('2027-03-02T14:00Z'),
    end: new Date('2027-03-02T15:30Z'),
  }

  it('is said on the clock of the event’s own zone', () => {
    assert.deepEqual(timesAt(line, place, 'America/New_York'), {
      start: '2027-03-02T15:00:00',
      end: '2027-03-02T16:30:00',
    })
  })

  it('stays in UTC where it was written so', () => {
    const utc = { ...zoneless, start: '2027-03-01T09:00:00Z' }
    assert.equal(timesAt(utc, place, 'Europe/Berlin').start, '2027-03-02T14:00:00Z')
  })

  it('follows the reader’s clock where the zone is unknown, or a day becomes a time', () => {
    const own = { ...line, zone: 'Customized Time Zone' }
    assert.equal(timesAt(own, place, 'Asia/Tokyo').start, '2027-03-02T23:00:00')
    const day = { ...zoneless, allDay: true, start: '2027-03-01', end: '2027-03-02' }
    assert.deepEqual(timesAt(day, { ...place, end: null }, 'Asia/Tokyo'), {
      start: '2027-03-02T23:00:00',
      end: '2027-03-03T00:00:00',
      zone: 'Asia/Tokyo',
    })
  })

  it('is at least a day where it becomes all-day', () => {
    const midnight = new Date('2027-03-02T23:00Z')
    assert.deepEqual(timesAt(line, { allDay: true, start: midnight, end: null }, 'Europe/Berlin'), {
      start: '2027-03-03',
      end: '2027-03-04',
    })
  })
})

describe('an entry', () => {
  it('looks as its owner stands to it', () => {
    const asked = { ...line, role: 'attendee' } as const
    assert.equal(standingOf(line), 'plain')
    assert.equal(standingOf({ ...asked, myStatus: 'needs-action' }), 'open')
    assert.equal(standingOf({ ...asked, myStatus: 'tentative' }), 'tentative')
    assert.equal(standingOf({ ...asked, myStatus: 'declined' }), 'declined')
    assert.equal(standingOf({ ...asked, myStatus: 'declined', status: 'cancelled' }), 'cancelled')
  })

  it('is moved by its Organizer alone, in a calendar that may be written', () => {
    assert.equal(mayMove(line, calendar), true)
    assert.equal(mayMove(line, { ...calendar, access: 'read' }), false)
    assert.equal(mayMove({ ...line, role: 'attendee' }, calendar), false)
  })

  it('is left out where its calendar is hidden, or what is declined', () => {
    const shown = { calendars: [calendar], hidden: new Set<string>(), hideDeclined: true }
    const declined = { ...line, role: 'attendee', myStatus: 'declined' } as const
    assert.equal(entriesOf([line, declined], shown).length, 1)
    assert.equal(entriesOf([line], { ...shown, hidden: new Set(['c']) }).length, 0)
  })
})

describe('working hours', () => {
  const hours = { days: ['MO'], from: '09:00', to: '17:00', zone: 'Europe/Berlin' } as const

  it('are those of the reader’s clock', () => {
    assert.deepEqual(openHours(hours, 'Europe/Berlin', '2027-03-01'), [
      { daysOfWeek: [1], startTime: '09:00', endTime: '17:00' },
    ])
  })

  it('are parted where they pass midnight elsewhere', () => {
    assert.deepEqual(openHours(hours, 'Asia/Tokyo', '2027-03-01'), [
      { daysOfWeek: [1], startTime: '17:00', endTime: '24:00' },
      { daysOfWeek: [2], startTime: '00:00', endTime: '01:00' },
    ])
  })
})
