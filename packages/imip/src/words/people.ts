/** People in words. */
import { allProperties, type Component, type Property, parameterValue } from '@parley/icalendar'
import { addressOf, type CalendarAddress } from '@parley/itip'
import { cleanLine, cleanName } from '../clean.ts'
import type { Texts } from '../texts/texts.ts'

/** More people than these are counted, not listed. */
export const maxListedPeople = 50

/** Names by address, from ORGANIZER and ATTENDEEs. */
export function namesIn(component: Component): ReadonlyMap<CalendarAddress, string> {
  const names = new Map<CalendarAddress, string>()
  for (const each of component.properties) {
    if (each.name !== 'ATTENDEE' && each.name !== 'ORGANIZER') continue
    const name = cleanName(parameterValue(each, 'CN') ?? '')
    if (name !== '') names.set(addressOf(each), name)
  }
  return names
}

/** `Alice Doe <alice@example.com>`, or the address alone. */
export function personText(
  address: CalendarAddress,
  names: ReadonlyMap<CalendarAddress, string>,
): string {
  const name = names.get(address)
  const shown = cleanLine(address, 320)
  return name === undefined ? shown : `${name} <${shown}>`
}

/** One line for each: the Organizer first, then Attendees with their participation status. */
export function peopleLines(component: Component, texts: Texts): readonly string[] {
  const names = namesIn(component)
  const [organizer] = allProperties(component, 'ORGANIZER')
  const attendees = allProperties(component, 'ATTENDEE')
  const first = organizer === undefined ? undefined : addressOf(organizer)
  const lines = attendees
    .filter((each) => addressOf(each) !== first)
    .slice(0, maxListedPeople)
    .map((each) => `${personText(addressOf(each), names)} – ${attendeeFacts(each, texts)}`)
  const rest = attendees.filter((each) => addressOf(each) !== first).length - lines.length
  return [
    ...(first === undefined ? [] : [`${personText(first, names)} – ${texts.organizer}`]),
    ...lines,
    ...(rest > 0 ? [texts.others(rest)] : []),
  ]
}

function attendeeFacts(attendee: Property, texts: Texts): string {
  const partStat = parameterValue(attendee, 'PARTSTAT')?.toUpperCase() ?? 'NEEDS-ACTION'
  const said = texts.partStats[partStat] ?? texts.partStats['NEEDS-ACTION'] ?? ''
  const optional = parameterValue(attendee, 'ROLE')?.toUpperCase() === 'OPT-PARTICIPANT'
  return optional ? `${said}, ${texts.optional}` : said
}

export function peopleText(
  addresses: readonly CalendarAddress[],
  names: ReadonlyMap<CalendarAddress, string>,
  texts: Texts,
): readonly string[] {
  const listed = addresses.slice(0, maxListedPeople).map((each) => personText(each, names))
  const rest = addresses.length - listed.length
  return rest > 0 ? [...listed, texts.others(rest)] : listed
}
