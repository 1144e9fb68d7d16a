import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ComponentName, Method } from '../message.ts'
import { type Ability, type Action, fallbackFor, fallbacks } from './fallbacks.ts'

function of(componentName: ComponentName, method: Method, ...abilities: Ability[]): string {
  return told(fallbackFor({ componentName, method, part: 'methods' }, abilities).action)
}

function property(
  componentName: ComponentName,
  name: string,
  method: Method = 'REQUEST',
  ...abilities: Ability[]
): string {
  return told(fallbackFor({ componentName, method, part: 'properties', name }, abilities).action)
}

function told(action: Action): string {
  switch (action.kind) {
    case 'required':
      return 'required'
    case 'ignore':
      return action.assume === undefined ? 'ignore' : `ignore, assume ${action.assume}`
    case 'as':
      return `as ${action.method}`
    case 'answer':
      return `answer ${action.requestStatus}${action.single ? ', single' : ''}`
  }
}

// Requirement: 5546/5.1/partial-support-allowed
// Requirement: 5546/5.1/fallbacks-followed
describe('fallbacks of methods (§5.1)', () => {
  const rows: readonly [string, string][] = [
    [of('VEVENT', 'PUBLISH'), 'required'],
    [of('VEVENT', 'REQUEST'), 'as PUBLISH'],
    [of('VEVENT', 'REPLY'), 'required'],
    [of('VEVENT', 'ADD'), 'answer 2.8, single'],
    [of('VEVENT', 'ADD', 'recurrence'), 'required'],
    [of('VEVENT', 'CANCEL'), 'required'],
    [of('VEVENT', 'REFRESH'), 'required'],
    [of('VEVENT', 'COUNTER'), 'answer 3.14'],
    [of('VEVENT', 'DECLINECOUNTER'), 'answer 3.14'],
    [of('VEVENT', 'DECLINECOUNTER', 'counter'), 'required'],
    [of('VTODO', 'PUBLISH'), 'required'],
    [of('VTODO', 'REQUEST'), 'as PUBLISH'],
    [of('VTODO', 'REPLY'), 'required'],
    [of('VTODO', 'ADD'), 'answer 2.8, single'],
    [of('VTODO', 'ADD', 'recurrence'), 'required'],
    [of('VTODO', 'CANCEL'), 'required'],
    [of('VTODO', 'REFRESH'), 'required'],
    [of('VTODO', 'COUNTER'), 'answer 3.14'],
    [of('VTODO', 'DECLINECOUNTER'), 'answer 3.14'],
    [of('VTODO', 'DECLINECOUNTER', 'counter'), 'required'],
    [of('VFREEBUSY', 'PUBLISH'), 'answer 3.14'],
    [of('VFREEBUSY', 'REQUEST'), 'answer 3.14'],
    [of('VFREEBUSY', 'REPLY'), 'answer 3.14'],
    [of('VFREEBUSY', 'REQUEST', 'busy-time'), 'required'],
  ]
  it('are those of the tables', () => {
    for (const [found, expected] of rows) assert.equal(found, expected)
  })

  // Requirement: 5546/5.1.4/publish-may-be-ignored
  // Requirement: 5546/5.1.4/add-may-be-ignored
  // Requirement: 5546/5.1.4/cancel-may-be-ignored
  it('answer 3.14 for every method of a VJOURNAL', () => {
    for (const method of ['PUBLISH', 'ADD', 'CANCEL'] as const) {
      assert.equal(of('VJOURNAL', method, 'recurrence', 'counter', 'busy-time'), 'answer 3.14')
    }
  })

  it('name the requirement that asks for ADD of those who know recurrence', () => {
    const add = { componentName: 'VEVENT', method: 'ADD', part: 'methods' } as const
    assert.equal(fallbackFor(add).requirement, '5546/5.1.1/add-as-single')
    assert.equal(
      fallbackFor(add, ['recurrence']).requirement,
      '5546/5.1.1/add-required-if-recurring',
    )
    const todo = { ...add, componentName: 'VTODO' } as const
    assert.equal(
      fallbackFor(todo, ['recurrence']).requirement,
      '5546/5.1.3/add-required-if-recurring',
    )
  })
})

describe('fallbacks of properties and components', () => {
  const rows: readonly [string, string][] = [
    [property('VEVENT', 'LOCATION'), 'required'],
    [property('VTODO', 'LOCATION'), 'ignore'],
    [property('VEVENT', 'STATUS'), 'ignore'],
    [property('VTODO', 'STATUS'), 'required'],
    [property('VEVENT', 'ATTENDEE'), 'required'],
    [property('VEVENT', 'ATTENDEE', 'PUBLISH'), 'ignore'],
    [property('VTODO', 'DESCRIPTION'), 'required'],
    [property('VTODO', 'DESCRIPTION', 'CANCEL'), 'ignore'],
    [property('VFREEBUSY', 'ORGANIZER'), 'required'],
    [property('VFREEBUSY', 'ORGANIZER', 'REPLY'), 'ignore'],
    [property('VJOURNAL', 'ORGANIZER', 'PUBLISH'), 'ignore'],
    [property('VEVENT', 'RRULE'), 'ignore, assume first instance at DTSTART'],
    [property('VJOURNAL', 'RRULE', 'PUBLISH'), 'ignore, assume first instance at DTSTART'],
    [property('VEVENT', 'RECURRENCE-ID'), 'ignore'],
    [property('VEVENT', 'RECURRENCE-ID', 'REQUEST', 'recurrence'), 'required'],
    [property('VTODO', 'RRULE'), 'ignore, assume first instance at DTSTART'],
    [property('VTODO', 'RECURRENCE-ID', 'REQUEST', 'recurrence'), 'required'],
    [property('VJOURNAL', 'RECURRENCE-ID', 'PUBLISH', 'recurrence'), 'required'],
    [property('VEVENT', 'TRANSP'), 'ignore'],
    [property('VEVENT', 'TRANSP', 'REQUEST', 'busy-time'), 'required'],
    [property('VTODO', 'EXDATE'), 'answer 3.13'],
    [property('VEVENT', 'EXDATE'), 'ignore'],
    [property('VEVENT', 'X-MOOD'), 'ignore'],
  ]
  it('are those of the tables', () => {
    for (const [found, expected] of rows) assert.equal(found, expected)
  })

  it('require of each component what the RFC requires, in any method and in REQUEST', () => {
    const always = {
      VEVENT: 'DURATION DTSTAMP DTSTART DTEND LOCATION REQUEST-STATUS SEQUENCE UID',
      VFREEBUSY: 'DTEND DTSTAMP DTSTART FREEBUSY UID',
      VTODO: 'COMPLETED DUE DURATION DTSTAMP DTSTART PRIORITY SEQUENCE STATUS UID',
      VJOURNAL: 'DTSTAMP DTSTART SEQUENCE SUMMARY UID',
    } as const
    const inRequest = {
      VEVENT: 'ATTENDEE ORGANIZER',
      VFREEBUSY: 'ATTENDEE ORGANIZER',
      VTODO: 'ATTENDEE DESCRIPTION ORGANIZER',
      VJOURNAL: '',
    } as const
    for (const componentName of ['VEVENT', 'VFREEBUSY', 'VTODO', 'VJOURNAL'] as const) {
      const names = Object.keys(fallbacks[componentName].properties)
      const requiredIn = (method: Method): string[] =>
        names.filter((name) => property(componentName, name, method) === 'required').sort()
      const expected = always[componentName].split(' ')
      const more = inRequest[componentName].split(' ').filter((name) => name !== '')
      assert.deepEqual(requiredIn('PUBLISH'), expected.toSorted())
      assert.deepEqual(requiredIn('REQUEST'), [...expected, ...more].sort())
    }
  })

  it('name the section of the component in each requirement', () => {
    for (const { section, methods, calendarProperties, components, properties } of Object.values(
      fallbacks,
    )) {
      for (const rows of [methods, calendarProperties, components, properties]) {
        for (const { requirement } of Object.values(rows)) {
          assert.ok(requirement.startsWith(`5546/${section}/`), requirement)
        }
      }
    }
  })

  it('answer that a VALARM is not supported, and ask for VTIMEZONE', () => {
    for (const componentName of ['VEVENT', 'VTODO'] as const) {
      const within = { componentName, method: 'REQUEST', part: 'components' } as const
      assert.equal(told(fallbackFor({ ...within, name: 'VALARM' }).action), 'answer 3.13')
      assert.equal(told(fallbackFor({ ...within, name: 'VTIMEZONE' }).action), 'required')
    }
    const journal = { componentName: 'VJOURNAL', method: 'PUBLISH', part: 'components' } as const
    assert.equal(told(fallbackFor({ ...journal, name: 'VTIMEZONE' }).action), 'required')
  })

  // Requirement: 5546/5.1.1/rrule-needs-vtimezone
  // Requirement: 5546/5.1.3/rrule-needs-vtimezone
  // Requirement: 5546/5.1.4/rrule-needs-vtimezone
  it('never leave VTIMEZONE unread, with RRULE or without', () => {
    for (const table of Object.values(fallbacks)) {
      if (table.properties['RRULE'] === undefined) continue
      assert.equal(table.components['VTIMEZONE']?.action.kind, 'required')
    }
  })

  it('assume the Gregorian calendar, and leave PRODID and VERSION unread', () => {
    for (const componentName of ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY'] as const) {
      const around = { componentName, method: 'PUBLISH', part: 'calendarProperties' } as const
      const action = (name: string): string => told(fallbackFor({ ...around, name }).action)
      assert.equal(action('CALSCALE'), 'ignore, assume GREGORIAN')
      assert.equal(action('METHOD'), 'required')
      assert.equal(action('PRODID'), 'ignore')
      assert.equal(action('VERSION'), 'ignore')
    }
  })

  it('ignore what the tables leave out', () => {
    const geo = fallbackFor({
      componentName: 'VTODO',
      method: 'REQUEST',
      part: 'properties',
      name: 'GEO',
    })
    assert.deepEqual(geo, {
      requirement: '5546/5.1/unlisted-may-be-ignored',
      action: { kind: 'ignore' },
    })
    assert.equal(property('VEVENT', 'constructor'), 'ignore')
  })

  it('have 8, 3, 8 and 3 methods, and the 32, 13, 31 and 23 properties of the RFC', () => {
    const counts = (['VEVENT', 'VFREEBUSY', 'VTODO', 'VJOURNAL'] as const).map((name) => [
      Object.keys(fallbacks[name].methods).length,
      Object.keys(fallbacks[name].properties).length,
    ])
    assert.deepEqual(counts, [
      [8, 32],
      [3, 13],
      [8, 31],
      [3, 23],
    ])
  })
})
