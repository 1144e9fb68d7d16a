import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Parameter, type Property, parseCalendar, serializeText, withValue } from './index.ts'

function read(line: string): Property {
  const { objects } = parseCalendar(`BEGIN:VCALENDAR\r\n${line}\r\nEND:VCALENDAR\r\n`)
  const [property] = objects[0]?.properties ?? []
  assert.ok(property)
  assert.equal(property.source?.text, line)
  return property
}

type Row = {
  readonly it: string
  readonly line: string
  readonly parameters: readonly (readonly [name: string, ...values: readonly string[]])[]
  readonly value: string
}

const rows: readonly Row[] = [
  {
    it: 'reads a bare value',
    line: 'X;A=b:c',
    parameters: [['A', 'b']],
    value: 'c',
  },
  {
    it: 'takes the quotes off',
    line: 'X;A="b:c;d,e":f:g',
    parameters: [['A', 'b:c;d,e']],
    value: 'f:g',
  },
  {
    // Requirement: 5545/3.1.1/list-values-by-comma
    it: 'parts values by commas, quoted or not',
    line: 'X;A="b,c",d,"",e:f',
    parameters: [['A', 'b,c', 'd', '', 'e']],
    value: 'f',
  },
  {
    it: 'undoes RFC 6868 escapes and leaves other carets',
    line: 'X;A=^^^n^\'^x^;B="^n":y',
    parameters: [
      ['A', '^\n"^x^'],
      ['B', '\n'],
    ],
    value: 'y',
  },
  {
    it: 'takes empty values',
    line: 'X;A=;B="":',
    parameters: [
      ['A', ''],
      ['B', ''],
    ],
    value: '',
  },
  {
    it: 'reads a quote that never closes as a character',
    line: 'X;A="b;B=c"d:e',
    parameters: [['A', 'b;B=cd']],
    value: 'e',
  },
  {
    it: 'reads on after a quote that has no partner',
    line: 'X;A="b;B=c:e',
    parameters: [
      ['A', '"b'],
      ['B', 'c'],
    ],
    value: 'e',
  },
  {
    it: 'keeps a quote within a bare value',
    line: 'X;A=b"c:d',
    parameters: [['A', 'b"c']],
    value: 'd',
  },
  {
    it: 'skips a stray semicolon',
    line: 'X;;A=b;:c',
    parameters: [['A', 'b']],
    value: 'c',
  },
  {
    it: 'takes a parameter without a value',
    line: 'X;A;B=c:d',
    parameters: [
      ['A', ''],
      ['B', 'c'],
    ],
    value: 'd',
  },
  {
    // Requirement: 5545/3.2/unknown-parameters-ignored
    it: 'keeps parameters that no standard has, and those that come twice',
    line: 'X;X-ODD=1;A=1;A=2:v',
    parameters: [
      ['X-ODD', '1'],
      ['A', '1'],
      ['A', '2'],
    ],
    value: 'v',
  },
]

describe('a content line', () => {
  for (const row of rows) {
    it(row.it, () => {
      const property = read(row.line)
      const expected: readonly Parameter[] = row.parameters.map(([name, ...values]) => ({
        name,
        values,
      }))
      assert.equal(property.name, 'X')
      assert.deepEqual(property.parameters, expected)
      assert.equal(property.value, row.value)
    })
    it(`${row.it}; and when it is written anew, reads the same`, () => {
      const property = read(row.line)
      const changed = withValue(property, 'changed')
      const text = serializeText({
        kind: 'component',
        name: 'VCALENDAR',
        properties: [changed],
        components: [],
        source: undefined,
      })
      const again = parseCalendar(text)
      assert.deepEqual(again.violations, [])
      assert.deepEqual(again.objects[0]?.properties[0]?.parameters, property.parameters)
    })
  }

  for (const line of [
    'BEGIN:',
    'BEGIN: ',
    'BEGIN;A=b:VEVENT',
    'END:',
    'no colon',
    ':value',
    ';A=b:c',
    'A B:c',
    'Ä:1',
    'X;A=b',
    'X;A="b',
    'X;?:1',
  ]) {
    it(`'${line}' is none: it is kept unread`, () => {
      const property = read(line)
      assert.deepEqual([property.name, property.value, property.parameters], ['', line, []])
    })
  }

  it('takes a common parameter in whatever letters it came', () => {
    const values = (line: string) => read(line).parameters.flatMap((each) => each.values)
    assert.deepEqual(read('X;rsvp=TRUE:1').parameters, [{ name: 'RSVP', values: ['TRUE'] }])
    assert.deepEqual(values('X;RSVP=true;RSVP=TRUE;RSVP="TRUE":1'), ['true', 'TRUE', 'TRUE'])
    assert.deepEqual(values('X;RSVP=TRUE,FALSE;RSVP=TRUEST;RSVP=TRU;RSVP=:1'), [
      'TRUE',
      'FALSE',
      'TRUEST',
      'TRU',
      '',
    ])
    assert.deepEqual(values('X;ENCODING=8BIT;ENCODING=8BITé:1'), ['8BIT', '8BITé'])
    assert.equal(read('X;VALUE=DATE').name, '')
  })

  it('shares one string among properties of one known name', () => {
    assert.equal(read('DTSTART:1').name, 'DTSTART')
    assert.equal(read('dtstart:1').name, 'DTSTART')
    assert.equal(read('DTSTARTS:1').name, 'DTSTARTS')
    assert.equal(read('DTSTAR:1').name, 'DTSTAR')
  })
})
