import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { eventText, guests, ran, temporaryFolder } from '../testing.ts'

const folder = temporaryFolder()
after(() => folder.remove())

function file(name: string, text: string): string {
  const path = join(folder.path, name)
  writeFileSync(path, text)
  return path
}

const request = eventText({ uid: 'a@north.example', method: 'REQUEST', more: guests })

/** No line is folded, so that the file comes back as it is. */
const short = request.replaceAll(';RSVP=TRUE', '')

describe('parley read', () => {
  it('prints one line of JSON per file, with all that it promises', async () => {
    const { code, out } = await ran(['read', '--json', file('short.ics', short)])
    assert.equal(code, 0)
    const { file: name, ...rest } = JSON.parse(out)
    assert.ok(name.endsWith('short.ics'))
    assert.deepEqual(rest, {
      readable: true,
      method: 'REQUEST',
      component: 'VEVENT',
      uid: 'a@north.example',
      instances: 1,
      violations: [],
      roundTrip: 'identical',
    })
  })

  it('tells a person who, what, when and what is wrong', async () => {
    const { out } = await ran(['read', file('request.ics', request)])
    for (const words of ['Planning', 'Tue 3 Mar 2026, 09:00–10:00 UTC', 'Anna', '? Ben']) {
      assert.ok(out.includes(words), words)
    }
  })

  it('reads all below a folder, in order, and names what holds no calendar', async () => {
    const below = join(folder.path, 'deep/deeper')
    mkdirSync(below, { recursive: true })
    mkdirSync(join(folder.path, 'deep/.hidden'))
    writeFileSync(join(folder.path, 'deep/.hidden/x.ics'), request)
    writeFileSync(join(below, 'b.ics'), request)
    writeFileSync(join(below, 'a.txt'), 'Dear Ben,\nno calendar here')
    writeFileSync(join(below, 'c.eml'), 'Subject: hello\nFrom: a@b.example\n\nBEGIN nothing\n')
    symlinkSync(folder.path, join(below, 'loop'))
    const { code, out } = await ran(['read', '--json', join(folder.path, 'deep')])
    assert.equal(code, 0)
    const told = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    assert.deepEqual(
      told.map(({ readable, why }) => [readable, why]),
      [
        [false, 'holds no calendar'],
        [true, undefined],
        [false, 'the mail holds no calendar'],
      ],
    )
  })

  it('ends in 1 when a file that was named holds no calendar', async () => {
    assert.equal((await ran(['read', file('empty.ics', '')])).code, 1)
  })

  it('counts an endless series to a limit', async () => {
    const text = eventText({ uid: 'e', more: ['RRULE:FREQ=DAILY'] })
    const { out } = await ran(['read', '--json', '-'], { input: text })
    const { instances, endless } = JSON.parse(out)
    assert.deepEqual({ instances, endless }, { instances: 1000, endless: true })
  })

  it('shows no escape code and no turned text of a stranger', async () => {
    const text = eventText({
      uid: 'x',
      more: ['LOCATION:\u001b]0;owned\u0007\u202egnp', 'COMMENT:a\\nb'],
    })
    const { out } = await ran(['read', '-'], { input: text })
    for (const each of ['\u001b', '\u0007', '\u202e']) assert.ok(!out.includes(each))
  })
})

describe('parley validate', () => {
  it('ends in 0 for a proper message', async () => {
    const { code, out } = await ran(['validate', file('request.ics', request)])
    assert.equal(code, 0)
    assert.ok(out.includes('✓ valid'))
  })

  it('names section, path, expected and found of what is wrong, and ends in 1', async () => {
    const bad = eventText({ uid: 'a', method: 'REPLY', more: guests.slice(0, 1) })
    const { code, out } = await ran(['validate', '--json', '-'], { input: bad })
    assert.equal(code, 1)
    const { valid, violations } = JSON.parse(out)
    assert.equal(valid, false)
    const wrong = violations.find((each: { level: string }) => each.level === 'error')
    assert.match(wrong.section, /^RFC 5546 §3\.2\.3/)
    assert.ok(wrong.path.includes('ATTENDEE'))
    assert.notEqual(wrong.expected, '')
    const told = await ran(['validate', '-'], { input: bad })
    assert.ok(told.out.includes(wrong.path.join('/')), told.out)
  })

  it('says so when there is no calendar at all', async () => {
    const { code, out } = await ran(['validate', '--json', '-'], { input: 'hello' })
    assert.equal(code, 1)
    assert.equal(JSON.parse(out).why, 'holds no calendar')
  })
})
