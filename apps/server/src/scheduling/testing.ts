/** What tests of scheduling set up, ask and do. */
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { checkStore } from '../admin/check.ts'
import { answeredText, eventText } from '../testing/calendar-text.ts'
import type { Open } from '../testing/databases.ts'
import type { DavAnswer } from '../testing/dav-client.ts'
import { person, type TestServer, usualPeople } from '../testing/start.ts'

const people = [
  ...usualPeople,
  person('dora'),
  person('team', { kind: 'group', displayName: 'Team' }),
]

type Copy = { readonly path: string; readonly text: string }

type Prepared = {
  /** A name of its own for each test: the UID, and the resource of whoever makes it. */
  fresh(): { readonly uid: string; path(name: string): string }
  /** What that person holds of the UID, and where. */
  copyOf(name: string, uid: string): Promise<Copy | undefined>
  held(name: string, uid: string): Promise<Copy>
  inboxOf(name: string, uid: string): Promise<string[]>
  invitation(uid: string, attendees: readonly string[], more?: object): string
  /** As a calendar app does: the copy with another PARTSTAT. */
  answer(
    name: string,
    uid: string,
    partStat: string,
    headers?: Record<string, string>,
  ): Promise<DavAnswer>
}

/** Within a describe: a server before its tests, whose data is checked after them. */
export function prepare(open: Open, opened: (server: TestServer) => void): Prepared {
  let server: TestServer
  before(async () => {
    server = await open({ people })
    opened(server)
    await server.parts.store.write([], async (tables) => {
      const rows = await tables.selectFrom('principal').select(['id', 'name']).execute()
      const ids = new Map(rows.map((each) => [each.name, each.id]))
      for (const name of ['bob', 'carol']) {
        const row = { group_id: ids.get('team') ?? '', member_id: ids.get(name) ?? '' }
        await tables.insertInto('membership').values(row).execute()
      }
    })
  })
  after(async () => {
    const { broken } = await checkStore(server.parts)
    assert.deepEqual(broken, [])
    await server.end()
  })

  let count = 0
  const fresh: Prepared['fresh'] = () => {
    const uid = `m${count++}-${Math.random().toString(36).slice(2)}`
    return { uid, path: (name) => `/dav/calendars/${name}/calendar/${uid}.ics` }
  }
  const copyOf: Prepared['copyOf'] = async (name, uid) => {
    for (const [file, text] of await server.as(name).objects()) {
      if (text.includes(`UID:${uid}\r\n`))
        return { path: `/dav/calendars/${name}/calendar/${file}`, text }
    }
    return undefined
  }
  const held: Prepared['held'] = async (name, uid) => {
    const found = await copyOf(name, uid)
    assert.ok(found, `${name} holds nothing of ${uid}`)
    return found
  }
  const inboxOf: Prepared['inboxOf'] = async (name, uid) =>
    [...(await server.as(name).objects('inbox')).values()].filter((text) =>
      text.includes(`UID:${uid}\r\n`),
    )
  const invitation: Prepared['invitation'] = (uid, attendees, more = {}) =>
    eventText({
      uid,
      organizer: 'ann@example.com',
      attendees: ['ann@example.com;PARTSTAT=ACCEPTED', ...attendees],
      ...more,
    })
  const answer: Prepared['answer'] = async (name, uid, partStat, headers = {}) => {
    const { path, text } = await held(name, uid)
    return server.as(name).put(path, answeredText(text, `${name}@example.com`, partStat), headers)
  }
  return { fresh, copyOf, held, inboxOf, invitation, answer }
}
