/** A server with three people, two rooms and a group, and what the three do with meetings by the API. */
import assert from 'node:assert/strict'
import { type ApiAnswer, type ApiClient, apiClient } from './api-client.ts'
import { person, startTestServer, type TestServer } from './start.ts'

export type Json = ApiAnswer['body']

export type Meetings = {
  readonly server: TestServer
  /** An administrator too. */
  readonly ann: ApiClient
  readonly bob: ApiClient
  readonly carol: ApiClient
  /** Ann's, with Bob, where the draft does not say otherwise. */
  meeting(draft?: Readonly<Record<string, unknown>>): Promise<Json>
  /** As it waits for somebody. */
  invitation(who: ApiClient, uid: string): Promise<Json | undefined>
}

export async function startMeetings(clock: () => number): Promise<Meetings> {
  const server = await startTestServer({
    clock,
    people: [
      person('ann', { isAdmin: true }),
      person('bob', { addresses: ['bob@example.com', 'robert@example.com'] }),
      person('carol'),
      person('hall', {
        kind: 'room',
        displayName: 'Hall',
        settings: { capacity: 40, features: ['screen'] },
      }),
      person('nook', { kind: 'room', displayName: 'Nook', settings: { capacity: 3 } }),
      person('team', { kind: 'group', displayName: 'Team' }),
    ],
  })
  const ann = apiClient(server.url, 'ann')
  await ann.put('/admin/principals/team/members', { members: ['bob', 'carol'] })
  return {
    server,
    ann,
    bob: apiClient(server.url, 'bob'),
    carol: apiClient(server.url, 'carol'),
    async meeting(draft = {}): Promise<Json> {
      const calendar = (await ann.get('/calendars')).body.calendars[0].id
      const made = await ann.post(`/calendars/${calendar}/events`, {
        title: 'Plan',
        start: '2027-03-01T10:00',
        end: '2027-03-01T11:00',
        attendees: [{ address: 'bob@example.com' }],
        ...draft,
      })
      assert.equal(made.status, 201, JSON.stringify(made.body))
      return made.body
    },
    async invitation(who, uid): Promise<Json | undefined> {
      const { body } = await who.get('/waiting')
      return body.invitations.find((each: Json) => each.uid === uid)
    },
  }
}
