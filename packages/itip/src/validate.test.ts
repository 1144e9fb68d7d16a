import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Component } from '@parley/icalendar'
import { component, parameter, property, withoutProperties, withProperty } from '@parley/icalendar'
import fc from 'fast-check'
import { leastComponent, leastMessage, messageOf, objectOf } from '../fixtures/messages.ts'
import { allRestrictionTables, restrictionTable } from './tables/methods.ts'
import type { RestrictionTable } from './tables/table.ts'
import { maxViolations, validate } from './validate.ts'

function tableOf(...pair: Parameters<typeof restrictionTable>): RestrictionTable {
  const table = restrictionTable(...pair)
  assert.ok(table)
  return table
}
const request = tableOf('REQUEST', 'VEVENT')
const publish = tableOf('PUBLISH', 'VEVENT')

function pathsOf(table: RestrictionTable, ...components: readonly Component[]): readonly string[] {
  return validate(messageOf(table, objectOf(table, ...components))).map(({ path }) =>
    path.join('/'),
  )
}

describe('validate', () => {
  it('says what is missing, then what is wrong in the order in which it stands', () => {
    const made = component('VEVENT', [
      property('STATUS', 'PERHAPS'),
      property('REQUEST-STATUS', '2.0;Success'),
      property('DTEND', 'never'),
      property('UID', 'meeting@example.com'),
      property('ATTENDEE', 'mailto:bob@example.com'),
      property('ATTENDEE', 'nobody'),
      property('UID', 'meeting@example.com'),
    ])
    assert.deepEqual(pathsOf(request, made), [
      'VEVENT/0/DTSTAMP',
      'VEVENT/0/DTSTART',
      'VEVENT/0/ORGANIZER',
      'VEVENT/0/SUMMARY',
      'VEVENT/0/STATUS/0',
      'VEVENT/0/REQUEST-STATUS/0',
      'VEVENT/0/DTEND/0',
      'VEVENT/0/ATTENDEE/1',
      'VEVENT/0/UID/1',
    ])
  })

  it('goes through the calendar object, then through its components in their order', () => {
    const least = leastComponent(request)
    const broken = withoutProperties(least, 'SUMMARY')
    const zone = component('VTIMEZONE', [property('TZID', 'A')])
    const object = withoutProperties(objectOf(request, broken, zone, broken), 'PRODID')
    assert.deepEqual(
      validate(messageOf(request, object)).map(({ path }) => path.join('/')),
      ['PRODID', 'VEVENT/0/SUMMARY', 'VTIMEZONE/0', 'VEVENT/1/SUMMARY'],
    )
  })

  it('counts what it found', () => {
    const made = withProperty(leastComponent(publish), property('REQUEST-STATUS', '2.0;Success'))
    const [only] = validate(messageOf(publish, objectOf(publish, made)))
    assert.equal(only?.expected, '0')
    assert.equal(only?.found, '1')
  })

  it('quotes no more than a piece of a long value', () => {
    const made = withProperty(leastComponent(request), property('DTEND', 'x'.repeat(5000)))
    const [only] = validate(messageOf(request, objectOf(request, made)))
    assert.equal(only?.found, 'x'.repeat(80))
  })

  it('judges an object that holds several messages once, with the first of them', () => {
    const least = leastComponent(publish)
    const named = (uid: string): Component => withProperty(least, property('UID', uid))
    const other = withoutProperties(named('two'), 'SUMMARY')
    const object = withoutProperties(
      objectOf(publish, named('one'), other, named('three')),
      'VERSION',
    )
    const message = (index: number): ReturnType<typeof messageOf> => {
      const own = object.components[index]
      assert.ok(own)
      const uid = ['one', 'two', 'three'][index] ?? ''
      return { ...leastMessage(publish), uid, components: [own], object } as ReturnType<
        typeof messageOf
      >
    }
    const paths = [0, 1, 2].map((index) =>
      validate(message(index)).map(({ path }) => path.join('/')),
    )
    assert.deepEqual(paths, [['VERSION'], ['VEVENT/1/SUMMARY'], []])
  })

  it('says of a message of several UIDs that it has them', () => {
    const least = leastComponent(request)
    const other = withProperty(least, property('UID', 'other@example.com'))
    const found = validate(messageOf(request, objectOf(request, least, other)))
    assert.deepEqual(
      found.map(({ requirement, level }) => `${requirement} ${level}`),
      ['5546/3.2.2/same-uid warning'],
    )
  })

  it('excludes components of another type, and their rows are not its own', () => {
    const other = component('VTODO', [property('UID', 'meeting@example.com')])
    assert.deepEqual(pathsOf(request, leastComponent(request), other), ['VTODO/0'])
  })

  it('says once that a component stands too often', () => {
    const add = tableOf('ADD', 'VEVENT')
    const least = leastComponent(add)
    const found = validate(messageOf(add, objectOf(add, least, { ...least }, { ...least })))
    assert.deepEqual(
      found.map(
        ({ path, found: count, requestStatus }) => `${path.join('/')} ${count} ${requestStatus}`,
      ),
      ['VEVENT/1 2 2.6'],
    )
  })

  it('accepts METHOD in any case', () => {
    const object = withProperty(
      objectOf(request, leastComponent(request)),
      property('METHOD', 'Request'),
    )
    assert.deepEqual(validate(messageOf(request, object)), [])
  })

  it('takes a TZID that begins with a solidus without VTIMEZONE', () => {
    const global = property('DTSTART', '20260302T090000', [
      parameter('TZID', '/example.com/Berlin'),
    ])
    const made = withProperty(leastComponent(request), global)
    assert.deepEqual(pathsOf(request, made), [])
  })

  it('takes the TZID of a VTIMEZONE that came along', () => {
    const zoned = property('DTSTART', '20260302T090000', [parameter('TZID', 'A')])
    const zone = component(
      'VTIMEZONE',
      [property('TZID', 'A')],
      [
        component('STANDARD', [
          property('DTSTART', '19700101T000000'),
          property('TZOFFSETFROM', '+0100'),
          property('TZOFFSETTO', '+0100'),
        ]),
      ],
    )
    assert.deepEqual(pathsOf(request, zone, withProperty(leastComponent(request), zoned)), [])
  })

  it('stops looking after a named number of violations', () => {
    const least = withoutProperties(leastComponent(request), 'SUMMARY')
    const many = Array.from({ length: maxViolations * 2 }, () => ({ ...least }))
    const found = validate(messageOf(request, objectOf(request, ...many)))
    assert.equal(found.length, maxViolations)
  })

  it('takes twice the time for twice the Attendees, not four times', () => {
    const invited = (count: number): ReturnType<typeof messageOf> => {
      const attendees = Array.from({ length: count }, (_, i) =>
        property('ATTENDEE', `mailto:p${i}@example.com`, [parameter('PARTSTAT', 'ACCEPTED')]),
      )
      const least = leastComponent(request)
      const made = component('VEVENT', [...least.properties, ...attendees])
      return messageOf(request, objectOf(request, made))
    }
    const [few, many] = [invited(2_000), invited(40_000)]
    const quickest = (message: typeof few): number => {
      const times = Array.from({ length: 7 }, () => {
        const started = cpuMs()
        assert.deepEqual(validate(message), [])
        return cpuMs() - started
      })
      return Math.min(...times)
    }
    quickest(few)
    // Twenty times the Attendees: quadratic cost would be four hundred times.
    assert.ok(quickest(many) < 120 * quickest(few))
  })

  it('is the same each time, throws nothing, and answers only with listed statuses', () => {
    const name = fc.constantFrom(
      ...['UID', 'DTSTART', 'RRULE', 'STATUS', 'ATTENDEE', 'ORGANIZER', 'FREEBUSY', 'SEQUENCE'],
      ...['RECURRENCE-ID', 'REQUEST-STATUS', 'DURATION', 'TZID', 'X-A', 'constructor', '__proto__'],
    )
    const value = fc.oneof(
      fc.string(),
      fc.constantFrom('20260302T090000Z', '20260302', 'mailto:a@example.com', 'PT1H', '2.0;x'),
    )
    const parameters = fc.array(
      fc
        .tuple(fc.constantFrom('TZID', 'PARTSTAT', 'FBTYPE', 'EMAIL'), fc.string())
        .map(([key, text]) => parameter(key, text)),
      { maxLength: 2 },
    )
    const properties = fc.array(
      fc.tuple(name, value, parameters).map(([key, text, more]) => property(key, text, more)),
      { maxLength: 12 },
    )
    const within = fc.array(
      fc
        .tuple(fc.constantFrom('VALARM', 'STANDARD', 'X-PART'), properties)
        .map(([key, made]) => component(key, made)),
      { maxLength: 2 },
    )
    const others = fc.array(
      fc
        .tuple(fc.constantFrom('VTIMEZONE', 'VEVENT', 'VTODO', 'VJOURNAL'), properties, within)
        .map(([key, made, inside]) => component(key, made, inside)),
      { maxLength: 3 },
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...allRestrictionTables()),
        properties,
        within,
        others,
        (table, made, inside, beside) => {
          const own = component(table.componentName, made, inside)
          const message = messageOf(table, objectOf(table, own, ...beside))
          const found = validate(message)
          assert.deepEqual(validate(message), found)
          for (const { level, requestStatus, path } of found) {
            assert.match(requestStatus, level === 'error' ? /^3\.\d+$/ : /^2\.\d+$/)
            assert.ok(path.length > 0)
          }
        },
      ),
    )
  })
})

/** Processor time, so that a busy machine does not count: what runs away takes minutes of it. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
