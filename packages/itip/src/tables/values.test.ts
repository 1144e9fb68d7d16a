import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Component } from '@parley/icalendar'
import { property, withProperty } from '@parley/icalendar'
import { breaking } from '../../fixtures/breaking.ts'
import {
  busy,
  judge,
  leastComponent,
  objectOf,
  requestStatus,
  tableOf,
  withProperties,
} from '../../fixtures/messages.ts'

describe('values that decide', () => {
  const request = tableOf('REQUEST', 'VEVENT')
  const reply = tableOf('REPLY', 'VEVENT')

  const rows = [
    { slug: '5546/3.6.14/invalid-property-value', status: '2.1' },
    { slug: '5546/3.6.19/invalid-rule', status: '2.8' },
    { slug: '5546/3.7.1/recurrence-id-is-original-start', status: '2.1' },
  ]
  for (const { slug, status: expected } of rows) {
    it(`${slug} is a warning with ${expected}`, () => {
      const make = breaking[slug.split('/').at(-1) ?? '']
      const found = judge(
        request,
        objectOf(request, ...(make?.(leastComponent(request), request, '') ?? [])),
      )
      const about = found.filter(({ requirement }) => requirement === slug)
      assert.deepEqual(
        about.map(({ level, requestStatus }) => ({ level, requestStatus })),
        [{ level: 'warning', requestStatus: expected }],
      )
    })
  }

  it('answers 2.10 for a VTODO whose RRULE is not readable', () => {
    const todo = tableOf('REQUEST', 'VTODO')
    const made = withProperty(leastComponent(todo), property('RRULE', 'FREQ=NEVER'))
    assert.deepEqual(
      judge(todo, objectOf(todo, made)).map(({ requestStatus }) => requestStatus),
      ['2.10'],
    )
  })

  for (const slug of [
    'one-class-per-component',
    'class-5-rules-message',
    'class-3-rules-message',
  ]) {
    it(`judges REQUEST-STATUS: ${slug}`, () => {
      const make = breaking[slug]
      const object = objectOf(reply, ...(make?.(leastComponent(reply), reply, '') ?? []))
      const found = judge(reply, object).map(({ requirement }) => requirement)
      assert.equal(found.filter((each) => each === `5546/3.6/${slug}`).length, 1)
    })
  }

  // Requirement: 5546/3.6/classes-2-and-4-mix
  it('lets components with 2.x and components with 4.x stand in one message', () => {
    const least = leastComponent(reply)
    const object = objectOf(
      reply,
      withProperties(least, property('RRULE', 'FREQ=DAILY'), requestStatus('2.0')),
      withProperties(least, requestStatus('4.0'), property('RECURRENCE-ID', '20260302T090000Z')),
    )
    assert.deepEqual(judge(reply, object), [])
  })

  it('refuses a DTSTART that is no time where DTSTART decides', () => {
    const made = withProperty(leastComponent(request), property('DTSTART', 'tomorrow'))
    const [only] = judge(request, objectOf(request, made))
    assert.deepEqual(
      { ...only, path: only?.path.join('/') },
      {
        kind: 'violation',
        requirement: '5546/3.6.18/invalid-date-or-time',
        level: 'error',
        path: 'VEVENT/0/DTSTART/0',
        expected: 'DTSTART is a date or a time',
        found: 'tomorrow',
        requestStatus: '3.5',
        quirk: undefined,
      },
    )
  })

  it('applies a REPLY whose DTSTART is no time', () => {
    const made = withProperty(leastComponent(reply), property('DTSTART', 'tomorrow'))
    assert.deepEqual(
      judge(reply, objectOf(reply, made)).map(({ level }) => level),
      ['warning'],
    )
  })

  it('refuses a RECURRENCE-ID that is no time, whatever the method', () => {
    const made = withProperty(leastComponent(reply), property('RECURRENCE-ID', 'the third'))
    const found = judge(reply, objectOf(reply, made))
    assert.deepEqual(
      found.map(({ level }) => level),
      ['error'],
    )
  })

  it('refuses a REPLY of somebody without an address, and not a REQUEST that lists such a one', () => {
    const nobody = property('ATTENDEE', 'nobody')
    const answer = judge(reply, objectOf(reply, withProperty(leastComponent(reply), nobody)))
    assert.deepEqual(
      answer.map(({ requestStatus, level }) => `${level} ${requestStatus}`),
      ['error 3.7'],
    )
    const asked = withProperties(leastComponent(request), nobody)
    const [only] = judge(request, objectOf(request, asked))
    assert.equal(only?.level, 'warning')
    assert.deepEqual(only?.path, ['VEVENT', 0, 'ATTENDEE', 1])
  })
})

describe('busy periods (§3.3)', () => {
  const published = tableOf('PUBLISH', 'VFREEBUSY')
  const least = leastComponent(published)
  const judged = (...made: Component['properties'][number][]): readonly string[] =>
    judge(published, objectOf(published, withProperties(least, ...made))).map(
      ({ requirement }) => requirement,
    )
  const list = (...periods: string[]): Component['properties'][number] =>
    property('FREEBUSY', periods.join())

  // Requirement: 5546/3.3/value-list-allowed
  // Requirement: 5546/3.3/several-properties-allowed
  // Requirement: 5546/3.3/both-forms-read
  it('are read from lists and from several properties alike', () => {
    const [first, second] = ['20260302T090000Z/PT1H', '20260302T110000Z/20260302T120000Z']
    assert.deepEqual(judged(list(first, second)), [])
    assert.deepEqual(judged(list(first), list(second)), [])
    assert.deepEqual(judged(list(second, first)), ['5546/3.3.1/freebusy-ascending'])
    assert.deepEqual(judged(list(second), list(first)), ['5546/3.3.1/freebusy-ascending'])
  })

  it('are one period where start and length say the same as start and end', () => {
    assert.deepEqual(judged(list('20260302T090000Z/PT1H', '20260302T090000Z/20260302T100000Z')), [
      '5546/3.3/no-duplicate-periods',
    ])
  })

  // Requirement: 5546/3.3/periods-may-overlap
  // Requirement: 5546/3.3/periods-may-cross-midnight
  it('may overlap where they are of one type, and cross midnight', () => {
    assert.deepEqual(judged(list('20260302T220000Z/PT4H', '20260302T230000Z/PT4H')), [])
  })

  it('of different types may touch', () => {
    assert.deepEqual(judged(busy('09', 'PT1H'), busy('10', 'PT1H', 'BUSY-TENTATIVE')), [])
  })

  it('stand in order of their ends where they begin together', () => {
    assert.deepEqual(judged(busy('09', 'PT2H'), busy('09', 'PT1H')), [
      '5546/3.3.1/freebusy-ascending',
    ])
    assert.deepEqual(judged(busy('09', 'PT1H'), busy('09', 'PT2H')), [])
  })
})
