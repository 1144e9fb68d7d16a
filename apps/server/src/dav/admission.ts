/** ACL of an Inbox: whom its owner lets schedule with them (RFC 3744 §8.1, RFC 6638 §6.1). */
import {
  CALDAV,
  DAV,
  type DavProblem,
  dav,
  element,
  href,
  isProblem,
  problem,
  type Xml,
  type XmlElement,
  type XmlName,
} from '@parley/caldav'
import { type Principal, principalById, type Tables, updatePrincipal } from '@parley/store'
import { settingsOf } from '../people.ts'
import {
  type Admission,
  type AdmissionKind,
  admissionKinds,
  admits,
} from '../scheduling/admission.ts'
import { type Answer, emptyAnswer } from './answer.ts'
import { notGranted, readGrants } from './grants.ts'
import { principalPath } from './paths.ts'
import { privilegeSet } from './session.ts'

// Requirement: 6638/6.1.4/schedule-query-freebusy
// Requirement: 6638/A.1/query-freebusy-methods
/** The kind that each privilege of RFC 6638 §6.1 stands for; `schedule-deliver` is all of them. */
const privileges: Readonly<Record<AdmissionKind, XmlName>> = {
  invite: `{${CALDAV}}schedule-deliver-invite`,
  reply: `{${CALDAV}}schedule-deliver-reply`,
  busyTime: `{${CALDAV}}schedule-query-freebusy`,
}
const deliver: XmlName = `{${CALDAV}}schedule-deliver`

type Admitted = { readonly name: string | undefined; readonly kinds: readonly AdmissionKind[] }

/** The whole new list takes the place of the old one; whoever is in no entry is let in to nothing. */
export async function changeAdmission(
  tables: Tables,
  ownerId: string,
  body: XmlElement | undefined,
): Promise<Answer | DavProblem> {
  const grants = await readGrants(tables, body)
  if (isProblem(grants)) return grants
  const admitted: Admitted[] = []
  for (const { principal, privileges } of grants) {
    const other = privileges.find((each) => kindsOf(each).length === 0)
    if (other !== undefined) {
      return notGranted(other, 'An Inbox grants who may schedule with its owner')
    }
    admitted.push({ name: principal?.name, kinds: privileges.flatMap(kindsOf) })
  }
  const owner = await principalById(tables, ownerId)
  if (owner === undefined) return problem(404, 'There is nobody here.')
  const { admits: _, ...rest } = settingsOf(owner)
  const made = admissionOf(admitted)
  const settings = Object.keys(made).length === 0 ? rest : { ...rest, admits: made }
  await updatePrincipal(tables, { ...owner, settings: JSON.stringify(settings) })
  return emptyAnswer(200)
}

function admissionOf(grants: readonly Admitted[]): Admission {
  const pairs = admissionKinds.flatMap((kind) => {
    const given = grants.filter((each) => each.kinds.includes(kind))
    if (given.some((each) => each.name === undefined)) return []
    return [[kind, given.flatMap((each) => each.name ?? [])] as const]
  })
  return Object.fromEntries(pairs)
}

// Requirement: 6638/6.1.1/schedule-deliver
function kindsOf(privilege: XmlName): readonly AdmissionKind[] {
  return admissionKinds.filter((kind) => privilege === deliver || privileges[kind] === privilege)
}

/** The privileges that somebody has on the Inbox of somebody else. */
export function inboxPrivileges(owner: Principal, asker: readonly string[]): readonly XmlName[] {
  const kinds = admissionKinds.filter((kind) => admits(owner, kind, asker))
  return [
    ...(kinds.length === admissionKinds.length ? [deliver] : []),
    ...kinds.map((kind) => privileges[kind]),
  ]
}

/** The entries of the Inbox's ACL, beside its owner's own. */
export function admissionEntries(owner: Principal): Xml {
  const { admits: admission = {} } = settingsOf(owner)
  const open = admissionKinds.filter((kind) => admission[kind] === undefined)
  const names = new Set(admissionKinds.flatMap((kind) => admission[kind] ?? []))
  const entries = [...names].map((name) => {
    const kinds = admissionKinds.filter((kind) => admission[kind]?.includes(name) === true)
    return entry(href(principalPath(name)), kinds)
  })
  if (open.length > 0) entries.unshift(entry(element(`{${DAV}}authenticated`), open))
  return entries.join('') as Xml
}

function entry(who: Xml, kinds: readonly AdmissionKind[]): Xml {
  const granted =
    kinds.length === admissionKinds.length ? [deliver] : kinds.map((each) => privileges[each])
  return element(
    dav('ace'),
    element(dav('principal'), who) + element(dav('grant'), privilegeSet(granted)),
  )
}
