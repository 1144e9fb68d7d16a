import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Component, firstProperty, parseCalendar, serializeText } from './index.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function bytesOf(...parts: readonly (string | readonly number[])[]): Uint8Array {
  return new Uint8Array(
    parts.flatMap((each) => (typeof each === 'string' ? [...utf8(each)] : [...each])),
  )
}

function calendar(...lines: readonly string[]): string {
  return ['BEGIN:VCALENDAR', ...lines, 'END:VCALENDAR', ''].join('\r\n')
}

function only(bytes: Uint8Array | string, charset?: string): Component {
  const { objects } = parseCalendar(bytes, { charset })
  assert.equal(objects.length, 1)
  return objects[0] as Component
}

function valueOfX(bytes: Uint8Array | string, charset?: string): string | undefined {
  return firstProperty(only(bytes, charset), 'X')?.value
}

describe('a calendar stream', () => {
  it('nests components as BEGIN and END say', () => {
    const object = only(
      calendar('BEGIN:VEVENT', 'UID:1', 'BEGIN:VALARM', 'END:VALARM', 'END:VEVENT'),
    )
    assert.equal(object.name, 'VCALENDAR')
    assert.equal(object.components[0]?.name, 'VEVENT')
    assert.equal(object.components[0]?.components[0]?.name, 'VALARM')
  })

  // Requirement: 5545/3.4/several-objects-per-stream
  it('holds several calendar objects', () => {
    const { objects, violations } = parseCalendar(calendar('X:1') + calendar('X:2'))
    assert.deepEqual(
      objects.map((each) => firstProperty(each, 'X')?.value),
      ['1', '2'],
    )
    assert.deepEqual(violations, [])
  })

  // Requirement: 5545/3.1/names-case-insensitive
  it('gives names in upper case and keeps the letters they came in', () => {
    const text = 'begin:vCalendar\r\nx-Odd;Tzid=a:b\r\nend:vCalendar\r\n'
    const object = only(text)
    assert.equal(object.name, 'VCALENDAR')
    assert.equal(object.properties[0]?.name, 'X-ODD')
    assert.equal(object.properties[0]?.parameters[0]?.name, 'TZID')
    assert.equal(serializeText(object), text)
  })

  // Requirement: 5545/3.8.4.7/uid-255-octets
  it('takes a UID of any length', () => {
    const uid = 'u'.repeat(5000)
    assert.equal(firstProperty(only(calendar(`UID:${uid}`)), 'UID')?.value, uid)
  })

  for (const [name, brk] of [
    ['CRLF', '\r\n'],
    ['LF', '\n'],
    ['CR', '\r'],
    ['CR CR LF', '\r\r\n'],
  ] as const) {
    it(`is read with ${name} as line break, also where the last is missing`, () => {
      const lines = ['BEGIN:VCALENDAR', 'X:fol', ' ded', 'Y:2', 'END:VCALENDAR']
      const { objects, violations } = parseCalendar(lines.join(brk))
      assert.deepEqual(violations, [])
      assert.deepEqual(
        objects[0]?.properties.map((each) => [each.name, each.value, each.source?.line]),
        [
          ['X', 'folded', 2],
          ['Y', '2', 4],
        ],
      )
    })
  }
})

describe('unfolding', () => {
  // Requirement: 5545/3.1/unfold-before-reading
  it('comes before anything is read: a fold may stand in a name, a parameter, or between', () => {
    const object = only(
      calendar('ATT', ' ENDEE;C', '\tN="A', ' , B";ROLE=CHAIR', ' :mail', ' to:a@b'),
    )
    const [attendee] = object.properties
    assert.equal(attendee?.name, 'ATTENDEE')
    assert.deepEqual(attendee?.parameters, [
      { name: 'CN', values: ['A, B'] },
      { name: 'ROLE', values: ['CHAIR'] },
    ])
    assert.equal(attendee?.value, 'mailto:a@b')
  })

  // Requirement: 5545/3.1/unfolding-removes-break-and-space
  it('takes out one space or tab and nothing more', () => {
    assert.equal(valueOfX(calendar('X:a', '  b', ' \tc')), 'a b\tc')
  })

  // Requirement: 5545/3.1/fold-inside-character-restored
  it('restores a character that a fold split', () => {
    const begin = 'BEGIN:VCALENDAR\r\nX:Z'
    const bytes = bytesOf(begin, [0xc3], '\r\n ', [0xbc], 'rich\r\nY:2\r\nEND:VCALENDAR\r\n')
    const object = only(bytes)
    assert.equal(object.properties[0]?.value, 'Zürich')
    assert.equal(object.properties[1]?.source?.line, 4)
    assert.deepEqual(parseCalendar(bytes).violations, [])
  })

  it('finds values behind characters of two, three and four octets', () => {
    const object = only(calendar('X;A="é€😀";B=ü:ß😀', 'Y;C=€:ok', ' 😀€', 'Z:€'))
    assert.deepEqual(
      object.properties.map((each) => [each.parameters.map((one) => one.values[0]), each.value]),
      [
        [['é€😀', 'ü'], 'ß😀'],
        [['€'], 'ok😀€'],
        [[], '€'],
      ],
    )
  })
})

describe('charsets', () => {
  it('skips a byte order mark', () => {
    assert.equal(valueOfX(bytesOf([0xef, 0xbb, 0xbf], calendar('X:é'))), 'é')
    assert.deepEqual(parseCalendar(`\ufeff${calendar('X:1')}`).violations, [])
  })

  it('follows the charset that the transport declares', () => {
    const bytes = bytesOf('BEGIN:VCALENDAR\nX:', [0xa4, 0xe9], '\nEND:VCALENDAR\n')
    assert.equal(valueOfX(bytes, 'ISO-8859-15'), '€é')
  })

  it('reads UTF-16 by its byte order mark', () => {
    const units = [...`\ufeff${calendar('X:é')}`].map((each) => each.charCodeAt(0))
    assert.equal(valueOfX(new Uint8Array(new Uint16Array(units).buffer)), 'é')
  })

  it('takes UTF-8 under a declared us-ascii', () => {
    assert.equal(valueOfX(utf8(calendar('X:é')), 'us-ascii'), 'é')
  })

  it('reads a line that is no UTF-8 as windows-1252, and the others as UTF-8', () => {
    const bytes = bytesOf(
      'BEGIN:VCALENDAR\nX:',
      [0xe9, 0x80],
      '\n ',
      [0xfc],
      '\nY:é\nEND:VCALENDAR\n',
    )
    const { objects, violations } = parseCalendar(bytes)
    assert.deepEqual(
      objects[0]?.properties.map((each) => each.value),
      ['é€ü', 'é'],
    )
    assert.equal(violations[0]?.requirement, '5545/3.1.4/utf-8-by-default')
    assert.equal(violations[0]?.line, 2)
  })

  it('says so where nothing can decode the declared charset', () => {
    const { objects, violations } = parseCalendar(utf8(calendar('X:é')), { charset: 'klingon-8' })
    assert.equal(objects[0]?.properties[0]?.value, 'é')
    assert.equal(violations[0]?.found, 'klingon-8')
  })
})

describe('violations', () => {
  const rows: readonly {
    it: string
    lines: readonly string[]
    requirement: string
    path: readonly (string | number)[]
    line: number
  }[] = [
    {
      it: 'names a line without a colon',
      lines: ['BEGIN:VEVENT', 'UID:1', 'no content line', 'END:VEVENT'],
      requirement: '5545/3.1/line-grammar',
      path: ['VCALENDAR', 0, 'VEVENT', 0, '', 0],
      line: 4,
    },
    {
      it: 'counts properties of one name',
      lines: ['ATTENDEE:1', 'X:1', 'ATTENDEE;A:2'],
      requirement: '5545/3.1/line-grammar',
      path: ['VCALENDAR', 0, 'ATTENDEE', 1],
      line: 4,
    },
    {
      it: 'counts components of one name',
      lines: ['BEGIN:A', 'END:A', 'BEGIN:B', 'END:B', 'BEGIN:A', 'X_Y:1', 'END:A'],
      requirement: '5545/3.1/line-grammar',
      path: ['VCALENDAR', 0, 'A', 1, 'X_Y', 0],
      line: 7,
    },
    {
      it: 'names a parameter quote that is not closed',
      lines: ['X;CN="a:b'],
      requirement: '5545/3.2/no-double-quote-in-parameter',
      path: ['VCALENDAR', 0, 'X', 0],
      line: 2,
    },
    {
      it: 'names a control character',
      lines: ['X:a\u0007b'],
      requirement: '5545/3.1/no-control-characters',
      path: ['VCALENDAR', 0, 'X', 0],
      line: 2,
    },
    {
      it: 'names an empty line',
      lines: ['X:1', '', 'Y:2'],
      requirement: '5545/3.1/line-grammar',
      path: ['VCALENDAR', 0],
      line: 3,
    },
    {
      it: 'names a component that is not closed',
      lines: ['BEGIN:VEVENT', 'BEGIN:VALARM', 'END:VEVENT'],
      requirement: '5545/3.4/begin-and-end-calendar',
      path: ['VCALENDAR', 0, 'VEVENT', 0, 'VALARM', 0],
      line: 4,
    },
    {
      it: 'names an END without its BEGIN',
      lines: ['END:VEVENT'],
      requirement: '5545/3.4/begin-and-end-calendar',
      path: ['VCALENDAR', 0],
      line: 2,
    },
  ]
  for (const row of rows) {
    it(`${row.it}, with line and path`, () => {
      const { violations, objects, complete } = parseCalendar(calendar(...row.lines))
      const found = violations.map(({ requirement, path, line }) => ({ requirement, path, line }))
      assert.deepEqual(found, [{ requirement: row.requirement, path: row.path, line: row.line }])
      assert.equal(objects.length, 1)
      assert.equal(complete, true)
    })
  }

  it('come in the order of lines', () => {
    const bytes = bytesOf('BEGIN:VCALENDAR\nbad\nX:', [0xff], '\nbad\n')
    const lines = parseCalendar(bytes).violations.map((each) => each.line)
    assert.deepEqual(lines, [2, 3, 4, 4])
  })

  it('say what stands outside of any calendar object, which is left out', () => {
    const { objects, violations } = parseCalendar(`Hello\n${calendar('X:1')}\nbye\nBEGIN:VCARD\n`)
    assert.equal(serializeText(objects), calendar('X:1'))
    assert.deepEqual(
      violations.map((each) => [each.line, each.found]),
      [
        [1, 'Hello'],
        [6, 'bye'],
        [7, 'BEGIN:VCARD'],
      ],
    )
  })

  it('a component without a VCALENDAR gets one, and a VCALENDAR ends the one before it', () => {
    const { objects } = parseCalendar('BEGIN:VEVENT\nUID:1\nEND:VEVENT\nBEGIN:VCALENDAR\nX:2\n')
    assert.deepEqual(
      objects.map((each) => [each.name, each.components.length, each.properties.length]),
      [
        ['VCALENDAR', 1, 0],
        ['VCALENDAR', 0, 1],
      ],
    )
  })
})

describe('limits', () => {
  const rows: readonly (readonly [string, number, string, number])[] = [
    ['maxBytes', 10, calendar('X:1'), 0],
    ['maxLines', 2, calendar('X:1', 'Y:2'), 1],
    ['maxObjects', 1, calendar('X:1') + calendar('X:2'), 1],
    ['maxComponents', 2, calendar('BEGIN:A', 'END:A', 'BEGIN:B', 'END:B'), 1],
    ['maxProperties', 1, calendar('X:1', 'Y:2'), 1],
    ['maxDepth', 2, calendar('BEGIN:A', 'BEGIN:B', 'END:B', 'END:A'), 1],
  ]
  for (const [limit, value, text, objects] of rows) {
    it(`${limit} ends the reading and says so`, () => {
      const result = parseCalendar(text, { limits: { [limit]: value } })
      assert.equal(result.complete, false)
      assert.equal(result.objects.length, objects)
      assert.equal(result.violations.at(-1)?.requirement, '5545/7/size-limits')
      assert.equal(result.violations.at(-1)?.expected, `${limit} ${value}`)
    })
  }

  for (const [limit, value, line] of [
    ['maxLineOctets', 15, 'X:1234567890123456789'],
    ['maxParameters', 1, 'X;A=1;B=2:3'],
    ['maxParameterValues', 2, 'X;A=1,2,3:4'],
  ] as const) {
    it(`${limit} keeps a line unread that is past it`, () => {
      const result = parseCalendar(calendar(line), { limits: { [limit]: value } })
      const [property] = result.objects[0]?.properties ?? []
      assert.deepEqual([property?.name, property?.value], ['', line])
      assert.equal(result.complete, true)
      assert.equal(result.violations[0]?.expected, `${limit} ${value}`)
      assert.equal(serializeText(result.objects), calendar(line))
    })
  }

  it('maxViolations bounds what is reported, not what is read', () => {
    const text = calendar(...Array.from({ length: 50 }, () => 'bad line'), 'X:1')
    const result = parseCalendar(text, { limits: { maxViolations: 3 } })
    assert.equal(result.violations.length, 3)
    assert.equal(result.objects[0]?.properties.length, 51)
  })
})
