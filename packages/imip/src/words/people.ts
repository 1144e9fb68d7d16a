/** People in words. */
import { allProperties, type Component, type Property, parameterValue } from '@parley/icalendar'
import { addressOf, type CalendarAddress } from '@parley/itip'
import { cleanLine, cleanName } from '../clean.ts'
import type { Texts } from '../texts/texts.ts'

/** More people than these are counted, not listed. */
const maxListedPeople = 50

/** Common names by address, as they stand. */
export type Names = ReadonlyMap<CalendarAddress, string>

/** From ORGANIZER and ATTENDEEs, in one pass. */
export function namesIn(component: Component): Names {
  const names = new Map<CalendarAddress, string>()
  for (const each of component.properties) {
    if (each.name !== 'ATTENDEE' && each.name !== 'ORGANIZER') continue
    const name = parameterValue(each, 'CN')
    if (name !== undefined) names.set(addressOf(each), name)
  }
  return names
}

/** `Alice Doe <alice@example.com>`, or the address alone. */
export function personText(address: CalendarAddress, names: Names): string {
  const name = cleanName(names.get(address) ?? '')
  const shown = cleanLine(address, 320)
  return name === '' ? shown : `${name} <${shown}>`
}

/** One line for each: the Organizer first, then Attendees with their participation status. */
export function peopleLines(component: Component, names: Names, texts: Texts): readonly string[] {
  const [organizer] = allProperties(component, 'ORGANIZER')
  const first = organizer === undefined ? undefined : addressOf(organizer)
  const attendees = allProperties(component, 'ATTENDEE').filter((each) => addressOf(each) !== first)
  const lines = attendees
    .slice(0, maxListedPeople)
    .map((each) => `${personText(addressOf(each), names)} – ${attendeeFacts(each, texts)}`)
  const rest = attendees.length - lines.length
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
  names: Names,
  texts: Texts,
): readonly string[] {
  const listed = addresses.slice(0, maxListedPeople).map((each) => personText(each, names))
  const rest = addresses.length - listed.length
  return rest > 0 ? [...listed, texts.others(rest)] : listed
}
