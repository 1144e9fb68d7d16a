/** ACL: who else may read or write a calendar (RFC 3744 §8.1), as far as sharing needs it. */
import {
  broken,
  caldav,
  childrenOf,
  conditions,
  type DavProblem,
  dav,
  element,
  isProblem,
  multistatus,
  type PropertyUpdate,
  problem,
  type XmlElement,
  type XmlName,
} from '@parley/caldav'
import {
  type Access,
  delegatesOf,
  type Principal,
  principalByName,
  setDelegate,
  setShare,
  sharesOf,
  type Tables,
} from '@parley/store'
import { changeAdmission } from './admission.ts'
import { type Answer, emptyAnswer, xmlAnswer } from './answer.ts'
import { notGranted, readGrants } from './grants.ts'
import { type Here, lacking } from './here.ts'
import { principalNameOf } from './paths.ts'

/** The whole new list of grants takes the place of the old one. */
export async function changeAcl(
  here: Here,
  tables: Tables,
  body: XmlElement | undefined,
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'all')
  if (refused !== undefined) return refused
  const { collection, owner } = here
  if (collection?.kind === 'inbox' && owner !== undefined) {
    return changeAdmission(tables, owner.id, body)
  }
  if (collection?.kind !== 'calendar' || owner === undefined || here.place.kind !== 'collection') {
    return problem(
      403,
      'Only calendars are shared; an Inbox grants who may schedule with its owner.',
    )
  }
  const grants = await readGrants(tables, body)
  if (isProblem(grants)) return grants
  const wanted = new Map<string, Access>()
  for (const { principal, privileges } of grants) {
    if (principal === undefined) {
      return broken(403, conditions.allowedPrincipal, 'A calendar is shared with somebody named.')
    }
    if (principal.id === owner.id) continue
    const access = accessFrom(privileges)
    if (isProblem(access)) return access
    if (access !== undefined && wanted.get(principal.id) !== 'write') {
      wanted.set(principal.id, access)
    }
  }
  for (const { principalId } of await sharesOf(tables, collection.id)) {
    if (!wanted.has(principalId)) {
      await setShare(tables, { collectionId: collection.id, principalId, access: undefined })
    }
  }
  for (const [principalId, access] of wanted) {
    await setShare(tables, { collectionId: collection.id, principalId, access })
  }
  return emptyAnswer(200)
}

const readParts = [dav('read'), dav('read-current-user-privilege-set')]
const writeParts = [
  ...readParts,
  ...['write', 'write-properties', 'write-content', 'bind', 'unbind'].map(dav),
]

// Requirement: 6638/6.1/inbox-privileges-ignored-elsewhere
// Requirement: 6638/6.2/outbox-privileges-ignored-elsewhere
/** Undefined: nothing but busy time, which nobody needs a grant for. */
function accessFrom(privileges: readonly XmlName[]): Access | undefined | DavProblem {
  const access = (['write', 'read'] as const).find((each) => privileges.includes(dav(each)))
  const parts = access === undefined ? [] : access === 'write' ? writeParts : readParts
  const other = privileges.find(
    (each) => each !== caldav('read-free-busy') && !parts.includes(each),
  )
  return other === undefined ? access : notGranted(other, 'A calendar grants read or write')
}

/** Who acts for the owner: the members of calendar-proxy-read and -write (caldav-proxy §5). */
export async function changeDelegates(
  here: Here,
  tables: Tables,
  updates: readonly PropertyUpdate[],
): Promise<Answer | DavProblem> {
  const { owner, place } = here
  if (owner === undefined || place.kind !== 'proxy') return problem(404, 'There is nothing here.')
  const refused = lacking(here, 'all')
  if (refused !== undefined) return refused
  const name = dav('group-member-set')
  const [update, more] = updates
  if (update?.name !== name || more !== undefined) {
    const forbidden = updates.map((each) => ({ name: each.name, status: 403 }))
    return xmlAnswer(207, multistatus([{ href: here.path, properties: forbidden }]))
  }
  const hrefs = update.kind === 'set' ? childrenOf(update.value, dav('href')) : []
  const delegates: Principal[] = []
  for (const each of hrefs) {
    const login = principalNameOf(each.text.trim())
    const found = login === undefined ? undefined : await principalByName(tables, login)
    if (found === undefined || found.id === owner.id) {
      const properties = [{ name, status: 409 }]
      return xmlAnswer(207, multistatus([{ href: here.path, properties }]))
    }
    delegates.push(found)
  }
  const { access } = place
  const wanted = new Set(delegates.map((each) => each.id))
  for (const held of await delegatesOf(tables, owner.id)) {
    if (held.access === access && !wanted.has(held.delegateId)) {
      await setDelegate(tables, { ...held, access: undefined })
    }
  }
  for (const delegateId of wanted) {
    await setDelegate(tables, { ownerId: owner.id, delegateId, access })
  }
  const properties = [{ name, status: 200, xml: element(name) }] as const
  return xmlAnswer(207, multistatus([{ href: here.path, properties }]))
}
