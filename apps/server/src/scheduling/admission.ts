/** Whom somebody lets schedule with them: the privileges on their Inbox (RFC 6638 §6.1). */
import type { Method } from '@parley/itip'
import { groupIds, type Principal, principalsById, type Tables } from '@parley/store'
import { settingsOf } from '../people.ts'

export const admissionKinds = ['invite', 'reply', 'busyTime'] as const
export type AdmissionKind = (typeof admissionKinds)[number]

/** Names of the people and groups that are let in; absent: everybody who signs in here. */
export type Admission = { readonly [Kind in AdmissionKind]?: readonly string[] }

const organizerMethods: readonly Method[] = [
  'PUBLISH',
  'REQUEST',
  'ADD',
  'CANCEL',
  'DECLINECOUNTER',
]

// Requirement: 6638/A.1/deliver-invite-methods
// Requirement: 6638/A.1/deliver-reply-methods
// Requirement: 6638/6.1.2/schedule-deliver-invite
// Requirement: 6638/6.1.3/schedule-deliver-reply
/** What an Organizer sends invites; what an Attendee sends replies (RFC 6638 appendix A.1). */
export function admissionFor(method: Method): AdmissionKind {
  return organizerMethods.includes(method) ? 'invite' : 'reply'
}

// Requirement: 6638/4/inbox-privileges-decide
// Requirement: 6638/6.1/inbox-privileges-govern-delivery
// Requirement: 6638/11.2/recipient-allows-delivery
// Requirement: 6638/11.3/recipient-allows-query
// Requirement: 6638/11.4/deny-by-privilege
/** `asker`: every name that the one who wants it goes by, as `namesOf` gives them. */
export function admits(owner: Principal, kind: AdmissionKind, asker: readonly string[]): boolean {
  const named = settingsOf(owner).admits?.[kind]
  return (
    named === undefined || asker.includes(owner.name) || asker.some((each) => named.includes(each))
  )
}

/** Somebody's own name and those of the groups they are in. */
export async function namesOf(tables: Tables, principal: Principal): Promise<readonly string[]> {
  const groups = await groupIds(tables, principal.id)
  if (groups.length === 0) return [principal.name]
  return [principal.name, ...(await principalsById(tables, groups)).map((each) => each.name)]
}

/** Does anyone of these let in only some? If not, nobody needs to be looked up. */
export function someChoose(owners: readonly Principal[]): boolean {
  return owners.some((each) => each.settings.includes('"admits"'))
}
