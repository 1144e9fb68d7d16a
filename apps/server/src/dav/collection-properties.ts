/** The properties of calendars, Inboxes and Outboxes (RFC 4791 §5.2, RFC 6638 §9, RFC 7953 §7.2). */
import {
  apple,
  caldav,
  calendarServer,
  DAV,
  dav,
  element,
  href,
  textElement,
  type Xml,
  type XmlName,
} from '@parley/caldav'
import { collectionsOf, principalsById, sharesOf, type Tables } from '@parley/store'
import { settingsOf } from '../people.ts'
import { admissionEntries } from './admission.ts'
import { collectionPath, principalPath } from './paths.ts'
import {
  always,
  collectionType,
  common,
  onRequest,
  type Provider,
  type Row,
  type Subject,
} from './property-rows.ts'
import { privilegeSet, privilegesOf } from './session.ts'
import { textAsWished, textOfZone, tzidOfText } from './time-zones.ts'

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
  [
    dav('acl-restrictions'),
    onRequest(() =>
      element(dav('acl-restrictions'), element(dav('grant-only')) + element(dav('no-invert'))),
    ),
  ],
  [dav('inherited-acl-set'), onRequest(() => element(dav('inherited-acl-set')))],
  [dav('group'), onRequest(() => element(dav('group')))],
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
  const admitted = kind === 'inbox' ? admissionEntries(of.owner) : ''
  return element(dav('acl'), own + granted.join('') + admitted)
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

/** The calendar's own, else its owner's: what floating times are looked at from. */
function timezoneOf(of: Subject): string {
  return stored(of, 'timezone') ?? textOfZone(of.owner?.tzid ?? 'UTC', of.parts)
}

export const calendarRows: ReadonlyMap<XmlName, Row> = new Map([
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
  [
    caldav('calendar-timezone'),
    onRequest((of) => textElement(caldav('calendar-timezone'), timezoneOf(of))),
  ],
  // The TZID of the calendar-timezone beside it (RFC 7809 §3.1.5).
  [
    caldav('calendar-timezone-id'),
    onRequest((of) =>
      textElement(caldav('calendar-timezone-id'), tzidOfText(timezoneOf(of)) ?? 'UTC'),
    ),
  ],
  [apple('calendar-color'), onRequest(storedText(apple('calendar-color'), 'color'))],
  [apple('calendar-order'), onRequest(storedText(apple('calendar-order'), 'order'))],
  // Requirement: 6638/9.1/calendar-transp-defined
  // Requirement: 6638/9.1/calendar-transp-not-in-allprop
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

// Requirement: 6638/2.1/outbox-resourcetype
// Requirement: 6638/2.2/inbox-resourcetype
export const schedulingRows: ReadonlyMap<XmlName, Row> = new Map([
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

// Requirement: 6638/9.2/default-calendar-url-on-inbox
async function defaultCalendarUrl(of: Subject, tables: Tables): Promise<Xml | undefined> {
  if (of.owner === undefined || of.collection?.kind !== 'inbox') return undefined
  const calendars = (await collectionsOf(tables, [of.owner.id])).filter(
    (each) => each.kind === 'calendar',
  )
  const found = calendars.find((each) => each.isDefault) ?? calendars[0]
  const where = found === undefined ? '' : href(collectionPath(of.owner.name, found.name))
  return element(caldav('schedule-default-calendar-URL'), where)
}

// Requirement: 7953/7.1/inbox-property-supported
// Requirement: 7953/7.2.4/property-supported
// Requirement: 7953/7.2.4/property-not-in-allprop
// Requirement: 7953/7.2.4/property-without-vtimezone
// Requirement: 7953/9/only-authorized-see
function availability(of: Subject, name: XmlName): Xml | undefined {
  if (of.owner === undefined || of.collection?.kind !== 'inbox') return undefined
  const text = settingsOf(of.owner).availability
  if (text === undefined) return undefined
  return textElement(name, textAsWished(text, of.timezones, of.parts.catalog))
}
