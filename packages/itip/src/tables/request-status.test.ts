import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { requestStatusOf } from '@parley/icalendar'
import fc from 'fast-check'
import {
  consistentStatuses,
  listedStatus,
  type RequestStatusCode,
  requestStatusClass,
  requestStatuses,
  requestStatusFor,
  requestStatusProperty,
} from './request-status.ts'

const rows = Object.values(requestStatuses)

// Requirement: 5546/3.6/listed-codes-used
describe('the request statuses (§3.6)', () => {
  it('are 32, in the order of the sections', () => {
    assert.equal(rows.length, 32)
    assert.deepEqual(
      rows.map(({ section }) => section),
      rows.map((_, i) => `3.6.${i + 1}`),
    )
    assert.deepEqual(
      rows.map(({ code }) => code),
      [
        ...Array.from({ length: 12 }, (_, i) => `2.${i}`),
        ...Array.from({ length: 15 }, (_, i) => `3.${i}`),
        ...['4.0', '5.0', '5.1', '5.2', '5.3'],
      ],
    )
  })

  // Requirement: 5546/3.6.1/success
  // Requirement: 5546/3.6.2/success-with-fallback
  // Requirement: 5546/3.6.3/invalid-property-ignored
  // Requirement: 5546/3.6.4/invalid-parameter-ignored
  // Requirement: 5546/3.6.5/unknown-property-ignored
  // Requirement: 5546/3.6.6/unknown-value-ignored
  // Requirement: 5546/3.6.7/invalid-component-ignored
  // Requirement: 5546/3.6.8/request-forwarded
  // Requirement: 5546/3.6.9/recurring-event-as-single
  // Requirement: 5546/3.6.10/end-cut-to-date
  // Requirement: 5546/3.6.11/recurring-todo-as-single
  // Requirement: 5546/3.6.12/endless-rule-clipped
  // Requirement: 5546/3.6.13/invalid-property-name
  // Requirement: 5546/3.6.14/invalid-property-value
  // Requirement: 5546/3.6.15/invalid-parameter
  // Requirement: 5546/3.6.16/invalid-parameter-value
  // Requirement: 5546/3.6.17/invalid-component-sequence
  // Requirement: 5546/3.6.18/invalid-date-or-time
  // Requirement: 5546/3.6.19/invalid-rule
  // Requirement: 5546/3.6.20/invalid-calendar-user
  // Requirement: 5546/3.6.21/no-authority
  // Requirement: 5546/3.6.22/unsupported-version
  // Requirement: 5546/3.6.23/entity-too-large
  // Requirement: 5546/3.6.24/required-part-missing
  // Requirement: 5546/3.6.25/unknown-part-found
  // Requirement: 5546/3.6.26/unsupported-part-found
  // Requirement: 5546/3.6.27/unsupported-capability
  // Requirement: 5546/3.6.28/time-is-busy
  // Requirement: 5546/3.6.29/request-not-supported
  // Requirement: 5546/3.6.30/service-unavailable
  // Requirement: 5546/3.6.31/invalid-calendar-service
  // Requirement: 5546/3.6.32/no-scheduling-for-user
  it('are named by the situation that leads to them', () => {
    for (const [situation, { section, code, requirement }] of Object.entries(requestStatuses)) {
      assert.equal(requirement, `5546/${section}/${situation}`)
      assert.equal(listedStatus(code)?.requirement, requirement)
    }
    assert.equal(requestStatusFor('no-authority'), '3.8')
    assert.equal(requestStatusFor('recurring-todo-as-single'), '2.10')
  })

  it('tell their class by the first number', () => {
    assert.deepEqual((['2.11', '3.1', '4.0', '5.3'] as const).map(requestStatusClass), [2, 3, 4, 5])
  })
})

describe('a REQUEST-STATUS property', () => {
  // Requirement: 5546/3.6/offending-data-in-extdata
  it('carries code, description and what was at fault', () => {
    const made = requestStatusProperty('3.7', 'ATTENDEE:mailto:nobody@example.com')
    assert.equal(made.name, 'REQUEST-STATUS')
    assert.equal(made.value, '3.7;Invalid Calendar User;ATTENDEE:mailto:nobody@example.com')
  })

  // Requirement: 5546/3.6/registered-codes-allowed
  it('describes a code that is not listed by its class', () => {
    assert.equal(requestStatusProperty('4.9').value, '4.9;Scheduling conflict')
    assert.equal(requestStatusProperty('2.77').value, '2.77;Success')
    assert.equal(requestStatusProperty('3.99').value, '3.99;Request not valid')
    assert.equal(requestStatusProperty('5.9').value, '5.9;Service error')
  })

  it('reads back as it was written, whatever the data', () => {
    fc.assert(
      fc.property(fc.constantFrom(...rows), fc.string(), ({ code, description }, data) => {
        const read = requestStatusOf(requestStatusProperty(code, data))
        const printable = data.replaceAll('\r\n', '\n')
        assert.deepEqual({ ...read, data: printable }, { code, description, data: printable })
      }),
    )
  })
})

describe('statuses that stand together', () => {
  const codes = fc.constantFrom(...rows.map(({ code }) => code))
  const messages = fc.array(
    fc.array(
      codes.map((code) => ({ code })),
      { maxLength: 4 },
    ),
  )

  it('have one class in each component, and the ruling class or none across them', () => {
    fc.assert(
      fc.property(messages, (components) => {
        const kept = consistentStatuses(components)
        assert.equal(kept.length, components.length)
        const classes = kept.map(
          (each) => new Set(each.map(({ code }) => requestStatusClass(code))),
        )
        for (const each of classes) assert.ok(each.size <= 1)
        const all = new Set(classes.flatMap((each) => [...each]))
        if (all.has(5)) assert.equal(all.size, 1)
        else if (all.has(3)) assert.equal(all.size, 1)
      }),
    )
  })

  it('keep what already fits, and the gravest of what does not', () => {
    const one = (...given: RequestStatusCode[]): readonly { code: RequestStatusCode }[] =>
      given.map((code) => ({ code }))
    const rowsOf = [
      { given: [one('2.0', '2.2'), one('4.0')], kept: [one('2.0', '2.2'), one('4.0')] },
      { given: [one('2.0', '3.7', '3.1')], kept: [one('3.7', '3.1')] },
      { given: [one('2.0'), one('3.7')], kept: [[], one('3.7')] },
      { given: [one('3.7'), one('5.1'), one('5.2')], kept: [[], one('5.1'), one('5.2')] },
      { given: [one('2.0', '4.0')], kept: [one('4.0')] },
      { given: [[], one('2.1')], kept: [[], one('2.1')] },
    ]
    for (const { given, kept } of rowsOf) assert.deepEqual(consistentStatuses(given), kept)
  })
})
