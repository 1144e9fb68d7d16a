/** Whom somebody lets schedule with them: ACL of an Inbox (RFC 6638 §6.1). */
import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { principalByName, replaceMembers } from '@parley/store'
import { apiClient } from '../testing/api-client.ts'
import {
  answeredText,
  calendarText,
  eventText,
  linesOf,
  statusOf,
} from '../testing/calendar-text.ts'
import { contentOf, namespaces } from '../testing/dav-client.ts'
import { person, startTestServer, type TestServer, usualPeople } from '../testing/start.ts'

const named = (name: string): string => `<D:href>/dav/principals/${name}/</D:href>`
const everybody = '<D:authenticated/>'
const entry = (who: string, ...privileges: readonly string[]): string =>
  `<D:ace><D:principal>${who}</D:principal><D:grant>${privileges
    .map((each) => `<D:privilege><C:${each}/></D:privilege>`)
    .join('')}</D:grant></D:ace>`

describe('an Inbox', () => {
  let server: TestServer
  beforeEach(async () => {
    await server?.end()
    const team = person('team', { kind: 'group' })
    server = await startTestServer({ people: [...usualPeople, team] })
  })
  after(() => server.end())

  const setAcl = async (name: string, entries: string): Promise<number> => {
    const body = `<D:acl ${namespaces}>${entries}</D:acl>`
    return (await server.as(name).request('ACL', `/dav/calendars/${name}/inbox/`, { body })).status
  }
  const invite = async (organizer: string, guest: string, uid = 'one'): Promise<string> => {
    const path = `/dav/calendars/${organizer}/calendar/${uid}.ics`
    const of = {
      uid,
      organizer: `${organizer}@example.com`,
      attendees: [`${guest}@example.com;RSVP=TRUE`],
    }
    assert.equal((await server.as(organizer).put(path, eventText(of))).status, 201)
    const held = await server.as(organizer).get(path)
    return linesOf(held.text, 'ATTENDEE').find((each) => each.includes(guest)) ?? ''
  }
  const heldBy = async (name: string, uid = 'one'): Promise<string | undefined> =>
    [...(await server.as(name).objects(undefined, undefined, uid)).values()][0]

  // Requirement: 6638/3.2.9/3.8-no-privilege
  // Requirement: 6638/4/inbox-privileges-decide
  // Requirement: 6638/6.1/inbox-privileges-govern-delivery
  // Requirement: 6638/6.1.2/schedule-deliver-invite
  // Requirement: 6638/11.2/recipient-allows-delivery
  // Requirement: 6638/A.1/deliver-invite-methods
  it('takes invitations from those alone who are granted it; the others are told 3.8', async () => {
    const entries =
      entry(named('bob'), 'schedule-deliver-invite') +
      entry(everybody, 'schedule-deliver-reply', 'schedule-query-freebusy')
    assert.equal(await setAcl('ann', entries), 200)
    assert.match(await invite('carol', 'ann'), /SCHEDULE-STATUS="?3\.8/)
    assert.equal(await heldBy('ann'), undefined)
    assert.match(await invite('bob', 'ann', 'two'), /SCHEDULE-STATUS="?1\.2/)
    assert.ok(await heldBy('ann', 'two'))
    assert.match(await invite('ann', 'carol', 'three'), /SCHEDULE-STATUS="?1\.2/)
  })

  // Requirement: 6638/11.4/deny-by-privilege
  it('takes them from the members of a group that is granted it', async () => {
    assert.equal(await setAcl('ann', entry(named('team'), 'schedule-deliver')), 200)
    assert.match(await invite('carol', 'ann'), /SCHEDULE-STATUS="?3\.8/)
    await server.parts.store.write([], async (tables) => {
      const [team, carol] = [
        await principalByName(tables, 'team'),
        await principalByName(tables, 'carol'),
      ]
      await replaceMembers(tables, team?.id ?? '', [carol?.id ?? ''])
    })
    assert.match(await invite('carol', 'ann', 'two'), /SCHEDULE-STATUS="?1\.2/)
  })

  // Requirement: 6638/6.1.3/schedule-deliver-reply
  // Requirement: 6638/A.1/deliver-reply-methods
  it('takes answers from those alone who are granted it', async () => {
    await invite('ann', 'bob')
    await setAcl('ann', entry(everybody, 'schedule-deliver-invite'))
    const [name] = [...(await server.as('bob').objects(undefined, undefined, 'one')).keys()]
    const accepted = answeredText((await heldBy('bob')) ?? '', 'bob@example.com', 'ACCEPTED')
    const path = `/dav/calendars/bob/calendar/${name}`
    assert.ok((await server.as('bob').put(path, accepted)).status < 300)
    const organizer = linesOf((await heldBy('bob')) ?? '', 'ORGANIZER')[0]
    assert.match(organizer ?? '', /SCHEDULE-STATUS="?3\.8/)
    assert.equal(statusOf((await heldBy('ann')) ?? '', 'bob@example.com'), 'NEEDS-ACTION')
  })

  // Requirement: 6638/6.1.4/schedule-query-freebusy
  // Requirement: 6638/11.3/recipient-allows-query
  // Requirement: 6638/A.1/query-freebusy-methods
  it('tells busy time to those alone who are granted it, by whichever way they ask', async () => {
    await setAcl('ann', entry(named('bob'), 'schedule-query-freebusy'))
    const asking = (name: string): string =>
      calendarText([
        'METHOD:REQUEST',
        'BEGIN:VFREEBUSY',
        'UID:f',
        'DTSTAMP:20260101T000000Z',
        'DTSTART:20270302T000000Z',
        'DTEND:20270303T000000Z',
        `ORGANIZER:mailto:${name}@example.com`,
        'ATTENDEE:mailto:ann@example.com',
        'END:VFREEBUSY',
      ])
    const ask = async (name: string): Promise<readonly unknown[]> => {
      const client = server.as(name)
      const posted = await client.request('POST', `/dav/calendars/${name}/outbox/`, {
        body: asking(name),
        headers: { 'content-type': 'text/calendar' },
      })
      const range = '<C:time-range start="20270302T000000Z" end="20270303T000000Z"/>'
      const report = `<C:free-busy-query ${namespaces}>${range}</C:free-busy-query>`
      const queried = await client.report('/dav/calendars/ann/calendar/', report)
      const window = { from: '2027-03-02T00:00:00Z', to: '2027-03-03T00:00:00Z' }
      const people = ['ann@example.com']
      const busy = await apiClient(server.url, name).post('/busy', { people, ...window })
      return [
        contentOf(posted.text, 'C:request-status')?.slice(0, 3),
        queried.status,
        busy.body.people[0].known,
      ]
    }
    assert.deepEqual(await ask('bob'), ['2.0', 200, true])
    assert.deepEqual(await ask('carol'), ['3.8', 403, false])
  })

  it('shows who is let in, and to everyone what they may do', async () => {
    await setAcl('ann', entry(named('bob'), 'schedule-deliver-invite'))
    const shown = await server.as('ann').propfind('/dav/calendars/ann/inbox/', '<D:acl/>')
    assert.match(shown.text, /principals\/bob\/.*<C:schedule-deliver-invite\/>/)
    assert.doesNotMatch(shown.text, /authenticated/)
    await setAcl('ann', entry(everybody, 'schedule-deliver'))
    const open = await server.as('ann').propfind('/dav/calendars/ann/inbox/', '<D:acl/>')
    assert.match(open.text, /<D:authenticated\/>.*<C:schedule-deliver\/>/)
    assert.match(await invite('carol', 'ann'), /SCHEDULE-STATUS="?1\.2/)
  })

  it('grants nothing else, to nobody unknown, and denies nobody by name', async () => {
    const read =
      '<D:ace><D:principal><D:authenticated/></D:principal><D:grant><D:privilege><D:read/></D:privilege></D:grant></D:ace>'
    assert.equal(await setAcl('ann', read), 403)
    assert.equal(await setAcl('ann', entry(named('nobody'), 'schedule-deliver')), 403)
    assert.equal(
      await setAcl('ann', entry(everybody, 'schedule-deliver').replaceAll('grant', 'deny')),
      403,
    )
    const path = '/dav/calendars/ann/inbox/'
    const body = `<D:acl ${namespaces}>${entry(everybody, 'schedule-deliver')}</D:acl>`
    assert.equal((await server.as('bob').request('ACL', path, { body })).status, 403)
  })
})
