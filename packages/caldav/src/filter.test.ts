import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ComponentFilter, matchesFilter, matchesText, readFilter } from './filter.ts'
import { type DavProblem, isProblem } from './problem.ts'
import { objectOf, xmlns, xmlOf, zonesFor } from './testing.ts'

const meeting = objectOf(
  'BEGIN:VTIMEZONE',
  'TZID:Europe/Berlin',
  'BEGIN:STANDARD',
  'DTSTART:19701025T030000',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'END:STANDARD',
  'END:VTIMEZONE',
  'BEGIN:VEVENT',
  'UID:a',
  'DTSTART;TZID=Europe/Berlin:20260310T100000',
  'DTEND;TZID=Europe/Berlin:20260310T110000',
  'SUMMARY:Straße\\, Zürich',
  'CATEGORIES:Work,Travel',
  'ORGANIZER:mailto:ann@example.com',
  'ATTENDEE;PARTSTAT=NEEDS-ACTION;CN=Bob:mailto:bob@example.com',
  'ATTENDEE;PARTSTAT=ACCEPTED:mailto:carol@example.com',
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'TRIGGER:-PT30M',
  'END:VALARM',
  'END:VEVENT',
)

function readAs(inner: string): ComponentFilter | DavProblem {
  return readFilter(
    xmlOf(`<C:filter ${xmlns}><C:comp-filter name="VCALENDAR">${inner}</C:comp-filter></C:filter>`),
  )
}
function matches(inner: string, object = meeting, floating = 'UTC'): boolean {
  const filter = readAs(inner)
  assert.ok(!isProblem(filter), JSON.stringify(filter))
  return matchesFilter(filter, object, zonesFor(object, floating))
}
const event = (inner: string): string => `<C:comp-filter name="VEVENT">${inner}</C:comp-filter>`
const prop = (name: string, inner = ''): string =>
  `<C:prop-filter name="${name}">${inner}</C:prop-filter>`

const rows: readonly (readonly [string, string, boolean])[] = [
  ['an event is there', event(''), true],
  ['a to-do is there', '<C:comp-filter name="VTODO"/>', false],
  ['no to-do is there', '<C:comp-filter name="VTODO"><C:is-not-defined/></C:comp-filter>', true],
  ['no event is there', event('<C:is-not-defined/>'), false],
  ['a property is there', event(prop('SUMMARY')), true],
  ['a property is not there', event(prop('LOCATION')), false],
  [
    'a property is there that is wanted absent',
    event(prop('SUMMARY', '<C:is-not-defined/>')),
    false,
  ],
  ['a property is absent as wanted', event(prop('LOCATION', '<C:is-not-defined/>')), true],
  [
    'text is in it, in any case of ASCII letters',
    event(prop('SUMMARY', '<C:text-match>STRA</C:text-match>')),
    true,
  ],
  ['text is matched unescaped', event(prop('SUMMARY', '<C:text-match>e, Z</C:text-match>')), true],
  [
    'octets are matched as they are',
    event(prop('SUMMARY', '<C:text-match collation="i;octet">STRA</C:text-match>')),
    false,
  ],
  [
    'letters beyond ASCII are not folded by i;ascii-casemap',
    event(prop('SUMMARY', '<C:text-match collation="i;ascii-casemap">ZÜRICH</C:text-match>')),
    false,
  ],
  [
    'letters beyond ASCII are folded by i;unicode-casemap',
    event(prop('SUMMARY', '<C:text-match collation="i;unicode-casemap">ZÜRICH</C:text-match>')),
    true,
  ],
  [
    'a negated match fails where text is found',
    event(prop('SUMMARY', '<C:text-match negate-condition="yes">Stra</C:text-match>')),
    false,
  ],
  [
    'a negated match holds where text is not found',
    event(prop('SUMMARY', '<C:text-match negate-condition="yes">Berlin</C:text-match>')),
    true,
  ],
  [
    'any of several properties may match',
    event(prop('ATTENDEE', '<C:text-match>carol@</C:text-match>')),
    true,
  ],
  [
    'parameter and text are of one and the same property',
    event(
      prop(
        'ATTENDEE',
        '<C:text-match>carol@</C:text-match><C:param-filter name="PARTSTAT"><C:text-match>NEEDS-ACTION</C:text-match></C:param-filter>',
      ),
    ),
    false,
  ],
  [
    'a parameter matches',
    event(
      prop(
        'ATTENDEE',
        '<C:text-match>bob@</C:text-match><C:param-filter name="PARTSTAT"><C:text-match>NEEDS-ACTION</C:text-match></C:param-filter>',
      ),
    ),
    true,
  ],
  [
    'a parameter is absent as wanted',
    event(prop('ATTENDEE', '<C:param-filter name="CN"><C:is-not-defined/></C:param-filter>')),
    true,
  ],
  ['a parameter is absent', event(prop('ORGANIZER', '<C:param-filter name="CN"/>')), false],
  [
    'a parameter is there that is wanted absent',
    event(prop('ATTENDEE', '<C:param-filter name="PARTSTAT"><C:is-not-defined/></C:param-filter>')),
    false,
  ],
  ['no calendar is wanted', '<C:is-not-defined/>', false],
  [
    'a property that is not there lies in a range',
    event(prop('COMPLETED', '<C:time-range start="20260101T000000Z"/>')),
    false,
  ],
  [
    'two conditions both hold',
    event(prop('SUMMARY') + prop('UID', '<C:text-match>a</C:text-match>')),
    true,
  ],
  ['one of two conditions fails', event(prop('SUMMARY') + prop('LOCATION')), false],
  ['an alarm is there', event('<C:comp-filter name="VALARM"/>'), true],
  [
    'an alarm goes off',
    event(
      '<C:comp-filter name="VALARM"><C:time-range start="20260310T083000Z" end="20260310T083001Z"/></C:comp-filter>',
    ),
    true,
  ],
  [
    'no alarm goes off',
    event(
      '<C:comp-filter name="VALARM"><C:time-range start="20260310T083001Z" end="20260310T100000Z"/></C:comp-filter>',
    ),
    false,
  ],
  [
    'no alarm is wanted',
    event('<C:comp-filter name="VALARM"><C:is-not-defined/></C:comp-filter>'),
    false,
  ],
  [
    'a property lies in a range',
    event(prop('DTSTART', '<C:time-range start="20260310T090000Z" end="20260310T090001Z"/>')),
    true,
  ],
  [
    'a property lies outside a range',
    event(prop('DTSTART', '<C:time-range start="20260310T100000Z"/>')),
    false,
  ],
  [
    'a time range and a condition hold',
    event(`<C:time-range start="20260310T090000Z" end="20260310T100000Z"/>${prop('SUMMARY')}`),
    true,
  ],
]

describe('filters (RFC 4791 §9.7)', () => {
  for (const [title, inner, expected] of rows) {
    it(`${title}: ${expected ? 'matches' : 'does not match'}`, () => {
      assert.equal(matches(inner), expected)
    })
  }

  it('read floating times in the zone they are given', () => {
    const floating = objectOf(
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTART:20260310T100000',
      'DURATION:PT1H',
      'END:VEVENT',
    )
    const range = event('<C:time-range start="20260310T090000Z" end="20260310T093000Z"/>')
    assert.equal(matches(range, floating, 'Europe/Berlin'), true)
    assert.equal(matches(range, floating, 'UTC'), false)
  })

  it('know the end that only a DURATION says (RFC 4791 §9.9)', () => {
    const ends = (start: string, ...lines: readonly string[]): boolean => {
      const head = ['BEGIN:VEVENT', 'UID:d', 'DTSTART:20260310T100000Z']
      const range = `<C:time-range start="${start}" end="20260311T000000Z"/>`
      return matches(event(prop('DTEND', range)), objectOf(...head, ...lines, 'END:VEVENT'))
    }
    assert.equal(ends('20260310T120000Z', 'DURATION:PT2H'), true)
    assert.equal(ends('20260310T120001Z', 'DURATION:PT2H'), false)
    assert.equal(ends('20260310T000000Z'), false)
  })

  it('find an instance that was moved into the range', () => {
    const moved = objectOf(
      'BEGIN:VEVENT',
      'UID:a',
      'DTSTART:20260301T100000Z',
      'DURATION:PT1H',
      'RRULE:FREQ=DAILY;COUNT=3',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:a',
      'RECURRENCE-ID:20260302T100000Z',
      'DTSTART:20260601T100000Z',
      'DURATION:PT1H',
      'END:VEVENT',
    )
    assert.equal(
      matches(event('<C:time-range start="20260601T000000Z" end="20260602T000000Z"/>'), moved),
      true,
    )
    assert.equal(
      matches(event('<C:time-range start="20260302T000000Z" end="20260303T000000Z"/>'), moved),
      false,
    )
  })

  const invalid: readonly (readonly [string, string, string])[] = [
    ['names no component', '<C:comp-filter/>', 'valid-filter'],
    ['has a range that is none', event('<C:time-range start="never"/>'), 'valid-filter'],
    [
      'wants a collation that nobody knows',
      event(prop('SUMMARY', '<C:text-match collation="i;klingon">x</C:text-match>')),
      'supported-collation',
    ],
  ]
  for (const [title, inner, condition] of invalid) {
    it(`is refused where it ${title}`, () => {
      const read = readAs(inner)
      assert.ok(isProblem(read))
      assert.equal(read.condition, `{urn:ietf:params:xml:ns:caldav}${condition}`)
    })
  }

  it('is refused where it is not about a VCALENDAR', () => {
    for (const inner of ['', '<C:comp-filter name="VEVENT"/>']) {
      assert.ok(isProblem(readFilter(xmlOf(`<C:filter ${xmlns}>${inner}</C:filter>`))))
    }
  })
})

describe('a text match', () => {
  it('finds nothing less than the whole of its text', () => {
    const match = { text: 'abc', collation: 'i;octet', negate: false } as const
    assert.equal(matchesText(match, 'xxabcxx'), true)
    assert.equal(matchesText(match, 'ab'), false)
    assert.equal(matchesText({ ...match, text: '' }, ''), true)
  })
})
