import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { differencesOf, instantOfKey } from './difference-rows.ts'

describe('what changed', () => {
  it('is told as one time where both ends moved', () => {
    const [all] = differencesOf([
      {
        instance: '',
        what: 'start',
        before: '2027-03-01T09:00:00Z',
        after: '2027-03-01T14:00:00Z',
      },
      { instance: '', what: 'end', before: '2027-03-01T10:00:00Z', after: '2027-03-01T15:00:00Z' },
    ])
    assert.deepEqual(all?.rows, [
      {
        kind: 'time',
        before: { start: '2027-03-01T09:00:00Z', end: '2027-03-01T10:00:00Z' },
        after: { start: '2027-03-01T14:00:00Z', end: '2027-03-01T15:00:00Z' },
      },
    ])
  })

  it('names guests once, and not who came and went', () => {
    const [all] = differencesOf([
      { instance: '', what: 'guests', before: 'a@x.example', after: 'b@x.example, c@x.example' },
      { instance: '', what: 'guests', before: 'c@x.example', after: 'd@x.example' },
    ])
    assert.deepEqual(all?.rows, [
      { kind: 'guests', left: ['a@x.example'], came: ['b@x.example', 'd@x.example'] },
    ])
  })

  it('leaves out what only programs read, and says the rest that has no words once', () => {
    const rows = differencesOf([
      { instance: '', what: 'x-thing', after: '1' },
      { instance: '', what: 'sequence', before: '0', after: '1' },
      { instance: '', what: 'geo', after: '1' },
      { instance: '', what: 'resources', after: '2' },
    ])
    assert.deepEqual(
      rows.map((each) => each.rows.map((row) => row.kind === 'text' && row.field)),
      [['else']],
    )
  })

  it('tells the whole before its instances', () => {
    const found = differencesOf([
      { instance: '20270302T090000Z', what: 'cancelled' },
      { instance: '', what: 'title', before: 'A', after: 'B' },
    ])
    assert.deepEqual(
      found.map((each) => each.instance),
      ['', '20270302T090000Z'],
    )
    assert.equal(instantOfKey('20270302T090000Z'), '2027-03-02T09:00:00Z')
    assert.equal(instantOfKey('20270302'), '2027-03-02')
  })
})
