import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { eventText, ran, temporaryFolder } from '../testing.ts'

const folder = temporaryFolder()
after(folder.remove)

function person(name: string, ...texts: readonly string[]): string {
  const path = join(folder.path, `${name}@north.example`)
  mkdirSync(path, { recursive: true })
  texts.forEach((text, i) => {
    writeFileSync(join(path, `${i}.ics`), text)
  })
  return path
}

/** Tuesday 3 March, 10 to 11 in Berlin. */
const anna = person('anna', eventText({ uid: 'a' }))
const ben = person('ben', eventText({ uid: 'b', more: ['STATUS:TENTATIVE'] }))
const den = person('den')
const tuesday = ['--start', '2026-03-03', '--days', '1']

describe('parley freebusy', () => {
  it('draws a row of half hours for each person', async () => {
    const { code, out } = await ran([
      'freebusy',
      anna,
      ben,
      'cleo@south.example',
      ...tuesday,
      '--hours',
      '9-17',
    ])
    assert.equal(code, 0)
    const rows = out.split('\n').filter((line) => line.includes('@'))
    assert.deepEqual(
      rows.map((line) => line.slice(24).trim()),
      [
        '------------------..##............--------------',
        '------------------..~~............--------------',
        '?'.repeat(48),
      ].map((cells) => cells.trim()),
    )
  })

  it('says it as JSON and as VFREEBUSY', async () => {
    const { out } = await ran(['freebusy', anna, ...tuesday, '--json'])
    const { address, periods } = JSON.parse(out)
    assert.equal(address, 'anna@north.example')
    assert.deepEqual(periods, [
      { kind: 'BUSY', start: '2026-03-03T09:00:00Z', end: '2026-03-03T10:00:00Z' },
    ])
    const published = await ran(['freebusy', anna, ...tuesday, '--ics'])
    assert.match(published.out, /METHOD:PUBLISH/)
    assert.match(published.out, /FREEBUSY:20260303T090000Z\/20260303T100000Z/)
  })

  it('refuses what is neither a folder nor an address, and hours that are none', async () => {
    assert.equal((await ran(['freebusy', 'nobody'])).code, 2)
    assert.equal((await ran(['freebusy', anna, '--hours', 'nine'])).code, 2)
    assert.equal((await ran(['freebusy', `anna@north.example=${anna},Mars/Base`])).code, 2)
    assert.equal((await ran(['freebusy', anna, '--days', '0'])).code, 2)
  })
})

describe('parley find-time', () => {
  it('ranks times with reasons, and draws everyone on the best day', async () => {
    const { code, out } = await ran([
      'find-time',
      anna,
      ben,
      ...tuesday,
      '--hours',
      '10-13',
      '--limit',
      '2',
    ])
    assert.equal(code, 0)
    assert.match(
      out,
      /1\s+Tue,? 3 Mar 2026, 11:00–12:00 Europe\/Berlin {2}everyone required is free/,
    )
    assert.match(out, /\^\^/)
  })

  it('says it as JSON, with rooms, seats, and people of whom nothing is known', async () => {
    const line = [
      'find-time',
      anna,
      '--optional',
      'cleo@south.example',
      '--room',
      `den@north.example=${den},4`,
    ]
    const { out } = await ran([...line, ...tuesday, '--limit', '1', '--json'])
    const best = JSON.parse(out)
    assert.equal(best.verdict, 'free')
    assert.equal(best.rooms[0].address, 'den@north.example')
    assert.ok(best.reasons.some((each: { kind: string }) => each.kind === 'optional-unknown'))
  })

  it('takes a room that has the features and the seats asked for', async () => {
    const rooms = ['den,4,screen', 'hall,40', 'attic,30,screen,whiteboard'].flatMap((each) => {
      const [name = '', ...more] = each.split(',')
      return ['--room', [`${name}@north.example=${person(name)}`, ...more].join(',')]
    })
    const asked = ['--feature', 'screen', '--seats', '12', '--limit', '1', '--json']
    const { code, out } = await ran(['find-time', anna, ...rooms, ...asked, ...tuesday])
    assert.equal(code, 0)
    assert.deepEqual(
      JSON.parse(out).rooms.map((each: { address: string }) => each.address),
      ['attic@north.example'],
    )
    const none = await ran(['find-time', anna, ...rooms, '--seats', '41', ...tuesday])
    assert.equal(none.code, 1)
    const wrong = await ran(['find-time', anna, ...rooms, '--seats', 'many', ...tuesday])
    assert.equal(wrong.code, 2)
  })

  it('ends in 1 when there is no time', async () => {
    const { code, out } = await ran(['find-time', anna, ben, ...tuesday, '--duration', '23h'])
    assert.equal(code, 1)
    assert.match(out, /no time/)
  })
})

describe('parley poll', () => {
  it('goes from candidates over votes to a meeting on the calendar', async () => {
    const place = (name: string): string => join(folder.path, name)
    const poll = async (...line: readonly string[]) => {
      const answer = await ran(['poll', ...line, '--outbox', place('outbox'), '--json'])
      assert.equal(answer.code, 0, answer.err)
      return answer.out
        .trim()
        .split('\n')
        .map((each) => JSON.parse(each))
    }
    const as = (name: string) => ['--as', `${name}@north.example`]
    const times = ['--candidate', '2026-03-02T10:00', '--candidate', '2026-03-03T14:00']
    const [opened] = await poll(
      'open',
      place('hers.ics'),
      ...as('anna'),
      '--summary',
      'Review',
      ...times,
      '--attendee',
      'ben@north.example',
    )
    const request: string = opened.messages[0].file
    await poll('receive', place('his.ics'), request, ...as('ben'), '--from', 'anna@north.example')
    const [voted] = await poll('vote', place('his.ics'), ...as('ben'), '--yes', '2', '--no', '1')
    const reply: string = voted.messages[0].file
    const from = ['--from', 'ben@north.example']
    const [counted] = await poll('receive', place('hers.ics'), reply, ...as('anna'), ...from)
    assert.equal(counted.explanation[0].requirement, 'vpoll/2/votes-counted')
    const twice = await ran(['poll', 'receive', place('hers.ics'), reply, ...as('anna'), ...from])
    assert.equal(twice.code, 1, 'the same REPLY again changes nothing')
    const shown = await ran(['poll', 'show', place('hers.ics'), ...as('anna')])
    assert.match(shown.out, /2 {2}Tue 3 Mar 2026, 14:00–15:00 Europe\/Berlin {2}1 yes/)
    const [chosen] = await poll('choose', place('hers.ics'), ...as('anna'))
    assert.equal(chosen.status, 'CONFIRMED')
    mkdirSync(place('calendar'))
    await poll(
      'submit',
      place('hers.ics'),
      ...as('anna'),
      '--calendar',
      place('calendar'),
      '--uid',
      'review',
    )
    const [event = ''] = readdirSync(place('calendar')).filter((name) => name.endsWith('.ics'))
    assert.match(readFileSync(join(place('calendar'), event), 'utf8'), /RELATED-TO;RELTYPE=POLL/)
    assert.ok(readdirSync(place('outbox')).some((name) => name.endsWith('.eml')))
    const again = await ran([
      'poll',
      'submit',
      place('hers.ics'),
      ...as('anna'),
      '--calendar',
      place('calendar'),
    ])
    assert.equal(again.code, 1)
  })

  it('refuses a poll of one time, an unknown action, and a file that holds none', async () => {
    const as = ['--as', 'anna@north.example']
    const file = join(folder.path, 'wrong.ics')
    assert.equal(
      (await ran(['poll', 'open', file, ...as, '--summary', 'x', '--candidate', '2026-03-02']))
        .code,
      2,
    )
    assert.equal((await ran(['poll', 'win', file, ...as])).code, 2)
    assert.equal((await ran(['poll', 'show', join(anna, '0.ics'), ...as])).code, 2)
  })
})
