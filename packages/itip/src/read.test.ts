import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maxMessages, read } from './read.ts'
import { calendar, lines, makeEvent } from './testing.ts'

describe('read', () => {
  // Requirement: 5546/3.2.2/several-only-with-same-uid
  it('makes one message of the master and overridden components of a UID', () => {
    const object = calendar(
      [
        makeEvent({ more: 'RRULE:FREQ=DAILY' }),
        makeEvent({ more: 'UID:other' }),
        makeEvent({ more: 'RECURRENCE-ID:20260303T090000Z' }),
      ],
      { method: 'REQUEST' },
    )
    const { messages, violations } = read(object)
    assert.deepEqual(violations, [])
    assert.deepEqual(
      messages.map((each) => [each.uid, each.method, each.components.length, each.organizer]),
      [
        ['meeting', 'REQUEST', 2, 'ann@example.com'],
        ['other', 'REQUEST', 1, 'ann@example.com'],
      ],
    )
  })

  it('takes METHOD from the envelope where the object has none, and only then', () => {
    const bare = calendar([makeEvent()])
    assert.equal(read(bare, { method: 'cancel' }).messages[0]?.method, 'CANCEL')
    const said = calendar([makeEvent()], { method: 'REQUEST' })
    assert.equal(read(said, { method: 'CANCEL' }).messages[0]?.method, 'REQUEST')
  })

  it('reads DECLINE-COUNTER as DECLINECOUNTER', () => {
    const object = calendar([makeEvent()], { method: 'Decline-Counter' })
    assert.equal(read(object).messages[0]?.method, 'DECLINECOUNTER')
  })

  const refused: readonly (readonly [string, ReturnType<typeof calendar>, string])[] = [
    ['no METHOD', calendar([makeEvent()]), '5546/3/method-names-message'],
    [
      'an unknown METHOD',
      calendar([makeEvent()], { method: 'POLL' }),
      '5546/3/method-names-message',
    ],
    [
      'a METHOD that the component does not have',
      calendar([makeEvent()], { method: 'REQUEST', name: 'VJOURNAL' }),
      '5546/3/component-supports-method',
    ],
    [
      'two types of component for one UID',
      calendar([lines(makeEvent()), lines(makeEvent(), 'VTODO')], { method: 'REQUEST' }),
      '5546/1.4/one-component-type',
    ],
    [
      'no UID',
      calendar(['BEGIN:VEVENT\r\nDTSTART:20260302T090000Z\r\nEND:VEVENT'], { method: 'REQUEST' }),
      '5546/2.1.5/correlate-by-uid',
    ],
  ]
  for (const [what, object, requirement] of refused) {
    it(`gives no message and says why for ${what}`, () => {
      const { messages, violations } = read(object)
      assert.deepEqual(messages, [])
      assert.deepEqual(
        violations.map((each) => each.requirement),
        [requirement],
      )
    })
  }

  it('reads busy time without a UID, and leaves out what is no scheduling component', () => {
    const object = calendar(['BEGIN:VFREEBUSY\r\nEND:VFREEBUSY', 'BEGIN:X-OTHER\r\nEND:X-OTHER'], {
      method: 'PUBLISH',
    })
    const [made] = read(object).messages
    assert.deepEqual(
      [made?.uid, made?.componentName, made?.components.length],
      ['', 'VFREEBUSY', 1],
    )
  })

  it('makes a limited number of messages', () => {
    const base = calendar([makeEvent()], { method: 'PUBLISH' })
    const [event] = base.components
    const components = Array.from({ length: maxMessages + 1 }, (_, i) => ({
      ...(event ?? assert.fail()),
      properties: [{ ...(event?.properties[0] ?? assert.fail()), name: 'UID', value: String(i) }],
    }))
    assert.equal(read({ ...base, components }).messages.length, maxMessages)
  })
})
