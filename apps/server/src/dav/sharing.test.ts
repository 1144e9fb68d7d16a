/** What an ACL gives, what it does not, and what it says of itself (RFC 3744 §5.3, §5.6, §8.1.1). */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { eventText } from '../testing/calendar-text.ts'
import { contentOf, type DavAnswer, namespaces } from '../testing/dav-client.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

const calendar = '/dav/calendars/ann/calendar/'
const bob = '<D:href>/dav/principals/bob/</D:href>'
const entry = (who: string, ...privileges: readonly string[]): string =>
  `<D:ace><D:principal>${who}</D:principal><D:grant>${privileges
    .map((each) => `<D:privilege><${each}/></D:privilege>`)
    .join('')}</D:grant></D:ace>`

describe('an ACL of a calendar', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
    await server.as('ann').put(`${calendar}one.ics`, eventText({ uid: 'one' }))
  })
  after(() => server.end())

  const setAcl = (entries: string): Promise<DavAnswer> =>
    server.as('ann').request('ACL', calendar, { body: `<D:acl ${namespaces}>${entries}</D:acl>` })
  const mayRead = async (): Promise<boolean> =>
    (await server.as('bob').get(`${calendar}one.ics`)).status === 200

  it('gives busy time, which everybody sees, without giving what is behind it', async () => {
    assert.equal((await setAcl(entry(bob, 'C:read-free-busy'))).status, 200)
    assert.equal(await mayRead(), false)
  })

  it('gives reading with what reading contains', async () => {
    const names = ['D:read', 'D:read-current-user-privilege-set', 'C:read-free-busy']
    assert.equal((await setAcl(entry(bob, ...names))).status, 200)
    assert.equal(await mayRead(), true)
    assert.equal((await setAcl('')).status, 200)
    assert.equal(await mayRead(), false)
  })

  it('is taken as it was told, with more in it, several entries of one person together', async () => {
    const propfind = (): Promise<DavAnswer> => server.as('ann').propfind(calendar, '<D:acl/>')
    assert.equal((await setAcl(entry(bob, 'D:write') + entry(bob, 'D:read'))).status, 200)
    const told = await propfind()
    assert.match(told.text, /<D:write\/>/)
    assert.equal((await setAcl(contentOf(told.text, 'D:acl') ?? '')).status, 200)
    assert.equal((await propfind()).text, told.text)
    const own = entry('<D:href>/dav/principals/ann/</D:href>', 'D:all')
    const owner = entry('<D:property><D:owner/></D:property>', 'D:all')
    const kept = owner.replace('</D:ace>', '<D:protected/></D:ace>')
    assert.equal((await setAcl(own + kept + entry(bob, 'D:write'))).status, 200)
    assert.equal((await propfind()).text, told.text)
    assert.equal((await setAcl('')).status, 200)
  })

  const refusals = [
    ['a part of writing, which is given as a whole', entry(bob, 'D:bind'), 'no-abstract'],
    ['a part of reading alone', entry(bob, 'D:read-current-user-privilege-set'), 'no-abstract'],
    ['what stays with the owner', entry(bob, 'D:read', 'D:write-acl'), 'no-abstract'],
    ['everything, which has that in it', entry(bob, 'D:all'), 'no-abstract'],
    ['what there is not', entry(bob, 'D:fly'), 'not-supported-privilege'],
    ['what is of an Inbox', entry(bob, 'C:schedule-deliver'), 'not-supported-privilege'],
    [
      'somebody who is not here',
      entry('<D:href>/dav/principals/nobody/</D:href>', 'D:read'),
      'recognized-principal',
    ],
    ['everybody', entry('<D:authenticated/>', 'D:read'), 'allowed-principal'],
    ['who is told by a property', entry('<D:self/>', 'D:read'), 'allowed-principal'],
    ['a denial', entry(bob, 'D:read').replaceAll('grant', 'deny'), 'grant-only'],
    ['all but one', entry(bob, 'D:read').replaceAll('D:principal', 'D:invert'), 'no-invert'],
  ] as const
  for (const [what, entries, condition] of refusals) {
    it(`is refused by name with ${what}, and changes nothing`, async () => {
      const answer = await setAcl(entry(bob, 'D:write') + entries)
      assert.equal(answer.status, 403)
      assert.match(contentOf(answer.text, 'D:error') ?? '', new RegExp(`<D:${condition}/>`))
      assert.equal(await mayRead(), false)
    })
  }

  it('is of a calendar or an Inbox, and is there', async () => {
    const ann = server.as('ann')
    const body = `<D:acl ${namespaces}>${entry(bob, 'D:read')}</D:acl>`
    for (const path of ['outbox/', '', 'calendar/one.ics', 'none/']) {
      const answer = await ann.request('ACL', `/dav/calendars/ann/${path}`, { body })
      assert.equal(answer.status, 403, path)
    }
    assert.equal((await ann.request('ACL', calendar)).status, 400)
    assert.equal((await ann.request('ACL', calendar, { body: '<a xmlns="DAV:"/>' })).status, 400)
  })

  it('says what it takes: grants alone, of privileges that are not abstract', async () => {
    const { text } = await server
      .as('ann')
      .propfind(calendar, '<D:acl-restrictions/><D:inherited-acl-set/><D:supported-privilege-set/>')
    assert.match(text, /<D:acl-restrictions><D:grant-only\/><D:no-invert\/><\/D:acl-restrictions>/)
    assert.match(text, /<D:inherited-acl-set\/>/)
    assert.match(text, /<D:privilege><D:bind\/><\/D:privilege><D:abstract\/>/)
    assert.doesNotMatch(text, /<D:privilege><D:(read|write)\/><\/D:privilege><D:abstract\/>/)
  })
})
