/** Mails that ask for nothing: let go, each with its reason. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { eventText } from '../../testing/calendar-text.ts'
import type { Carried } from '../../testing/wire.ts'
import { ann, bob, type Inward, startInward } from './testing.ts'

describe('a mail that is no scheduling message', () => {
  let world: Inward['world']
  let take: Inward['take']
  let answerTo: Inward['answerTo']
  before(async () => {
    ;({ world, take, answerTo } = await startInward())
  })
  after(() => world.end())

  const plain = (headers: readonly string[], body = 'Hello'): Carried => ({
    from: bob,
    to: ann,
    bytes: Buffer.from([`From: ${bob}`, `To: ${ann}`, ...headers, '', body].join('\r\n')),
  })
  const rows: readonly { it: string; mail: () => Carried; state: string; reason: RegExp }[] = [
    {
      it: 'is let go as an automatic answer',
      mail: () => plain(['Auto-Submitted: auto-replied', 'Subject: Out of office']),
      state: 'ignored',
      reason: /automatic answer \(auto-replied\)/,
    },
    {
      it: 'is let go as an automatic answer of the old kind',
      mail: () => plain(['Precedence: auto_reply']),
      state: 'ignored',
      reason: /automatic answer/,
    },
    {
      it: 'is let go as a list’s',
      mail: () => plain(['List-Id: <news.example>']),
      state: 'ignored',
      reason: /mailing list/,
    },
    {
      it: 'is let go without a METHOD',
      mail: () => plain(['Content-Type: text/calendar'], eventText({ uid: 'x', organizer: bob })),
      state: 'ignored',
      reason: /no METHOD/,
    },
    {
      it: 'is refused in a loop',
      mail: () => plain(Array.from({ length: 101 }, () => 'Received: by a.example')),
      state: 'refused',
      reason: /loop/,
    },
    {
      it: 'M11: is kept where winmail.dat may hide one',
      mail: () => plain(['Content-Type: application/ms-tnef; name=winmail.dat'], 'x'),
      state: 'failed',
      reason: /winmail\.dat/,
    },
  ]
  for (const row of rows) {
    it(row.it, async () => {
      const receipt = await take(row.mail())
      assert.equal(receipt.state, row.state)
      assert.match(receipt.reason, row.reason)
    })
  }

  it('is let go where it is one of ours that came back', async () => {
    await answerTo('back')
    const own = world.wire.carried.at(-1)
    assert.ok(own)
    const receipt = await take({ ...own, to: ann })
    assert.deepEqual([receipt.state, receipt.reason], ['ignored', 'our own mail came back'])
  })
})
