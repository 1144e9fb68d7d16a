/** Poll → calendar object: the present form, PARTICIPANT with VOTE (RFC 9073). */
import type { CalendarObject, Component, Property, Time } from '@parley/icalendar'
import {
  component,
  parameter,
  property,
  textListProperty,
  textProperty,
  timeProperty,
  withTimezones,
} from '@parley/icalendar'
import type { Context } from '@parley/itip'
import { addressUri } from '@parley/itip'
import type { Poll, PollMethod, Vote, Voter } from './model.ts'

/** How a poll is written: as a message, or as it is stored. */
export type PollWriting = {
  /** Absent: as it is stored. */
  readonly method?: PollMethod
  readonly comment?: string
  /** Only these parts of the poll: a REPLY has no candidates. Default all. */
  readonly candidates?: 'all' | 'none'
}

/** The canonical calendar object of a poll, with the VTIMEZONEs that its candidates need. */
export function writePoll(
  poll: Poll,
  context: Pick<Context, 'catalog' | 'productId'>,
  writing: PollWriting = {},
): CalendarObject {
  const { method, comment, candidates = 'all' } = writing
  const head = [
    property('VERSION', '2.0'),
    textProperty('PRODID', context.productId),
    ...(method === undefined ? [] : [property('METHOD', method)]),
  ]
  const inner = [
    ...(candidates === 'all' ? poll.candidates.map(candidateComponent) : []),
    ...poll.voters.map(participant),
  ]
  const object = component('VCALENDAR', head, [
    component('VPOLL', pollProperties(poll, comment), inner),
  ])
  return withTimezones(object, context.catalog)
}

function pollProperties(poll: Poll, comment: string | undefined): readonly Property[] {
  const { description, winner, acceptResponse, start, end, pollProperties: differing } = poll
  return [
    textProperty('UID', poll.uid),
    timeProperty('DTSTAMP', utcTime(poll.revision.dtstampSeconds)),
    property('SEQUENCE', String(poll.revision.sequence)),
    property('ORGANIZER', addressUri(poll.organizer)),
    textProperty('SUMMARY', poll.summary),
    ...(description === undefined ? [] : [textProperty('DESCRIPTION', description)]),
    ...(start === undefined ? [] : [timeProperty('DTSTART', start)]),
    ...(end === undefined ? [] : [timeProperty('DTEND', end)]),
    property('STATUS', poll.status),
    property('POLL-MODE', 'BASIC'),
    property('POLL-COMPLETION', poll.completion),
    ...(differing.length === 0 ? [] : [textListProperty('POLL-PROPERTIES', differing)]),
    ...(winner === undefined ? [] : [property('POLL-WINNER', String(winner))]),
    ...(acceptResponse === undefined ? [] : [property('ACCEPT-RESPONSE', String(acceptResponse))]),
    ...(comment === undefined ? [] : [textProperty('COMMENT', comment)]),
  ]
}

function utcTime(wallSeconds: number): Time {
  return { kind: 'DATE-TIME', wallSeconds, tzid: 'UTC' }
}

function candidateComponent({ itemId, component: of }: Poll['candidates'][number]): Component {
  return { ...of, properties: [...of.properties, property('POLL-ITEM-ID', String(itemId))] }
}

// Requirement: vpoll/1/present-form
/** RFC 9073 asks for a UID: the address is unique among the voters and tells nothing new. */
function participant(voter: Voter): Component {
  const stay = voter.stayInformed ? [parameter('STAY-INFORMED', 'TRUE')] : []
  const properties = [
    textProperty('UID', `voter:${voter.address}`),
    property('PARTICIPANT-TYPE', 'VOTER'),
    property('CALENDAR-ADDRESS', addressUri(voter.address), stay),
    ...(voter.commonName === undefined ? [] : [textProperty('SUMMARY', voter.commonName)]),
  ]
  return component('PARTICIPANT', properties, voter.votes.map(voteComponent))
}

function voteComponent(vote: Vote): Component {
  return component('VOTE', [
    property('POLL-ITEM-ID', String(vote.itemId)),
    property('RESPONSE', String(vote.response)),
    ...(vote.comment === undefined ? [] : [textProperty('COMMENT', vote.comment)]),
  ])
}
