/** Live properties: one row each, per kind of place (RFC 4918 §15, RFC 4791 §5.2, RFC 6638 §2, §9). */
import {
  apple,
  caldav,
  calendarServer,
  DAV,
  dav,
  element,
  escapeXml,
  href,
  reportNames,
  textElement,
  type Xml,
  type XmlElement,
  type XmlName,
} from '@parley/caldav'
import { addressUri } from '@parley/itip'
import {
  collectionsOf,
  delegatesOf,
  groupIds,
  memberIds,
  type Principal,
  principalsById,
  type ResourceHead,
  sharesOf,
  type Tables,
} from '@parley/store'
import { settingsOf } from '../people.ts'
import type { Here } from './here.ts'
import { collectionPath, davRoot, homePath, objectPath, principalPath, proxyPath } from './paths.ts'
import { privilegeSet, privilegesOf } from './session.ts'

/** What a property is asked of: a place, or one resource of a listing. */
export type Subject = Here & { readonly head?: ResourceHead }

type Provider = (
  of: Subject,
  tables: Tables,
  asked: XmlElement | undefined,
) => Xml | undefined | Promise<Xml | undefined>

/** In allprop, or only when asked for by name. */
type Row = { readonly provide: Provider; readonly inAll: boolean }

function always(provide: Provider): Row {
  return { provide, inAll: true }
}
function onRequest(provide: Provider): Row {
  return { provide, inAll: false }
}

const collectionType = element(dav('collection'))

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

/** Properties that a client may not set. */
export function isProtected(of: Subject, name: XmlName): boolean {
  return properties(of).has(name) && !writable.has(name)
}

export const writable: ReadonlySet<XmlName> = new Set<XmlName>([
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
export function deadProperties(of: Pick<Here, 'collection'>): Record<string, string> {
  const { collection } = of
  if (collection === undefined) return {}
  const read: { dead?: Record<string, string> } = JSON.parse(collection.properties)
  return read.dead ?? {}
}

function deadProperty(of: Subject, name: XmlName): Xml | undefined {
  if (of.head !== undefined || of.place.kind !== 'collection') return undefined
  return deadProperties(of)[name] as Xml | undefined
}

/** Rows that every place has. */
const common: readonly (readonly [XmlName, Row])[] = [
  [
    dav('current-user-principal'),
    onRequest((of) =>
      element(dav('current-user-principal'), href(principalPath(of.session.principal.name))),
    ),
  ],
  [
    dav('current-user-privilege-set'),
    onRequest((of) =>
      element(
        dav('current-user-privilege-set'),
        privilegeSet(privilegesOf(of.level, of.collection?.kind)),
      ),
    ),
  ],
  [
    dav('principal-collection-set'),
    onRequest(() => element(dav('principal-collection-set'), href(`${davRoot}principals/`))),
  ],
  [
    dav('supported-report-set'),
    onRequest(() =>
      element(
        dav('supported-report-set'),
        reportNames
          .map((each) => element(dav('supported-report'), element(dav('report'), element(each))))
          .join(''),
      ),
    ),
  ],
  [
    dav('owner'),
    onRequest((of) =>
      element(dav('owner'), of.owner === undefined ? '' : href(principalPath(of.owner.name))),
    ),
  ],
  [dav('supportedlock'), onRequest(() => element(dav('supportedlock')))],
  [dav('lockdiscovery'), onRequest(() => element(dav('lockdiscovery')))],
]

const plainRows: ReadonlyMap<XmlName, Row> = new Map([
  ...common,
  [dav('resourcetype'), always(() => element(dav('resourcetype'), collectionType))],
  [
    dav('displayname'),
    always((of) => textElement(dav('displayname'), of.owner?.displayName ?? 'Parley')),
  ],
])

const cutypes: Readonly<Record<Principal['kind'], string>> = {
  user: 'INDIVIDUAL',
  group: 'GROUP',
  room: 'ROOM',
  resource: 'RESOURCE',
}

function ofOwner(make: (owner: Principal, tables: Tables) => Xml | Promise<Xml>): Provider {
  return (of, tables) => (of.owner === undefined ? undefined : make(of.owner, tables))
}

async function hrefsOf(tables: Tables, ids: readonly string[]): Promise<string> {
  const people = await principalsById(tables, ids)
  return people.map((each) => href(principalPath(each.name))).join('')
}

const principalRows: ReadonlyMap<XmlName, Row> = new Map([
  ...common,
  [
    dav('resourcetype'),
    always(() => element(dav('resourcetype'), collectionType + element(dav('principal')))),
  ],
  [
    dav('displayname'),
    always(ofOwner((owner) => textElement(dav('displayname'), owner.displayName))),
  ],
  [
    dav('principal-URL'),
    always(ofOwner((owner) => element(dav('principal-URL'), href(principalPath(owner.name))))),
  ],
  [dav('alternate-URI-set'), onRequest(() => element(dav('alternate-URI-set')))],
  [
    caldav('calendar-home-set'),
    onRequest(ofOwner((owner) => element(caldav('calendar-home-set'), href(homePath(owner.name))))),
  ],
  [
    caldav('calendar-user-address-set'),
    onRequest(
      ofOwner((owner) =>
        element(
          caldav('calendar-user-address-set'),
          owner.addresses
            .map((each, index) =>
              element(
                dav('href'),
                escapeXml(addressUri(each)),
                index === 0 ? { preferred: '1' } : {},
              ),
            )
            .join('') + href(principalPath(owner.name)),
        ),
      ),
    ),
  ],
  [
    caldav('calendar-user-type'),
    onRequest(ofOwner((owner) => textElement(caldav('calendar-user-type'), cutypes[owner.kind]))),
  ],
  [
    caldav('schedule-inbox-URL'),
    onRequest(
      ofOwner((owner) =>
        element(caldav('schedule-inbox-URL'), href(collectionPath(owner.name, 'inbox'))),
      ),
    ),
  ],
  [
    caldav('schedule-outbox-URL'),
    onRequest(
      ofOwner((owner) =>
        element(caldav('schedule-outbox-URL'), href(collectionPath(owner.name, 'outbox'))),
      ),
    ),
  ],
  [
    calendarServer('email-address-set'),
    onRequest(
      ofOwner((owner) =>
        element(
          calendarServer('email-address-set'),
          owner.addresses
            .filter((each) => each.includes('@'))
            .map((each) => textElement(calendarServer('email-address'), each))
            .join(''),
        ),
      ),
    ),
  ],
  [
    calendarServer('calendar-proxy-read-for'),
    onRequest((of, tables) => proxyFor(of, tables, 'read')),
  ],
  [
    calendarServer('calendar-proxy-write-for'),
    onRequest((of, tables) => proxyFor(of, tables, 'write')),
  ],
  [
    dav('group-member-set'),
    onRequest(
      ofOwner(async (owner, tables) =>
        element(dav('group-member-set'), await hrefsOf(tables, await memberIds(tables, owner.id))),
      ),
    ),
  ],
  [dav('group-membership'), onRequest(groupMembership)],
])

async function groupMembership(of: Subject, tables: Tables): Promise<Xml | undefined> {
  if (of.owner === undefined) return undefined
  const groups = await hrefsOf(tables, await groupIds(tables, of.owner.id))
  const { delegators } = await of.session.rights(tables)
  const mine = of.session.principal.id === of.owner.id
  const people = mine ? await principalsById(tables, [...delegators.keys()]) : []
  const proxies = people.map((each) =>
    href(proxyPath(each.name, delegators.get(each.id) ?? 'read')),
  )
  return element(dav('group-membership'), groups + proxies.join(''))
}

async function proxyFor(
  of: Subject,
  tables: Tables,
  access: 'read' | 'write',
): Promise<Xml | undefined> {
  if (of.owner?.id !== of.session.principal.id) return undefined
  const { delegators } = await of.session.rights(tables)
  const ids = [...delegators].filter(([, each]) => each === access).map(([id]) => id)
  return element(calendarServer(`calendar-proxy-${access}-for`), await hrefsOf(tables, ids))
}

/** calendar-proxy-read and -write: whose members are the delegates. */
const proxyRows: ReadonlyMap<XmlName, Row> = new Map([
  ...common,
  [
    dav('resourcetype'),
    always((of) => {
      const access = of.place.kind === 'proxy' ? of.place.access : 'read'
      return element(
        dav('resourcetype'),
        collectionType +
          element(dav('principal')) +
          element(calendarServer(`calendar-proxy-${access}`)),
      )
    }),
  ],
  [
    dav('displayname'),
    always((of) =>
      textElement(
        dav('displayname'),
        of.place.kind === 'proxy' ? `calendar-proxy-${of.place.access}` : '',
      ),
    ),
  ],
  [
    dav('principal-URL'),
    always((of) =>
      of.place.kind === 'proxy'
        ? element(dav('principal-URL'), href(proxyPath(of.place.name, of.place.access)))
        : undefined,
    ),
  ],
  [
    dav('group-member-set'),
    always(async (of, tables) => {
      if (of.owner === undefined || of.place.kind !== 'proxy') return undefined
      const { access } = of.place
      const delegates = await delegatesOf(tables, of.owner.id)
      const ids = delegates.filter((each) => each.access === access).map((each) => each.delegateId)
      return element(dav('group-member-set'), await hrefsOf(tables, ids))
    }),
  ],
  [dav('group-membership'), always(() => element(dav('group-membership')))],
])

/** Rows of every collection that holds something. */
const collectionCommon: readonly (readonly [XmlName, Row])[] = [
  ...common,
  [
    dav('displayname'),
    always((of) => textElement(dav('displayname'), of.collection?.displayName ?? '')),
  ],
  [
    dav('sync-token'),
    onRequest((of) => of.collection && textElement(dav('sync-token'), syncTokenOf(of.collection))),
  ],
  [
    calendarServer('getctag'),
    onRequest(
      (of) => of.collection && textElement(calendarServer('getctag'), syncTokenOf(of.collection)),
    ),
  ],
  [dav('acl'), onRequest(aclOf)],
]

/** A sync token says which collection it is of, so that one never stands for another. */
export function syncTokenOf(collection: { id: string; syncToken: number }): string {
  return `urn:parley:sync:${collection.id}:${collection.syncToken}`
}

export function tokenNumber(token: string, collectionId: string): number | undefined {
  if (token === '') return 0
  const found = /^urn:parley:sync:([^:]+):(\d{1,15})$/.exec(token)
  return found?.[1] === collectionId ? Number(found[2]) : undefined
}

async function aclOf(of: Subject, tables: Tables): Promise<Xml | undefined> {
  if (of.collection === undefined || of.owner === undefined || of.level !== 'all') return undefined
  const { kind } = of.collection
  const shares = await sharesOf(tables, of.collection.id)
  const people = new Map(
    (
      await principalsById(
        tables,
        shares.map((each) => each.principalId),
      )
    ).map((each) => [each.id, each]),
  )
  const own = ace(href(principalPath(of.owner.name)), privilegeSet([`{${DAV}}all`]), true)
  const granted = shares.map(({ principalId, access }) =>
    ace(
      href(principalPath(people.get(principalId)?.name ?? '')),
      privilegeSet(privilegesOf(access, kind)),
      false,
    ),
  )
  return element(dav('acl'), own + granted.join(''))
}

function ace(who: Xml, privileges: Xml, isProtectedAce: boolean): Xml {
  return element(
    dav('ace'),
    element(dav('principal'), who) +
      element(dav('grant'), privileges) +
      (isProtectedAce ? element(dav('protected')) : ''),
  )
}

const collations = ['i;ascii-casemap', 'i;octet', 'i;unicode-casemap']

function stored(of: Subject, key: string): string | undefined {
  const read: Record<string, unknown> = JSON.parse(of.collection?.properties ?? '{}')
  const value = read[key]
  return typeof value === 'string' ? value : undefined
}

function storedText(name: XmlName, key: string): Provider {
  return (of) => {
    const value = stored(of, key)
    return value === undefined ? undefined : textElement(name, value)
  }
}

const calendarRows: ReadonlyMap<XmlName, Row> = new Map([
  ...collectionCommon,
  [
    dav('resourcetype'),
    always(() => element(dav('resourcetype'), collectionType + element(caldav('calendar')))),
  ],
  [
    caldav('supported-calendar-component-set'),
    onRequest((of) =>
      element(
        caldav('supported-calendar-component-set'),
        (of.collection?.components ?? [])
          .map((each) => element(caldav('comp'), '', { name: each }))
          .join(''),
      ),
    ),
  ],
  [
    caldav('supported-calendar-data'),
    onRequest(() =>
      element(
        caldav('supported-calendar-data'),
        element(caldav('calendar-data'), '', { 'content-type': 'text/calendar', version: '2.0' }),
      ),
    ),
  ],
  [
    caldav('supported-collation-set'),
    onRequest(() =>
      element(
        caldav('supported-collation-set'),
        collations.map((each) => textElement(caldav('supported-collation'), each)).join(''),
      ),
    ),
  ],
  [
    caldav('max-resource-size'),
    onRequest((of) =>
      textElement(caldav('max-resource-size'), String(of.parts.config.limits.resourceBytes)),
    ),
  ],
  [
    caldav('max-instances'),
    onRequest((of) =>
      textElement(caldav('max-instances'), String(of.parts.config.limits.instances)),
    ),
  ],
  [
    caldav('max-attendees-per-instance'),
    onRequest((of) =>
      textElement(
        caldav('max-attendees-per-instance'),
        String(of.parts.config.limits.attendeesPerInstance),
      ),
    ),
  ],
  [
    caldav('min-date-time'),
    onRequest(() => textElement(caldav('min-date-time'), '00010101T000000Z')),
  ],
  [
    caldav('max-date-time'),
    onRequest(() => textElement(caldav('max-date-time'), '99991231T235959Z')),
  ],
  [
    caldav('calendar-description'),
    onRequest(storedText(caldav('calendar-description'), 'description')),
  ],
  [caldav('calendar-timezone'), onRequest(storedText(caldav('calendar-timezone'), 'timezone'))],
  [
    caldav('calendar-timezone-id'),
    onRequest((of) =>
      textElement(
        caldav('calendar-timezone-id'),
        stored(of, 'timezoneId') ?? of.owner?.tzid ?? 'UTC',
      ),
    ),
  ],
  [apple('calendar-color'), onRequest(storedText(apple('calendar-color'), 'color'))],
  [apple('calendar-order'), onRequest(storedText(apple('calendar-order'), 'order'))],
  [
    caldav('schedule-calendar-transp'),
    onRequest((of) =>
      element(
        caldav('schedule-calendar-transp'),
        element(caldav(of.collection?.transparent === true ? 'transparent' : 'opaque')),
      ),
    ),
  ],
])

const schedulingRows: ReadonlyMap<XmlName, Row> = new Map([
  ...collectionCommon,
  [
    dav('resourcetype'),
    always((of) =>
      element(
        dav('resourcetype'),
        collectionType +
          element(caldav(of.collection?.kind === 'inbox' ? 'schedule-inbox' : 'schedule-outbox')),
      ),
    ),
  ],
  [
    caldav('supported-calendar-component-set'),
    onRequest(() =>
      element(
        caldav('supported-calendar-component-set'),
        ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY']
          .map((each) => element(caldav('comp'), '', { name: each }))
          .join(''),
      ),
    ),
  ],
  [caldav('schedule-default-calendar-URL'), onRequest(defaultCalendarUrl)],
  [
    caldav('calendar-availability'),
    onRequest((of) => availability(of, caldav('calendar-availability'))),
  ],
  [
    calendarServer('calendar-availability'),
    onRequest((of) => availability(of, calendarServer('calendar-availability'))),
  ],
  [
    caldav('calendar-free-busy-set'),
    onRequest(async (of, tables) => {
      if (of.owner === undefined || of.collection?.kind !== 'inbox') return undefined
      const { name, id } = of.owner
      const opaque = (await collectionsOf(tables, [id])).filter(
        (each) => each.kind === 'calendar' && !each.transparent,
      )
      return element(
        caldav('calendar-free-busy-set'),
        opaque.map((each) => href(collectionPath(name, each.name))).join(''),
      )
    }),
  ],
])

async function defaultCalendarUrl(of: Subject, tables: Tables): Promise<Xml | undefined> {
  if (of.owner === undefined || of.collection?.kind !== 'inbox') return undefined
  const calendars = (await collectionsOf(tables, [of.owner.id])).filter(
    (each) => each.kind === 'calendar',
  )
  const found = calendars.find((each) => each.isDefault) ?? calendars[0]
  const where = found === undefined ? '' : href(collectionPath(of.owner.name, found.name))
  return element(caldav('schedule-default-calendar-URL'), where)
}

function availability(of: Subject, name: XmlName): Xml | undefined {
  if (of.owner === undefined || of.collection?.kind !== 'inbox') return undefined
  const text = settingsOf(of.owner).availability
  return text === undefined ? undefined : textElement(name, text)
}

function headOf(of: Subject): ResourceHead | undefined {
  return of.head ?? of.resource
}

function ofHead(make: (head: ResourceHead) => Xml | undefined): Provider {
  return (of) => {
    const head = headOf(of)
    return head && make(head)
  }
}

const objectRows: ReadonlyMap<XmlName, Row> = new Map([
  ...common,
  [dav('resourcetype'), always(() => element(dav('resourcetype')))],
  [dav('getetag'), always(ofHead((head) => textElement(dav('getetag'), head.etag)))],
  [
    dav('getcontenttype'),
    always(
      ofHead((head) =>
        textElement(
          dav('getcontenttype'),
          `text/calendar; charset=utf-8; component=${head.component.toLowerCase()}`,
        ),
      ),
    ),
  ],
  [
    dav('getcontentlength'),
    always(ofHead((head) => textElement(dav('getcontentlength'), String(head.sizeBytes)))),
  ],
  [
    dav('getlastmodified'),
    always(
      ofHead((head) =>
        textElement(dav('getlastmodified'), new Date(head.modifiedSeconds * 1000).toUTCString()),
      ),
    ),
  ],
  [
    caldav('schedule-tag'),
    onRequest(
      ofHead((head) =>
        head.scheduleTag === undefined
          ? undefined
          : textElement(caldav('schedule-tag'), head.scheduleTag),
      ),
    ),
  ],
])

/** The path of one resource of a listing. */
export function hrefOf(of: Subject): string {
  const { place, head } = of
  if (head === undefined || place.kind === 'object') return of.path
  return 'collection' in place ? objectPath(place.name, place.collection, head.name) : of.path
}
