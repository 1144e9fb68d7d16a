/** Commands on a calendar folder, in this process. */
import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { eventText, guests, ran } from '../testing.ts'
import { calendarStage, invitation, series, uid } from './testing.ts'

const stage = calendarStage()
const { anna, ben, heldText, mails, organized, receiving, snapshot } = stage

describe('a calendar folder', () => {
  beforeEach(stage.begin)
  after(stage.end)

  describe('receive', () => {
    it('stores an invitation without its METHOD, and says by which rule', async () => {
      const { code, out } = await receiving(invitation, 'ben@south.example')
      assert.equal(code, 0)
      const told = JSON.parse(out)
      assert.equal(told.classification, 'new')
      assert.equal(told.changed, true)
      assert.match(told.explanation[0].requirement, /^5546\//)
      assert.notEqual(told.explanation[0].words, '')
      assert.ok(!heldText().includes('METHOD'))
    })

    it('changes no file the second time', async () => {
      await receiving(invitation, 'ben@south.example')
      const before = snapshot()
      const { code, out } = await receiving(invitation, 'ben@south.example')
      assert.equal(code, 0)
      assert.equal(JSON.parse(out).classification, 'duplicate')
      assert.deepEqual(snapshot(), before)
    })

    const bad = [
      { it: 'bytes that are no calendar', text: 'hello' },
      { it: 'a calendar object without METHOD', text: eventText({ uid, more: series }) },
      { it: 'a method that there is not', text: eventText({ uid, method: 'FROB', more: series }) },
      { it: 'nothing at all', text: '' },
    ]
    for (const row of bad) {
      it(`refuses ${row.it} in one line and leaves every file as it was`, async () => {
        await receiving(invitation, 'ben@south.example')
        const before = snapshot()
        const { code, out, err } = await receiving(row.text, 'ben@south.example')
        assert.equal(code, 1)
        assert.equal(out, '')
        assert.equal(err.trimEnd().split('\n').length, 1, err)
        assert.deepEqual(snapshot(), before)
      })
    }

    it('stores nothing of three files when the last is bad', async () => {
      const place = `${stage.calendar}-mixed`
      mkdirSync(place)
      writeFileSync(join(place, '1.ics'), invitation)
      writeFileSync(join(place, '2.ics'), invitation.replace(uid, 'other@north.example'))
      writeFileSync(join(place, '3.ics'), 'hello')
      assert.equal((await ben('receive', place)).code, 1)
      assert.deepEqual(
        [...snapshot().keys()].filter((name) => name.endsWith('.ics')),
        [],
      )
    })

    it('keeps a hostile UID inside the folder', async () => {
      const text = eventText({ uid: '../../../escaped', method: 'REQUEST', more: guests })
      assert.equal((await receiving(text, 'ben@south.example')).code, 0)
      const names = readdirSync(stage.calendar).filter((name) => name.endsWith('.ics'))
      assert.equal(names.length, 1)
      assert.match(names[0] ?? '', /^[a-z0-9._~-]+$/)
      assert.ok(!existsSync(join(stage.path, '../escaped.ics')))
    })

    it('says with --dry-run what would happen and writes nothing', async () => {
      await receiving(invitation, 'ben@south.example')
      const before = snapshot()
      const later = invitation.replace('SEQUENCE:0', 'SEQUENCE:1').replaceAll('T09', 'T08')
      const { out } = await receiving(later, 'ben@south.example', '--dry-run')
      assert.equal(JSON.parse(out).changed, true)
      assert.deepEqual(snapshot(), before)
    })
  })

  describe('explain', () => {
    it('needs no calendar, and changes none', async () => {
      const line = ['explain', '-', '--as', 'ben@south.example']
      const { code, out } = await ran(line, { input: invitation })
      assert.equal(code, 0)
      assert.match(out, /✓ new/)
      assert.match(out, /5546\/[\d.]+\/[a-z-]+/)
    })

    it('says why a message would not be applied', async () => {
      await receiving(invitation, 'ben@south.example')
      const before = snapshot()
      const old = invitation.replace('20260223T080000Z', '20260222T080000Z')
      const { out } = await ran(
        ['explain', '-', '-C', stage.calendar, '--as', 'ben@south.example', '--json'],
        { input: old },
      )
      const told = JSON.parse(out)
      assert.equal(told.classification, 'obsolete')
      assert.match(told.explanation[0].requirement, /^5546\/2\.1\.5\//)
      assert.deepEqual(snapshot(), before)
    })
  })

  describe('reply', () => {
    it('writes the answer and one mail to the Organizer', async () => {
      await receiving(invitation, 'ben@south.example')
      assert.equal((await ben('reply', 'Planning', '--accept')).code, 0)
      assert.deepEqual(mails(), ['000001-ben@south.example-reply.eml'])
      assert.match(heldText(), /PARTSTAT=ACCEPTED[^\r]*ben@south/)
      const mail = readFileSync(join(stage.calendar, 'outbox', mails()[0] ?? ''), 'utf8')
      assert.match(mail, /^To: .*anna@north\.example/m)
    })

    it('answers one instance, named by its day', async () => {
      await receiving(invitation, 'ben@south.example')
      const { code, err } = await ben('reply', uid, '--decline', '--instance', '2026-03-10')
      assert.equal(code, 0, err)
      assert.match(heldText(), /RECURRENCE-ID[^\r]*20260310T090000Z/)
    })

    it('names the instances near a day that has none', async () => {
      await receiving(invitation, 'ben@south.example')
      const before = snapshot()
      const { code, err } = await ben('reply', uid, '--decline', '--instance', '2026-03-11')
      assert.equal(code, 2)
      assert.match(err, /no such instance; near it there are .*2026-03-10 09:00 UTC/)
      assert.deepEqual(snapshot(), before)
    })

    it('wants one answer', async () => {
      await receiving(invitation, 'ben@south.example')
      assert.equal((await ben('reply', uid)).code, 2)
      assert.equal((await ben('reply', uid, '--accept', '--decline')).code, 2)
    })

    it('names what words may mean when they mean several', async () => {
      await receiving(invitation, 'ben@south.example')
      await receiving(invitation.replace(uid, 'second@north.example'), 'ben@south.example')
      const { code, err } = await ben('reply', 'Planning', '--accept')
      assert.equal(code, 2)
      assert.match(err, /may mean .*planning@.*second@|may mean .*second@.*planning@/)
      assert.match((await ben('reply', 'Nothing', '--accept')).err, /holds nothing called Nothing/)
    })
  })

  describe('a calendar folder', () => {
    it('is not made by a command that needs one', async () => {
      const { code, err } = await anna('cancel', uid)
      assert.equal(code, 2)
      assert.match(err, /no such calendar folder/)
      assert.ok(!existsSync(stage.calendar))
    })

    it('may hold files that people named and edited themselves', async () => {
      mkdirSync(stage.calendar)
      const own = join(stage.calendar, 'Team Planning.ics')
      writeFileSync(own, eventText({ uid, more: series }))
      assert.equal((await anna('change', 'Planning', '--location', 'Room 2')).code, 0)
      assert.match(readFileSync(own, 'utf8'), /LOCATION:Room 2/)
      assert.deepEqual(
        readdirSync(stage.calendar).filter((name) => name.endsWith('.ics')),
        ['Team Planning.ics'],
      )
    })

    it('never has a file of another UID overwritten', async () => {
      mkdirSync(stage.calendar)
      const other = join(stage.calendar, `${uid}.ics`)
      writeFileSync(other, eventText({ uid: 'somebody-else', more: series }))
      const before = readFileSync(other, 'utf8')
      await receiving(invitation, 'ben@south.example')
      assert.equal(readFileSync(other, 'utf8'), before)
      const { out } = await ben('list', '--json')
      assert.equal(out.trim().split('\n').length, 2)
    })

    it('has what cannot be used named by list', async () => {
      mkdirSync(stage.calendar)
      writeFileSync(join(stage.calendar, 'bad.ics'), 'hello')
      writeFileSync(
        join(stage.calendar, 'two.ics'),
        eventText({ uid: 'a' }) + eventText({ uid: 'b' }),
      )
      const { code, err } = await ben('list')
      assert.equal(code, 0)
      assert.match(err, /bad\.ics: holds no calendar object/)
      assert.match(err, /two\.ics: holds 2 UIDs/)
    })

    it('is not touched when its ledger is not one of ours', async () => {
      await organized()
      const ledger = join(stage.calendar, '.parley/ledger', `${uid}.json`)
      mkdirSync(join(stage.calendar, '.parley/ledger'), { recursive: true })
      writeFileSync(ledger, '{"uid":1}')
      const before = snapshot()
      const { code, err } = await anna('cancel', uid)
      assert.equal(code, 2)
      assert.match(err, /not a ledger of ours/)
      assert.deepEqual(snapshot(), before)
    })

    it('numbers mails on, also when the old ones were moved away', async () => {
      await organized()
      const outbox = ['--outbox', `${stage.calendar}-outbox`]
      await anna('change', uid, '--location', 'A', ...outbox)
      await anna('change', uid, '--location', 'B')
      assert.deepEqual(readdirSync(outbox[1] ?? ''), ['000001-anna@north.example-request.eml'])
      assert.deepEqual(mails(), ['000002-anna@north.example-request.eml'])
    })
  })

  describe('a policy file', () => {
    const file = (text: string): string => {
      const path = `${stage.calendar}-policy.json`
      writeFileSync(path, text)
      return path
    }
    const rows = [
      { text: '{', says: 'not JSON' },
      { text: '[]', says: 'not a JSON object' },
      { text: '{"uninvited":"ask"}', says: 'no policy is called uninvited' },
      { text: '{"guestList":"some"}', says: 'it may be show, hide' },
    ]
    for (const { text, says } of rows) {
      it(`${text} is refused: ${says}`, async () => {
        await organized()
        const { code, err } = await anna('list', '--policy', file(text))
        assert.equal(code, 2)
        assert.ok(err.includes(says), err)
      })
    }
    it('lets an uninvited Attendee in when it says so', async () => {
      await organized()
      const reply = eventText({
        uid,
        method: 'REPLY',
        more: [guests[0] ?? '', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:eve@east.example'],
      })
      const policy = file('{"uninvitedAttendees":"accept"}')
      await receiving(reply, 'anna@north.example', '--policy', policy)
      assert.match(heldText(), /eve@east\.example/)
    })
  })

  describe('diff', () => {
    it('says what changed and who would be told, and stores nothing', async () => {
      const before = join(stage.path, 'before.ics')
      const after = join(stage.path, 'after.ics')
      writeFileSync(before, eventText({ uid, more: series }))
      writeFileSync(after, eventText({ uid, more: series }).replace('T090000Z', 'T100000Z'))
      const line = ['diff', before, after, '--as', 'anna@north.example']
      const { code, out } = await ran([...line, '--json'])
      assert.equal(code, 0)
      const told = JSON.parse(out)
      assert.equal(told.changes[0].resetsParticipation, true)
      assert.deepEqual(told.mails[0].recipients, ['ben@south.example', 'carla@south.example'])
      assert.match((await ran(line)).out, /DTSTART/)
      assert.deepEqual(snapshot(), new Map())
    })
  })
})
