import { knownId } from './iana.ts'
import { windowsZones } from './windows-zones.ts'

const ianaByWindows: ReadonlyMap<string, string> = new Map(
  windowsZones.map(([name, iana]) => [name.toLowerCase(), iana]),
)
const windowsByIana: ReadonlyMap<string, string> = new Map(
  windowsZones.flatMap(([name, iana, others]) =>
    [iana, ...others.split(' ')].filter((id) => id !== '').map((id) => [id.toLowerCase(), name]),
  ),
)
/** IANA ids by the last part of their name, in lower case: 'amsterdam'. */
const ianaByCity: ReadonlyMap<string, string> = new Map(
  windowsZones.flatMap(([, iana, others]) =>
    [...others.split(' '), iana]
      .filter((id) =>
        /^(?:Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//.test(id),
      )
      .map((id) => [
        id
          .slice(id.lastIndexOf('/') + 1)
          .replaceAll('_', ' ')
          .toLowerCase(),
        id,
      ]),
  ),
)

/**
 * Names that Windows shows to people and that neither hold a city nor lead to a Windows name by
 * adding "Standard".
 */
const shownNames: ReadonlyMap<string, string> = new Map([
  ['arizona', 'US Mountain Standard Time'],
  ['indiana (east)', 'US Eastern Standard Time'],
  ['saskatchewan', 'Canada Central Standard Time'],
  ['hawaii', 'Hawaiian Standard Time'],
  ['alaska', 'Alaskan Standard Time'],
  ['international date line west', 'Dateline Standard Time'],
  ['coordinated universal time', 'UTC'],
  ['chihuahua, la paz, mazatlan', 'Mountain Standard Time (Mexico)'],
  ['guadalajara, mexico city, monterrey', 'Central Standard Time (Mexico)'],
  ['baja california', 'Pacific Standard Time (Mexico)'],
  ['west central africa', 'W. Central Africa Standard Time'],
  ['caucasus standard time', 'Caucasus Standard Time'],
  ['solomon is., new caledonia', 'Central Pacific Standard Time'],
  ['mid-atlantic', 'UTC-02'],
  ['new delhi', 'India Standard Time'],
  ['islamabad, karachi', 'Pakistan Standard Time'],
  ['harare, pretoria', 'South Africa Standard Time'],
  ['astana, dhaka', 'Bangladesh Standard Time'],
  ['abu dhabi, muscat', 'Arabian Standard Time'],
  ['kuwait, riyadh', 'Arab Standard Time'],
])

/**
 * The IANA id that a Windows name of a time zone stands for, by CLDR.
 *
 * Case does not matter; a number that Outlook adds to tell apart two zones of one name is left
 * aside. Errors: undefined for a name that Windows does not have.
 *
 * @example
 * windowsToIana('W. Europe Standard Time') // 'Europe/Berlin'
 */
export function windowsToIana(name: string): string | undefined {
  const plain = name.trim().toLowerCase()
  return ianaByWindows.get(plain) ?? ianaByWindows.get(plain.replace(/ \d{1,3}$/, ''))
}

/**
 * The Windows name of an IANA zone, old ids and new ones alike.
 *
 * @example
 * ianaToWindows('Europe/Kyiv') // 'FLE Standard Time'
 */
export function ianaToWindows(id: string): string | undefined {
  return windowsByIana.get(id.trim().toLowerCase())
}

/**
 * The IANA id that a TZID names: the id itself in any case, with a vendor's prefix before it, or a
 * Windows name. Errors: undefined for any other TZID; a fixed offset such as `UTC+2` is none either.
 *
 * @example
 * ianaZoneOf('/mozilla.org/20070129_1/Europe/Berlin') // 'Europe/Berlin'
 */
export function ianaZoneOf(tzid: string): string | undefined {
  return ianaNameOf(tzid) ?? windowsToIana(plainTzid(tzid)) ?? shownNameOf(plainTzid(tzid))
}

/** As `ianaZoneOf`, for TZIDs that are or end in an IANA id. */
export function ianaNameOf(tzid: string): string | undefined {
  const plain = plainTzid(tzid)
  if (/^tzone:\/\/microsoft\/utc$/i.test(plain)) return 'UTC'
  if (plain.toUpperCase() === 'Z') return 'UTC'
  return knownId(plain) ?? idAtEnd(plain) ?? knownId(plain.replaceAll(' ', '_'))
}

/** `/vendor/release/Europe/Berlin`: the longest end that is an id with a region. RFC 5545 §3.2.19. */
function idAtEnd(tzid: string): string | undefined {
  const parts = tzid.split(/[/\\]/).filter((part) => part !== '')
  if (parts.length < 2) return undefined
  for (const length of [3, 2]) {
    const id =
      parts.length > length || tzid.startsWith('/')
        ? knownId(parts.slice(-length).join('/'))
        : undefined
    if (id !== undefined) return id
  }
  const last = parts.at(-1) ?? ''
  return tzid.startsWith('/') && /^(?:UTC|GMT)$/i.test(last) ? 'UTC' : undefined
}

/**
 * `(UTC+01:00) Amsterdam, Berlin, …`, as Windows shows its zones to people; old ones lack the offset
 * or part the cities otherwise: `Pacific Time (US & Canada),Tijuana`, `Germany/Berlin`.
 */
function shownNameOf(tzid: string): string | undefined {
  if (tzid.length > maxShownLength) return undefined
  const shown = tzid
    .replace(/^\((?:UTC|GMT)(?:[+-]\d{1,2}:?\d{2})?\)\s*/i, '')
    .trim()
    .toLowerCase()
  const whole = windowsNameOf(shown)
  if (whole !== undefined) return whole
  for (const part of shown.split(/[,;:/]/)) {
    const name = part.trim()
    const windows = ianaToWindows(ianaByCity.get(name) ?? '')
    const found = windows === undefined ? windowsNameOf(name) : windowsToIana(windows)
    if (found !== undefined) return found
  }
  return undefined
}

const maxShownLength = 200

function windowsNameOf(shown: string): string | undefined {
  const listed = shownNames.get(shown)
  if (listed !== undefined) return windowsToIana(listed)
  const region = shown.replace(/ \((?:us & canada|canada)\)$/, '').replace(/ time$/, '')
  return windowsToIana(`${region} standard time`) ?? windowsToIana(shown)
}

function plainTzid(tzid: string): string {
  return tzid.trim().replace(/^"(.*)"$/, '$1')
}

/**
 * The offset that a TZID spells out, in seconds: `UTC+2`, `GMT+0200`, `+02:00`,
 * `(UTC+02:00) anything`. East of UTC is positive, other than in `Etc/GMT-2`.
 */
export function fixedOffsetOf(tzid: string): number | undefined {
  const found = /^\(?(?:UTC|GMT|Z)?\s*([+-])(\d{1,2})(?::?(\d{2}))?(?::?(\d{2}))?(?:\).*)?$/i.exec(
    plainTzid(tzid),
  )
  if (found === null) return /^\((?:UTC|GMT)\)/i.test(plainTzid(tzid)) ? 0 : undefined
  const [, sign, hours, minutes, seconds] = found
  const offset = Number(hours) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)
  if (offset > 50_400) return undefined
  return sign === '-' && offset !== 0 ? -offset : offset
}
