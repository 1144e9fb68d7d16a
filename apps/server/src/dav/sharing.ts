/** ACL: who else may read or write a calendar (RFC 3744 §8.1), as far as sharing needs it. */
import {
  childOf,
  childrenOf,
  type DavProblem,
  dav,
  element,
  localOf,
  multistatus,
  type PropertyUpdate,
  problem,
  type XmlElement,
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
import { type Here, lacking } from './here.ts'
import { principalNameOf } from './paths.ts'

const readNames = new Set(['read', 'read-free-busy', 'read-current-user-privilege-set'])
const writeNames = new Set(['write', 'write-content', 'write-properties', 'bind', 'unbind', 'all'])

/** The whole new list of grants takes the place of the old one. */
export async function changeAcl(
  here: Here,
  tables: Tables,
  body: XmlElement | undefined,
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'all')
  if (refused !== undefined) return refused
  const { collection, owner } = here
  if (collection?.kind === 'inbox' && owner !== undefined && body?.name === dav('acl')) {
    return changeAdmission(tables, owner.id, body)
  }
  if (collection?.kind !== 'calendar' || owner === undefined || here.place.kind !== 'collection') {
    return problem(
      403,
      'Only calendars are shared; an Inbox grants who may schedule with its owner.',
    )
  }
  if (body?.name !== dav('acl')) return problem(400, 'An acl was expected.')
  const wanted = new Map<string, Access>()
  for (const ace of childrenOf(body, dav('ace'))) {
    const grant = await readGrant(tables, ace)
    if (typeof grant === 'string') return problem(403, grant)
    if (grant !== undefined && grant.principal.id !== owner.id) {
      wanted.set(grant.principal.id, grant.access)
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

type Grant = { readonly principal: Principal; readonly access: Access }

// Requirement: 6638/6.1/inbox-privileges-ignored-elsewhere
// Requirement: 6638/6.2/outbox-privileges-ignored-elsewhere
/** A sentence where the entry is refused. */
async function readGrant(tables: Tables, ace: XmlElement): Promise<Grant | string | undefined> {
  if (childOf(ace, dav('deny')) !== undefined)
    return 'Nothing is denied by name here: leave it out.'
  if (childOf(ace, dav('protected')) !== undefined) return undefined
  const who = childOf(ace, dav('principal'))
  const path = who && childOf(who, dav('href'))?.text.trim()
  const name = path === undefined ? undefined : principalNameOf(path)
  const principal = name === undefined ? undefined : await principalByName(tables, name)
  if (principal === undefined) return 'A grant names a principal of this server.'
  const grant = childOf(ace, dav('grant'))
  const names = (grant === undefined ? [] : childrenOf(grant, dav('privilege'))).flatMap((each) =>
    each.children.map((inner) => localOf(inner.name)),
  )
  if (names.some((each) => writeNames.has(each))) return { principal, access: 'write' }
  if (names.some((each) => readNames.has(each))) return { principal, access: 'read' }
  return 'A grant gives read or write.'
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
