import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Component } from '@parley/icalendar'
import { component, parameter, property, withProperty } from '@parley/icalendar'
import { attendee } from '../../fixtures/breaking.ts'
import {
  judge,
  leastComponent,
  leastMessage,
  objectOf,
  rowsWithin,
  sampleComponent,
  sampleProperty,
  tableOf,
  withProperties,
} from '../../fixtures/messages.ts'
import { methods } from '../message.ts'
import { validate } from '../validate.ts'
import { allRestrictionTables, restrictionTable } from './methods.ts'
import type { RestrictionTable } from './table.ts'
import { bounds, presenceOf } from './table.ts'

const tables = allRestrictionTables()

const nameOf = ({ method, componentName }: RestrictionTable): string =>
  `${method} of a ${componentName}`

describe('the methods (§3)', () => {
  it('has a table for each pair of method and component that the RFC has, 22 in all', () => {
    const pairs = tables.map(nameOf)
    assert.equal(new Set(pairs).size, 22)
    assert.deepEqual(
      methods.filter((each) => restrictionTable(each, 'VJOURNAL') !== undefined),
      ['PUBLISH', 'ADD', 'CANCEL'],
    )
    assert.deepEqual(
      methods.filter((each) => restrictionTable(each, 'VFREEBUSY') !== undefined),
      ['PUBLISH', 'REQUEST', 'REPLY'],
    )
  })

  // Requirement: 5546/1.4/methods-depend-on-component
  it('refuses a method that a component does not have, with 3.14', () => {
    const message = { ...leastMessage(tableOf('CANCEL', 'VJOURNAL')), method: 'REPLY' }
    const [only, ...others] = validate(message as Parameters<typeof validate>[0])
    assert.equal(others.length, 0)
    assert.equal(only?.requirement, '5546/3/component-supports-method')
    assert.equal(only?.level, 'error')
    assert.equal(only?.requestStatus, '3.14')
  })

  it('gives each table the section that its requirement names', () => {
    for (const { section, requirement } of tables) {
      assert.equal(requirement, `5546/${section}/presence`)
    }
  })
})

// Requirement: 5546/3/presence-one
// Requirement: 5546/3/presence-one-or-more
// Requirement: 5546/3/presence-none
// Requirement: 5546/3/presence-any-number
// Requirement: 5546/3/presence-none-or-one
describe('presence', () => {
  for (const table of tables) {
    it(`is judged in every row of ${nameOf(table)}`, () => {
      assert.deepEqual(validate(leastMessage(table)), [])
      for (const [name, row] of Object.entries(rowsWithin(table))) {
        const { least, most } = bounds[presenceOf(row)]
        for (const count of [0, 1, 2, 3]) {
          const found = judge(table, objectOf(table, withCount(table, name, count)))
          const about = found.filter(
            ({ path, expected }) => path[2] === name && expected === presenceOf(row),
          )
          const right = count >= least && count <= most
          assert.equal(about.length, right ? 0 : 1, `${name} × ${count}`)
          if (!right && name !== 'VALARM') {
            assert.equal(about[0]?.found, String(count), `${name} × ${count}`)
          }
        }
      }
    })

    it(`is judged in the rows around ${nameOf(table)}`, () => {
      for (const [name, row] of Object.entries(table.rows)) {
        if (name === 'METHOD' || name === table.componentName) continue
        const { most } = bounds[presenceOf(row)]
        for (const count of [1, 2]) {
          const others = Array.from({ length: count }, () => sampleComponent(name, table))
          const found = judge(table, objectOf(table, leastComponent(table), ...others))
          const about = found.filter(({ path, expected }) => path[0] === name && expected in bounds)
          assert.equal(about.length, count > most ? 1 : 0, `${name} × ${count}`)
        }
      }
    })
  }
})

function withCount(table: RestrictionTable, name: string, count: number): Component {
  const least = leastComponent(table)
  if (name === 'VALARM') {
    const alarms = Array.from({ length: count }, () => sampleComponent('VALARM', table))
    return component(least.name, least.properties, alarms)
  }
  const others = least.properties.filter((each) => each.name !== name)
  const made = Array.from({ length: count }, (_, n) => sampleProperty(name, table, n))
  return component(least.name, [...others, ...made])
}

describe('what may be', () => {
  // Requirement: 5546/3.2.7/may-propose-attendees
  it('lets a COUNTER list any Attendees, or none', () => {
    const counter = tableOf('COUNTER', 'VEVENT')
    const made = withProperties(
      leastComponent(counter),
      attendee('PARTSTAT', 'TENTATIVE'),
      property('ATTENDEE', 'mailto:newcomer@example.com'),
    )
    assert.deepEqual(judge(counter, objectOf(counter, made)), [])
    assert.deepEqual(validate(leastMessage(counter)), [])
  })

  // Requirement: 5546/3.3.2/attendees-are-asked
  // Requirement: 5546/3.3.1/url-is-busy-time
  // Requirement: 5546/3.3.3/url-is-busy-time
  it('lets a REQUEST for busy time list several Attendees, and an answer name a URL', () => {
    const asked = tableOf('REQUEST', 'VFREEBUSY')
    const made = withProperties(
      leastComponent(asked),
      property('ATTENDEE', 'mailto:eve@example.com'),
    )
    assert.deepEqual(judge(asked, objectOf(asked, made)), [])
    for (const table of [tableOf('PUBLISH', 'VFREEBUSY'), tableOf('REPLY', 'VFREEBUSY')]) {
      const own = withProperties(leastComponent(table), property('URL', 'https://example.com/busy'))
      assert.deepEqual(judge(table, objectOf(table, own)), [])
    }
  })

  // Requirement: 5546/3.2.1/text-may-be-empty
  // Requirement: 5546/3.2.2/text-may-be-empty
  // Requirement: 5546/3.2.4/text-may-be-empty
  // Requirement: 5546/3.2.7/text-may-be-empty
  // Requirement: 5546/3.2.8/text-may-be-empty
  // Requirement: 5546/3.4.1/text-may-be-empty
  // Requirement: 5546/3.4.2/text-may-be-empty
  // Requirement: 5546/3.4.3/text-may-be-empty
  // Requirement: 5546/3.4.4/text-may-be-empty
  // Requirement: 5546/3.4.7/text-may-be-empty
  // Requirement: 5546/3.5.1/text-may-be-empty
  // Requirement: 5546/3.5.2/text-may-be-empty
  it('takes an empty SUMMARY or DESCRIPTION where a table says so', () => {
    const places = tables.flatMap((table) =>
      table.rules
        .filter(({ kind, requirement }) => kind === 'meaning' && requirement.endsWith('-empty'))
        .map(({ row }) => ({ table, row })),
    )
    assert.equal(places.length, 22)
    for (const { table, row } of places) {
      const made = withProperty(leastComponent(table), property(row, ''))
      assert.deepEqual(judge(table, objectOf(table, made)), [])
    }
  })

  // Requirement: 5546/3.6/in-reply-counter-declinecounter
  it('lets REQUEST-STATUS stand in answers only: REPLY, COUNTER and DECLINECOUNTER', () => {
    for (const table of tables) {
      const made = withProperties(leastComponent(table), property('REQUEST-STATUS', '2.0;Success'))
      const isListed = 'REQUEST-STATUS' in rowsWithin(table)
      const isAnswer = /^(REPLY|COUNTER|DECLINECOUNTER)$/.test(table.method)
      const breaks = judge(table, objectOf(table, made)).length
      assert.equal(breaks, isAnswer || !isListed ? 0 : 1, nameOf(table))
    }
  })

  // Requirement: 5546/3/extensions-where-listed
  it('takes unknown properties and components anywhere in any message', () => {
    for (const table of tables) {
      const own = leastComponent(table)
      const made = component(
        own.name,
        [...own.properties, property('X-MOOD', 'good'), property('MOOD', 'good')],
        [component('X-PART', []), component('PARTICIPANT', [])],
      )
      const object = objectOf(table, made, component('X-PART', []), component('VPOLL', []))
      assert.deepEqual(judge(table, withProperties(object, property('X-WR-CALNAME', 'Work'))), [])
    }
  })

  // Requirement: 5546/3/parameters-from-5545
  it('takes any parameters of any property', () => {
    const request = tableOf('REQUEST', 'VEVENT')
    const made = withProperty(
      leastComponent(request),
      property('SUMMARY', 'Lunch', [parameter('LANGUAGE', 'en'), parameter('X-A', 'b')]),
    )
    assert.deepEqual(judge(request, objectOf(request, made)), [])
  })
})
