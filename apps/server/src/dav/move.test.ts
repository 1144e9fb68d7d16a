/** MOVE and COPY where something is there, comes there meanwhile, or belongs to somebody else. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { eventText } from '../testing/calendar-text.ts'
import { type DavAnswer, namespaces } from '../testing/dav-client.ts'
import { startTestServer, type TestServer } from '../testing/start.ts'

const home = '/dav/calendars/ann/calendar'

describe('what is moved', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
    const body = `<D:propertyupdate ${namespaces}><D:set><D:prop><D:group-member-set><D:href>/dav/principals/bob/</D:href></D:group-member-set></D:prop></D:set></D:propertyupdate>`
    const path = '/dav/principals/ann/calendar-proxy-write/'
    assert.equal((await server.as('ann').request('PROPPATCH', path, { body })).status, 207)
  })
  after(() => server.end())

  type Asked = {
    readonly by?: string
    readonly method?: string
    readonly headers?: Record<string, string>
  }
  const move = (
    from: string,
    destination: string,
    { by = 'ann', method = 'MOVE', headers = {} }: Asked = {},
  ): Promise<DavAnswer> =>
    server.as(by).request(method, from, { headers: { destination, ...headers } })

  it('arrives once where several go to one place, and the others are told 412', async () => {
    const uids = ['a', 'b', 'c', 'd', 'e', 'f']
    for (const uid of uids) await server.as('ann').put(`${home}/${uid}.ics`, eventText({ uid }))
    const answers = await Promise.all(
      uids.map((uid) =>
        move(`${home}/${uid}.ics`, `${home}/place.ics`, { headers: { overwrite: 'F' } }),
      ),
    )
    const statuses = answers.map((each) => each.status).sort()
    assert.deepEqual(statuses, [201, 412, 412, 412, 412, 412])
  })

  it('is not lost where several take the place of one another', async () => {
    const uids = ['g', 'h', 'i']
    for (const uid of uids) await server.as('ann').put(`${home}/${uid}.ics`, eventText({ uid }))
    const answers = await Promise.all(
      uids.map((uid) => move(`${home}/${uid}.ics`, `${home}/other.ics`)),
    )
    for (const [index, { status }] of answers.entries()) {
      assert.ok([201, 204, 409].includes(status), String(status))
      const { status: left } = await server.as('ann').get(`${home}/${uids[index]}.ics`)
      assert.equal(left, status === 409 ? 200 : 404)
    }
  })

  // Requirement: 6638/3.2.3.4/move-between-calendars-none
  it('goes to another person’s calendar where it is nobody’s meeting; a meeting stays, and nobody hears', async () => {
    const to = (name: string): string => `/dav/calendars/bob/calendar/${name}.ics`
    await server.as('ann').put(`${home}/plain.ics`, eventText({ uid: 'plain' }))
    assert.equal((await move(`${home}/plain.ics`, to('plain'), { by: 'bob' })).status, 201)
    assert.equal((await server.as('ann').get(`${home}/plain.ics`)).status, 404)
    const meeting = { uid: 'meet', organizer: 'ann@example.com', attendees: ['carol@example.com'] }
    await server.as('ann').put(`${home}/meet.ics`, eventText(meeting))
    const before = await server.as('carol').objects('inbox')
    assert.equal((await move(`${home}/meet.ics`, to('meet'), { by: 'bob' })).status, 403)
    assert.equal((await server.as('ann').get(`${home}/meet.ics`)).status, 200)
    assert.equal((await server.as('bob').get(to('meet'))).status, 404)
    assert.deepEqual(await server.as('carol').objects('inbox'), before)
  })
  it('stays whole where it goes to where it is, however that is written', async () => {
    const meeting = { uid: 'self', organizer: 'ann@example.com', attendees: ['carol@example.com'] }
    await server.as('ann').put(`${home}/self.ics`, eventText(meeting))
    const before = await server.as('carol').objects('inbox')
    for (const destination of [`${home}/self.ics`, `${home}/%73elf.ics`, `${home}//self.ics`]) {
      assert.equal((await move(`${home}/self.ics`, destination)).status, 403, destination)
    }
    assert.equal((await server.as('ann').get(`${home}/self.ics`)).status, 200)
    assert.deepEqual(await server.as('carol').objects('inbox'), before)
  })

  it('is there, and is a calendar object', async () => {
    const [item = ''] = (await server.as('carol').objects('inbox')).keys()
    const rows = [
      ['ann', `${home}/nothing.ics`, `${home}/x.ics`, 404],
      ['carol', `/dav/calendars/carol/inbox/${item}`, '/dav/calendars/carol/calendar/x.ics', 404],
      ['ann', `${home}/self.ics`, '/dav/calendars/ann/inbox/x.ics', 403],
    ] as const
    for (const [by, from, to, status] of rows) {
      for (const method of ['MOVE', 'COPY']) {
        assert.equal((await move(from, to, { by, method })).status, status, `${method} ${from}`)
      }
    }
  })

  it('is copied where nothing is, or where it may take its place', async () => {
    await server.as('ann').put(`${home}/first.ics`, eventText({ uid: 'first' }))
    const to = '/dav/calendars/bob/calendar/first.ics'
    const copy = (overwrite: string): Promise<DavAnswer> =>
      move(`${home}/first.ics`, to, { by: 'bob', method: 'COPY', headers: { overwrite } })
    assert.equal((await copy('F')).status, 201)
    assert.equal((await copy('F')).status, 412)
    assert.equal((await copy('T')).status, 204)
  })
})
