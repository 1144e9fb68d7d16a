/** A calendar user with calendars, as a person that a time is sought for. */
import type { CalendarUser } from '@parley/itip'
import { availabilityTime, type CompiledAvailability } from './availability.ts'
import type { BusyTime, Window } from './busy-time.ts'
import { busyTimeOf, type CompiledCalendars } from './calendars.ts'
import { splitUnavailable } from './free-busy.ts'
import type { Person, Room } from './propose/query.ts'

/** Around a window, for buffers. */
const bufferMarginSeconds = 86_400
/** Around a window, so that the night or the weekend at its ends is seen whole. */
const hoursMarginSeconds = 4 * 86_400

function widened({ fromSeconds, toSeconds }: Window, bySeconds: number): Window {
  return { fromSeconds: fromSeconds - bySeconds, toSeconds: toSeconds + bySeconds }
}

/** Someone whose calendars are at hand. Meetings of `ignoredUids` do not stand in their own way. */
export function personWithCalendars(
  user: CalendarUser,
  calendars: CompiledCalendars,
  options: {
    readonly window: Window
    readonly tzid?: string
    readonly availability?: CompiledAvailability
    readonly ignoredUids?: ReadonlySet<string>
    readonly borneSeconds?: number
  },
): Person {
  const window = widened(options.window, bufferMarginSeconds)
  const around = widened(options.window, hoursMarginSeconds)
  const availability = options.availability ?? calendars.availability
  const says = availability.tooComplex || availability.levels.length > 0
  return {
    address: user.address,
    ...(user.commonName === undefined ? {} : { commonName: user.commonName }),
    busy: busyTimeOf(calendars, window, options.ignoredUids),
    outsideHours: says ? availabilityTime(availability, around) : undefined,
    tzid: options.tzid,
    ...(options.borneSeconds === undefined ? {} : { borneSeconds: options.borneSeconds }),
  }
}

/** Someone of whom only busy time is known, from a VFREEBUSY; or, with `undefined`, nothing. */
export function personWithBusyTime(
  user: CalendarUser,
  busyTime: BusyTime | undefined,
  tzid?: string,
): Person {
  const split = busyTime && splitUnavailable(busyTime)
  return {
    address: user.address,
    ...(user.commonName === undefined ? {} : { commonName: user.commonName }),
    busy: split?.busy,
    outsideHours: split?.outsideHours,
    tzid,
  }
}

/** A room for a query, its busy time worked out from its own calendars. */
export function roomWithCalendars(
  user: CalendarUser,
  calendars: CompiledCalendars,
  options: {
    readonly window: Window
    readonly capacity?: number
    readonly features?: readonly string[]
    readonly ignoredUids?: ReadonlySet<string>
  },
): Room {
  return {
    address: user.address,
    ...(user.commonName === undefined ? {} : { commonName: user.commonName }),
    busy: busyTimeOf(calendars, widened(options.window, bufferMarginSeconds), options.ignoredUids),
    capacity: options.capacity,
    features: options.features ?? [],
  }
}
