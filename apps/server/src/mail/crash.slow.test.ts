/** Some of what `node scripts/kill-mail.ts` does a hundred times. */
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { crashWhileReceiving, crashWhileSending } from '../testing/crashes.ts'

const options = { kills: 1, mails: 20, random: () => 0.5 }

describe('a server that is killed', () => {
  it('while it sends loses no mail, and doubles at most those on their way', async () => {
    const { kills, lost, doubled } = await crashWhileSending(options)
    assert.equal(kills, 1)
    assert.equal(lost, 0)
    assert.ok(doubled <= kills * 3, `${doubled} doubles: more than were on their way`)
  })

  it('while it takes mails in loses none that it acknowledged, and counts none twice', async () => {
    const { kills, lost } = await crashWhileReceiving(options)
    assert.equal(kills, 1)
    assert.equal(lost, 0)
  })
})
