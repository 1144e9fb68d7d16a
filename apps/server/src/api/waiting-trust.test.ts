import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { notePeer } from '@parley/store'
import { principalAt, rawMail, signed } from '../mail/testing.ts'
import { type ApiAnswer, apiClient } from '../testing/api-client.ts'
import { calendarText, eventLines } from '../testing/calendar-text.ts'
import { type Organisation, startWorld, type World } from '../testing/organisations.ts'

let world: World
const ann = 'ann@alpha.example'
const bob = 'bob@beta.example'
const eve = 'eve@gamma.example'

describe('what waits and came by mail', () => {
  before(async () => {
    world = await startWorld([
      { domain: 'alpha.example', people: ['ann'] },
      { domain: 'beta.example', people: ['bob'] },
    ])
  })
  after(() => world.end())

  type Json = ApiAnswer['body']

  async function waitingFrom(organizer: string, uid: string, isSigned: boolean): Promise<Json> {
    const [alpha, beta] = world.organisations as [Organisation, Organisation]
    const text = calendarText([
      'METHOD:REQUEST',
      ...eventLines({ uid, organizer, attendees: [organizer, ann], lines: ['SEQUENCE:0'] }),
    ])
    const bare = rawMail({ from: organizer, to: ann, method: 'REQUEST', text })
    const { bytes } = isSigned ? await signed(bare, beta) : bare
    await alpha.mail.receive(bytes, { via: 'lmtp', envelopeFrom: organizer, recipients: [ann] })
    return (await apiClient(alpha.url, 'ann').get('/waiting')).body
  }

  it('says who vouches for the invitation of somebody known', async () => {
    const [alpha] = world.organisations as [Organisation, Organisation]
    const { id } = await principalAt(alpha, 'ann')
    await alpha.parts.store.write([], (tables) => notePeer(tables, { ownerId: id, address: bob }))
    const { invitations } = await waitingFrom(bob, 'known', true)
    const found = invitations.find((each: Json) => each.uid === 'known')
    assert.deepEqual(found.trust, { verdict: 'apply', row: 'dmarc', words: 'DMARC passes.' })
  })

  it('says that nobody vouches for a question', async () => {
    const { questions } = await waitingFrom(eve, 'forged', false)
    const found = questions.find((each: Json) => each.uid === 'forged')
    assert.deepEqual([found.trust.verdict, found.trust.row], ['hold', 'nothing-proven'])
  })
})
