import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { CalendarObject, Component } from '@parley/icalendar'
import { component, parameter, property, withProperty } from '@parley/icalendar'
import {
  leastComponent,
  leastMessage,
  messageOf,
  objectOf,
  rowsWithin,
  sampleComponent,
  sampleProperty,
} from '../../fixtures/messages.ts'
import { methods } from '../message.ts'
import { type Violation, validate } from '../validate.ts'
import { allRestrictionTables, restrictionTable } from './methods.ts'
import type { JudgedRule, RestrictionTable } from './table.ts'
import { bounds, presenceOf } from './table.ts'

const tables = allRestrictionTables()
const nameOf = ({ method, componentName }: RestrictionTable): string =>
  `${method} of a ${componentName}`

function tableOf(...pair: Parameters<typeof restrictionTable>): RestrictionTable {
  const table = restrictionTable(...pair)
  assert.ok(table)
  return table
}

function judge(table: RestrictionTable, object: CalendarObject): readonly Violation[] {
  return validate(messageOf(table, object))
}

function withProperties(of: Component, ...made: readonly Component['properties'][number][]) {
  return component(of.name, [...of.properties, ...made], of.components)
}

describe('the methods (§3)', () => {
  it('has a table for each pair of method and component that the RFC has, 22 in all', () => {
    const pairs = tables.map(nameOf)
    assert.equal(new Set(pairs).size, 22)
    assert.deepEqual(
      methods.filter((each) => restrictionTable(each, 'VJOURNAL') !== undefined),
      ['PUBLISH', 'ADD', 'CANCEL'],
    )
    assert.deepEqual(
      methods.filter((each) => restrictionTable(each, 'VFREEBUSY') !== undefined),
      ['PUBLISH', 'REQUEST', 'REPLY'],
    )
  })

  // Requirement: 5546/1.4/methods-depend-on-component
  it('refuses a method that a component does not have, with 3.14', () => {
    const message = { ...leastMessage(tableOf('CANCEL', 'VJOURNAL')), method: 'REPLY' }
    const [only, ...others] = validate(message as Parameters<typeof validate>[0])
    assert.equal(others.length, 0)
    assert.equal(only?.requirement, '5546/3/component-supports-method')
    assert.equal(only?.level, 'error')
    assert.equal(only?.requestStatus, '3.14')
  })

  it('gives each table the section that its requirement names', () => {
    for (const { section, requirement } of tables) {
      assert.equal(requirement, `5546/${section}/presence`)
    }
  })
})

// Requirement: 5546/3/presence-one
// Requirement: 5546/3/presence-one-or-more
// Requirement: 5546/3/presence-none
// Requirement: 5546/3/presence-any-number
// Requirement: 5546/3/presence-none-or-one
describe('presence', () => {
  for (const table of tables) {
    it(`is judged in every row of ${nameOf(table)}`, () => {
      assert.deepEqual(validate(leastMessage(table)), [])
      for (const [name, row] of Object.entries(rowsWithin(table))) {
        const { least, most } = bounds[presenceOf(row)]
        for (const count of [0, 1, 2, 3]) {
          const found = judge(table, objectOf(table, withCount(table, name, count)))
          const about = found.filter(
            ({ path, expected }) => path[2] === name && expected === presenceOf(row),
          )
          const right = count >= least && count <= most
          assert.equal(about.length, right ? 0 : 1, `${name} × ${count}`)
          if (!right && name !== 'VALARM') {
            assert.equal(about[0]?.found, String(count), `${name} × ${count}`)
          }
        }
      }
    })

    it(`is judged in the rows around ${nameOf(table)}`, () => {
      for (const [name, row] of Object.entries(table.rows)) {
        if (name === 'METHOD' || name === table.componentName) continue
        const { most } = bounds[presenceOf(row)]
        for (const count of [1, 2]) {
          const others = Array.from({ length: count }, () => sampleComponent(name, table))
          const found = judge(table, objectOf(table, leastComponent(table), ...others))
          const about = found.filter(({ path, expected }) => path[0] === name && expected in bounds)
          assert.equal(about.length, count > most ? 1 : 0, `${name} × ${count}`)
        }
      }
    })
  }
})

function withCount(table: RestrictionTable, name: string, count: number): Component {
  const least = leastComponent(table)
  if (name === 'VALARM') {
    const alarms = Array.from({ length: count }, () => sampleComponent('VALARM', table))
    return component(least.name, least.properties, alarms)
  }
  const others = least.properties.filter((each) => each.name !== name)
  const made = Array.from({ length: count }, (_, n) => sampleProperty(name, table, n))
  return component(least.name, [...others, ...made])
}

/** How each comment is broken, by the last part of its requirement. */
const breaking: Readonly<
  Record<string, (own: Component, table: RestrictionTable, row: string) => readonly Component[]>
> = {
  'recurrence-id-only-for-instance': (own) => [
    own,
    withProperties(own, property('RECURRENCE-ID', '20260302T090000Z')),
  ],
  'sequence-present-above-zero': (own) => [withProperty(own, property('SEQUENCE', 'one'))],
  'sequence-above-zero': (own) => [withProperty(own, property('SEQUENCE', '0'))],
  'dtend-or-duration': (own) => [
    withProperties(own, property('DTEND', '20260302T100000Z'), property('DURATION', 'PT1H')),
  ],
  'due-or-duration': (own) => [
    withProperties(own, property('DUE', '20260302T100000Z'), property('DURATION', 'PT1H')),
  ],
  'status-values': (own) => [withProperty(own, property('STATUS', 'PERHAPS'))],
  'status-cancelled': (own) => [withProperty(own, property('STATUS', 'FINAL'))],
  'status-cancelled-for-whole': (own) => [withProperty(own, property('STATUS', 'COMPLETED'))],
  'vtimezone-where-tzid-used': (own) => [withProperties(own, zoned)],
  'present-where-referred': (own) => [withProperties(own, zoned)],
  'same-uid': (own) => [own, withProperty(own, property('UID', 'other@example.com'))],
  'reply-partstat-values': (own) => [withProperty(own, attendee('PARTSTAT', 'PERHAPS'))],
  'delegator-names-delegate': (own) => [withProperty(own, attendee('PARTSTAT', 'DELEGATED'))],
  'times-in-utc': (own, _, row) => [withProperty(own, property(row, '20260302T090000'))],
  'freebusy-is-busy-time': (own) => [withProperties(own, busy('09', 'PT1H', 'FREE'))],
  'freebusy-ascending': (own) => [withProperties(own, busy('10', 'PT1H'), busy('08', 'PT1H'))],
  'fbtypes-do-not-overlap': (own) => [
    withProperties(own, busy('09', 'PT2H'), busy('10', 'PT2H', 'BUSY-TENTATIVE')),
  ],
  'no-duplicate-periods': (own) => [withProperties(own, busy('09', 'PT1H'), busy('09', 'PT1H'))],
  'invalid-property-value': (own) => [withProperty(own, property('DURATION', 'an hour'))],
  'invalid-rule': (own) => [withProperty(own, property('RRULE', 'FREQ=NEVER'))],
  'recurrence-id-is-original-start': (own) => [
    withProperty(own, property('DTSTART', '20260302')),
    withProperties(own, property('RECURRENCE-ID', '20260302T090000Z')),
  ],
  'one-class-per-component': (own) => [withProperties(own, status('2.0'), status('3.7'))],
  'class-5-rules-message': (own) => [
    withProperties(own, status('5.1')),
    withProperties(own, status('2.0'), property('RECURRENCE-ID', '20260302T090000Z')),
  ],
  'class-3-rules-message': (own) => [
    withProperties(own, status('3.7')),
    withProperties(own, status('2.0'), property('RECURRENCE-ID', '20260302T090000Z')),
  ],
}
const zoned = property('X-WHEN', '20260302T090000', [parameter('TZID', 'Nowhere/Else')])

function attendee(name: string, value: string): Component['properties'][number] {
  return property('ATTENDEE', 'mailto:bob@example.com', [parameter(name, value)])
}

function busy(hour: string, duration: string, type = 'BUSY'): Component['properties'][number] {
  const parameters = type === 'BUSY' ? [] : [parameter('FBTYPE', type)]
  return property('FREEBUSY', `20260302T${hour}0000Z/${duration}`, parameters)
}

function status(code: string): Component['properties'][number] {
  return property('REQUEST-STATUS', `${code};Something`)
}

describe('the comments of the tables', () => {
  for (const table of tables) {
    for (const rule of table.rules) {
      if (rule.kind !== 'judged') continue
      it(`${rule.requirement} is judged: ${rule.words}`, () => {
        breaks(table, rule)
      })
    }
  }
})

function breaks(table: RestrictionTable, rule: JudgedRule): void {
  const slug = rule.requirement.split('/').at(-1) ?? ''
  const make = breaking[slug]
  assert.ok(make, `no message breaks ${slug}`)
  const least = leastComponent(table)
  const found = judge(table, objectOf(table, ...make(least, table, rule.row)))
  const about = found.filter(({ requirement }) => requirement === rule.requirement)
  assert.equal(about.length, 1)
  assert.equal(about[0]?.expected, rule.words)
  assert.equal(about[0]?.level, 'warning')
  assert.ok(about[0]?.requestStatus.startsWith('2.'))
}

describe('values that decide', () => {
  const request = tableOf('REQUEST', 'VEVENT')
  const reply = tableOf('REPLY', 'VEVENT')

  const rows = [
    { slug: '5546/3.6.14/invalid-property-value', status: '2.1' },
    { slug: '5546/3.6.19/invalid-rule', status: '2.8' },
    { slug: '5546/3.7.1/recurrence-id-is-original-start', status: '2.1' },
  ]
  for (const { slug, status: expected } of rows) {
    it(`${slug} is a warning with ${expected}`, () => {
      const make = breaking[slug.split('/').at(-1) ?? '']
      const found = judge(
        request,
        objectOf(request, ...(make?.(leastComponent(request), request, '') ?? [])),
      )
      const about = found.filter(({ requirement }) => requirement === slug)
      assert.deepEqual(
        about.map(({ level, requestStatus }) => ({ level, requestStatus })),
        [{ level: 'warning', requestStatus: expected }],
      )
    })
  }

  it('answers 2.10 for a VTODO whose RRULE is not readable', () => {
    const todo = tableOf('REQUEST', 'VTODO')
    const made = withProperty(leastComponent(todo), property('RRULE', 'FREQ=NEVER'))
    assert.deepEqual(
      judge(todo, objectOf(todo, made)).map(({ requestStatus }) => requestStatus),
      ['2.10'],
    )
  })

  for (const slug of [
    'one-class-per-component',
    'class-5-rules-message',
    'class-3-rules-message',
  ]) {
    it(`judges REQUEST-STATUS: ${slug}`, () => {
      const make = breaking[slug]
      const object = objectOf(reply, ...(make?.(leastComponent(reply), reply, '') ?? []))
      const found = judge(reply, object).map(({ requirement }) => requirement)
      assert.equal(found.filter((each) => each === `5546/3.6/${slug}`).length, 1)
    })
  }

  // Requirement: 5546/3.6/classes-2-and-4-mix
  it('lets components with 2.x and components with 4.x stand in one message', () => {
    const least = leastComponent(reply)
    const object = objectOf(
      reply,
      withProperties(least, property('RRULE', 'FREQ=DAILY'), status('2.0')),
      withProperties(least, status('4.0'), property('RECURRENCE-ID', '20260302T090000Z')),
    )
    assert.deepEqual(judge(reply, object), [])
  })

  it('refuses a DTSTART that is no time where DTSTART decides', () => {
    const made = withProperty(leastComponent(request), property('DTSTART', 'tomorrow'))
    const [only] = judge(request, objectOf(request, made))
    assert.deepEqual(
      { ...only, path: only?.path.join('/') },
      {
        kind: 'violation',
        requirement: '5546/3.6.18/invalid-date-or-time',
        level: 'error',
        path: 'VEVENT/0/DTSTART/0',
        expected: 'DTSTART is a date or a time',
        found: 'tomorrow',
        requestStatus: '3.5',
        quirk: undefined,
      },
    )
  })

  it('applies a REPLY whose DTSTART is no time', () => {
    const made = withProperty(leastComponent(reply), property('DTSTART', 'tomorrow'))
    assert.deepEqual(
      judge(reply, objectOf(reply, made)).map(({ level }) => level),
      ['warning'],
    )
  })

  it('refuses a RECURRENCE-ID that is no time, whatever the method', () => {
    const made = withProperty(leastComponent(reply), property('RECURRENCE-ID', 'the third'))
    const found = judge(reply, objectOf(reply, made))
    assert.deepEqual(
      found.map(({ level }) => level),
      ['error'],
    )
  })

  it('refuses a REPLY of somebody without an address, and not a REQUEST that lists such a one', () => {
    const nobody = property('ATTENDEE', 'nobody')
    const answer = judge(reply, objectOf(reply, withProperty(leastComponent(reply), nobody)))
    assert.deepEqual(
      answer.map(({ requestStatus, level }) => `${level} ${requestStatus}`),
      ['error 3.7'],
    )
    const asked = withProperties(leastComponent(request), nobody)
    const [only] = judge(request, objectOf(request, asked))
    assert.equal(only?.level, 'warning')
    assert.deepEqual(only?.path, ['VEVENT', 0, 'ATTENDEE', 1])
  })
})

describe('the general tables (§3.1)', () => {
  const request = tableOf('REQUEST', 'VEVENT')
  const own = leastComponent(request)
  const inZone = (...observances: readonly Component[]): CalendarObject =>
    objectOf(request, component('VTIMEZONE', [property('TZID', 'A')], observances), own)
  const standard = sampleComponent('STANDARD')
  const alarm = sampleComponent('VALARM')
  const withAlarm = (made: Component): CalendarObject =>
    objectOf(request, component(own.name, own.properties, [made]))

  const rows: readonly { it: string; object: CalendarObject; breaks: string | undefined }[] = [
    {
      it: 'refuses another VERSION than 2.0 with 3.9',
      object: withProperty(objectOf(request, own), property('VERSION', '1.0')),
      breaks: '5546/3.1.1/version-is-2-0 error 3.9',
    },
    {
      it: 'reads a VERSION that names the lowest and the highest',
      object: withProperty(objectOf(request, own), property('VERSION', '2.0;2.1')),
      breaks: undefined,
    },
    {
      it: 'asks a VTIMEZONE for an observance',
      object: inZone(),
      breaks: '5546/3.1.2/standard-or-daylight warning 2.1',
    },
    {
      it: 'takes STANDARD alone',
      object: inZone(standard),
      breaks: undefined,
    },
    {
      it: 'takes DAYLIGHT alone',
      object: inZone(sampleComponent('DAYLIGHT')),
      breaks: undefined,
    },
    {
      it: 'asks the DTSTART of an observance for local time',
      object: inZone(withProperty(standard, property('DTSTART', '19700101T000000Z'))),
      breaks: '5546/3.1.2/dtstart-is-local warning 2.1',
    },
    {
      it: 'lets the DTSTART of an observance have no TZID',
      object: inZone(
        withProperty(standard, property('DTSTART', '19700101T000000', [parameter('TZID', 'A')])),
      ),
      breaks: '5546/3.1.2/dtstart-is-local warning 2.1',
    },
    {
      it: 'lets STANDARD have RDATE or RRULE, not both',
      object: inZone(
        withProperties(
          standard,
          property('RDATE', '19710101T000000'),
          property('RRULE', 'FREQ=YEARLY'),
        ),
      ),
      breaks: '5546/3.1.2/rdate-or-rrule warning 2.1',
    },
    {
      it: 'lets DAYLIGHT have both, about which the RFC says nothing',
      object: inZone(
        withProperties(
          sampleComponent('DAYLIGHT'),
          property('RDATE', '19710101T000000'),
          property('RRULE', 'FREQ=YEARLY'),
        ),
      ),
      breaks: undefined,
    },
    {
      it: 'asks a VALARM with DURATION for REPEAT',
      object: withAlarm(withProperties(alarm, property('DURATION', 'PT5M'))),
      breaks: '5546/3.1.3/duration-needs-repeat warning 2.2',
    },
    {
      it: 'asks a VALARM with REPEAT for DURATION',
      object: withAlarm(withProperties(alarm, property('REPEAT', '2'))),
      breaks: '5546/3.1.3/repeat-needs-duration warning 2.2',
    },
    {
      it: 'takes a VALARM with both',
      object: withAlarm(
        withProperties(alarm, property('REPEAT', '2'), property('DURATION', 'PT5M')),
      ),
      breaks: undefined,
    },
    {
      it: 'asks a VALARM for TRIGGER',
      object: withAlarm(component('VALARM', [property('ACTION', 'DISPLAY')])),
      breaks: '5546/3.1.3/presence warning 2.1',
    },
    {
      it: 'asks a VTIMEZONE for TZID',
      object: objectOf(request, component('VTIMEZONE', [], [standard]), own),
      breaks: '5546/3.1.2/presence warning 2.1',
    },
    {
      it: 'lets PRODID stand once',
      object: withProperties(objectOf(request, own), property('PRODID', 'another')),
      breaks: '5546/3.1.1/presence warning 2.2',
    },
  ]
  for (const row of rows) {
    it(row.it, () => {
      const found = judge(request, row.object)
      assert.deepEqual(
        found.map(
          ({ requirement, level, requestStatus }) => `${requirement} ${level} ${requestStatus}`,
        ),
        row.breaks === undefined ? [] : [row.breaks],
      )
    })
  }

  it('asks for the VTIMEZONE that a REFRESH names, though its own table has no comment', () => {
    const refresh = tableOf('REFRESH', 'VEVENT')
    const id = property('RECURRENCE-ID', '20260302T090000', [parameter('TZID', 'Nowhere/Else')])
    const made = withProperties(leastComponent(refresh), id)
    assert.deepEqual(
      judge(refresh, objectOf(refresh, made)).map(({ requirement }) => requirement),
      ['5546/3.1.2/present-where-referred'],
    )
  })
})

describe('busy periods (§3.3)', () => {
  const published = tableOf('PUBLISH', 'VFREEBUSY')
  const least = leastComponent(published)
  const judged = (...made: Component['properties'][number][]): readonly string[] =>
    judge(published, objectOf(published, withProperties(least, ...made))).map(
      ({ requirement }) => requirement,
    )
  const list = (...periods: string[]): Component['properties'][number] =>
    property('FREEBUSY', periods.join())

  // Requirement: 5546/3.3/value-list-allowed
  // Requirement: 5546/3.3/several-properties-allowed
  // Requirement: 5546/3.3/both-forms-read
  it('are read from lists and from several properties alike', () => {
    const [first, second] = ['20260302T090000Z/PT1H', '20260302T110000Z/20260302T120000Z']
    assert.deepEqual(judged(list(first, second)), [])
    assert.deepEqual(judged(list(first), list(second)), [])
    assert.deepEqual(judged(list(second, first)), ['5546/3.3.1/freebusy-ascending'])
    assert.deepEqual(judged(list(second), list(first)), ['5546/3.3.1/freebusy-ascending'])
  })

  it('are one period where start and length say the same as start and end', () => {
    assert.deepEqual(judged(list('20260302T090000Z/PT1H', '20260302T090000Z/20260302T100000Z')), [
      '5546/3.3/no-duplicate-periods',
    ])
  })

  // Requirement: 5546/3.3/periods-may-overlap
  // Requirement: 5546/3.3/periods-may-cross-midnight
  it('may overlap where they are of one type, and cross midnight', () => {
    assert.deepEqual(judged(list('20260302T220000Z/PT4H', '20260302T230000Z/PT4H')), [])
  })

  it('of different types may touch', () => {
    assert.deepEqual(judged(busy('09', 'PT1H'), busy('10', 'PT1H', 'BUSY-TENTATIVE')), [])
  })

  it('stand in order of their ends where they begin together', () => {
    assert.deepEqual(judged(busy('09', 'PT2H'), busy('09', 'PT1H')), [
      '5546/3.3.1/freebusy-ascending',
    ])
    assert.deepEqual(judged(busy('09', 'PT1H'), busy('09', 'PT2H')), [])
  })
})

describe('what may be', () => {
  // Requirement: 5546/3.2.7/may-propose-attendees
  it('lets a COUNTER list any Attendees, or none', () => {
    const counter = tableOf('COUNTER', 'VEVENT')
    const made = withProperties(
      leastComponent(counter),
      attendee('PARTSTAT', 'TENTATIVE'),
      property('ATTENDEE', 'mailto:newcomer@example.com'),
    )
    assert.deepEqual(judge(counter, objectOf(counter, made)), [])
    assert.deepEqual(validate(leastMessage(counter)), [])
  })

  // Requirement: 5546/3.3.2/attendees-are-asked
  // Requirement: 5546/3.3.1/url-is-busy-time
  // Requirement: 5546/3.3.3/url-is-busy-time
  it('lets a REQUEST for busy time list several Attendees, and an answer name a URL', () => {
    const asked = tableOf('REQUEST', 'VFREEBUSY')
    const made = withProperties(
      leastComponent(asked),
      property('ATTENDEE', 'mailto:eve@example.com'),
    )
    assert.deepEqual(judge(asked, objectOf(asked, made)), [])
    for (const table of [tableOf('PUBLISH', 'VFREEBUSY'), tableOf('REPLY', 'VFREEBUSY')]) {
      const own = withProperties(leastComponent(table), property('URL', 'https://example.com/busy'))
      assert.deepEqual(judge(table, objectOf(table, own)), [])
    }
  })

  // Requirement: 5546/3.2.1/text-may-be-empty
  // Requirement: 5546/3.2.2/text-may-be-empty
  // Requirement: 5546/3.2.4/text-may-be-empty
  // Requirement: 5546/3.2.7/text-may-be-empty
  // Requirement: 5546/3.2.8/text-may-be-empty
  // Requirement: 5546/3.4.1/text-may-be-empty
  // Requirement: 5546/3.4.2/text-may-be-empty
  // Requirement: 5546/3.4.3/text-may-be-empty
  // Requirement: 5546/3.4.4/text-may-be-empty
  // Requirement: 5546/3.4.7/text-may-be-empty
  // Requirement: 5546/3.5.1/text-may-be-empty
  // Requirement: 5546/3.5.2/text-may-be-empty
  it('takes an empty SUMMARY or DESCRIPTION where a table says so', () => {
    const places = tables.flatMap((table) =>
      table.rules
        .filter(({ kind, requirement }) => kind === 'meaning' && requirement.endsWith('-empty'))
        .map(({ row }) => ({ table, row })),
    )
    assert.equal(places.length, 22)
    for (const { table, row } of places) {
      const made = withProperty(leastComponent(table), property(row, ''))
      assert.deepEqual(judge(table, objectOf(table, made)), [])
    }
  })

  // Requirement: 5546/3.6/in-reply-counter-declinecounter
  it('lets REQUEST-STATUS stand in answers only: REPLY, COUNTER and DECLINECOUNTER', () => {
    for (const table of tables) {
      const made = withProperties(leastComponent(table), property('REQUEST-STATUS', '2.0;Success'))
      const isListed = 'REQUEST-STATUS' in rowsWithin(table)
      const isAnswer = /^(REPLY|COUNTER|DECLINECOUNTER)$/.test(table.method)
      const breaks = judge(table, objectOf(table, made)).length
      assert.equal(breaks, isAnswer || !isListed ? 0 : 1, nameOf(table))
    }
  })

  // Requirement: 5546/3/extensions-where-listed
  it('takes unknown properties and components anywhere in any message', () => {
    for (const table of tables) {
      const own = leastComponent(table)
      const made = component(
        own.name,
        [...own.properties, property('X-MOOD', 'good'), property('MOOD', 'good')],
        [component('X-PART', []), component('PARTICIPANT', [])],
      )
      const object = objectOf(table, made, component('X-PART', []), component('VPOLL', []))
      assert.deepEqual(judge(table, withProperties(object, property('X-WR-CALNAME', 'Work'))), [])
    }
  })

  // Requirement: 5546/3/parameters-from-5545
  it('takes any parameters of any property', () => {
    const request = tableOf('REQUEST', 'VEVENT')
    const made = withProperty(
      leastComponent(request),
      property('SUMMARY', 'Lunch', [parameter('LANGUAGE', 'en'), parameter('X-A', 'b')]),
    )
    assert.deepEqual(judge(request, objectOf(request, made)), [])
  })
})
