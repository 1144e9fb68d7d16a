/** Three organisations, three servers, real SMTP and LMTP between them. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { calendarText, eventLines, eventText, linesOf, statusOf } from '../testing/calendar-text.ts'
import { type Organisation, startWorld, type World } from '../testing/organisations.ts'

let world: World
let alpha: Organisation
let beta: Organisation
let gamma: Organisation

before(async () => {
  world = await startWorld([
    { domain: 'alpha.example', people: ['ann'] },
    { domain: 'beta.example', people: ['bob', 'dave'], mail: { trust: { strangers: 'add' } } },
    { domain: 'gamma.example', people: ['carol'], mail: { trust: { strangers: 'add' } } },
  ])
  ;[alpha, beta, gamma] = world.organisations as [Organisation, Organisation, Organisation]
})
after(() => world.end())

async function held(at: Organisation, name: string, uid: string): Promise<string | undefined> {
  const { parts } = at
  return parts.store.read(async (tables) => {
    const rows = await tables
      .selectFrom('resource')
      .innerJoin('collection', 'collection.id', 'resource.collection_id')
      .innerJoin('principal', 'principal.id', 'resource.owner_id')
      .select('resource.body')
      .where('collection.kind', '=', 'calendar')
      .where('principal.name', '=', name)
      .where('resource.uid', '=', uid)
      .execute()
    return rows[0]?.body
  })
}

describe('a meeting between three organisations', () => {
  it('arrives at everyone', async () => {
    const put = await alpha.as('ann').put(
      '/dav/calendars/ann/calendar/m.ics',
      eventText({
        uid: 'm',
        organizer: 'ann@alpha.example',
        attendees: ['ann@alpha.example;PARTSTAT=ACCEPTED', 'bob@beta.example', 'carol@gamma.example'],
      }),
    )
    assert.equal(put.status, 201, put.body)
    await world.settle()
    console.log(world.wire.carried.map((c) => c.bytes.toString().slice(0, 1500)))
    for (const o of world.organisations) console.log(o.domain, await o.parts.store.read((t) => t.selectFrom('mail_in').selectAll().execute()), (await o.parts.store.read((t) => t.selectFrom('trace').selectAll().execute())).map((r) => `${r.direction} ${r.method} ${r.peer} ${r.classification} ${r.reasons}`))
    console.log(await held(alpha, 'ann', 'm'))
    console.log(await held(beta, 'bob', 'm'))
    console.log(await held(gamma, 'carol', 'm'))
  })
})
