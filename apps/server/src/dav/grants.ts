/** The body of an ACL request: who is granted what (RFC 3744 §5.5, §8.1.1). Nothing is ever denied. */
import {
  broken,
  childOf,
  childrenOf,
  conditions,
  type DavProblem,
  dav,
  localOf,
  problem,
  type XmlElement,
  type XmlName,
} from '@parley/caldav'
import { type Principal, principalByName, type Tables } from '@parley/store'
import { principalNameOf } from './paths.ts'

export type Grant = {
  /** Undefined: everybody who signs in. */
  readonly principal: Principal | undefined
  readonly privileges: readonly XmlName[]
}

/** The whole new list but for its protected entries, or the first thing in it that is not taken. */
export async function readGrants(
  tables: Tables,
  body: XmlElement | undefined,
): Promise<readonly Grant[] | DavProblem> {
  if (body?.name !== dav('acl')) return problem(400, 'An acl was expected.')
  const grants: Grant[] = []
  for (const ace of childrenOf(body, dav('ace'))) {
    if (childOf(ace, dav('deny')) !== undefined) {
      return broken(403, conditions.grantOnly, 'Nothing is denied by name here: leave it out.')
    }
    if (childOf(ace, dav('invert')) !== undefined) {
      return broken(403, conditions.noInvert, 'An entry says who is meant, not who is not.')
    }
    if (childOf(ace, dav('protected')) !== undefined) continue
    const who = await readWho(tables, childOf(ace, dav('principal')))
    if ('status' in who) return who
    const given = childOf(ace, dav('grant'))
    const privileges = given === undefined ? [] : childrenOf(given, dav('privilege'))
    grants.push({
      ...who,
      privileges: privileges.flatMap((each) => each.children.map((inner) => inner.name)),
    })
  }
  return grants
}

async function readWho(
  tables: Tables,
  who: XmlElement | undefined,
): Promise<Pick<Grant, 'principal'> | DavProblem> {
  const path = who && childOf(who, dav('href'))?.text.trim()
  if (path === undefined) {
    const isEverybody = who?.children.some(({ name }) =>
      [dav('all'), dav('authenticated')].includes(name),
    )
    if (isEverybody === true) return { principal: undefined }
    return broken(403, conditions.allowedPrincipal, 'An entry names a principal.')
  }
  const name = principalNameOf(path)
  const principal = name === undefined ? undefined : await principalByName(tables, name)
  if (principal !== undefined) return { principal }
  return broken(403, conditions.recognizedPrincipal, 'A grant names a principal of this server.')
}

/** A privilege that nobody is granted here. */
export function notGranted(privilege: XmlName, words: string): DavProblem {
  const condition = abstractPrivileges.has(privilege)
    ? conditions.noAbstract
    : conditions.notSupportedPrivilege
  return broken(403, condition, `${words}, not ${localOf(privilege)}.`)
}

/** Those that come with others, or stay with the owner: no grant names them (RFC 3744 §5.3). */
export const abstractPrivileges: ReadonlySet<XmlName> = new Set(
  [
    'all',
    'read-current-user-privilege-set',
    'write-properties',
    'write-content',
    'bind',
    'unbind',
    'read-acl',
    'write-acl',
    'unlock',
  ].map(dav),
)
