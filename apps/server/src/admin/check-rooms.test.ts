import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { principalByName, updatePrincipal } from '@parley/store'
import { settingsOf } from '../people.ts'
import { eventText } from '../testing/calendar-text.ts'
import { startTestServer } from '../testing/start.ts'
import { checkStore } from './check.ts'

describe('the check of rooms', () => {
  it('finds a room that is booked twice, also by a series, unless it may be', async () => {
    const clock = (): number => 1_798_700_000
    const server = await startTestServer({ clock })
    const ann = server.as('ann')
    const setBooking = (booking: Readonly<Record<string, unknown>>): Promise<void> =>
      server.parts.store.write([], async (tables) => {
        const room = await principalByName(tables, 'room')
        assert.ok(room)
        const settings = JSON.stringify({ ...settingsOf(room), booking })
        await updatePrincipal(tables, { ...room, settings })
      })
    const book = (uid: string, start: string, end: string, lines: string[] = []) =>
      ann.put(
        `/dav/calendars/ann/calendar/${uid}.ics`,
        eventText({
          ...{ uid, start, end, lines },
          organizer: 'ann@example.com',
          attendees: ['room@example.com'],
        }),
      )
    const broken = async (): Promise<readonly string[]> => (await checkStore(server.parts)).broken
    await book('weekly', '20270301T100000Z', '20270301T110000Z', ['RRULE:FREQ=WEEKLY;COUNT=4'])
    await book('after', '20270308T110000Z', '20270308T120000Z')
    await book('declined', '20270308T103000Z', '20270308T104500Z')
    assert.deepEqual(await broken(), [])
    await setBooking({ allowConflicts: true })
    await book('second', '20270308T100000Z', '20270308T103000Z')
    assert.deepEqual(await broken(), [], 'it may be booked twice')
    await setBooking({})
    assert.deepEqual(await broken(), [
      'room room: it is booked twice at 2027-03-08T10:00:00Z, by second and weekly',
    ])
    await server.end()
  })
})
