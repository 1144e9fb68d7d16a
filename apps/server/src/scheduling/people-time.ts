/** People and rooms with what is known of their time, from the store's timing rows. */
import {
  type Person,
  personWithBusyTime,
  personWithCalendars,
  type Room,
  roomWithCalendars,
  type Window,
} from '@parley/busytime'
import { type CalendarAddress, calendarUser } from '@parley/itip'
import type { Principal, Tables } from '@parley/store'
import type { Parts } from '../parts.ts'
import { settingsOf, userOf } from '../people.ts'
import { admits } from './admission.ts'
import { availabilityOf, calendarsWithin } from './free-busy.ts'

/** Around a window: buffers, and the night or weekend at its ends. */
const marginSeconds = 86_400

type TimeOfPeople = {
  readonly directory: ReadonlyMap<string, Principal | undefined>
  readonly window: Window
  /** Meetings that do not stand in their own way. */
  readonly ignoredUids: ReadonlySet<string>
  /** Who asks, by every name: of those who do not let them, nothing is known. Absent: the server. */
  readonly asker?: readonly string[]
}

/** In the order of the addresses, each person once; of those elsewhere nothing is known. */
export async function peopleFor(
  parts: Parts,
  tables: Tables,
  addresses: readonly CalendarAddress[],
  { directory, window, ignoredUids, asker }: TimeOfPeople,
): Promise<readonly Person[]> {
  const admitted = addresses.flatMap((address) => {
    const principal = directory.get(address)
    const isKnown = principal !== undefined && (!asker || admits(principal, 'busyTime', asker))
    return isKnown ? [principal] : []
  })
  const known = new Map(await calendarsWithin(parts, tables, admitted, around(window)))
  const people = new Map<string, Person>()
  for (const address of addresses) {
    const principal = directory.get(address)
    const calendars = principal && known.get(principal)
    if (principal === undefined || calendars === undefined) {
      const user = principal === undefined ? calendarUser(address) : userOf(principal)
      people.set(principal?.id ?? address, personWithBusyTime(user, undefined))
      continue
    }
    const availability = availabilityOf(parts, principal)
    const options = { window, tzid: principal.tzid, availability, ignoredUids }
    people.set(principal.id, personWithCalendars(userOf(principal), calendars, options))
  }
  return [...people.values()]
}

export async function roomsFor(
  parts: Parts,
  tables: Tables,
  rooms: readonly Principal[],
  { window, ignoredUids }: Pick<TimeOfPeople, 'window' | 'ignoredUids'>,
): Promise<readonly Room[]> {
  const known = await calendarsWithin(parts, tables, rooms, around(window))
  return known.map(([room, calendars]) => {
    const { capacity, features } = settingsOf(room)
    return roomWithCalendars(userOf(room), calendars, {
      window,
      ignoredUids,
      ...(capacity !== undefined && { capacity }),
      ...(features !== undefined && { features }),
    })
  })
}

function around({ fromSeconds, toSeconds }: Window): Window {
  return { fromSeconds: fromSeconds - marginSeconds, toSeconds: toSeconds + marginSeconds }
}
