/** What an Organizer does in a calendar folder, in this process. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { eventText, guests } from '../testing.ts'
import { calendarStage, uid } from './testing.ts'

const stage = calendarStage()
const { anna, heldText, mails, organized, receiving, snapshot } = stage

describe('a calendar folder', () => {
  beforeEach(stage.begin)
  after(stage.end)

  describe('an Organizer', () => {
    it('moves a meeting: SEQUENCE rises, one mail for all who see the same', async () => {
      await organized()
      assert.equal((await anna('change', uid, '--start', '2026-03-03T14:00Z')).code, 0)
      assert.match(heldText(), /SEQUENCE:1/)
      assert.match(heldText(), /DTEND:20260303T150000Z/)
      assert.equal(mails().length, 1)
    })

    it('cancels one instance only', async () => {
      await organized()
      assert.equal((await anna('cancel', uid, '--instance', '2026-03-10')).code, 0)
      assert.doesNotMatch(heldText(), /STATUS:CANCELLED(?!.*RECURRENCE)/)
      const { out } = await anna('show', uid, '--json', '--limit', '9')
      assert.equal(JSON.parse(out).next.length, 3)
    })

    it('takes an answer over, and lists it', async () => {
      await organized()
      const reply = eventText({
        uid,
        method: 'REPLY',
        more: [guests[0] ?? '', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@south.example'],
      })
      const { out } = await receiving(reply, 'anna@north.example')
      assert.equal(JSON.parse(out).classification, 'reply')
      const shown = await anna('show', uid)
      assert.match(shown.out, /✓ Ben <ben@south.example> +accepted/)
    })

    it('invites from nothing, and imports in silence', async () => {
      const line = ['--summary', 'New', '--start', '2026-03-05', '--attendee', 'ben@south.example']
      assert.equal((await anna('invite', ...line, '--uid', 'new')).code, 0)
      assert.equal(mails().length, 1)
      assert.match(heldText(), /DTSTART;VALUE=DATE:20260305/)
      assert.equal((await anna('invite', ...line, '--uid', 'new')).code, 1)
      await organized()
      assert.equal(mails().length, 1)
    })

    it('may save the same again: nothing changes, and that is no error', async () => {
      await organized()
      const before = snapshot()
      const { code } = await anna('save', join(stage.path, 'organized.ics'))
      assert.equal(code, 0)
      assert.deepEqual(snapshot(), before)
    })

    it('splits a series: the rest has a UID of its own', async () => {
      await organized()
      const line = ['split', uid, '--instance', '2026-03-17', '--uid', 'rest@north.example']
      assert.equal((await anna(...line)).code, 0)
      const rest = readFileSync(join(stage.calendar, 'rest@north.example.ics'), 'utf8')
      assert.match(rest, /DTSTART:20260317T090000Z/)
      const { out } = await anna('show', uid, '--json', '--limit', '9')
      assert.equal(JSON.parse(out).next.length, 2)
    })

    const wrong = [
      { line: ['invite', '--start', '2026-03-05'], says: '--summary' },
      { line: ['invite', '--summary', 'X'], says: '--start' },
      { line: ['invite', '--summary', 'X', '--start', '2026-02-30'], says: '2026-02-30' },
      {
        line: ['invite', '--summary', 'X', '--start', '2026-03-05', '--rule', 'OFTEN'],
        says: 'OFTEN',
      },
      { line: ['invite', '--summary', 'X', '--start', '2026-03-05', '--attendee', 'x'], says: 'x' },
      {
        line: [
          'invite',
          '--summary',
          'X',
          '--start',
          '2026-03-05T10:00',
          '--end',
          '2026-03-05T09:00',
        ],
        says: '--end',
      },
      { line: ['change', uid, '--remove-attendee', 'dora@west.example'], says: 'not invited' },
      {
        line: ['change', uid, '--instance', '2026-03-11', '--summary', 'X'],
        says: 'no such instance',
      },
      { line: ['cancel', uid, '--this-and-future'], says: '--instance' },
      { line: ['accept-counter', uid], says: 'no counter-proposal' },
      { line: ['answer-question', uid, '--accept'], says: 'no question' },
      { line: ['publish', uid], says: '--to' },
    ]
    for (const { line, says } of wrong) {
      it(`hears in one line what is wrong with ${line.join(' ')}, and every file stays`, async () => {
        await organized()
        const before = snapshot()
        const { code, out, err } = await anna(...line)
        assert.equal(code, 2, err)
        assert.equal(out, '')
        assert.ok(err.includes(says), err)
        assert.equal(err.trimEnd().split('\n').length, 1)
        assert.deepEqual(snapshot(), before)
      })
    }
  })
})
