/** REPORTs about principals (RFC 3744 §9, RFC 3253 §3.8). */
import {
  caldav,
  calendarServer,
  type DavProblem,
  dav,
  document,
  type ExpandedProperty,
  element,
  escapeXml,
  href,
  isProblem,
  matchesText,
  multistatus,
  type Preferences,
  type PrincipalSearch,
  type Report,
  type ResponseItem,
  textElement,
  type XmlName,
} from '@parley/caldav'
import {
  groupIds,
  type Principal,
  principalByName,
  principalsById,
  searchPrincipals,
  type Tables,
} from '@parley/store'
import { type Answer, xmlAnswer } from './answer.ts'
import { findHere, type Here, lacking } from './here.ts'
import { homePath, placeOf, principalNameOf, principalPath } from './paths.ts'
import { propertyAt } from './properties.ts'
import type { Subject } from './property-rows.ts'
import { children, describe } from './propfind.ts'
import { allows } from './session.ts'

// Requirement: 6638/2.4.1/address-set-searchable
// Requirement: 6638/2.4.2/user-type-searchable
/** The properties that principals are searched by; what is not here matches nobody. */
const searchable: ReadonlyMap<XmlName, (of: Principal) => readonly string[]> = new Map([
  [dav('displayname'), (of: Principal) => [of.displayName]],
  [calendarServer('email-address-set'), (of: Principal) => of.addresses],
  [
    caldav('calendar-user-address-set'),
    (of: Principal) => of.addresses.map((each) => `mailto:${each}`),
  ],
  [
    caldav('calendar-user-type'),
    (of: Principal) => [of.kind === 'user' ? 'INDIVIDUAL' : of.kind.toUpperCase()],
  ],
])

export async function principalSearch(
  here: Here,
  tables: Tables,
  wanted: PrincipalSearch,
  { prefer }: { readonly prefer: Preferences },
): Promise<Answer | DavProblem> {
  const { results } = here.parts.config.limits
  const people = await searchPrincipals(tables, { limit: results })
  const matching = people.filter((person) => {
    const hits = wanted.searches.map(({ names, match, type }) =>
      names.some((name) =>
        (searchable.get(name)?.(person) ?? []).some((value) => hit(value, match.text, type, match)),
      ),
    )
    return wanted.anyOf ? hits.some(Boolean) : hits.every(Boolean)
  })
  const items: ResponseItem[] = []
  for (const owner of matching) {
    items.push(await describe(principalSubject(here, owner), tables, wanted.properties))
  }
  return xmlAnswer(207, multistatus(items, { minimal: prefer.minimal }))
}

function hit(
  value: string,
  text: string,
  type: 'contains' | 'starts-with' | 'equals',
  match: Parameters<typeof matchesText>[0],
): boolean {
  const plain = value.replace(/^mailto:/, '').toLowerCase()
  const wanted = text.replace(/^mailto:/i, '').toLowerCase()
  if (type === 'starts-with')
    return plain.startsWith(wanted) || value.toLowerCase().startsWith(wanted)
  return type === 'equals' ? plain === wanted : matchesText(match, value)
}

function principalSubject(here: Here, owner: Principal): Subject {
  return {
    ...here,
    owner,
    place: { kind: 'principal', name: owner.name },
    path: principalPath(owner.name),
    collection: undefined,
    resource: undefined,
    level: owner.id === here.session.principal.id ? 'all' : 'read',
  }
}

/** What below a place is the one who asks or a group of theirs, or names them in a property (RFC 3744 §9.3). */
export async function principalMatch(
  here: Here,
  tables: Tables,
  { property, properties }: Extract<Report, { kind: 'principal-match' }>,
): Promise<Answer> {
  const self = here.session.principal
  const groups = await principalsById(tables, await groupIds(tables, self.id))
  const selves = [self, ...groups]
  const items: ResponseItem[] = []
  if (property === undefined) {
    const below = here.path.endsWith('/') ? here.path : `${here.path}/`
    for (const each of selves) {
      const subject = principalSubject(here, each)
      if (subject.path.startsWith(below)) items.push(await describe(subject, tables, properties))
    }
    return xmlAnswer(207, multistatus(items))
  }
  const paths = new Set(selves.map((each) => principalPath(each.name)))
  for (const member of await membersBelow(await ownHome(here, tables), tables)) {
    const xml = await propertyAt(member, tables, property, undefined)
    if (hrefsIn(xml).some((path) => paths.has(path))) {
      items.push(await describe(member, tables, properties))
    }
  }
  return xmlAnswer(207, multistatus(items))
}

/** Above the homes nothing but one's own names one. */
async function ownHome(here: Here, tables: Tables): Promise<Subject | undefined> {
  if (here.place.kind !== 'root' && here.place.kind !== 'calendars') return here
  const { name } = here.session.principal
  const place = { kind: 'home', name } as const
  const found = await findHere(here.parts, tables, { ...here, place, path: homePath(name) })
  return isProblem(found) ? undefined : found
}

async function membersBelow(of: Subject | undefined, tables: Tables): Promise<readonly Subject[]> {
  if (of === undefined) return []
  const members: Subject[] = []
  for (const child of await children(of, tables)) {
    members.push(child)
    if (child.head === undefined) members.push(...(await membersBelow(child, tables)))
  }
  return members
}

function hrefsIn(xml: string | undefined): readonly string[] {
  return [...(xml ?? '').matchAll(/<D:href[^>]*>([^<]*)<\/D:href>/g)].map(([, path = '']) =>
    path.replaceAll('&amp;', '&'),
  )
}

/** Properties whose hrefs are followed, and the properties of what they point at (RFC 3253 §3.8). */
export async function expandProperty(
  here: Here,
  tables: Tables,
  wanted: readonly ExpandedProperty[],
): Promise<Answer> {
  const response = await expanded(here, tables, wanted)
  return xmlAnswer(207, document(dav('multistatus'), response))
}

async function expanded(
  subject: Subject,
  tables: Tables,
  wanted: readonly ExpandedProperty[],
): Promise<string> {
  const found: string[] = []
  const missing: string[] = []
  for (const { name, properties } of wanted) {
    const xml = await propertyAt(subject, tables, name, undefined)
    if (xml === undefined) missing.push(element(name))
    else if (properties.length === 0) found.push(xml)
    else found.push(element(name, await followed(subject, tables, xml, properties)))
  }
  const propstats = [propstat(200, found), ...(missing.length > 0 ? [propstat(404, missing)] : [])]
  return element(dav('response'), href(subject.path) + propstats.join(''))
}

async function followed(
  subject: Subject,
  tables: Tables,
  xml: string,
  properties: readonly ExpandedProperty[],
): Promise<string> {
  const responses: string[] = []
  for (const path of hrefsIn(xml)) {
    const place = placeOf(path)
    if (place === undefined) continue
    const there = await findHere(subject.parts, tables, { session: subject.session, place, path })
    if (!isProblem(there) && allows(there.level, 'read')) {
      responses.push(await expanded(there, tables, properties))
    }
  }
  return responses.join('')
}

function propstat(status: number, properties: readonly string[]): string {
  const line = `HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'Not Found'}`
  return element(
    dav('propstat'),
    element(dav('prop'), properties.join('')) + textElement(dav('status'), line),
  )
}

// Requirement: 6638/2.4.1/address-set-listed-as-searchable
// Requirement: 6638/2.4.2/user-type-listed-as-searchable
export function searchPropertySet(): Answer {
  const words: Readonly<Record<string, string>> = {
    displayname: 'Name',
    'email-address-set': 'Mail address',
    'calendar-user-address-set': 'Calendar address',
    'calendar-user-type': 'Kind of calendar user',
  }
  const content = [...searchable.keys()].map((name) => {
    const local = name.slice(name.indexOf('}') + 1)
    return element(
      dav('principal-search-property'),
      element(dav('prop'), element(name)) +
        element(dav('description'), escapeXml(words[local] ?? local), { 'xml:lang': 'en' }),
    )
  })
  return xmlAnswer(200, document(dav('principal-search-property-set'), content.join('')))
}

export async function aclPrincipals(
  here: Here,
  tables: Tables,
  wanted: Extract<Report, { kind: 'acl-principal-prop-set' }>,
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'all')
  if (refused !== undefined) return refused
  const acl = await propertyAt(here, tables, dav('acl'), undefined)
  const items: ResponseItem[] = []
  for (const path of hrefsIn(acl)) {
    const name = principalNameOf(path)
    const owner = name === undefined ? undefined : await principalByName(tables, name)
    if (owner !== undefined) {
      items.push(await describe(principalSubject(here, owner), tables, wanted.properties))
    }
  }
  return xmlAnswer(207, multistatus(items))
}
