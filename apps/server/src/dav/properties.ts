/** Live and dead properties of every kind of place (RFC 4918 §15, RFC 4791 §5.2, RFC 6638 §2, §9). */
import {
  apple,
  caldav,
  calendarServer,
  DAV,
  dav,
  element,
  href,
  namespaceOf,
  textElement,
  type Xml,
  type XmlElement,
  type XmlName,
} from '@parley/caldav'
import type { Tables } from '@parley/store'
import { calendarRows, schedulingRows } from './collection-properties.ts'
import type { Here } from './here.ts'
import { objectRows } from './object-properties.ts'
import { objectPath } from './paths.ts'
import { principalRows, proxyRows } from './principal-properties.ts'
import {
  always,
  collectionType,
  common,
  onRequest,
  type Row,
  type Subject,
} from './property-rows.ts'

// RFC 7809 §5.1.
const homeRows: ReadonlyMap<XmlName, Row> = new Map([
  ...common,
  [dav('resourcetype'), always(() => element(dav('resourcetype'), collectionType))],
  [
    dav('displayname'),
    always((of) => textElement(dav('displayname'), of.owner?.displayName ?? '')),
  ],
  [
    caldav('timezone-service-set'),
    onRequest(({ parts: { config } }) =>
      config.timeZoneServices.length === 0
        ? undefined
        : element(
            caldav('timezone-service-set'),
            config.timeZoneServices.map((each) => href(each)).join(''),
          ),
    ),
  ],
])

const plainRows: ReadonlyMap<XmlName, Row> = new Map([
  ...common,
  [dav('resourcetype'), always(() => element(dav('resourcetype'), collectionType))],
  [
    dav('displayname'),
    always((of) => textElement(dav('displayname'), of.owner?.displayName ?? 'Parley')),
  ],
])

function properties(of: Subject): ReadonlyMap<XmlName, Row> {
  switch (of.place.kind) {
    case 'principal':
      return principalRows
    case 'proxy':
      return proxyRows
    case 'collection':
      if (of.head !== undefined) return objectRows
      return of.collection?.kind === 'calendar' ? calendarRows : schedulingRows
    case 'object':
      return objectRows
    case 'home':
      return homeRows
    default:
      return plainRows
  }
}

/** The names that `allprop` and `propname` tell. */
export function namesAt(of: Subject, all: boolean): readonly XmlName[] {
  return [...properties(of)].filter(([, row]) => all || row.inAll).map(([name]) => name)
}

/** The property as an element; undefined: it is not here. */
export async function propertyAt(
  of: Subject,
  tables: Tables,
  name: XmlName,
  asked: XmlElement | undefined,
): Promise<Xml | undefined> {
  const row = properties(of).get(name)
  if (row !== undefined) return row.provide(of, tables, asked)
  return deadProperty(of, name)
}

/** Properties that a client may not set: of WebDAV's own, whether they are here or not (RFC 4918 §15). */
export function isProtected(of: Subject, name: XmlName): boolean {
  return (properties(of).has(name) || namespaceOf(name) === DAV) && !writable.has(name)
}

const writable: ReadonlySet<XmlName> = new Set<XmlName>([
  dav('displayname'),
  caldav('calendar-description'),
  caldav('calendar-timezone'),
  caldav('calendar-timezone-id'),
  caldav('schedule-calendar-transp'),
  caldav('schedule-default-calendar-URL'),
  caldav('calendar-availability'),
  calendarServer('calendar-availability'),
  apple('calendar-color'),
  apple('calendar-order'),
])

/** Dead properties are kept as XML by name, in the collection's properties. */
function deadProperties(of: Pick<Here, 'collection'>): Record<string, string> {
  const { collection } = of
  if (collection === undefined) return {}
  const read: { dead?: Record<string, string> } = JSON.parse(collection.properties)
  return read.dead ?? {}
}

function deadProperty(of: Subject, name: XmlName): Xml | undefined {
  if (of.head !== undefined || of.place.kind !== 'collection') return undefined
  return deadProperties(of)[name] as Xml | undefined
}

/** The path of one resource of a listing. */
export function hrefOf(of: Subject): string {
  const { place, head } = of
  if (head === undefined || place.kind === 'object') return of.path
  return 'collection' in place ? objectPath(place.name, place.collection, head.name) : of.path
}
