import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ConsequencesOf, countOf, groupsOf, resetsOf } from './told.ts'

const bob = { address: 'bob@example.com', here: true }
const carol = { address: 'carol@elsewhere.example', here: false }
const none: ConsequencesOf = { told: [], resets: [], rooms: [], reasons: [] }

describe('consequences', () => {
  it('put who gets the same news together, and name each once', () => {
    const told = [
      { method: 'REQUEST', instances: [''], recipients: [bob], changes: ['DTSTART', 'DTEND'] },
      { method: 'REQUEST', instances: ['x'], recipients: [bob, carol], changes: ['DTEND'] },
      { method: 'CANCEL', instances: [''], recipients: [carol], changes: ['removed'] },
    ]
    assert.deepEqual(groupsOf({ ...none, told }), [
      { method: 'REQUEST', recipients: [bob, carol], changes: ['time'] },
      { method: 'CANCEL', recipients: [carol], changes: ['removed'] },
    ])
    assert.equal(countOf({ ...none, told }), 2)
  })

  it('tell an invitation from a new version, and voters who are invited from those who are not', () => {
    const told = [
      { method: 'REQUEST', instances: [''], recipients: [bob], changes: [] },
      { method: 'POLLSTATUS', instances: [], recipients: [bob, carol], changes: [] },
    ]
    assert.deepEqual(groupsOf({ ...none, told }), [
      { method: 'invitation', recipients: [bob], changes: [] },
      { method: 'POLLSTATUS', recipients: [carol], changes: [] },
    ])
    assert.equal(countOf({ ...none, told }), 2)
  })

  it('name who is asked anew once for all instances', () => {
    const resets = [
      { address: bob.address, instance: '', was: 'accepted' },
      { address: bob.address, instance: 'x', was: 'accepted' },
    ]
    assert.deepEqual(resetsOf({ ...none, resets }), [{ address: bob.address, was: 'accepted' }])
  })

  it('take a method and a property that they do not know for other news', () => {
    const told = [{ method: 'REFRESH', instances: [''], recipients: [bob], changes: ['X-NEW'] }]
    assert.deepEqual(groupsOf({ ...none, told }), [
      { method: 'other', recipients: [bob], changes: ['else'] },
    ])
  })
})
