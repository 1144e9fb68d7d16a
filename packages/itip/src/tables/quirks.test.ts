import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject, Component, Property } from '@parley/icalendar'
import {
  component,
  parameter,
  property,
  withoutProperties,
  withProperties,
  withProperty,
} from '@parley/icalendar'
import { leastComponent, messageOf, objectOf, sampleComponent } from '../../fixtures/messages.ts'
import { defaultPolicy } from '../policy.ts'
import { validate, validateUnder } from '../validate.ts'
import { restrictionTable } from './methods.ts'
import { quirks, tolerates } from './quirks.ts'
import type { RestrictionTable } from './table.ts'

function tableOf(...pair: Parameters<typeof restrictionTable>): RestrictionTable {
  const table = restrictionTable(...pair)
  assert.ok(table)
  return table
}

const publish = tableOf('PUBLISH', 'VEVENT')
const request = tableOf('REQUEST', 'VEVENT')
const reply = tableOf('REPLY', 'VEVENT')
const add = tableOf('ADD', 'VEVENT')
const refresh = tableOf('REFRESH', 'VEVENT')
const decline = tableOf('DECLINECOUNTER', 'VEVENT')
const todo = tableOf('REQUEST', 'VTODO')
const busyTime = tableOf('PUBLISH', 'VFREEBUSY')

type Case = {
  readonly quirk: string
  readonly table: RestrictionTable
  /** Lets the quirk's habit into the smallest message that keeps the table. */
  readonly make: (own: Component) => readonly Component[]
  readonly around?: (object: CalendarObject) => CalendarObject
  /** The path of the violation. */
  readonly at: string
}

function person(name: string, ...parameters: readonly [string, string][]): Property {
  return property(
    'ATTENDEE',
    `mailto:${name}@example.com`,
    parameters.map(([key, value]) => parameter(key, value)),
  )
}

function without(name: string): Case['make'] {
  return (own) => [withoutProperties(own, name)]
}

function given(...made: readonly [Property, ...Property[]]): Case['make'] {
  return (own) => [withProperties(own, made[0].name, made)]
}

function zoned(tzid: string): Property {
  return property('DTSTART', '20260302T090000', [parameter('TZID', tzid)])
}

const cases: readonly Case[] = [
  {
    quirk: 'delegation-reply-names-both',
    table: reply,
    make: given(
      person('eve', ['PARTSTAT', 'ACCEPTED'], ['DELEGATED-FROM', 'mailto:bob@example.com']),
      person('bob', ['PARTSTAT', 'DELEGATED'], ['DELEGATED-TO', 'mailto:eve@example.com']),
    ),
    at: 'VEVENT/0/ATTENDEE/1',
  },
  {
    quirk: 'group-reply-names-both',
    table: reply,
    make: given(
      person('team', ['CUTYPE', 'GROUP']),
      person('bob', ['PARTSTAT', 'ACCEPTED'], ['MEMBER', 'mailto:team@example.com']),
    ),
    at: 'VEVENT/0/ATTENDEE/1',
  },
  {
    quirk: 'reply-lists-others',
    table: reply,
    make: given(person('bob', ['PARTSTAT', 'DECLINED']), person('eve')),
    at: 'VEVENT/0/ATTENDEE/1',
  },
  {
    quirk: 'refresh-lists-everyone',
    table: refresh,
    make: given(person('bob'), person('eve'), person('ann')),
    at: 'VEVENT/0/ATTENDEE/1',
  },
  { quirk: 'busy-time-without-uid', table: busyTime, make: without('UID'), at: 'VFREEBUSY/0/UID' },
  {
    quirk: 'override-without-organizer',
    table: request,
    make: (own) => [
      withProperty(own, property('RRULE', 'FREQ=DAILY')),
      withoutProperties(
        withProperty(own, property('RECURRENCE-ID', '20260303T090000Z')),
        'ORGANIZER',
      ),
    ],
    at: 'VEVENT/1/ORGANIZER',
  },
  {
    quirk: 'reply-without-organizer',
    table: reply,
    make: without('ORGANIZER'),
    at: 'VEVENT/0/ORGANIZER',
  },
  {
    quirk: 'request-without-organizer',
    table: request,
    make: without('ORGANIZER'),
    at: 'VEVENT/0/ORGANIZER',
  },
  {
    quirk: 'request-without-attendees',
    table: request,
    make: without('ATTENDEE'),
    at: 'VEVENT/0/ATTENDEE',
  },
  {
    quirk: 'publish-without-organizer',
    table: publish,
    make: without('ORGANIZER'),
    at: 'VEVENT/0/ORGANIZER',
  },
  {
    quirk: 'publish-with-attendees',
    table: publish,
    make: given(person('bob')),
    at: 'VEVENT/0/ATTENDEE/0',
  },
  { quirk: 'todo-without-start', table: todo, make: without('DTSTART'), at: 'VTODO/0/DTSTART' },
  {
    quirk: 'todo-without-priority',
    table: todo,
    make: without('PRIORITY'),
    at: 'VTODO/0/PRIORITY',
  },
  { quirk: 'no-dtstamp', table: request, make: without('DTSTAMP'), at: 'VEVENT/0/DTSTAMP' },
  { quirk: 'no-summary', table: request, make: without('SUMMARY'), at: 'VEVENT/0/SUMMARY' },
  {
    quirk: 'no-prodid-or-version',
    table: request,
    make: (own) => [own],
    around: (object) => withoutProperties(object, 'VERSION'),
    at: 'VERSION',
  },
  {
    quirk: 'alarm-in-reply',
    table: reply,
    make: (own) => [component(own.name, own.properties, [sampleComponent('VALARM')])],
    at: 'VEVENT/0/VALARM/0',
  },
  {
    quirk: 'add-with-recurrence-id',
    table: add,
    make: given(property('RECURRENCE-ID', '20260302T090000Z')),
    at: 'VEVENT/0/RECURRENCE-ID/0',
  },
  {
    quirk: 'recurrence-id-in-utc',
    table: request,
    make: (own) => [
      withProperty(
        withProperty(own, zoned('/example.com/Berlin')),
        property('RRULE', 'FREQ=DAILY'),
      ),
      withProperty(own, property('RECURRENCE-ID', '20260303T080000Z')),
    ],
    at: 'VEVENT/1/RECURRENCE-ID/0',
  },
  {
    quirk: 'windows-zone-name',
    table: request,
    make: given(zoned('W. Europe Standard Time')),
    at: 'VEVENT/0/DTSTART/0',
  },
  {
    quirk: 'no-vtimezone',
    table: request,
    make: given(zoned('Europe/Berlin')),
    at: 'VEVENT/0/DTSTART/0',
  },
  {
    quirk: 'empty-rrule',
    table: publish,
    make: given(property('RRULE', '')),
    at: 'VEVENT/0/RRULE/0',
  },
  {
    quirk: 'no-method-in-object',
    table: request,
    make: (own) => [own],
    around: (object) => withoutProperties(object, 'METHOD'),
    at: 'METHOD',
  },
  {
    quirk: 'declinecounter-with-hyphen',
    table: decline,
    make: (own) => [own],
    around: (object) => withProperty(object, property('METHOD', 'DECLINE-COUNTER')),
    at: 'METHOD/0',
  },
  {
    quirk: 'address-without-scheme',
    table: reply,
    make: given(property('ATTENDEE', 'bob@example.com')),
    at: 'VEVENT/0/ATTENDEE/0',
  },
  {
    quirk: 'address-in-email-parameter',
    table: request,
    make: given(
      property('ORGANIZER', '/128868715/principal/', [parameter('EMAIL', 'ann@example.com')]),
    ),
    at: 'VEVENT/0/ORGANIZER/0',
  },
]

describe('quirks', () => {
  for (const { quirk, table, make, around, at } of cases) {
    const object = objectOf(table, ...make(leastComponent(table)))
    const message = messageOf(table, around === undefined ? object : around(object))

    it(`lets ${quirk} through by its name`, () => {
      const found = validate(message)
      assert.deepEqual(
        found.map((each) => `${each.quirk} ${each.level} ${each.path.join('/')}`),
        [`${quirk} warning ${at}`],
      )
      assert.match(found[0]?.requestStatus ?? '', /^2\.([1-9]|10|11)$/)
    })

    it(`refuses ${quirk} where policy does`, () => {
      const found = validateUnder({ refusedQuirks: [quirk] }, message)
      assert.deepEqual(
        found.map((each) => `${each.quirk} ${each.level} ${each.path.join('/')}`),
        [`${quirk} error ${at}`],
      )
      assert.match(found[0]?.requestStatus ?? '', /^3\.\d+$/)
    })
  }

  it('has a case for each quirk that a table knows of', () => {
    assert.deepEqual(
      quirks.filter(({ lets }) => lets.length > 0).map(({ name }) => name),
      cases.map((each) => each.quirk),
    )
  })

  it('has unique names, software and words', () => {
    assert.equal(new Set(quirks.map(({ name }) => name)).size, quirks.length)
    for (const { software, words } of quirks) assert.ok(software.length > 0 && words.endsWith('.'))
  })

  it('tolerates what policy does not refuse', () => {
    assert.equal(tolerates(defaultPolicy, 'sequence-not-raised'), true)
    assert.equal(tolerates({ refusedQuirks: ['no-summary'] }, 'no-summary'), false)
    assert.equal(tolerates({ refusedQuirks: ['no-summary'] }, 'no-dtstamp'), true)
  })
})

describe('what looks like a quirk and is none', () => {
  const rows: readonly (Omit<Case, 'quirk' | 'at'> & { readonly it: string; found: string })[] = [
    {
      it: 'refuses a REPLY with two answers and no delegation between them',
      table: reply,
      make: given(person('bob', ['PARTSTAT', 'ACCEPTED']), person('eve', ['PARTSTAT', 'DECLINED'])),
      found: '5546/3.2.3/presence error 3.1',
    },
    {
      it: 'refuses a REPLY with two ATTENDEEs of whom none answers',
      table: reply,
      make: given(person('bob'), person('eve')),
      found: '5546/3.2.3/presence error 3.1',
    },
    {
      it: 'refuses a REPLY without ATTENDEE',
      table: reply,
      make: without('ATTENDEE'),
      found: '5546/3.2.3/presence error 3.11',
    },
    {
      it: 'refuses a VEVENT without UID',
      table: publish,
      make: without('UID'),
      found: '5546/3.2.1/presence error 3.11',
    },
    {
      it: 'refuses a REQUEST for a VEVENT without DTSTART',
      table: request,
      make: without('DTSTART'),
      found: '5546/3.2.2/presence error 3.11',
    },
    {
      it: 'refuses two DTSTARTs that differ',
      table: request,
      make: given(property('DTSTART', '20260302T090000Z'), property('DTSTART', '20260302T100000Z')),
      found: '5546/3.2.2/presence error 3.1',
    },
    {
      it: 'takes two DTSTARTs that say the same',
      table: request,
      make: given(property('DTSTART', '20260302T090000Z'), property('DTSTART', '20260302T090000Z')),
      found: '5546/3.2.2/presence warning 2.2',
    },
    {
      it: 'takes two SUMMARYs that differ',
      table: request,
      make: given(property('SUMMARY', 'Lunch'), property('SUMMARY', 'Dinner')),
      found: '5546/3.2.2/presence warning 2.2',
    },
    {
      it: 'takes a RECURRENCE-ID of another kind of value, without a name',
      table: request,
      make: (own) => [
        withProperty(own, property('RRULE', 'FREQ=DAILY')),
        withProperty(own, property('RECURRENCE-ID', '20260303')),
      ],
      found: '5546/3.7.1/recurrence-id-is-original-start warning 2.1',
    },
    {
      it: 'takes an override without DTSTART, which begins at its RECURRENCE-ID',
      table: request,
      make: (own) => [
        withProperty(own, property('RRULE', 'FREQ=DAILY')),
        withoutProperties(
          withProperty(own, property('RECURRENCE-ID', '20260303T090000Z')),
          'DTSTART',
        ),
      ],
      found: '5546/3.2.2/presence warning 2.1',
    },
    {
      it: 'names no quirk for a missing SEQUENCE',
      table: add,
      make: without('SEQUENCE'),
      found: '5546/3.2.4/presence warning 2.1,5546/3.2.4/sequence-above-zero warning 2.1',
    },
  ]
  for (const row of rows) {
    it(row.it, () => {
      const made = objectOf(row.table, ...row.make(leastComponent(row.table)))
      const found = validate(messageOf(row.table, made))
      assert.equal(
        found
          .map(
            ({ requirement, level, requestStatus }) => `${requirement} ${level} ${requestStatus}`,
          )
          .join(),
        row.found,
      )
      for (const { quirk } of found) assert.equal(quirk, undefined)
    })
  }
})
