import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { Failure } from '../failure.ts'
import type { FileChange, Places } from './journal.ts'
import { commitFiles, finishInterrupted, journalOf, placesOf } from './journal.ts'

let folder = ''
let places: Places

describe('the journal', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
    places = placesOf(join(folder, 'cal'), join(folder, 'out'))
    mkdirSync(places.ledger, { recursive: true })
    mkdirSync(places.outbox)
    writeFileSync(join(places.calendar, 'a.ics'), 'old a')
    writeFileSync(join(places.ledger, 'gone.json'), 'old gone')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const changes: readonly FileChange[] = [
    { place: 'calendar', name: 'a.ics', bytes: Buffer.from('new a') },
    { place: 'ledger', name: 'a.json', bytes: Buffer.from('new ledger') },
    { place: 'ledger', name: 'gone.json', bytes: undefined },
    { place: 'outbox', name: '000001-x-reply.eml', bytes: Buffer.from('mail') },
  ]

  function contents(): Record<string, string> {
    const found: Record<string, string> = {}
    for (const place of ['calendar', 'ledger', 'outbox'] as const) {
      for (const name of readdirSync(places[place], { withFileTypes: true })) {
        if (name.isFile()) found[name.name] = readFileSync(join(places[place], name.name), 'utf8')
      }
    }
    return found
  }

  const before = { 'a.ics': 'old a', 'gone.json': 'old gone' }
  const after = { 'a.ics': 'new a', 'a.json': 'new ledger', '000001-x-reply.eml': 'mail' }

  describe('commitFiles', () => {
    it('makes all changes and leaves no journal', () => {
      commitFiles(places, changes)
      assert.deepEqual(contents(), after)
      assert.equal(existsSync(journalOf(places)), false)
    })
    it('changes nothing when it ends before the journal stands', () => {
      commitFiles(places, changes, -1)
      assert.equal(finishInterrupted(places), false)
      assert.deepEqual(contents(), before)
    })
    for (let stop = 0; stop <= changes.length; stop++) {
      it(`is finished by the next run when it ends after ${stop} of ${changes.length} files`, () => {
        commitFiles(places, changes, stop)
        finishInterrupted(places)
        assert.deepEqual(contents(), after)
        assert.equal(existsSync(journalOf(places)), false)
      })
    }
    it('is finished as often as it is interrupted', () => {
      commitFiles(places, changes, 1)
      const journal = readFileSync(journalOf(places))
      finishInterrupted(places)
      writeFileSync(journalOf(places), journal)
      assert.equal(finishInterrupted(places), true)
      assert.deepEqual(contents(), after)
    })
  })

  describe('finishInterrupted', () => {
    const hostile = [
      { place: 'calendar', name: '../../escaped.ics', base64: '' },
      { place: 'calendar', name: '.parley', base64: '' },
      { place: 'outbox', name: '/etc/passwd', base64: '' },
      { place: 'home', name: 'x', base64: '' },
    ]
    for (const file of hostile) {
      it(`refuses a journal that writes ${file.name} in ${file.place}`, () => {
        const journal = { version: 1, outbox: places.outbox, files: [file] }
        writeFileSync(journalOf(places), JSON.stringify(journal))
        assert.throws(() => finishInterrupted(places), /not a journal of ours/)
        assert.deepEqual(contents(), before)
      })
    }
    it('names the outbox when the mails belong into another', () => {
      commitFiles(places, changes, 0)
      const other = placesOf(places.calendar, join(folder, 'other'))
      assert.throws(
        () => finishInterrupted(other),
        (error) => {
          return error instanceof Failure && error.message.includes(places.outbox)
        },
      )
      assert.deepEqual(contents(), before)
    })
    it('clears away what a dead process left half written', () => {
      const left = join(places.calendar, '.parley-unfinished-999999999-a.ics')
      writeFileSync(left, 'hal')
      finishInterrupted(places)
      assert.equal(existsSync(left), false)
    })
  })
})
