/** What holds for any calendar object, any bytes, any place of a fold. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  type Component,
  component,
  type Parameter,
  parameter,
  parseCalendar,
  property,
  roundTrip,
  sameCalendar,
  sameModel,
  serializeCalendar,
  serializeText,
} from './index.ts'

const nameArb = fc.oneof(
  fc.constantFrom('SUMMARY', 'ATTENDEE', 'DTSTART', 'X-A', 'CN', 'TZID', 'VALUE'),
  fc.stringMatching(/^[A-Z][A-Z0-9-]{0,30}$/).filter((name) => name !== 'BEGIN' && name !== 'END'),
)
const textArb = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 120 }),
  fc.string({ unit: fc.constantFrom('"', '^', ';', ':', ',', '\\', '\n', ' ', 'n', 'ü', '😀') }),
)
const writable = (text: string): string => text.replaceAll(/\p{Cc}/gu, '')
const valueArb = textArb.map(writable)
const parameterArb: fc.Arbitrary<Parameter> = fc
  .tuple(nameArb, fc.array(textArb, { minLength: 1, maxLength: 3 }))
  .map(([name, values]) =>
    // A line break is all of the control characters that RFC 6868 can write.
    parameter(name, ...values.map((each) => each.split('\n').map(writable).join('\n'))),
  )
const propertyArb = fc
  .tuple(nameArb, valueArb, fc.array(parameterArb, { maxLength: 4 }))
  .map(([name, value, parameters]) => property(name, value, parameters))
const componentArb: fc.Arbitrary<Component> = fc.letrec<{ component: Component }>((tie) => ({
  component: fc
    .tuple(
      nameArb.filter((name) => name !== 'VCALENDAR'),
      fc.array(propertyArb, { maxLength: 5 }),
      fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('component'), { maxLength: 3 })),
    )
    .map(([name, properties, components]) => component(name, properties, components)),
})).component
const calendarArb = fc
  .tuple(fc.array(propertyArb, { maxLength: 4 }), fc.array(componentArb, { maxLength: 3 }))
  .map(([properties, components]) => component('VCALENDAR', properties, components))

/** Lines of a calendar that went wrong in every way that a few pieces allow. */
const brokenArb = fc
  .array(
    fc.constantFrom(
      ...['BEGIN:VCALENDAR', 'END:VCALENDAR', 'BEGIN:VEVENT', 'END:VEVENT', 'begin:x', 'End:X '],
      ...['\r\n', '\r\n', '\r\n', '\n', '\r', '\r\n ', '\n\t', 'X', ';', ':', '"', ',', '=', '^'],
      ...[
        ' ',
        '\0',
        'é',
        '\u00e9\ud83d\ude00',
        'DTSTART:20260101',
        'ATTENDEE;CN="a',
        'BEGIN:',
        'END',
      ],
    ),
    { maxLength: 60 },
  )
  .map((pieces) => pieces.join(''))

describe('reading and writing', () => {
  it('gives back every calendar object that was made', () => {
    fc.assert(
      fc.property(fc.array(calendarArb, { minLength: 1, maxLength: 3 }), (made) => {
        const { objects, violations } = parseCalendar(serializeCalendar(made))
        assert.deepEqual(violations, [])
        assert.ok(sameModel(objects, made))
      }),
    )
  })

  it('writes what it read as it read it', () => {
    fc.assert(
      fc.property(calendarArb, (made) => {
        const text = serializeText(made)
        assert.equal(serializeText(parseCalendar(text).objects), text)
        assert.equal(roundTrip(text), 'identical')
      }),
    )
  })

  it('does not depend on where lines are folded, even within a character', () => {
    fc.assert(
      fc.property(calendarArb, fc.infiniteStream(fc.nat({ max: 40 })), (made, gaps) => {
        const bytes = serializeCalendar(made)
        const refolded: number[] = []
        let left = gaps.next().value
        for (const [i, byte] of bytes.entries()) {
          const breaks = byte === 10 || byte === 13 || bytes[i - 1] === 10
          if (left <= 0 && !breaks) {
            refolded.push(13, 10, 32)
            left = gaps.next().value
          }
          left -= 1
          refolded.push(byte)
        }
        const { objects, violations } = parseCalendar(new Uint8Array(refolded))
        assert.deepEqual(violations, [])
        assert.ok(sameModel(objects, [made]))
      }),
    )
  })

  it('loses nothing of text that is broken', () => {
    fc.assert(
      fc.property(brokenArb, (text) => {
        const { objects } = parseCalendar(text)
        const written = serializeText(objects)
        assert.ok(sameModel(parseCalendar(written).objects, objects))
        assert.equal(serializeText(parseCalendar(written).objects), written)
        assert.notEqual(roundTrip(text), 'lossy')
      }),
      { numRuns: 2000 },
    )
  })

  it('loses nothing of bytes in any charset', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom(undefined, 'utf-8', 'iso-8859-1', 'utf-16le', 'shift_jis', 'nonsense'),
        (bytes, charset) => {
          const begin = new TextEncoder().encode('BEGIN:VCALENDAR\nX:')
          const all = new Uint8Array([...begin, ...bytes])
          const { objects } = parseCalendar(all, { charset })
          assert.ok(sameModel(parseCalendar(serializeCalendar(objects)).objects, objects))
          if (charset !== 'utf-16le') assert.notEqual(roundTrip(all, { charset }), 'lossy')
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('comparing', () => {
  it('does not look at order', () => {
    fc.assert(
      fc.property(calendarArb, (made) => {
        const turned = (of: Component): Component => ({
          ...of,
          properties: of.properties
            .map((each) => ({ ...each, parameters: each.parameters.toReversed() }))
            .toReversed(),
          components: of.components.map(turned).toReversed(),
        })
        assert.ok(sameCalendar(made, turned(made)))
      }),
    )
  })

  it('sees any change of a value', () => {
    fc.assert(
      fc.property(calendarArb, propertyArb, (made, more) => {
        if (['PRODID', 'DTSTAMP'].includes(more.name)) return
        const longer = { ...made, properties: [...made.properties, property('X-NEW', more.value)] }
        assert.ok(!sameCalendar(made, longer))
      }),
    )
  })
})
