/** What a row of a property table is, and the rows that every place has. */
import {
  CALDAV,
  caldav,
  dav,
  element,
  escapeXml,
  href,
  reportNames,
  type Xml,
  type XmlElement,
  type XmlName,
} from '@parley/caldav'
import type { Collection, ResourceHead, Tables } from '@parley/store'
import { namesOf } from '../scheduling/admission.ts'
import { inboxPrivileges } from './admission.ts'
import { abstractPrivileges } from './grants.ts'
import type { Here } from './here.ts'
import { davRoot, principalPath } from './paths.ts'
import { allows, privilegeSet, privilegesOf } from './session.ts'

/** What a property is asked of: a place, or one resource of a listing. */
export type Subject = Here & { readonly head?: ResourceHead }

export type Provider = (
  of: Subject,
  tables: Tables,
  asked: XmlElement | undefined,
) => Xml | undefined | Promise<Xml | undefined>

/** In allprop, or only when asked for by name. */
export type Row = { readonly provide: Provider; readonly inAll: boolean }

export function always(provide: Provider): Row {
  return { provide, inAll: true }
}
export function onRequest(provide: Provider): Row {
  return { provide, inAll: false }
}

export const collectionType = element(dav('collection'))

/** What the session may do here; with somebody's Inbox, as far as they let it. */
async function ownPrivileges(of: Subject, tables: Tables): Promise<readonly XmlName[]> {
  const plain = privilegesOf(of.level, of.collection?.kind)
  if (of.collection?.kind !== 'inbox' || of.owner === undefined || allows(of.level, 'write')) {
    return plain
  }
  return [...plain, ...inboxPrivileges(of.owner, await namesOf(tables, of.session.principal))]
}

/** Rows that every place has. */
export const common: readonly (readonly [XmlName, Row])[] = [
  [
    dav('current-user-principal'),
    onRequest((of) =>
      element(dav('current-user-principal'), href(principalPath(of.session.principal.name))),
    ),
  ],
  [
    dav('current-user-privilege-set'),
    onRequest(async (of, tables) =>
      element(dav('current-user-privilege-set'), privilegeSet(await ownPrivileges(of, tables))),
    ),
  ],
  [
    dav('principal-collection-set'),
    onRequest(() => element(dav('principal-collection-set'), href(`${davRoot}principals/`))),
  ],
  [
    dav('supported-report-set'),
    onRequest((of) =>
      element(
        dav('supported-report-set'),
        reportNames
          .filter((each) => each !== caldav('free-busy-query') || of.collection?.kind !== 'inbox')
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
  [
    dav('supported-privilege-set'),
    onRequest((of) =>
      element(
        dav('supported-privilege-set'),
        supportedPrivilege(privilegeTree(of.collection?.kind)),
      ),
    ),
  ],
  [dav('supportedlock'), onRequest(() => element(dav('supportedlock')))],
  [dav('lockdiscovery'), onRequest(() => element(dav('lockdiscovery')))],
]

/** A privilege, and those that it contains (RFC 3744 §5.3, RFC 4791 §6.1, RFC 6638 §6). */
type Privilege = {
  readonly name: XmlName
  readonly words: string
  readonly inner: readonly Privilege[]
}

function privilege(name: XmlName, words: string, ...inner: readonly Privilege[]): Privilege {
  return { name, words, inner }
}

// Requirement: 6638/6/privileges-in-supported-set
// Requirement: 6638/6.3/all-contains-scheduling
function privilegeTree(kind: Collection['kind'] | undefined): Privilege {
  return privilege(
    dav('all'),
    'Everything',
    privilege(
      dav('read'),
      'Read',
      privilege(caldav('read-free-busy'), 'Read busy time'),
      privilege(dav('read-current-user-privilege-set'), 'Read one’s own privileges'),
    ),
    privilege(
      dav('write'),
      'Write',
      privilege(dav('write-properties'), 'Write properties'),
      privilege(dav('write-content'), 'Write content'),
      privilege(dav('bind'), 'Add'),
      privilege(dav('unbind'), 'Remove'),
    ),
    privilege(dav('read-acl'), 'See who may do what'),
    privilege(dav('write-acl'), 'Say who may do what'),
    privilege(dav('unlock'), 'Unlock'),
    ...(kind === 'inbox' ? [deliverTree] : kind === 'outbox' ? [sendTree] : []),
  )
}

// Requirement: 6638/6.1.1/schedule-deliver
// Requirement: 6638/6.3/deliver-contains
const deliverTree = privilege(
  `{${CALDAV}}schedule-deliver`,
  'Deliver scheduling messages',
  privilege(`{${CALDAV}}schedule-deliver-invite`, 'Deliver an Organizer’s messages'),
  privilege(`{${CALDAV}}schedule-deliver-reply`, 'Deliver an Attendee’s messages'),
  privilege(`{${CALDAV}}schedule-query-freebusy`, 'Ask for busy time'),
)
// Requirement: 6638/6.2.1/schedule-send
// Requirement: 6638/6.3/send-contains
const sendTree = privilege(
  `{${CALDAV}}schedule-send`,
  'Send scheduling messages',
  privilege(`{${CALDAV}}schedule-send-invite`, 'Send an Organizer’s messages'),
  privilege(`{${CALDAV}}schedule-send-reply`, 'Send an Attendee’s messages'),
  privilege(`{${CALDAV}}schedule-send-freebusy`, 'Ask for busy time'),
)

function supportedPrivilege({ name, words, inner }: Privilege): Xml {
  return element(
    dav('supported-privilege'),
    element(dav('privilege'), element(name)) +
      (abstractPrivileges.has(name) ? element(dav('abstract')) : '') +
      element(dav('description'), escapeXml(words), { 'xml:lang': 'en' }) +
      inner.map(supportedPrivilege).join(''),
  )
}
