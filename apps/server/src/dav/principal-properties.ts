/** The properties of principals, and of the groups that their delegates are (RFC 6638 §2.4, caldav-proxy). */
import {
  caldav,
  calendarServer,
  dav,
  element,
  escapeXml,
  href,
  textElement,
  type Xml,
  type XmlName,
} from '@parley/caldav'
import { addressUri } from '@parley/itip'
import {
  collectionById,
  delegatesOf,
  groupIds,
  memberIds,
  type Principal,
  principalsById,
  type Tables,
} from '@parley/store'
import { collectionPath, homePath, principalPath, proxyPath } from './paths.ts'
import {
  always,
  collectionType,
  common,
  onRequest,
  type Provider,
  type Row,
  type Subject,
} from './property-rows.ts'

// Requirement: 6638/2.4.2/user-type-same-as-cutype
const cutypes: Readonly<Record<Principal['kind'], string>> = {
  user: 'INDIVIDUAL',
  group: 'GROUP',
  room: 'ROOM',
  resource: 'RESOURCE',
}

function ofOwner(make: (owner: Principal, tables: Tables) => Xml | Promise<Xml>): Provider {
  return (of, tables) => (of.owner === undefined ? undefined : make(of.owner, tables))
}

// Requirement: 6638/2.1.1/no-outbox-no-sending
// Requirement: 6638/2.2.1/no-inbox-no-reception
/** A group has neither Inbox nor Outbox: its members have. */
function schedulingUrl(name: string, collection: string): Provider {
  return ({ owner }) =>
    owner === undefined || owner.kind === 'group'
      ? undefined
      : element(caldav(name), href(collectionPath(owner.name, collection)))
}

async function hrefsOf(tables: Tables, ids: readonly string[]): Promise<string> {
  const people = await principalsById(tables, ids)
  return people.map((each) => href(principalPath(each.name))).join('')
}

// Requirement: 6638/2.1.1/outbox-url-not-in-allprop
// Requirement: 6638/2.2.1/inbox-url-not-in-allprop
// Requirement: 6638/2.4.1/address-set-not-in-allprop
// Requirement: 6638/2.4.2/user-type-not-in-allprop
// Requirement: 6638/2.4.1/address-set-supported
// Requirement: 6638/2.4.2/user-type-defined
export const principalRows: ReadonlyMap<XmlName, Row> = new Map([
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
  [caldav('calendar-home-set'), onRequest(calendarHomes)],
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
  [caldav('schedule-inbox-URL'), onRequest(schedulingUrl('schedule-inbox-URL', 'inbox'))],
  [caldav('schedule-outbox-URL'), onRequest(schedulingUrl('schedule-outbox-URL', 'outbox'))],
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

/** One's own home, and those of people who share a calendar with one (RFC 4791 §6.2.1: one or more). */
async function calendarHomes(of: Subject, tables: Tables): Promise<Xml | undefined> {
  if (of.owner === undefined) return undefined
  const sharers = new Set<string>()
  if (of.owner.id === of.session.principal.id) {
    const { shares } = await of.session.rights(tables)
    for (const id of shares.keys()) {
      const shared = await collectionById(tables, id)
      if (shared !== undefined) sharers.add(shared.ownerId)
    }
  }
  const others = await principalsById(tables, [...sharers])
  const homes = [of.owner, ...others].map((each) => href(homePath(each.name)))
  return element(caldav('calendar-home-set'), homes.join(''))
}

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
export const proxyRows: ReadonlyMap<XmlName, Row> = new Map([
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
