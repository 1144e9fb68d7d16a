/** `parley freebusy`: everyone's time as a grid, as JSON, or as VFREEBUSY. */
import {
  availabilityTime,
  type BusyTime,
  busyTimeOf,
  freeBusyComponent,
  kindPeriodsOf,
  overlaidBusyTime,
  unknownBusyTime,
} from '@parley/busytime'
import { component, property, serializeText, textProperty, zoneCatalog } from '@parley/icalendar'
import type { Call } from '../command.ts'
import type { ExitCode } from '../failure.ts'
import { nowOf, productId } from '../identity.ts'
import { grid, legend } from './grid.ts'
import { type NamedPerson, personNamed, type Setting, settingOf } from './people.ts'

export async function freebusy(call: Call): Promise<ExitCode> {
  const { operands, options, world, paint } = call
  const setting = settingOf(call, zoneCatalog(), 1)
  const rows: { person: NamedPerson; busy: BusyTime }[] = []
  for (const operand of operands) {
    const person = await personNamed(operand, setting, call)
    rows.push({ person, busy: timeOf(person, setting) })
  }
  if (options.flag('ics')) world.write(published(rows, call))
  else if (options.flag('json'))
    for (const { person, busy } of rows) world.write(`${JSON.stringify(told(person, busy))}\n`)
  else {
    const named = rows.map(({ person, busy }) => ({ name: person.user.address, busy }))
    world.write(`${grid(named, setting.window, setting.tzid, paint)}${paint.dim(legend)}\n`)
  }
  return 0
}

/** Availability with what the calendars hold laid over it; all unknown where there is no calendar. */
export function timeOf(
  person: NamedPerson,
  { window }: Setting,
  ignoredUids?: ReadonlySet<string>,
): BusyTime {
  const { calendars, availability } = person
  if (calendars === undefined) return unknownBusyTime(window)
  const engaged = busyTimeOf(calendars, window, ignoredUids)
  if (availability === undefined) return engaged
  return overlaidBusyTime(availabilityTime(availability, window), engaged)
}

function told({ user, tzid }: NamedPerson, busy: BusyTime): unknown {
  return {
    address: user.address,
    zone: tzid,
    start: iso(busy.fromSeconds),
    end: iso(busy.toSeconds),
    periods: kindPeriodsOf(busy).map(({ kind, startSeconds, endSeconds }) => ({
      kind,
      start: iso(startSeconds),
      end: iso(endSeconds),
    })),
  }
}

export function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000', '')
}

/** Of whom nothing is known, nothing is published. */
function published(
  rows: readonly { readonly person: NamedPerson; readonly busy: BusyTime }[],
  call: Call,
): string {
  const known = rows.filter(({ person }) => person.calendars !== undefined)
  const dtstampSeconds = nowOf(call)
  const components = known.map(({ person, busy }) => {
    const uid = `busy-${call.world.freshName()}`
    return freeBusyComponent(busy, { uid, dtstampSeconds, organizer: person.user.address })
  })
  const head = [
    property('VERSION', '2.0'),
    textProperty('PRODID', productId),
    property('METHOD', 'PUBLISH'),
  ]
  return serializeText(component('VCALENDAR', head, components))
}
