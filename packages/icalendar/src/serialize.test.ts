import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type Component,
  component,
  firstProperty,
  parameter,
  parseCalendar,
  property,
  serializeCalendar,
  serializeText,
  textProperty,
  withComponents,
  withParameter,
  withProperty,
  withValue,
} from './index.ts'

function only(text: string): Component {
  const [object] = parseCalendar(text).objects
  assert.ok(object)
  return object
}

const octets = (text: string) => new TextEncoder().encode(text).length

describe('writing', () => {
  // Requirement: 5545/3.1/lines-end-in-crlf
  it('ends each line in CRLF', () => {
    assert.equal(
      serializeText(component('VCALENDAR', [property('VERSION', '2.0')], [component('A', [])])),
      'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:A\r\nEND:A\r\nEND:VCALENDAR\r\n',
    )
  })

  it('writes several objects one after the other', () => {
    const object = component('VCALENDAR', [])
    assert.equal(serializeText([object, object]), serializeText(object).repeat(2))
    assert.deepEqual(serializeCalendar(object), new TextEncoder().encode(serializeText(object)))
  })

  // Requirement: 5545/3.1/lines-at-most-75-octets
  // Requirement: 5545/3.1/long-lines-folded
  for (const letter of ['a', 'é', '€', '😀']) {
    it(`folds at 75 octets and never within ${letter}`, () => {
      for (let length = 20; length < 200; length++) {
        const text = serializeText(component('VCALENDAR', [property('X', letter.repeat(length))]))
        const lines = text.split('\r\n')
        assert.ok(lines.every((line) => octets(line) <= 75))
        assert.ok(lines.slice(1, -3).every((line) => octets(line) > 71))
        assert.equal(only(text).properties[0]?.value, letter.repeat(length))
      }
    })
  }

  // Requirement: 5545/3.1.1/separators-need-quotes
  it('quotes and escapes parameter values where they need it', () => {
    const made = property('X', 'v', [
      parameter('A', 'plain text'),
      parameter('B', 'a,b', 'c;d', 'e:f'),
      parameter('C', 'say "hi"', 'a^b', 'two\nlines', ''),
    ])
    const text = serializeText(component('VCALENDAR', [made]))
    assert.equal(
      text.replaceAll('\r\n ', '').split('\r\n')[1],
      'X;A=plain text;B="a,b","c;d","e:f";C=say ^\'hi^\',a^^b,two^nlines,"":v',
    )
  })

  it('lets no raw value begin a line of its own', () => {
    const made = component('VCALENDAR', [
      property('X', 'a\r\nEND:VCALENDAR\nb'),
      property('Y', '1', [parameter('CN', 'a\r\nEND:VCALENDAR')]),
      textProperty('SUMMARY', 'a\r\nEND:VCALENDAR'),
    ])
    const { objects, violations } = parseCalendar(serializeText(made))
    assert.deepEqual(violations, [])
    assert.equal(objects.length, 1)
    assert.deepEqual(
      objects[0]?.properties.map((each) => each.name),
      ['X', 'Y', 'SUMMARY'],
    )
  })
})

describe('what came from bytes', () => {
  const text = [
    'BEGIN:VCALENDAR',
    'x-lower;Param="quoted":Value',
    'BEGIN:VEVENT',
    'SUMMARY;LANGUAGE="en":Tea',
    'DESCRIPTION:Kept\\N as it came',
    'X-UNKNOWN;VALUE=X-TYPE:;;,,\\x',
    'BEGIN:X-COMPONENT',
    'this is no content line',
    'END:X-COMPONENT',
    'LOCATION:after a component',
    'BEGIN:VALARM',
    'END:VALARM',
    'END:VEVENT',
    'METHOD:REQUEST',
    'END:VCALENDAR',
    '',
  ].join('\r\n')

  // Requirement: 5545/3.6/unknown-components-ignored
  // Requirement: 5545/3.6/components-not-dropped
  // Requirement: 5545/3.2.20/unknown-type-preserved
  it('is written back as it came, properties between components included', () => {
    assert.equal(serializeText(only(text)), text)
  })

  it('stays as it came around a property that was changed', () => {
    const object = only(text)
    const [event] = object.components
    assert.ok(event)
    const summary = firstProperty(event, 'SUMMARY')
    assert.ok(summary)
    const changed = withComponents(object, [withProperty(event, withValue(summary, 'Coffee'))])
    assert.equal(
      serializeText(changed),
      text.replace('SUMMARY;LANGUAGE="en":Tea', 'SUMMARY;LANGUAGE=en:Coffee'),
    )
  })

  it('keeps a new property beside its neighbour and a new component behind it', () => {
    const object = only(text)
    const [event] = object.components
    assert.ok(event)
    const more = withComponents(withProperty(event, property('URL', 'x:y')), [
      ...event.components,
      component('VALARM', []),
    ])
    assert.equal(
      serializeText(withComponents(object, [more])),
      text
        .replace('LOCATION:after a component\r\n', '$&URL:x:y\r\n')
        .replace('END:VALARM\r\n', '$&BEGIN:VALARM\r\nEND:VALARM\r\n'),
    )
  })

  it('is written canonically once a parameter changes', () => {
    const object = only('BEGIN:VCALENDAR\r\nx-p;cn="A";b=c:V\r\nEND:VCALENDAR\r\n')
    const [made] = object.properties
    assert.ok(made)
    const changed = withProperty(object, withParameter(made, 'B', 'd'))
    assert.match(serializeText(changed), /^X-P;CN=A;B=d:V\r$/m)
  })

  it('is folded anew where its lines were too long', () => {
    const long = `BEGIN:VCALENDAR\nX:${'é'.repeat(100)}\nEND:VCALENDAR\n`
    assert.ok(
      serializeText(only(long))
        .split('\r\n')
        .every((line) => octets(line) <= 75),
    )
  })

  it('stays an own line where an unread line begins with a space', () => {
    const odd = 'BEGIN:VCALENDAR\r\nX:1\r\n\r\n  y\r\nEND:VCALENDAR\r\n'
    const object = only(odd)
    assert.deepEqual(
      object.properties.map((each) => each.value),
      ['1', ' y'],
    )
    assert.equal(serializeText(object), odd)
  })

  it('keeps spelling of the END line apart from that of BEGIN', () => {
    const odd = 'Begin:Vcalendar\r\nX:1\r\nEND:VCALENDAR\r\n'
    assert.equal(serializeText(only(odd)), odd)
  })

  it('does not keep the BEGIN line of a component that was renamed', () => {
    const object = only('begin:vcalendar\r\nend:vcalendar\r\n')
    assert.equal(serializeText({ ...object, name: 'X' }), 'BEGIN:X\r\nEND:X\r\n')
  })
})
