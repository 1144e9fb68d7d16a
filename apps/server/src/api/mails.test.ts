/** Mails that were not taken: who sees them, and what administrators do with them. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { rawMail, signed } from '../mail/testing.ts'
import { type ApiAnswer, type ApiClient, apiClient } from '../testing/api-client.ts'
import { calendarText, eventLines } from '../testing/calendar-text.ts'
import { type Organisation, startWorld, type World } from '../testing/organisations.ts'
import { addPeople, person } from '../testing/start.ts'
import type { Carried } from '../testing/wire.ts'

type Json = ApiAnswer['body']

let world: World
let alpha: Organisation
let beta: Organisation
let ann: ApiClient
let amy: ApiClient
const bobs = 'bob@beta.example'

describe('mails that were not taken', () => {
  before(async () => {
    const boss = person('ann', { addresses: ['ann@alpha.example'], isAdmin: true })
    world = await startWorld([
      { domain: 'alpha.example', people: [boss, 'amy', 'bea'] },
      { domain: 'beta.example', people: [] },
    ])
    ;[alpha, beta] = world.organisations as [Organisation, Organisation]
    ann = apiClient(alpha.url, 'ann')
    amy = apiClient(alpha.url, 'amy')
  })
  after(() => world.end())

  function request(uid: string, to: string, from = bobs): Carried {
    const attendees = [bobs, to]
    const lines = eventLines({ uid, organizer: bobs, attendees, lines: ['SEQUENCE:0'] })
    return rawMail({
      from,
      to,
      method: 'REQUEST',
      text: calendarText(['METHOD:REQUEST', ...lines]),
    })
  }

  async function take(mail: Carried, recipients: readonly string[] | undefined = [mail.to]) {
    const said = recipients.length === 0 ? {} : { recipients, envelopeFrom: mail.from }
    const receipt = await alpha.mail.receive(mail.bytes, { via: 'lmtp', ...said })
    return receipt.id ?? ''
  }

  const adminsOf = async (query = ''): Promise<Json[]> =>
    (await ann.get(`/admin/mails${query}`)).body.mails

  it('are listed for administrators: from whom, for whom, when, why, in which state', async () => {
    const id = await take(request('nobody', 'newcomer@alpha.example'))
    const [mail] = await adminsOf('?state=failed')
    const { at, messageId, ...rest } = mail
    assert.deepEqual(rest, {
      id,
      state: 'failed',
      reason: 'nobody here is meant',
      via: 'lmtp',
      from: bobs,
      to: ['newcomer@alpha.example'],
      attempts: 1,
    })
    assert.match(at, /^\d{4}-\d\d-\d\dT/)
    assert.match(messageId, /@raw$/)
    assert.equal((await ann.get('/admin/mails')).body.counts.failed, 1)
    assert.deepEqual(await adminsOf('?state=refused'), [])
  })

  it('are downloaded byte for byte, and never shown', async () => {
    const sent = request('download', 'elsewhere@alpha.example')
    const id = await take(sent)
    const answer = await ann.get(`/admin/mails/${id}/original`)
    assert.equal(answer.body, Buffer.from(sent.bytes).toString())
    assert.equal(answer.headers.get('content-type'), 'message/rfc822')
    assert.match(answer.headers.get('content-disposition') ?? '', /^attachment; filename="mail-/)
    assert.match(answer.headers.get('content-security-policy') ?? '', /sandbox/)
  })

  it('are taken when they are tried again, once the cause is gone', async () => {
    const id = await take(await signed(request('later', 'cleo@alpha.example'), beta))
    const again = async (): Promise<ApiAnswer> => ann.post(`/admin/mails/${id}/again`)
    assert.deepEqual((await again()).body, { state: 'failed', reason: 'nobody here is meant' })
    assert.equal((await adminsOf()).find((each) => each.id === id)?.attempts, 2)
    await addPeople(alpha.parts, [person('cleo', { addresses: ['cleo@alpha.example'] })])
    assert.deepEqual((await again()).body, { state: 'waiting', reason: 'new (dmarc)' })
    const cleo = apiClient(alpha.url, 'cleo')
    const [question] = (await cleo.get('/waiting')).body.questions
    assert.deepEqual([question.uid, question.question], ['later', 'unknown-sender'])
    assert.equal((await adminsOf('?state=waiting')).length, 1)
    assert.equal((await again()).status, 404, 'what waits is kept by its question')
    assert.equal((await ann.delete(`/admin/mails/${id}`)).status, 404)
  })

  it('are seen by those whom they were for, and by nobody else', async () => {
    const forged = request('forged', 'amy@alpha.example', `${bobs}, eve@elsewhere.example`)
    const id = await take(forged, ['amy+calendar@alpha.example'])
    const own = (await amy.get('/mails')).body.mails
    assert.deepEqual(
      own.map((each: Json) => [each.id, each.state, each.reason]),
      [[id, 'refused', 'several-authors']],
    )
    assert.equal((await amy.get(`/mails/${id}/original`)).body, forged.bytes.toString())
    const bea = apiClient(alpha.url, 'bea')
    assert.deepEqual((await bea.get('/mails')).body.mails, [])
    assert.equal((await bea.get(`/mails/${id}/original`)).status, 404)
  })

  it('are known by their header where no envelope came with them', async () => {
    const id = await take(request('header', 'bea@alpha.example', `${bobs}, x@y.example`), [])
    const bea = apiClient(alpha.url, 'bea')
    assert.deepEqual(
      (await bea.get('/mails')).body.mails.map((each: Json) => [each.id, each.to]),
      [[id, ['bea@alpha.example']]],
    )
  })

  it('stay refused with their bytes, whoever tries them again', async () => {
    const id = await take(request('twice', 'amy@alpha.example', `${bobs}, z@y.example`))
    const again = await ann.post(`/admin/mails/${id}/again`)
    assert.deepEqual([again.status, again.body.code], [409, 'decided'])
    await alpha.mail.again(id)
    assert.equal((await ann.get(`/admin/mails/${id}/original`)).status, 200)
    assert.equal(
      (await adminsOf('?state=refused')).some((each) => each.id === id),
      true,
    )
  })

  it('are gone when they are discarded', async () => {
    const id = await take(request('discarded', 'gone@alpha.example'))
    const before = (await ann.get('/admin/mails')).body.counts.failed
    assert.equal((await ann.delete(`/admin/mails/${id}`)).status, 204)
    assert.equal((await ann.get('/admin/mails')).body.counts.failed, before - 1)
    assert.equal((await ann.get(`/admin/mails/${id}/original`)).status, 404)
    assert.equal((await ann.delete(`/admin/mails/${id}`)).status, 404)
  })
})
