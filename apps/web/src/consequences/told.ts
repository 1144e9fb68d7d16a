/** What a change means for others, sorted for reading: pure, from what the server says. */
import type { Answer } from '../api/client.ts'
import type { ChangeWord, MethodWord } from './words.ts'

export type Changed = Answer<'PATCH /events/:event'>
export type ConsequencesOf = Changed['consequences']
type AnswerStatus = ConsequencesOf['rooms'][number]['status']

export type Told = {
  readonly method: MethodWord
  readonly recipients: readonly { readonly address: string; readonly here: boolean }[]
  readonly changes: readonly ChangeWord[]
}

const methods: ReadonlyMap<string, MethodWord> = new Map([
  ['REQUEST', 'REQUEST'],
  ['ADD', 'REQUEST'],
  ['PUBLISH', 'REQUEST'],
  ['CANCEL', 'CANCEL'],
  ['REPLY', 'REPLY'],
  ['COUNTER', 'COUNTER'],
  ['DECLINECOUNTER', 'DECLINECOUNTER'],
  ['POLLSTATUS', 'POLLSTATUS'],
])

const changes: ReadonlyMap<string, ChangeWord> = new Map([
  ['DTSTART', 'time'],
  ['DTEND', 'time'],
  ['DURATION', 'time'],
  ['SUMMARY', 'title'],
  ['LOCATION', 'place'],
  ['DESCRIPTION', 'description'],
  ['RRULE', 'rule'],
  ['RDATE', 'rule'],
  ['EXDATE', 'rule'],
  ['ATTENDEE', 'guests'],
  ['STATUS', 'status'],
  ['added', 'added'],
  ['cancelled', 'cancelled'],
  ['removed', 'removed'],
  ['restored', 'restored'],
])

/**
 * One group per kind of message and news; who hears the same twice stands once, and who is invited
 * by the end of a poll not among its voters too.
 */
export function groupsOf({ told }: ConsequencesOf): readonly Told[] {
  const groups = new Map<string, { told: Told; readonly known: Set<string> }>()
  const invited = new Set(
    told.flatMap((each) =>
      each.method === 'POLLSTATUS' ? [] : each.recipients.map(({ address }) => address),
    ),
  )
  for (const each of told) {
    const method = methodWord(each)
    const news = [...new Set(each.changes.map((one) => changes.get(one) ?? 'else'))]
    const key = `${method} ${news.join(' ')}`
    const held = groups.get(key) ?? {
      told: { method, recipients: [], changes: news },
      known: new Set<string>(),
    }
    const fresh = each.recipients.filter(
      ({ address }) =>
        !held.known.has(address) && !(method === 'POLLSTATUS' && invited.has(address)),
    )
    if (fresh.length === 0) continue
    for (const { address } of fresh) held.known.add(address)
    groups.set(key, {
      ...held,
      told: { ...held.told, recipients: [...held.told.recipients, ...fresh] },
    })
  }
  return [...groups.values()].map((each) => each.told)
}

/** A REQUEST with no news invites, for the first time or once more. */
function methodWord({ method, changes: news }: ConsequencesOf['told'][number]): MethodWord {
  const isInvitation = method === 'REQUEST' && news.length === 0
  return isInvitation ? 'invitation' : (methods.get(method) ?? 'other')
}

/** How many hear of it, each counted once. */
export function countOf({ told }: ConsequencesOf): number {
  return new Set(told.flatMap((each) => each.recipients.map(({ address }) => address))).size
}

export type Reset = { readonly address: string; readonly was: AnswerStatus }

/** Who is asked anew, each once however many instances it is about. */
export function resetsOf({ resets }: ConsequencesOf): readonly Reset[] {
  const first = new Map(resets.map(({ address, was }) => [address, was as AnswerStatus]))
  return [...first].map(([address, was]) => ({ address, was }))
}

/** Names of people, as the event has them. */
export function namesOf(changed: Changed | undefined): ReadonlyMap<string, string> {
  const event = changed?.event
  const names = new Map<string, string>()
  for (const each of event === undefined ? [] : [event.shown, ...event.changed]) {
    for (const { address, name } of [
      ...each.attendees,
      ...(each.organizer ? [each.organizer] : []),
    ])
      if (name !== undefined) names.set(address, name)
  }
  return names
}
