/** Reports of mails that came back (RFC 3464). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Carried } from '../../testing/wire.ts'
import { heldText, readCarried } from '../testing.ts'
import { bob, type Inward, startInward } from './testing.ts'

describe('a report that a mail came back', () => {
  let world: Inward['world']
  let alpha: Inward['alpha']
  let take: Inward['take']
  let answerTo: Inward['answerTo']
  before(async () => {
    ;({ world, alpha, take, answerTo } = await startInward())
  })
  after(() => world.end())

  async function report(uid: string, to: 'envelope' | 'id', status = '5.1.1'): Promise<Carried> {
    const sent = world.wire.carried.findLast((each) =>
      readCarried(each).text.includes(`UID:${uid}\r`),
    )
    const id = /^Message-ID: (.*)\r$/m.exec(`${sent?.bytes}`)?.[1]
    const lines = [
      'From: MAILER-DAEMON@relay.example',
      'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
      '',
      '--b',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; relay.example',
      '',
      `Final-Recipient: rfc822; ${bob}`,
      `Action: ${status.startsWith('4') ? 'delayed' : 'failed'}`,
      `Status: ${status}`,
      'Diagnostic-Code: smtp; 550 no such user',
      ...(to === 'id' ? ['--b', 'Content-Type: message/rfc822', '', `Message-ID: ${id}`, ''] : []),
      '--b--',
      '',
    ]
    const recipient = to === 'id' ? 'calendar@alpha.example' : (sent?.from ?? '')
    return { from: '', to: recipient, bytes: Buffer.from(lines.join('\r\n')) }
  }
  const status = async (uid: string) =>
    /SCHEDULE-STATUS="?([\d.]+)/.exec((await heldText(alpha, 'ann', uid)) ?? '')?.[1]

  it('becomes the status of that recipient, by envelope or by Message-ID', async () => {
    await answerTo('bounce-1')
    await answerTo('bounce-2')
    assert.equal(await status('bounce-1'), '1.2')
    assert.equal((await take(await report('bounce-1', 'envelope'))).state, 'done')
    assert.equal(await status('bounce-1'), '5.2')
    await take(await report('bounce-2', 'id', '5.2.2'))
    assert.equal(await status('bounce-2'), '5.1')
  })

  it('changes nothing while it only says that there is a delay', async () => {
    await answerTo('delay')
    const receipt = await take(await report('delay', 'envelope', '4.4.7'))
    assert.equal(receipt.reason, 'reported as delayed')
    assert.equal(await status('delay'), '1.2')
  })

  it('about a mail that is not ours is let go', async () => {
    await answerTo('not-ours')
    const made = await report('not-ours', 'id')
    const bytes = Buffer.from(
      `${made.bytes}`.replace(/Message-ID: <\w{8}/, 'Message-ID: <00000000'),
    )
    assert.equal((await take({ ...made, bytes })).state, 'ignored')
    assert.equal(await status('not-ours'), '1.2')
  })
})
