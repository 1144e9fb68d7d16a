import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { InstanceChange } from './significant.ts'
import { significantChanges } from './significant.ts'
import { significantProperties } from './tables/significant.ts'
import { attendee, calendar, context, makeEvent } from './testing.ts'

const by = context('ann')
const second = '20260309T090000Z'

function changes(
  before: readonly string[],
  after: readonly string[],
  name = 'VEVENT',
): readonly InstanceChange[] {
  return significantChanges(calendar(before, { name }), calendar(after, { name }), by)
}
function brief(of: readonly InstanceChange[]): readonly string[] {
  return of.map(({ key, kind, properties, raisesSequence, resetsParticipation }) =>
    [
      key === '' ? 'series' : key,
      kind,
      properties.map(({ name }) => name).join('+'),
      ...(raisesSequence ? ['raises'] : []),
      ...(resetsParticipation ? ['resets'] : []),
    ].join(' '),
  )
}
const event = (time: string, more = ''): string =>
  `${time}\nSUMMARY:Plan\n${attendee('bob')}\n${more}`
const vienna =
  'DTSTART;TZID=Europe/Vienna:20260302T100000\nDTEND;TZID=Europe/Vienna:20260302T110000'
const utc = 'DTSTART:20260302T090000Z\nDTEND:20260302T100000Z'
const weekly = 'RRULE:FREQ=WEEKLY;COUNT=10'

const same: readonly (readonly [string, string, string])[] = [
  ['the same instant in another zone', event(vienna), event(utc)],
  ['DURATION for DTEND', event(utc), event('DTSTART:20260302T090000Z\nDURATION:PT1H')],
  [
    'another order',
    event(utc, 'LOCATION:Hall'),
    `LOCATION:Hall\n${attendee('bob')}\nSUMMARY:Plan\n${utc}`,
  ],
  [
    'parameters at their default',
    event(utc),
    `${utc}\nSUMMARY:Plan\n${attendee('bob', 'ROLE=REQ-PARTICIPANT', 'CUTYPE=INDIVIDUAL', 'RSVP=FALSE')}`,
  ],
  [
    'DTSTAMP, SEQUENCE, LAST-MODIFIED, CREATED',
    event(utc),
    event(
      utc,
      'DTSTAMP:20260301T000000Z\nSEQUENCE:4\nLAST-MODIFIED:20260301T000000Z\nCREATED:20260301T000000Z',
    ),
  ],
  [
    'another spelling of the rule',
    event(utc, weekly),
    event(utc, 'RRULE:COUNT=10;INTERVAL=1;FREQ=WEEKLY'),
  ],
  [
    'EXDATE in another form',
    event(utc, `${weekly}\nEXDATE:${second}`),
    event(utc, `${weekly}\nEXDATE;TZID=Europe/Vienna:20260309T100000`),
  ],
  ['an answer', event(utc), `${utc}\nSUMMARY:Plan\n${attendee('bob', 'PARTSTAT=ACCEPTED')}`],
  [
    'an end that DTSTART implies',
    'DTSTART;VALUE=DATE:20260302',
    'DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260303',
  ],
]
const different: readonly (readonly [string, string, string, string])[] = [
  [
    'another start',
    event(utc),
    event('DTSTART:20260302T093000Z\nDTEND:20260302T103000Z'),
    'series changed DTSTART raises resets',
  ],
  [
    'another end',
    event(utc),
    event('DTSTART:20260302T090000Z\nDTEND:20260302T103000Z'),
    'series changed DTEND raises resets',
  ],
  [
    'a day for an hour',
    event('DTSTART:20260302T000000Z\nDTEND:20260303T000000Z'),
    event('DTSTART;VALUE=DATE:20260302\nDTEND;VALUE=DATE:20260303'),
    'series changed DTSTART raises resets',
  ],
  [
    'floating for UTC',
    event(utc),
    event('DTSTART:20260302T090000\nDTEND:20260302T100000'),
    'series changed DTSTART raises resets',
  ],
  [
    'another zone for a series',
    event(utc, weekly),
    event(vienna, weekly),
    'series changed DTSTART raises resets',
  ],
  [
    'another zone for a series, and a place',
    event(utc, weekly),
    event(vienna, `${weekly}\nLOCATION:Hall`),
    'series changed DTSTART+LOCATION raises resets',
  ],
  ['another place', event(utc), event(utc, 'LOCATION:Hall'), 'series changed LOCATION'],
  [
    'TENTATIVE to CONFIRMED',
    event(utc, 'STATUS:TENTATIVE'),
    event(utc, 'STATUS:CONFIRMED'),
    'series changed STATUS raises',
  ],
  ['cancelled', event(utc), event(utc, 'STATUS:CANCELLED'), 'series cancelled STATUS raises'],
  [
    'restored',
    event(utc, 'STATUS:CANCELLED'),
    event(utc, 'STATUS:CONFIRMED'),
    'series restored STATUS raises',
  ],
  // Requirement: 6638/3.2.8/rrule-change-resets-partstat
  [
    'a longer rule',
    event(utc, weekly),
    event(utc, 'RRULE:FREQ=WEEKLY;COUNT=12'),
    'series changed RRULE raises resets',
  ],
  [
    'a shorter rule',
    event(utc, weekly),
    event(utc, 'RRULE:FREQ=WEEKLY;COUNT=8'),
    'series changed RRULE raises',
  ],
  // Requirement: 6638/3.2.8/rdate-change-resets-partstat
  [
    'a further date',
    event(utc, weekly),
    event(utc, `${weekly}\nRDATE:20260305T090000Z`),
    'series changed RDATE raises resets',
  ],
  [
    'an exclusion taken back',
    event(utc, `${weekly}\nEXDATE:${second}`),
    event(utc, weekly),
    'series changed EXDATE raises resets',
  ],
  [
    'a start and a place together',
    event(utc),
    event('DTSTART:20260302T093000Z\nDTEND:20260302T103000Z', 'LOCATION:Hall'),
    'series changed DTSTART+LOCATION raises resets',
  ],
  [
    'a shorter rule and a place together',
    event(utc, weekly),
    event(utc, 'RRULE:FREQ=WEEKLY;COUNT=8\nLOCATION:Hall'),
    'series changed RRULE+LOCATION raises',
  ],
  [
    'cancelled at another time',
    event(utc),
    event('DTSTART:20260302T093000Z\nDTEND:20260302T103000Z', 'STATUS:CANCELLED'),
    'series cancelled DTSTART+STATUS raises',
  ],
  [
    'restored at a later end',
    event(utc, 'STATUS:CANCELLED'),
    event('DTSTART:20260302T090000Z\nDTEND:20260302T103000Z'),
    'series restored DTEND+STATUS raises resets',
  ],
  [
    'an exclusion of what is no instance',
    event(utc, weekly),
    event(utc, `${weekly}\nEXDATE:20260310T090000Z`),
    'series changed EXDATE raises',
  ],
  [
    'another role',
    event(utc),
    `${utc}\nSUMMARY:Plan\n${attendee('bob', 'ROLE=CHAIR')}`,
    'series changed ATTENDEE',
  ],
]

describe('between two versions', () => {
  for (const [words, before, after] of same) {
    it(`${words} is no change`, () => assert.deepEqual(changes([before], [after]), []))
  }
  for (const [words, before, after, expected] of different) {
    it(`${words} is one`, () => assert.deepEqual(brief(changes([before], [after])), [expected]))
  }

  it('DUE of a VTODO is a time', () => {
    const todo = (due: string): readonly string[] => [
      `DTSTART:20260302T090000Z\nDUE:${due}\nSUMMARY:Do`,
    ]
    assert.deepEqual(brief(changes(todo('20260303T090000Z'), todo('20260304T090000Z'), 'VTODO')), [
      'series changed DUE raises resets',
    ])
  })

  it('an exclusion takes out one instance and raises the series', () => {
    const after = event(utc, `${weekly}\nEXDATE:${second}`)
    assert.deepEqual(brief(changes([event(utc, weekly)], [after])), [
      'series changed EXDATE raises',
      `${second} removed  raises`,
    ])
  })

  it('an instance with a component of its own is compared with what the series says of it', () => {
    const own = event(
      `RECURRENCE-ID:${second}\nDTSTART:${second}\nDTEND:20260309T100000Z`,
      'LOCATION:Hall',
    )
    assert.deepEqual(brief(changes([event(utc, weekly)], [event(utc, weekly), own])), [
      `${second} changed LOCATION raises`,
    ])
  })

  it('guests who come and go are named', () => {
    const after = `${utc}\nSUMMARY:Plan\n${attendee('cid')}`
    const [change] = changes([event(utc)], [after])
    assert.deepEqual(change?.attendeesAdded, ['cid@example.com'])
    assert.deepEqual(change?.attendeesRemoved, ['bob@example.com'])
  })

  it('a guest who stays is neither, though his part changes', () => {
    const before = `${utc}\n${attendee('bob')}\n${attendee('cid')}`
    const after = `${utc}\n${attendee('cid', 'ROLE=CHAIR')}\n${attendee('dan')}`
    const [change] = changes([before], [after])
    assert.deepEqual(change?.attendeesAdded, ['dan@example.com'])
    assert.deepEqual(change?.attendeesRemoved, ['bob@example.com'])
  })

  it('guests are named only where ATTENDEE changed', () => {
    const location = event(utc, 'LOCATION:Hall')
    const [change] = changes([event(utc)], [location])
    assert.deepEqual([change?.attendeesAdded, change?.attendeesRemoved], [[], []])
  })

  it('an instance with a component of its own in both is compared with itself', () => {
    const own = `RECURRENCE-ID:${second}\nDTSTART:${second}\nDTEND:20260309T100000Z`
    const series = event(utc, weekly)
    assert.deepEqual(brief(changes([series, event(own)], [series, event(own, 'LOCATION:Hall')])), [
      `${second} changed LOCATION`,
    ])
    assert.deepEqual(changes([series, event(own)], [series, event(own)]), [])
  })

  it('an instance that loses its component is compared with what the series says of it', () => {
    const own = event(`RECURRENCE-ID:${second}\nDTSTART:20260309T110000Z\nDTEND:20260309T120000Z`)
    const like = event(`RECURRENCE-ID:${second}\nDTSTART:${second}\nDTEND:20260309T100000Z`)
    const series = event(utc, weekly)
    assert.deepEqual(brief(changes([series, own], [series])), [
      `${second} changed DTSTART raises resets`,
    ])
    assert.deepEqual(brief(changes([series, like], [series])), [`${second} changed  raises`])
  })

  it('an instance with its component goes when the series excludes it', () => {
    const own = event(`RECURRENCE-ID:${second}\nDTSTART:${second}\nDTEND:20260309T100000Z`)
    const excluding = event(utc, `${weekly}\nEXDATE:${second}`)
    assert.deepEqual(brief(changes([event(utc, weekly), own], [excluding])), [
      'series changed EXDATE raises',
      `${second} removed  raises`,
    ])
  })

  it('an instance beyond the series is added with its component, and goes with it', () => {
    const beyond = '20260310T090000Z'
    const own = event(`RECURRENCE-ID:${beyond}\nDTSTART:${beyond}\nDTEND:20260310T100000Z`)
    const series = event(utc, weekly)
    assert.deepEqual(brief(changes([series], [series, own])), [`${beyond} added `])
    assert.deepEqual(brief(changes([series, own], [series])), [`${beyond} removed  raises`])
  })

  it('what is removed names no properties and no guests', () => {
    assert.deepEqual(changes([event(utc)], []), [
      {
        key: '',
        kind: 'removed',
        properties: [],
        raisesSequence: true,
        resetsParticipation: false,
        attendeesAdded: [],
        attendeesRemoved: [],
      },
    ])
  })

  it('all is added to nothing, and all is removed', () => {
    const object = calendar([makeEvent()])
    assert.deepEqual(brief(significantChanges(undefined, object, by)), ['series added '])
    assert.deepEqual(brief(significantChanges(object, undefined, by)), ['series removed  raises'])
  })
})

describe('the properties that raise SEQUENCE', () => {
  it('are those of RFC 5546 §2.1.4, in its order, each with its requirement', () => {
    const names = ['DTSTART', 'DTEND', 'DURATION', 'DUE', 'RRULE', 'RDATE', 'EXDATE', 'STATUS']
    assert.deepEqual(
      [...significantProperties],
      names.map((name) => [name, `5546/2.1.4/${name.toLowerCase()}-change-raises-sequence`]),
    )
  })
})
