/** Rooms and resources that take one booking at a time: no two accepted ones overlap. */
import { codeOfEvent } from '@parley/busytime'
import { instancesBetween } from '@parley/icalendar'
import { type Principal, principalsById, resourcesById, timingOf } from '@parley/store'
import { objectOf } from '../api/events/carry-out.ts'
import { readingOf } from '../api/events/to-json.ts'
import type { Parts } from '../parts.ts'
import { bookingPolicyOf } from '../people.ts'

const backSeconds = 31 * 86_400
const aheadSeconds = 400 * 86_400
const maxInstances = 5_000
const readAtOnce = 200
const busy = 4

type Booking = {
  readonly uid: string
  readonly startSeconds: number
  readonly endSeconds: number
}

/** Looks from a month back to more than a year ahead. */
export async function checkRooms(parts: Parts, broken: string[]): Promise<void> {
  const rooms = await parts.store.read(async (tables) => {
    const rows = await tables
      .selectFrom('principal')
      .select('id')
      .where('kind', 'in', ['room', 'resource'])
      .where('disabled', '=', 0)
      .orderBy('name')
      .execute()
    const ids = rows.map((each) => each.id)
    const found: Principal[] = []
    for (let from = 0; from < ids.length; from += readAtOnce) {
      found.push(...(await principalsById(tables, ids.slice(from, from + readAtOnce))))
    }
    return found
  })
  for (const room of rooms) {
    const { answer, allowConflicts } = bookingPolicyOf(room)
    if (answer !== 'if-free' || allowConflicts) continue
    broken.push(
      ...overlapping(await bookingsOf(parts, room)).map((each) => `room ${room.name}: ${each}`),
    )
  }
}

/** What it has accepted of those who invited it; what its keepers wrote into its calendar is theirs. */
async function bookingsOf(parts: Parts, room: Principal): Promise<readonly Booking[]> {
  const now = parts.clock()
  const window = { fromSeconds: now - backSeconds, toSeconds: now + aheadSeconds }
  return parts.store.read(async (tables) => {
    const rows = await timingOf(tables, [room.id], window)
    const ids = [...new Set(rows.map((each) => each.resourceId))]
    const bookings: Booking[] = []
    for (let from = 0; from < ids.length; from += readAtOnce) {
      for (const each of await resourcesById(tables, ids.slice(from, from + readAtOnce))) {
        if (each.scheduleTag === undefined) continue
        const { set, user } = readingOf(parts, room, objectOf(each.text))
        const instances = instancesBetween(set, { ...window, limit: maxInstances })
        for (const { component, startSeconds, endSeconds } of instances) {
          if (codeOfEvent(component, user) !== busy) continue
          bookings.push({ uid: each.uid, startSeconds, endSeconds })
        }
      }
    }
    return bookings
  })
}

function overlapping(bookings: readonly Booking[]): readonly string[] {
  const sorted = bookings.toSorted((one, other) => one.startSeconds - other.startSeconds)
  const said = new Map<string, string>()
  let last: Booking | undefined
  for (const each of sorted) {
    if (last !== undefined && each.startSeconds < last.endSeconds && each.uid !== last.uid) {
      const pair = [last.uid, each.uid].sort().join(' and ')
      const at = new Date(each.startSeconds * 1000).toISOString().replace('.000', '')
      if (!said.has(pair)) said.set(pair, `it is booked twice at ${at}, by ${pair}`)
    }
    if (last === undefined || each.endSeconds > last.endSeconds) last = each
  }
  return [...said.values()]
}
