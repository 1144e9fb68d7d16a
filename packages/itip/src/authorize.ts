/** May this originator say this? (RFC 5546 §1.4, §6.1; RFC 6047 §2.2.1) */
import type { Component, Property } from '@parley/icalendar'
import { firstProperty, onceFor } from '@parley/icalendar'
import type { CalendarAddress } from './address.ts'
import { addressOf, calendarAddress, sentByOf } from './address.ts'
import { delegatedTo, findAttendee, isAttendeeOf, partStatOf } from './attendee.ts'
import type { Context, Originator } from './context.ts'
import type { Reason } from './explanation.ts'
import { because } from './explanation.ts'
import type { Message, Method } from './message.ts'
import type { Policy } from './policy.ts'
import { isSchedulingComponent } from './read.ts'
import type { HeldState } from './state.ts'
import { tolerates } from './tables/quirks.ts'

// Requirement: 6047/2/request-speaks-for-organizer
// Requirement: 6047/2/reply-speaks-for-attendee
// Requirement: 5546/3.7.2/only-organizer-updates
const organizersMethods: ReadonlySet<Method> = new Set([
  'PUBLISH',
  'REQUEST',
  'ADD',
  'CANCEL',
  'DECLINECOUNTER',
])

// Requirement: 6047/3/originator-authenticated
/**
 * Says why the originator may not send this message to the one who holds `held`; undefined where he
 * may.
 *
 * PUBLISH, REQUEST, ADD, CANCEL and DECLINECOUNTER are the Organizer's, or that of whom ORGANIZER
 * names in SENT-BY; REPLY, COUNTER and REFRESH are the Attendee's, or that of whom his ATTENDEE
 * names in SENT-BY. A SENT-BY that only the message claims counts within the mail domain of the one
 * who is spoken for, unless strangers share that domain (`policy.sharedMailDomains`). A REQUEST may
 * come from an Attendee who delegates or forwards, and from a new Organizer; `receive` then decides
 * by policy. Nobody can speak as a group calendar of Google: such a message counts as not confirmed
 * (quirk `group-calendar-organizer`). What the transport does not confirm stands or falls by
 * `policy.unconfirmedOriginator`.
 */
export function authorize(held: HeldState, message: Message, context: Context): Reason | undefined {
  const organizers = organizersMethods.has(message.method)
  const { originator } = context
  if (originator !== undefined) {
    const may = organizers
      ? mayOrganize(held, message, { ...context, originator })
      : mayAttend(held, message, { ...context, originator })
    const stands = may || (organizers && isGroupCalendars(held, message, context.policy))
    if (!stands) return refusal(organizers, { originator: originator.address })
    if (may && originator.proven) return undefined
  }
  if (context.policy.unconfirmedOriginator === 'apply') return undefined
  const facts = { originator: originator?.address ?? '', proven: false }
  return organizers
    ? because('5546/6.1.1/organizer-identity-checked', facts)
    : because('5546/6.1.2/attendee-identity-checked', facts)
}

function refusal(organizers: boolean, facts: Reason['facts']): Reason {
  return organizers
    ? because('5546/6.1.1/only-organizer-changes', facts)
    : because('5546/6.1.2/only-attendee-updates-self', facts)
}

/** Is this one of the addresses that mean the originator? */
export function isOriginator(originator: Originator, address: CalendarAddress): boolean {
  return originator.address === address || originator.aliases?.includes(address) === true
}

/** Who speaks, and how far the policy believes him. */
type Speaking = { readonly originator: Originator; readonly policy: Policy }

// Requirement: 6047/2.2.1/sent-by-left-to-policy
// Requirement: 6047/3/sent-by-decided-by-user
/** Does the ORGANIZER or ATTENDEE mean the originator, or someone for whom he acts? */
function speaksFor(
  { originator, policy }: Speaking,
  line: Property,
  held: Property | undefined,
): boolean {
  if (isOriginator(originator, addressOf(line))) return true
  if (isOriginator(originator, calendarAddress(line.value))) return true
  if (held !== undefined && isSentBy(originator, held)) return true
  const domain = domainOf(originator.address)
  if (policy.sharedMailDomains.includes(domain)) return false
  return isSentBy(originator, line) && domainOf(addressOf(line)) === domain
}

function isSentBy(originator: Originator, line: Property): boolean {
  const sentBy = sentByOf(line)
  return sentBy !== undefined && isOriginator(originator, sentBy)
}

/** Is the Organizer, as held and as claimed, the same group calendar of Google? */
function isGroupCalendars(held: HeldState, { components }: Message, policy: Policy): boolean {
  if (!tolerates(policy, 'group-calendar-organizer')) return false
  const claimed = organizerLine(components)
  const known = organizerLine(held.object?.components.filter(isSchedulingComponent) ?? [])
  if (claimed === undefined || known === undefined) return false
  const address = addressOf(known)
  return domainOf(address) === 'group.calendar.google.com' && isAttendeeOf(claimed, address)
}

/** Do the rules of the place let this Attendee delegate to these (RFC 5546 §6.2.3)? */
export function mayDelegate(
  { delegation }: Pick<Policy, 'delegation'>,
  delegator: CalendarAddress,
  delegates: readonly CalendarAddress[],
): boolean {
  if (delegation !== 'same-domain') return delegation === 'allow'
  return delegates.every((each) => domainOf(each) === domainOf(delegator))
}

function domainOf(address: CalendarAddress): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

// Requirement: 5546/6.2.1/proceeds-when-authorized
// Requirement: 6047/2.2.1/from-is-organizer
// Requirement: 5546/3.2.2/organizer-originates
// Requirement: 5546/3.4.2/organizer-originates
// Requirement: 5546/3.2.2.5/sent-by-may-request
function mayOrganize(held: HeldState, message: Message, speaking: Speaking & Context): boolean {
  const claimed = organizerLine(message.components)
  const known = organizerLine(held.object?.components.filter(isSchedulingComponent) ?? [])
  const speaksForClaimed = claimed !== undefined && speaksFor(speaking, claimed, known)
  if (known === undefined) {
    // Nothing held can be lost: a forwarded invitation or publication is news like any other.
    const isNews = message.method === 'REQUEST' || message.method === 'PUBLISH'
    return speaksForClaimed || (isNews && held.object === undefined)
  }
  if (speaksFor(speaking, known, known)) return true
  if (claimed !== undefined && isAttendeeOf(known, addressOf(claimed))) {
    if (speaksForClaimed) return true
  }
  if (message.method !== 'REQUEST') return false
  return speaksForClaimed || delegates(message, speaking)
}

/** RFC 5546 §3.2.2.3: the Delegator passes the REQUEST on to the Delegate. */
function delegates(message: Message, speaking: Speaking & Context): boolean {
  return delegatorOf(message, speaking)?.address === speaking.originator.address
}

/**
 * The Attendee who hands his part to our user by this REQUEST: the originator where the transport
 * names him, else whoever names our user in DELEGATED-TO.
 */
export function delegatorOf(
  message: Message,
  context: Context,
): { readonly address: CalendarAddress; readonly line: Property } | undefined {
  const { originator, self, policy } = context
  for (const each of message.components) {
    const lines = delegatorsIn(each)
    const own = lines.length === 0 ? undefined : findAttendee(each, self)
    if (own === undefined) continue
    for (const line of lines) {
      const toSelf = delegatedTo(line).some((address) => isAttendeeOf(own, address))
      if (!toSelf) continue
      if (originator === undefined) return { address: addressOf(line), line }
      if (speaksFor({ originator, policy }, line, undefined)) {
        return { address: originator.address, line }
      }
    }
  }
  return undefined
}

const delegatorsIn = onceFor((of: Component): readonly Property[] =>
  of.properties.filter((line) => line.name === 'ATTENDEE' && partStatOf(line) === 'DELEGATED'),
)

// Requirement: 6047/2.2.1/from-is-replier
// Requirement: 5546/3.2.3/sent-by-may-reply
function mayAttend(held: HeldState, message: Message, speaking: Speaking): boolean {
  const known = held.object?.components.filter(isSchedulingComponent) ?? []
  return message.components.every((each) => {
    if (speakingLine(each, speaking, known) !== undefined) return true
    // A COUNTER need not list its sender (§3.2.7), as long as he is invited.
    return message.method === 'COUNTER' && isInvited(known, speaking.originator)
  })
}

function isInvited(known: readonly Component[], originator: Originator): boolean {
  const addresses = [originator.address, ...(originator.aliases ?? [])]
  return known.some((each) => addresses.some((address) => findAttendee(each, address)))
}

/** The ATTENDEE by which the originator speaks in an Attendee's message; his own before others'. */
export function speakingLine(
  of: Component,
  speaking: Speaking,
  known: readonly Component[],
): Property | undefined {
  const lines = of.properties.filter((each) => each.name === 'ATTENDEE')
  const own = lines.find((each) => isOriginator(speaking.originator, addressOf(each)))
  if (own !== undefined) return own
  return lines.find((line) => {
    if (sentByOf(line) === undefined && known.length === 0) return false
    return speaksFor(speaking, line, heldLine(known, line))
  })
}

function heldLine(known: readonly Component[], line: Property): Property | undefined {
  const address = addressOf(line)
  for (const each of known) {
    const found = findAttendee(each, address)
    if (found !== undefined) return found
  }
  return undefined
}

function organizerLine(components: readonly Component[]): Property | undefined {
  for (const each of components) {
    const organizer = firstProperty(each, 'ORGANIZER')
    if (organizer !== undefined) return organizer
  }
  return undefined
}
