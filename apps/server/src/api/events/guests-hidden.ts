/** Whether the guests of an event are hidden from one another, as far as its reader may know. */
import { firstProperty, parseCalendar } from '@parley/icalendar'
import { addressOf, guestListOf } from '@parley/itip'
import { type Principal, principalsByAddress, resourcesByUid, type Tables } from '@parley/store'
import type { Parts } from '../../parts.ts'
import { policyOf } from '../../people.ts'
import type { FoundEvent } from '../access.ts'
import { roleIn } from './to-json.ts'

/** Undefined: its Organizer is not of this server, or holds it no more. */
export async function guestsHidden(
  parts: Parts,
  tables: Tables,
  { owner, reading, resource }: FoundEvent,
): Promise<boolean | undefined> {
  const role = roleIn(reading)
  if (role === 'organizer' || role === 'owner') return isHidden(parts, owner, reading.object)
  const { master, overridden } = reading.set
  const [first] = master === undefined ? overridden : [master]
  const named = first && firstProperty(first, 'ORGANIZER')
  if (named === undefined) return undefined
  const organizer = (await principalsByAddress(tables, [addressOf(named)])).get(addressOf(named))
  if (organizer === undefined) return undefined
  const [held] = await resourcesByUid(tables, [organizer.id], resource.uid)
  const object = held && parseCalendar(held.text).objects[0]
  return object && isHidden(parts, organizer, object)
}

function isHidden(
  parts: Parts,
  organizer: Principal,
  object: Parameters<typeof guestListOf>[0],
): boolean {
  return (guestListOf(object) ?? policyOf(parts, organizer).guestList) === 'hide'
}
