import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  binaryOf,
  binaryProperty,
  booleanOf,
  calAddressOf,
  type Duration,
  durationOf,
  durationProperty,
  escapeText,
  featuresOf,
  floatOf,
  formatBase64,
  formatBoolean,
  formatDuration,
  formatFloat,
  formatGeo,
  formatInteger,
  formatRequestStatus,
  formatUtcOffset,
  geoOf,
  integerOf,
  integerProperty,
  parameter,
  parseBase64,
  parseBoolean,
  parseDuration,
  parseFloatValue,
  parseGeo,
  parseInteger,
  parseRequestStatus,
  parseUtcOffset,
  property,
  propertyTypes,
  requestStatusOf,
  requestStatusProperty,
  textListOf,
  textListProperty,
  textOf,
  textProperty,
  unescapeText,
  uriOf,
  uriProperty,
  utcOffsetOf,
} from '../index.ts'

const textArb = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\\', ',', ';', ':', 'n', 'N', '\n', '"'),
    fc.string({ unit: 'grapheme', maxLength: 1 }),
  ),
})
const writable = (text: string): string =>
  text.replaceAll(/[\p{Cc}]/gu, (each) => (each === '\n' ? each : ''))

describe('TEXT', () => {
  // Requirement: 5545/3.3.11/newline-escaped
  it('escapes backslash, comma, semicolon and line breaks, and nothing else', () => {
    assert.equal(escapeText('a\\b,c;d:e\r\nf\rg\nh"\ti'), 'a\\\\b\\,c\\;d:e\\nf\\ng\\nh"\ti')
    assert.equal(escapeText('a\0b\u007f'), 'ab')
  })

  it('undoes escapes in either letter case, and keeps what is none', () => {
    assert.equal(unescapeText('a\\nb\\Nc\\,\\;\\\\n\\x\\'), 'a\nb\nc,;\\n\\x\\')
    assert.equal(unescapeText('no escapes'), 'no escapes')
  })

  it('comes back as it was written', () => {
    fc.assert(
      fc.property(textArb.map(writable), (text) => {
        assert.equal(unescapeText(escapeText(text)), text)
        assert.equal(textOf(textProperty('SUMMARY', text)), text)
      }),
    )
  })

  it('comes back from a list as it was written', () => {
    fc.assert(
      fc.property(fc.array(textArb.map(writable), { minLength: 1 }), (texts) => {
        assert.deepEqual(textListOf(textListProperty('CATEGORIES', texts)), texts)
      }),
    )
  })

  it('says VALUE=TEXT only where the property has another default and may hold TEXT', () => {
    const value = [parameter('VALUE', 'TEXT')]
    assert.deepEqual(textProperty('STYLED-DESCRIPTION', 'x').parameters, value)
    assert.deepEqual(textProperty('SUMMARY', 'x', value).parameters, [])
    assert.deepEqual(textProperty('X-OWN', 'x').parameters, [])
  })
})

describe('DURATION', () => {
  const rows: readonly (readonly [string, number, number])[] = [
    ['P1W', 7, 0],
    ['P15DT5H0M20S', 15, 18_020],
    ['-PT15M', 0, -900],
    ['+P1D', 1, 0],
    ['PT0S', 0, 0],
    ['-PT0S', 0, 0],
    ['PT1H30S', 0, 3630],
    ['P1WT1H', 7, 3600],
    ['p1d', 1, 0],
    ['PT', 0, 0],
  ]
  for (const [text, days, seconds] of rows) {
    it(`reads ${text}`, () => assert.deepEqual(parseDuration(text), { days, seconds }))
  }
  for (const text of [
    '',
    '1D',
    'P1',
    'P1M',
    'P1Y',
    'PT1D',
    'P1D1H',
    'P-1D',
    'P1.5D',
    'P1DT1',
    ' P1D',
  ]) {
    it(`refuses '${text}'`, () => assert.equal(parseDuration(text), undefined))
  }

  it('comes back as it was written', () => {
    const part = fc.nat({ max: 1_000_000 })
    fc.assert(
      fc.property(part, part, fc.constantFrom(1, -1), (days, seconds, sign) => {
        const made: Duration = { days: days * sign + 0, seconds: seconds * sign + 0 }
        assert.deepEqual(parseDuration(formatDuration(made)), made)
        assert.deepEqual(durationOf(durationProperty('DURATION', made)), made)
      }),
    )
  })

  it('is written in the standard form', () => {
    assert.equal(formatDuration({ days: 14, seconds: 0 }), 'P2W')
    assert.equal(formatDuration({ days: -1, seconds: -3601 }), '-P1DT1H0M1S')
    assert.equal(formatDuration({ days: 0, seconds: 0 }), 'PT0S')
    assert.throws(() => formatDuration({ days: 1, seconds: -1 }), TypeError)
  })

  it('says VALUE where the property has no default', () => {
    const made = durationProperty('REFRESH-INTERVAL', { days: 1, seconds: 0 })
    assert.deepEqual(made.parameters, [parameter('VALUE', 'DURATION')])
    const trigger = [parameter('VALUE', 'DATE-TIME'), parameter('RELATED', 'END')]
    assert.deepEqual(durationProperty('TRIGGER', { days: 0, seconds: -60 }, trigger).parameters, [
      parameter('RELATED', 'END'),
    ])
  })
})

describe('numbers', () => {
  it('INTEGER takes 32 bits with sign', () => {
    assert.equal(parseInteger('-2147483648'), -2_147_483_648)
    assert.equal(parseInteger('+2147483647'), 2_147_483_647)
    assert.equal(integerOf(property('SEQUENCE', ' 3 ')), 3)
    for (const text of ['', '2147483648', '1.0', '0x1', '1e3', '--1', 'one']) {
      assert.equal(parseInteger(text), undefined, text)
    }
    assert.equal(integerProperty('SEQUENCE', 4).value, '4')
    for (const value of [0.5, Number.NaN, 2 ** 31]) {
      assert.throws(() => formatInteger(value), TypeError)
    }
  })

  it('FLOAT comes back as it was written, without an exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = formatFloat(value)
        assert.match(text, /^-?\d+(\.\d+)?$/)
        if (text.length <= 400) assert.equal(parseFloatValue(text), value + 0)
      }),
    )
    for (const text of ['', '.5', '1.', '1e3', 'NaN', 'Infinity']) {
      assert.equal(parseFloatValue(text), undefined, text)
    }
    assert.equal(floatOf(property('X', '+1.50')), 1.5)
    assert.throws(() => formatFloat(Number.POSITIVE_INFINITY), TypeError)
  })

  it('BOOLEAN is read in any letter case', () => {
    assert.equal(parseBoolean('tRUE'), true)
    assert.equal(booleanOf(property('X', formatBoolean(false))), false)
    assert.equal(parseBoolean('yes'), undefined)
  })

  it('GEO is two numbers on earth', () => {
    const geo = { latitude: 37.386_013, longitude: -122.082_932 }
    assert.deepEqual(geoOf(property('GEO', formatGeo(geo))), geo)
    assert.deepEqual(parseGeo('37.0\\;-122'), { latitude: 37, longitude: -122 })
    for (const text of ['', '1', '1;2;3', '91;0', '0;181', 'a;b']) {
      assert.equal(parseGeo(text), undefined, text)
    }
  })

  it('UTC-OFFSET comes back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: -86_399, max: 86_399 }), (seconds) => {
        assert.equal(parseUtcOffset(formatUtcOffset(seconds)), seconds)
      }),
    )
    assert.equal(formatUtcOffset(-5400), '-0130')
    assert.equal(formatUtcOffset(1), '+000001')
    assert.equal(utcOffsetOf(property('TZOFFSETTO', '-0000')), 0)
    for (const text of ['0100', '+1', '+0160', '+2400', '+01:00', '']) {
      assert.equal(parseUtcOffset(text), undefined, text)
    }
    assert.throws(() => formatUtcOffset(86_400), TypeError)
  })
})

describe('resources', () => {
  it('BINARY comes back as it was written', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const made = binaryProperty('ATTACH', bytes, [parameter('FMTTYPE', 'text/plain')])
        assert.deepEqual(binaryOf(made), bytes)
        assert.equal(made.value, Buffer.from(bytes).toString('base64'))
        assert.deepEqual(
          made.parameters.map((each) => each.values[0]),
          ['BINARY', 'BASE64', 'text/plain'],
        )
      }),
    )
    for (const text of ['A', 'AA=A', '?', 'AAAA=A'])
      assert.equal(parseBase64(text), undefined, text)
    assert.deepEqual(parseBase64('AQ I='), new Uint8Array([1, 2]))
    assert.equal(formatBase64(new Uint8Array()), '')
    assert.equal(binaryOf(property('ATTACH', 'AAAA')), undefined)
  })

  it('URI is read by VALUE or default', () => {
    assert.equal(uriOf(property('URL', ' https://example.com/ ')), 'https://example.com/')
    assert.equal(uriOf(property('ATTACH', 'AAAA:', [parameter('VALUE', 'BINARY')])), undefined)
    assert.equal(uriOf(property('URL', 'no uri')), undefined)
    assert.deepEqual(
      uriProperty('IMAGE', 'https://a/', [parameter('VALUE', 'BINARY')]).parameters,
      [parameter('VALUE', 'URI')],
    )
    assert.deepEqual(uriProperty('URL', 'https://a/').parameters, [])
  })

  // Requirement: 5545/3.3.3/mail-address-is-mailto
  it('a calendar address is a URI, with mailto: where that was left out', () => {
    const rows: readonly (readonly [string, string | undefined, string | undefined])[] = [
      ['mailto:a@example.com', undefined, 'mailto:a@example.com'],
      ['MAILTO:A@example.com', undefined, 'MAILTO:A@example.com'],
      ['urn:uuid:1', undefined, 'urn:uuid:1'],
      ['a@example.com', undefined, 'mailto:a@example.com'],
      ['/principals/1/', 'a@example.com', 'mailto:a@example.com'],
      ['/principals/1/', 'mailto:a@example.com', 'mailto:a@example.com'],
      ['/principals/1/', undefined, undefined],
      ['', 'nobody', undefined],
    ]
    for (const [value, email, expected] of rows) {
      const parameters = email === undefined ? [] : [parameter('EMAIL', email)]
      assert.equal(calAddressOf(property('ATTENDEE', value, parameters)), expected)
    }
  })

  it('a request status has code, description and perhaps data', () => {
    const rows: readonly (readonly [string, unknown])[] = [
      ['2.0;Success', { code: '2.0', description: 'Success', data: undefined }],
      [
        '3.1;Invalid\\; property;DTSTART:96-Apr-01',
        { code: '3.1', description: 'Invalid; property', data: 'DTSTART:96-Apr-01' },
      ],
      ['2.8.1;a;b;c', { code: '2.8.1', description: 'a', data: 'b;c' }],
      ['2.0', { code: '2.0', description: '', data: undefined }],
      ['Success', undefined],
      ['2;x', undefined],
    ]
    for (const [text, expected] of rows) assert.deepEqual(parseRequestStatus(text), expected)
    fc.assert(
      fc.property(
        textArb.map(writable),
        fc.option(textArb.map(writable), { nil: undefined }),
        (a, b) => {
          const status = { code: '3.7', description: a, data: b }
          assert.deepEqual(requestStatusOf(requestStatusProperty(status)), status)
          assert.deepEqual(parseRequestStatus(formatRequestStatus(status)), status)
        },
      ),
    )
  })

  it('features of a CONFERENCE come in upper case', () => {
    const made = property('CONFERENCE', 'tel:+1', [parameter('FEATURE', 'audio', 'VIDEO')])
    assert.deepEqual(featuresOf(made), ['AUDIO', 'VIDEO'])
  })
})

describe('the table of properties', () => {
  it('lets each property hold its default type', () => {
    for (const [name, { allowed, defaultType }] of propertyTypes) {
      assert.ok(defaultType === 'NONE' || allowed[0] === defaultType, name)
      assert.ok(allowed.length > 0, name)
      assert.equal(name, name.toUpperCase())
    }
  })
})
