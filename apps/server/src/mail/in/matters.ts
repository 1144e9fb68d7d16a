/** Whom a mail is for, and which message of it concerns whom. */
import type { MailCalendar, MailMessage } from '@parley/imip'
import { type CalendarAddress, calendarAddress, type Message } from '@parley/itip'
import {
  type MailThread,
  type Principal,
  principalById,
  principalsByAddress,
  threadById,
} from '@parley/store'
import type { Parts } from '../../parts.ts'
import { serviceAddress, withoutDetail } from '../addresses.ts'
import type { Tokens } from '../tokens.ts'
import type { Transport } from './authenticate.ts'

export type Addressees = {
  /** People of ours in the envelope, or, where there is none, in the header. */
  readonly principals: readonly Principal[]
  /** The thread whose reply address the mail came to. */
  readonly token: MailThread | undefined
}

/** One message, for one of our people. */
export type Matter = {
  readonly principal: Principal
  readonly message: Message
  readonly calendar: MailCalendar
}

const attendeesMethods: ReadonlySet<string> = new Set(['REPLY', 'COUNTER', 'REFRESH'])
const maxMatters = 200

export async function addressees(
  { parts, tokens }: { readonly parts: Parts; readonly tokens: Tokens },
  mail: MailMessage,
  transport: Transport,
): Promise<Addressees> {
  const { to, cc } = mail.envelope
  const headers = [...to, ...cc].map((each) => each.address)
  const given = transport.recipients ?? headers
  const detailed = [...given, ...headers].map(withoutDetail)
  const service = serviceAddress(parts.config)
  const threadId = detailed
    .filter((each) => each.address === service)
    .map((each) => tokens.read('reply', each.detail))
    .find((id) => id !== undefined)
  return parts.store.read(async (tables) => {
    const addresses = given.flatMap((each) => [
      calendarAddress(each),
      calendarAddress(withoutDetail(each).address),
    ])
    const found = await principalsByAddress(tables, [...new Set(addresses)])
    const thread = threadId === undefined ? undefined : await threadById(tables, threadId)
    const holds = thread !== undefined && !thread.revoked && thread.expiresSeconds > parts.clock()
    return { principals: distinct([...found.values()]), token: holds ? thread : undefined }
  })
}

/**
 * Answers are the Organizer's alone, whoever else got a copy. What an Organizer says is for those of
 * ours whom the envelope names; where it names none, for those whom the calendar object invites.
 */
// Requirement: 6047/2/request-speaks-for-organizer
// Requirement: 6047/2/reply-speaks-for-attendee
export async function mattersOf(
  parts: Parts,
  mail: MailMessage,
  to: Addressees,
): Promise<readonly Matter[]> {
  const matters: Matter[] = []
  for (const calendar of mail.calendars) {
    // What was forwarded inside another mail is somebody's word about a message, not the message.
    if (calendar.places[0].nesting > 0) continue
    for (const message of calendar.messages) {
      if (matters.length >= maxMatters) return matters
      const principals = attendeesMethods.has(message.method)
        ? await organizersOf(parts, message, to)
        : await inviteesOf(parts, message, to)
      for (const principal of principals) matters.push({ principal, message, calendar })
    }
  }
  return matters.slice(0, maxMatters)
}

async function organizersOf(
  parts: Parts,
  message: Message,
  { principals, token }: Addressees,
): Promise<readonly Principal[]> {
  const { organizer } = message
  return parts.store.read(async (tables) => {
    if (token !== undefined && token.uid === message.uid) {
      const owner = await principalById(tables, token.ownerId)
      if (owner !== undefined) return [owner]
    }
    // Microsoft leaves ORGANIZER out: UID and recipient then say whose it is.
    if (organizer === undefined) return present(principals)
    return present([...(await principalsByAddress(tables, [organizer])).values()])
  })
}

async function inviteesOf(
  parts: Parts,
  message: Message,
  { principals }: Addressees,
): Promise<readonly Principal[]> {
  const named = present(principals)
  if (named.length > 0) return named
  const attendees = message.components.flatMap((each) =>
    each.properties
      .filter(({ name }) => name === 'ATTENDEE')
      .map(({ value }): CalendarAddress => calendarAddress(value)),
  )
  const found = await parts.store.read((tables) =>
    principalsByAddress(tables, [...new Set(attendees)]),
  )
  return present(distinct([...found.values()]))
}

function present(principals: readonly Principal[]): readonly Principal[] {
  return principals.filter((each) => !each.disabled && each.kind !== 'group')
}

function distinct(principals: readonly Principal[]): readonly Principal[] {
  return [...new Map(principals.map((each) => [each.id, each])).values()]
}

/** What no other transaction may decide about meanwhile. */
export function locksOf(matters: readonly Matter[]): readonly string[] {
  return [...new Set(matters.map(({ message }) => `uid:${message.uid}`))]
}
