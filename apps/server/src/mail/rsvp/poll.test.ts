/** Voters elsewhere are told of a poll by mail, and vote on a page: no account, no script. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { readMail } from '@parley/imip'
import { type ApiClient, apiClient } from '../../testing/api-client.ts'
import { type Organisation, startWorld, type World } from '../../testing/organisations.ts'
import { traceOf } from '../testing.ts'

let world: World
let alpha: Organisation
let ann: ApiClient
let nowSeconds = 1_798_700_000
const eve = 'eve@elsewhere.example'
const dan = 'dan@elsewhere.example'

describe('a poll with voters elsewhere', () => {
  before(async () => {
    world = await startWorld([{ domain: 'alpha.example', people: ['ann', 'bob'] }], {
      clock: () => nowSeconds++,
    })
    ;[alpha] = world.organisations as [Organisation]
    ann = apiClient(alpha.url, 'ann')
  })
  after(() => world.end())

  const draft = {
    title: 'Retreat',
    description: 'Two days by the lake',
    options: [
      { start: '2027-03-01T10:00', end: '2027-03-01T11:00' },
      { start: '2027-03-02T10:00', end: '2027-03-02T11:00', location: 'Roof' },
    ],
    voters: [{ address: eve }, { address: dan }, { address: 'bob@alpha.example' }],
  }
  const text = (): string => world.wire.carried.at(-1)?.bytes.toString() ?? ''
  const lastTo = (address: string) => world.wire.carried.findLast((each) => each.to === address)
  const pageFor = (address: string): string => {
    const mail = lastTo(address)?.bytes.toString().replaceAll('=\r\n', '') ?? ''
    return /https:\/\/cal\.alpha\.example(\/answer\/\w+)/.exec(mail)?.[1] ?? ''
  }

  async function opened(more: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const made = await ann.post('/polls', { ...draft, ...more })
    assert.equal(made.status, 201, JSON.stringify(made.body))
    assert.deepEqual(made.body.unreached, [])
    await world.settle()
    return encodeURIComponent(made.body.poll.uid)
  }

  async function ask(page: string, form?: Record<string, string>) {
    const answer = await fetch(alpha.url + page, {
      method: form === undefined ? 'GET' : 'POST',
      headers: {
        'accept-language': 'en',
        ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(form !== undefined && { body: new URLSearchParams(form).toString() }),
    })
    return { status: answer.status, body: await answer.text() }
  }

  const votes = async (uid: string): Promise<readonly (readonly [string, unknown])[]> => {
    const { body } = await ann.get(`/polls/${uid}`)
    return body.voters.map((each: { address: string; votes: unknown }) => [
      each.address,
      each.votes,
    ])
  }

  it('is told to each by a mail that leads to a page, and carries no object that few can read', async () => {
    await opened()
    assert.deepEqual(world.wire.carried.map((each) => each.to).toSorted(), [dan, eve])
    const { envelope, calendars, violations } = readMail(lastTo(eve)?.bytes ?? new Uint8Array())
    assert.equal(envelope.subject, 'When can you come?: Retreat')
    assert.deepEqual([calendars, violations], [[], []])
    assert.match(text(), /Content-Type: text\/html/)
    assert.notEqual(pageFor(eve), pageFor(dan))
    assert.equal(
      (await traceOf(alpha, 'ann')).filter((each) => each.classification === 'mail-handed-over')
        .length,
      2,
    )
  })

  it('is voted on there, and a later vote takes the place of the earlier', async () => {
    const uid = await opened()
    const page = pageFor(eve)
    const before = await votes(uid)
    const shown = await ask(page)
    assert.equal(shown.status, 200)
    assert.match(shown.body, /Ann asks when you can come: Retreat/)
    assert.match(shown.body, /Roof/)
    assert.deepEqual(await votes(uid), before, 'looking changes nothing')
    const voted = await ask(page, { 'vote-1': 'no', 'vote-2': 'yes', comment: 'Gladly' })
    assert.equal(voted.status, 200, voted.body)
    assert.match(voted.body, /name="vote-2" value="yes" checked/)
    const [said] = (await votes(uid)).filter(([address]) => address === eve)
    assert.deepEqual(said?.[1], [
      { option: 1, answer: 'no', comment: 'Gladly' },
      { option: 2, answer: 'yes', comment: 'Gladly' },
    ])
    await ask(page, { 'vote-1': 'maybe', 'vote-2': 'no' })
    const [again] = (await votes(uid)).filter(([address]) => address === eve)
    assert.deepEqual(again?.[1], [
      { option: 1, answer: 'maybe' },
      { option: 2, answer: 'no' },
    ])
  })

  it('shows where the vote stands, without what was said to the Organizer', async () => {
    const uid = await opened()
    assert.match((await ask(pageFor(eve))).body, /Nobody else has voted yet/)
    await ask(pageFor(dan), { 'vote-1': 'no', 'vote-2': 'yes', comment: 'Between us' })
    const bob = apiClient(alpha.url, 'bob')
    await bob.post(`/polls/${uid}/vote`, { votes: [{ option: 2, answer: 'maybe' }] })
    const [first = '', second = ''] = (await ask(pageFor(eve))).body.split('</fieldset>')
    assert.match(first, /So far the others say<br>No \(1\): dan@elsewhere\.example</)
    assert.match(
      second,
      /<br>Yes \(1\): dan@elsewhere\.example<br>Maybe \(1\): bob@alpha\.example</,
    )
    assert.doesNotMatch(second, /Between us|Nobody else/)
    assert.doesNotMatch((await ask(pageFor(dan))).body, /others say<br>No/)
  })

  it('shows nobody else’s vote where the Organizer hides them', async () => {
    const uid = await opened({ votesShown: 'hide' })
    await ask(pageFor(dan), { 'vote-1': 'no', 'vote-2': 'yes' })
    const { body } = await ask(pageFor(eve))
    assert.match(body, /Only the organizer sees how others vote/)
    assert.doesNotMatch(body, /dan@|others say/)
    assert.match((await ask(pageFor(dan))).body, /name="vote-1" value="no" checked/)
    assert.equal((await votes(uid)).flatMap(([, each]) => each).length, 2)
  })

  it('takes nothing that is no vote, and nothing when it is over', async () => {
    const uid = await opened()
    const page = pageFor(dan)
    assert.equal((await ask(page, { 'vote-9': 'yes', 'vote-1': 'perhaps' })).status, 400)
    await ann.post(`/polls/${uid}/decision`, { kind: 'close' })
    const late = await ask(page, { 'vote-1': 'yes' })
    assert.equal(late.status, 409)
    assert.match(late.body, /Votes are taken no more/)
    assert.deepEqual(
      (await votes(uid)).flatMap(([, each]) => each),
      [],
    )
  })

  it('is called off by mail, to those who were asked', async () => {
    const uid = await opened()
    await ann.post(`/polls/${uid}/decision`, { kind: 'cancel' })
    await world.settle()
    const { envelope } = readMail(lastTo(eve)?.bytes ?? new Uint8Array())
    assert.equal(envelope.subject, 'Poll called off: Retreat')
    assert.notEqual(envelope.inReplyTo, undefined)
  })
})
