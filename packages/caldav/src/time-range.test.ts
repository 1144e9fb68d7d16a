/** The tables of RFC 4791 §9.9, a row a test. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { matchesFilter, readFilter } from './filter.ts'
import { isProblem } from './problem.ts'
import { objectOf, xmlns, xmlOf, zonesFor } from './testing.ts'
import { readTimeRange } from './time-range.ts'

const at = (hour: number): string => `20260310T${String(hour).padStart(2, '0')}0000Z`

function matches(
  component: string,
  lines: readonly string[],
  [from, to]: readonly [string | undefined, string | undefined],
): boolean {
  const start = from === undefined ? '' : ` start="${from}"`
  const end = to === undefined ? '' : ` end="${to}"`
  const filter = readFilter(
    xmlOf(
      `<C:filter ${xmlns}><C:comp-filter name="VCALENDAR"><C:comp-filter name="${component}">` +
        `<C:time-range${start}${end}/></C:comp-filter></C:comp-filter></C:filter>`,
    ),
  )
  assert.ok(!isProblem(filter))
  const object = objectOf(`BEGIN:${component}`, 'UID:a', ...lines, `END:${component}`)
  return matchesFilter(filter, object, zonesFor(object))
}

/** Hours of ranges that touch, and of ranges that just do not. */
type Row = {
  readonly it: string
  readonly component: string
  readonly lines: readonly string[]
  readonly inside: readonly (readonly [number, number])[]
  readonly outside: readonly (readonly [number, number])[]
}

const rows: readonly Row[] = [
  {
    it: 'a VEVENT with DTEND',
    component: 'VEVENT',
    lines: [`DTSTART:${at(10)}`, `DTEND:${at(12)}`],
    inside: [
      [9, 11],
      [11, 12],
      [11, 13],
      [9, 13],
    ],
    outside: [
      [8, 10],
      [12, 13],
    ],
  },
  {
    it: 'a VEVENT with DURATION',
    component: 'VEVENT',
    lines: [`DTSTART:${at(10)}`, 'DURATION:PT2H'],
    inside: [[11, 13]],
    outside: [
      [8, 10],
      [12, 13],
    ],
  },
  {
    it: 'a VEVENT of no length',
    component: 'VEVENT',
    lines: [`DTSTART:${at(10)}`, 'DURATION:PT0S'],
    inside: [
      [10, 11],
      [9, 11],
    ],
    outside: [
      [9, 10],
      [11, 12],
    ],
  },
  {
    it: 'a VEVENT with a DTSTART only',
    component: 'VEVENT',
    lines: [`DTSTART:${at(10)}`],
    inside: [[10, 11]],
    outside: [[9, 10]],
  },
  {
    it: 'a VEVENT of a day',
    component: 'VEVENT',
    lines: ['DTSTART;VALUE=DATE:20260310'],
    inside: [
      [0, 1],
      [22, 23],
    ],
    outside: [],
  },
  {
    it: 'a VTODO with DTSTART and DUE',
    component: 'VTODO',
    lines: [`DTSTART:${at(10)}`, `DUE:${at(12)}`],
    inside: [
      [11, 13],
      [9, 11],
      [10, 11],
    ],
    outside: [
      [12, 13],
      [8, 10],
    ],
  },
  {
    it: 'a VTODO with DTSTART and DURATION',
    component: 'VTODO',
    lines: [`DTSTART:${at(10)}`, 'DURATION:PT2H'],
    inside: [
      [12, 13],
      [9, 11],
    ],
    outside: [
      [13, 14],
      [8, 10],
    ],
  },
  {
    it: 'a VTODO with DTSTART',
    component: 'VTODO',
    lines: [`DTSTART:${at(10)}`],
    inside: [
      [10, 11],
      [9, 11],
    ],
    outside: [
      [11, 12],
      [9, 10],
    ],
  },
  {
    it: 'a VTODO with DUE',
    component: 'VTODO',
    lines: [`DUE:${at(12)}`],
    inside: [
      [11, 12],
      [11, 13],
    ],
    outside: [
      [12, 13],
      [10, 11],
    ],
  },
  {
    it: 'a VTODO with COMPLETED and CREATED',
    component: 'VTODO',
    lines: [`CREATED:${at(10)}`, `COMPLETED:${at(12)}`],
    inside: [
      [11, 12],
      [9, 10],
      [12, 13],
    ],
    outside: [
      [13, 14],
      [8, 9],
    ],
  },
  {
    it: 'a VTODO with COMPLETED',
    component: 'VTODO',
    lines: [`COMPLETED:${at(12)}`],
    inside: [
      [11, 12],
      [12, 13],
    ],
    outside: [
      [10, 11],
      [13, 14],
    ],
  },
  {
    it: 'a VTODO with CREATED',
    component: 'VTODO',
    lines: [`CREATED:${at(10)}`],
    inside: [
      [10, 11],
      [12, 13],
    ],
    outside: [[8, 10]],
  },
  {
    it: 'a VTODO with no time',
    component: 'VTODO',
    lines: [],
    inside: [
      [0, 1],
      [22, 23],
    ],
    outside: [],
  },
  {
    it: 'a VJOURNAL at a time',
    component: 'VJOURNAL',
    lines: [`DTSTART:${at(10)}`],
    inside: [
      [10, 11],
      [9, 11],
    ],
    outside: [
      [9, 10],
      [11, 12],
    ],
  },
  {
    it: 'a VJOURNAL of a day',
    component: 'VJOURNAL',
    lines: ['DTSTART;VALUE=DATE:20260310'],
    inside: [
      [0, 1],
      [22, 23],
    ],
    outside: [],
  },
  {
    it: 'a VJOURNAL with no time',
    component: 'VJOURNAL',
    lines: [],
    inside: [],
    outside: [[0, 23]],
  },
  {
    it: 'a VFREEBUSY with DTSTART and DTEND',
    component: 'VFREEBUSY',
    lines: [`DTSTART:${at(10)}`, `DTEND:${at(12)}`],
    inside: [
      [12, 13],
      [9, 11],
    ],
    outside: [
      [8, 10],
      [13, 14],
    ],
  },
  {
    it: 'a VFREEBUSY with FREEBUSY only',
    component: 'VFREEBUSY',
    lines: [`FREEBUSY:${at(10)}/${at(12)},${at(15)}/PT1H`],
    inside: [
      [11, 13],
      [15, 16],
    ],
    outside: [
      [12, 13],
      [16, 17],
    ],
  },
  {
    it: 'a VFREEBUSY with nothing',
    component: 'VFREEBUSY',
    lines: [],
    inside: [],
    outside: [[0, 23]],
  },
  {
    it: 'a VEVENT every other day',
    component: 'VEVENT',
    lines: ['DTSTART:20260308T100000Z', 'DTEND:20260308T120000Z', 'RRULE:FREQ=DAILY;INTERVAL=2'],
    inside: [[11, 13]],
    outside: [[12, 14]],
  },
  {
    it: 'a VEVENT every day but that one',
    component: 'VEVENT',
    lines: [
      'DTSTART:20260308T100000Z',
      'DTEND:20260308T120000Z',
      'RRULE:FREQ=DAILY',
      `EXDATE:${at(10)}`,
    ],
    inside: [],
    outside: [[0, 23]],
  },
  {
    it: 'a VTODO that recurs',
    component: 'VTODO',
    lines: ['DTSTART:20260308T100000Z', 'DUE:20260308T120000Z', 'RRULE:FREQ=DAILY;INTERVAL=2'],
    inside: [[11, 13]],
    outside: [[13, 14]],
  },
]

describe('time ranges (RFC 4791 §9.9)', () => {
  for (const { it: title, component, lines, inside, outside } of rows) {
    it(`${title} overlaps where the table says so, and nowhere else`, () => {
      for (const [from, to] of inside) {
        assert.equal(matches(component, lines, [at(from), at(to)]), true, `${from} to ${to}`)
      }
      for (const [from, to] of outside) {
        assert.equal(matches(component, lines, [at(from), at(to)]), false, `${from} to ${to}`)
      }
    })
  }

  it('may be open at one end', () => {
    const event = [`DTSTART:${at(10)}`, `DTEND:${at(12)}`]
    assert.equal(matches('VEVENT', event, [at(11), undefined]), true)
    assert.equal(matches('VEVENT', event, [at(12), undefined]), false)
    assert.equal(matches('VEVENT', event, [undefined, at(11)]), true)
    assert.equal(matches('VEVENT', event, [undefined, at(10)]), false)
    const forever = ['DTSTART:20200101T000000Z', 'DTEND:20200101T010000Z', 'RRULE:FREQ=DAILY']
    assert.equal(matches('VEVENT', forever, ['20990101T000000Z', undefined]), true)
  })

  it('answer promptly about rules that yield nothing', () => {
    const never = [`DTSTART:${at(10)}`, 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30']
    const began = process.hrtime.bigint()
    assert.equal(matches('VEVENT', never, ['20270101T000000Z', undefined]), false)
    assert.ok(process.hrtime.bigint() - began < 500_000_000n)
  })

  const wrong = [
    '',
    'start="20260310T100000"',
    'start="20260310"',
    'start="yesterday"',
    'start="20260310T100000Z" end="20260310T100000Z"',
    'start="20260310T110000Z" end="20260310T100000Z"',
  ]
  for (const attributes of wrong) {
    it(`are refused as <time-range ${attributes}/>`, () => {
      const read = readTimeRange(xmlOf(`<C:time-range ${xmlns} ${attributes}/>`), false)
      assert.ok(isProblem(read))
      assert.equal(read.status, 403)
    })
  }
})
