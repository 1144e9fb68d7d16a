import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { read } from '../read.ts'
import { attendee, calendar, lines, message } from '../testing.ts'
import { validate } from '../validate.ts'

const guests = attendee('bob', 'PARTSTAT=NEEDS-ACTION')
const least = ['DTSTART:20260302T090000Z', 'SUMMARY:Plan', 'SEQUENCE:1', 'DTSTAMP:20260101T000000Z']

/** What is said of one VEVENT, that a row of the tables does not say by itself. */
function saidOf(method: string, ...more: readonly string[]): readonly string[] {
  const names = new Set(more.map((each) => each.split(/[:;]/)[0]))
  const kept = [...least, guests].filter((each) => !names.has(each.split(/[:;]/)[0] ?? ''))
  return validate(message(method, [[...kept, ...more].join('\n')])).map(
    ({ requirement, level, requestStatus, path, found }) =>
      [requirement, level, requestStatus, path.slice(2).join('/'), found].join(' '),
  )
}

describe('a rule of the tables', () => {
  const sequence = '5546/3.2.2/sequence-present-above-zero warning 2.1 SEQUENCE/0'
  const above = '5546/3.2.4/sequence-above-zero warning 2.1 SEQUENCE/0'
  const status = '5546/3.2.2/status-values warning 2.1 STATUS/0'
  const rows: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
    ['takes what is right', 'REQUEST', [], []],
    ['takes a SEQUENCE of ten digits', 'REQUEST', ['SEQUENCE:1234567890'], []],
    ['takes a SEQUENCE with spaces around', 'REQUEST', ['SEQUENCE: 12 '], []],
    [
      'says that a SEQUENCE is long',
      'REQUEST',
      ['SEQUENCE:12345678901'],
      [`${sequence} 12345678901`],
    ],
    ['says that a SEQUENCE begins otherwise', 'REQUEST', ['SEQUENCE:a1'], [`${sequence} a1`]],
    ['says that a SEQUENCE ends otherwise', 'REQUEST', ['SEQUENCE:1a'], [`${sequence} 1a`]],
    ['takes a SEQUENCE above 0', 'ADD', ['SEQUENCE:10'], []],
    ['takes a SEQUENCE above 0 with zeros before it', 'ADD', ['SEQUENCE:007'], []],
    ['says that a SEQUENCE is 0', 'ADD', ['SEQUENCE:00'], [`${above} 00`]],
    ['says that a SEQUENCE above 0 begins otherwise', 'ADD', ['SEQUENCE:-1'], [`${above} -1`]],
    ['says that a SEQUENCE above 0 ends otherwise', 'ADD', ['SEQUENCE:1b'], [`${above} 1b`]],
    ['takes a STATUS in small letters, with spaces', 'REQUEST', ['STATUS: tentative '], []],
    ['says that a STATUS is another', 'REQUEST', ['STATUS:DRAFT'], [`${status} DRAFT`]],
    [
      'says that DTEND and DURATION stand together',
      'REQUEST',
      ['DTEND:20260302T100000Z', 'DURATION:PT1H'],
      ['5546/3.2.2/dtend-or-duration warning 2.2 DURATION/0 PT1H'],
    ],
    [
      'says whose PARTSTAT is another',
      'REPLY',
      [attendee('bob', 'PARTSTAT=PERHAPS')],
      ['5546/3.2/reply-partstat-values warning 2.3 ATTENDEE/0 mailto:bob@example.com'],
    ],
    ['takes a PARTSTAT in small letters', 'REPLY', [attendee('bob', 'PARTSTAT=accepted')], []],
    [
      'says who delegates to nobody',
      'REPLY',
      [attendee('bob', 'PARTSTAT=delegated')],
      ['5546/3.2.3/delegator-names-delegate warning 2.3 ATTENDEE/0 mailto:bob@example.com'],
    ],
    [
      'asks a DELEGATED-TO of Attendees only',
      'REPLY',
      [attendee('bob', 'PARTSTAT=ACCEPTED'), 'X-OTHER;PARTSTAT=DELEGATED:1'],
      [],
    ],
  ]
  for (const [title, method, more, said] of rows) {
    it(title, () => assert.deepEqual(saidOf(method, ...more), said))
  }

  it('names the ATTENDEE that is at fault, of two', () => {
    const from = attendee('eva', 'PARTSTAT=ACCEPTED', 'DELEGATED-FROM="mailto:bob@example.com"')
    for (const [partStat, requirement] of [
      ['PERHAPS', '5546/3.2/reply-partstat-values'],
      ['DELEGATED', '5546/3.2.3/delegator-names-delegate'],
    ] as const) {
      const text = [...least, from, attendee('bob', `PARTSTAT=${partStat}`)].join('\n')
      const said = validate(message('REPLY', [text]))
      assert.deepEqual(
        said.filter((each) => each.requirement === requirement).map(({ path }) => path),
        [['VEVENT', 0, 'ATTENDEE', 1]],
      )
    }
  })

  it('says once that components have several UIDs', () => {
    const event = (uid: string): string => lines([`UID:${uid}`, ...least, guests].join('\n'))
    const [first] = read(calendar([event('one'), event('two')], { method: 'REQUEST' })).messages
    assert.ok(first !== undefined)
    assert.deepEqual(
      validate(first).map(({ requirement }) => requirement),
      ['5546/3.2.2/same-uid'],
    )
  })

  it('says that what does not recur has a RECURRENCE-ID', () => {
    const id = 'RECURRENCE-ID:20260309T090000Z'
    const master = [...least, guests].join('\n')
    const instance = [...least, guests, id].join('\n')
    assert.deepEqual(
      validate(message('REQUEST', [master, instance])).map(({ requirement, level }) => [
        requirement,
        level,
      ]),
      [['5546/3.2.2/recurrence-id-only-for-instance', 'warning']],
    )
    const series = [master, 'RRULE:FREQ=WEEKLY'].join('\n')
    assert.deepEqual(validate(message('REQUEST', [series, instance])), [])
  })
})
