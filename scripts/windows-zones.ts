/**
 * Makes packages/icalendar/src/zones/windows-zones.ts from CLDR: `node scripts/windows-zones.ts`.
 *
 * CLDR's windowsZones maps each Windows name to IANA ids by territory, and its bcp47 data says
 * which ids are names of one zone. Both are joined, so that every id of a zone, old or new, leads
 * to its Windows name.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

type MapZone = { readonly _other: string; readonly _type: string; readonly _territory: string }
type ZoneName = { readonly _alias?: string; readonly _iana?: string }

const load = createRequire(import.meta.url)
const read = (path: string) => JSON.parse(readFileSync(load.resolve(path), 'utf8'))
const { version, windowsZones } = read('cldr-core/supplemental/windowsZones.json').supplemental
const maps: readonly MapZone[] = windowsZones.mapTimezones.map(
  (each: { mapZone: MapZone }) => each.mapZone,
)
const names: readonly ZoneName[] = Object.values(
  read('cldr-bcp47/bcp47/timezone.json').keyword.u.tz as Record<string, ZoneName | string>,
).filter((each) => typeof each === 'object')

const groups = new Map<string, { readonly preferred: string; readonly all: readonly string[] }>()
for (const { _alias, _iana } of names) {
  const all = (_alias ?? '').split(' ').filter((id) => id !== '')
  const first = all[0]
  if (first === undefined) continue
  for (const id of all) groups.set(id, { preferred: _iana ?? first, all })
}

const rows = new Map<string, { preferred: string; ids: Set<string> }>()
for (const { _other, _type, _territory } of maps) {
  const ids = _type.split(' ').filter((id) => id !== '')
  const row = rows.get(_other) ?? { preferred: '', ids: new Set<string>() }
  rows.set(_other, row)
  for (const id of ids) for (const name of groups.get(id)?.all ?? [id]) row.ids.add(name)
  if (_territory === '001') row.preferred = groups.get(ids[0] ?? '')?.preferred ?? ids[0] ?? ''
}
rows.get('UTC')?.ids.add('UTC')

const quote = (text: string) => `'${text.replaceAll("'", "\\'")}'`
const lines = [...rows].map(([name, { preferred, ids }]) => {
  const others = [...ids].filter((id) => id !== preferred).sort()
  return `  [${quote(name)}, ${quote(preferred)}, ${quote(others.join(' '))}],`
})
const licence = readFileSync(load.resolve('cldr-core/LICENSE'), 'utf8').trim().split('\n')

writeFileSync(
  'packages/icalendar/src/zones/windows-zones.ts',
  `/*
 * Windows names of time zones and their IANA ids: CLDR ${version._cldrVersion}, windowsZones and bcp47 timezone.
 * Made by \`node scripts/windows-zones.ts\`. The data is under this licence:
 *
${licence.map((line) => ` * ${line}`.trimEnd()).join('\n')}
 */

/** Windows name, the IANA id to use for it, and every other IANA id that has this Windows name. */
export const windowsZones: readonly (readonly [string, string, string])[] = [
${lines.join('\n')}
]
`,
)
