/** Calendar object → poll message, from the present form and two older ones. */
import type { CalendarObject, Component, Property } from '@parley/icalendar'
import {
  allProperties,
  dateParts,
  durationOf,
  firstProperty,
  parameterValue,
  parseInteger,
  rawValue,
  type Time,
  textListOf,
  textOf,
  timeOf,
  withComponents,
  withoutProperties,
} from '@parley/icalendar'
import type { CalendarAddress } from '@parley/itip'
import { addressOf, calendarAddress, organizerOf, revisionOf } from '@parley/itip'
import type { RequirementId } from '../requirement-ids.ts'
import type {
  Candidate,
  Poll,
  PollCompletion,
  PollMessage,
  PollMethod,
  PollStatus,
  Vote,
  Voter,
} from './model.ts'
import { maxCandidates, maxVoters, pollCompletions, pollMethods, pollStatuses } from './model.ts'

type PollViolation = {
  readonly kind: 'violation'
  readonly requirement: RequirementId
  readonly path: readonly (string | number)[]
  readonly expected: string
  readonly found: string
}

/** The polls in a calendar object, and why the rest is none. */
export type PollReadResult = {
  readonly messages: readonly PollMessage[]
  readonly violations: readonly PollViolation[]
}

/**
 * Reads the polls in a calendar object, each as one message with the object's METHOD.
 *
 * Voters come as PARTICIPANT components with VOTE inside (RFC 9073 and the last draft), as VVOTER
 * components, or as VOTER properties with RESPONSE (the first drafts). Never throws: what is missing
 * is a violation, and a poll without UID or ORGANIZER, or beyond a limit, is no message.
 */
export function readPoll(
  object: CalendarObject,
  envelope: { method?: string } = {},
): PollReadResult {
  const messages: PollMessage[] = []
  const violations: PollViolation[] = []
  const spelt = (rawValue(object, 'METHOD') ?? envelope.method ?? '').trim().toUpperCase()
  const method = pollMethods.find((each) => each === spelt)
  const polls = object.components.filter((each) => each.name === 'VPOLL')
  if (polls.length > 0 && method === undefined) {
    return {
      messages,
      violations: [violation('vpoll/3/methods', ['METHOD'], pollMethods.join(', '), spelt)],
    }
  }
  polls.forEach((component, index) => {
    if (method === undefined) return
    const poll = pollOf(component, index, method, violations)
    if (poll === undefined) return
    const comment = firstProperty(component, 'COMMENT')
    messages.push({
      kind: 'poll-message',
      method,
      poll,
      ...(comment === undefined ? {} : { comment: textOf(comment) }),
      object,
    })
  })
  return { messages, violations }
}

/** A poll as it is stored, without METHOD. */
export function readStoredPoll(object: CalendarObject): Poll | undefined {
  const component = object.components.find((each) => each.name === 'VPOLL')
  return component && pollOf(component, 0, 'PUBLISH', [])
}

function pollOf(
  of: Component,
  index: number,
  method: PollMethod,
  violations: PollViolation[],
): Poll | undefined {
  const path = ['VPOLL', index]
  const uid = rawValue(of, 'UID')
  const organizer = organizerOf(of)
  if (uid === undefined || organizer === undefined) {
    const missing = uid === undefined ? 'UID' : 'ORGANIZER'
    violations.push(violation('vpoll/1/required-properties', [...path, missing], '1', 'none'))
    return undefined
  }
  if (method !== 'REPLY' && method !== 'REFRESH' && rawValue(of, 'SUMMARY') === undefined)
    violations.push(violation('vpoll/1/required-properties', [...path, 'SUMMARY'], '1', 'none'))
  const candidates = candidatesOf(of, path, violations)
  const voters = votersOf(of)
  if (candidates.length > maxCandidates || voters.length > maxVoters) {
    const found = `${candidates.length} candidates, ${voters.length} voters`
    violations.push(violation('vpoll/1/limits', path, `${maxCandidates}, ${maxVoters}`, found))
    return undefined
  }
  const summary = firstProperty(of, 'SUMMARY')
  return {
    uid,
    revision: revisionOf(of),
    organizer,
    summary: summary === undefined ? '' : textOf(summary),
    status: oneOf<PollStatus>(pollStatuses, rawValue(of, 'STATUS'), 'IN-PROCESS'),
    completion: oneOf<PollCompletion>(pollCompletions, rawValue(of, 'POLL-COMPLETION'), 'CLIENT'),
    pollProperties: propertyNames(of),
    ...optionalParts(of),
    candidates,
    voters,
  }
}

function propertyNames(of: Component): readonly string[] {
  return allProperties(of, 'POLL-PROPERTIES').flatMap((each) => textListOf(each))
}

function optionalParts(
  of: Component,
): Pick<Poll, 'description' | 'winner' | 'acceptResponse' | 'start' | 'end'> {
  const description = firstProperty(of, 'DESCRIPTION')
  const winner = integerValue(of, 'POLL-WINNER')
  const accept = integerValue(of, 'ACCEPT-RESPONSE')
  const start = timeIn(of, 'DTSTART')
  const end = timeIn(of, 'DTEND') ?? endByDuration(of, start)
  return {
    ...(description === undefined ? {} : { description: textOf(description) }),
    ...(winner === undefined ? {} : { winner }),
    ...(accept === undefined ? {} : { acceptResponse: accept }),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  }
}

function integerValue(of: Component, name: string): number | undefined {
  const value = rawValue(of, name)
  return value === undefined ? undefined : parseInteger(value.trim())
}

function timeIn(of: Component, name: string): Time | undefined {
  const found = firstProperty(of, name)
  return found && timeOf(found)
}

function endByDuration(of: Component, start: Time | undefined): Time | undefined {
  const found = firstProperty(of, 'DURATION')
  const duration = found && durationOf(found)
  if (start === undefined || duration === undefined) return undefined
  const wallSeconds = start.wallSeconds + duration.days * 86_400 + duration.seconds
  return Number.isFinite(dateParts(wallSeconds).year) ? { ...start, wallSeconds } : undefined
}

function oneOf<T extends string>(known: readonly T[], found: string | undefined, otherwise: T): T {
  const spelt = found?.trim().toUpperCase()
  return known.find((each) => each === spelt) ?? otherwise
}

const candidateNames = ['VEVENT', 'VTODO', 'VJOURNAL', 'VAVAILABILITY']

function candidatesOf(
  of: Component,
  path: readonly (string | number)[],
  violations: PollViolation[],
): readonly Candidate[] {
  const candidates = new Map<number, Candidate>()
  of.components.forEach((each, index) => {
    if (!candidateNames.includes(each.name)) return
    const itemId = integerValue(each, 'POLL-ITEM-ID')
    if (itemId === undefined || candidates.has(itemId)) {
      const found = itemId === undefined ? 'none' : `${itemId} twice`
      const where = [...path, each.name, index, 'POLL-ITEM-ID']
      violations.push(violation('vpoll/1/item-id-unique', where, 'an integer of its own', found))
      return
    }
    const plain = withoutProperties(each, 'POLL-ITEM-ID', 'VOTER')
    const inner = plain.components.filter((one) => one.name !== 'VVOTER')
    const component =
      inner.length === plain.components.length ? plain : withComponents(plain, inner)
    candidates.set(itemId, { itemId, component })
  })
  return [...candidates.values()]
}

// Requirement: vpoll/1/older-forms-read
/** All three forms into one list; votes of one voter in several places are put together. */
function votersOf(of: Component): readonly Voter[] {
  const voters = new Map<CalendarAddress, Voter>()
  const add = (voter: Voter | undefined): void => {
    if (voter === undefined) return
    const held = voters.get(voter.address)
    voters.set(
      voter.address,
      held === undefined ? voter : { ...held, ...voter, ...merged(held, voter) },
    )
  }
  for (const each of of.components) {
    if (each.name === 'PARTICIPANT') add(voterOfParticipant(each))
    else if (each.name === 'VVOTER') add(voterOfVvoter(each))
    else {
      const itemId = integerValue(each, 'POLL-ITEM-ID')
      for (const property of allProperties(each, 'VOTER')) add(voterOfProperty(property, itemId))
    }
  }
  const direct = allProperties(of, 'VOTER')
  for (const property of direct) add(voterOfProperty(property, undefined))
  const only = direct[0]
  if (only !== undefined && direct.length === 1)
    add({ ...plainVoter(only), votes: votesOnItems(of) })
  return [...voters.values()]
}

function merged(held: Voter, voter: Voter): Pick<Voter, 'stayInformed' | 'votes'> {
  const votes = new Map(held.votes.map((vote) => [vote.itemId, vote]))
  for (const vote of voter.votes) votes.set(vote.itemId, vote)
  return { stayInformed: held.stayInformed || voter.stayInformed, votes: [...votes.values()] }
}

/** PARTICIPANT (RFC 9073) of a type that includes VOTER. */
function voterOfParticipant(of: Component): Voter | undefined {
  const address = firstProperty(of, 'CALENDAR-ADDRESS')
  const types = allProperties(of, 'PARTICIPANT-TYPE').flatMap((each) => textListOf(each))
  const votes = votesIn(of)
  const isVoter = types.some((each) => each.toUpperCase() === 'VOTER')
  if (address === undefined || !(isVoter || votes.length > 0)) return undefined
  const name = firstProperty(of, 'SUMMARY')
  const stay = rawValue(of, 'STAY-INFORMED') ?? parameterValue(address, 'STAY-INFORMED')
  return {
    address: calendarAddress(address.value),
    ...(name === undefined ? {} : { commonName: textOf(name) }),
    stayInformed: stay?.toUpperCase() === 'TRUE',
    votes,
  }
}

function voterOfVvoter(of: Component): Voter | undefined {
  const voter = firstProperty(of, 'VOTER')
  return voter && { ...plainVoter(voter), votes: votesIn(of) }
}

function votesIn(of: Component): readonly Vote[] {
  return of.components.flatMap((each) => {
    if (each.name !== 'VOTE') return []
    const comment = firstProperty(each, 'COMMENT')
    const text = comment && textOf(comment)
    return voteOf(integerValue(each, 'POLL-ITEM-ID'), rawValue(each, 'RESPONSE'), text)
  })
}

/** VOTER;RESPONSE=…;PUBLIC-COMMENT=…;STAY-INFORMED=… inside a candidate. */
function voterOfProperty(of: Property, itemId: number | undefined): Voter {
  const comment = parameterValue(of, 'PUBLIC-COMMENT')
  return { ...plainVoter(of), votes: voteOf(itemId, parameterValue(of, 'RESPONSE'), comment) }
}

/** POLL-ITEM-ID;RESPONSE=… in the poll itself: the votes of its only VOTER. */
function votesOnItems(of: Component): readonly Vote[] {
  return allProperties(of, 'POLL-ITEM-ID').flatMap((each) => {
    const comment = parameterValue(each, 'PUBLIC-COMMENT')
    return voteOf(parseInteger(each.value.trim()), parameterValue(each, 'RESPONSE'), comment)
  })
}

function plainVoter(of: Property): Voter {
  const name = parameterValue(of, 'CN')
  return {
    address: addressOf(of),
    ...(name === undefined ? {} : { commonName: name }),
    stayInformed: parameterValue(of, 'STAY-INFORMED')?.toUpperCase() === 'TRUE',
    votes: [],
  }
}

/** A RESPONSE outside 0 to 100 is no vote. */
function voteOf(
  itemId: number | undefined,
  text: string | undefined,
  comment: string | undefined,
): readonly Vote[] {
  const response = text === undefined ? undefined : parseInteger(text.trim())
  if (itemId === undefined || response === undefined || response < 0 || response > 100) return []
  return [{ itemId, response, ...(comment === undefined ? {} : { comment }) }]
}

function violation(
  requirement: RequirementId,
  path: readonly (string | number)[],
  expected: string,
  found: string,
): PollViolation {
  return { kind: 'violation', requirement, path, expected, found }
}
