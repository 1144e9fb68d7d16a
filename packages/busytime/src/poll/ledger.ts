/** What is held of a poll beside its calendar object, as JSON and back. */
import { type CalendarAddress, calendarAddress, type JsonValue, type Revision } from '@parley/itip'
import { type HeldPoll, maxVoters, noPollHeld, type Vote, type Voter } from './model.ts'

/** All of a held poll but the poll, which is kept as a calendar object. */
export function pollLedgerToJson(held: HeldPoll): JsonValue {
  const { replies, uninvited, cancelled, votesShown } = held
  return {
    version: 1,
    votesShown,
    cancelled: cancelled === undefined ? false : { ...cancelled },
    replies: [...replies].map(([address, revision]) => ({ address, ...revision })),
    uninvited: [...uninvited.values()].map(({ votes, ...voter }) => ({
      ...voter,
      votes: votes.map((vote) => ({ ...vote })),
    })),
  }
}

/** Errors: none. JSON that is no ledger gives undefined, also when it was made to harm. */
export function pollLedgerFromJson(uid: string, json: JsonValue): HeldPoll | undefined {
  const replies = listAt(json, 'replies')
  const uninvited = listAt(json, 'uninvited')
  const shown = valueAt(json, 'votesShown')
  if (valueAt(json, 'version') !== 1 || (shown !== 'show' && shown !== 'hide')) return undefined
  if (replies === undefined || uninvited === undefined) return undefined
  const cancelled = valueAt(json, 'cancelled')
  const revisions = new Map<CalendarAddress, Revision>()
  for (const each of replies) {
    const address = valueAt(each, 'address')
    const revision = revisionFrom(each)
    if (typeof address !== 'string' || revision === undefined) return undefined
    revisions.set(calendarAddress(address), revision)
  }
  const waiting = new Map<CalendarAddress, Voter>()
  for (const each of uninvited) {
    const voter = voterFrom(each)
    if (voter === undefined) return undefined
    waiting.set(voter.address, voter)
  }
  return {
    ...noPollHeld(uid),
    replies: revisions,
    uninvited: waiting,
    cancelled: cancelled === undefined ? undefined : revisionFrom(cancelled),
    votesShown: shown,
  }
}

function valueAt(json: JsonValue, name: string): JsonValue | undefined {
  if (typeof json !== 'object' || json === undefined || Array.isArray(json)) return undefined
  return new Map<string, JsonValue>(Object.entries(json ?? {})).get(name)
}

function listAt(json: JsonValue, name: string): readonly JsonValue[] | undefined {
  const list = valueAt(json, name)
  return Array.isArray(list) && list.length <= maxVoters ? list : undefined
}

function integerAt(json: JsonValue, name: string): number | undefined {
  const value = valueAt(json, name)
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : undefined
}

function revisionFrom(json: JsonValue): Revision | undefined {
  const sequence = integerAt(json, 'sequence')
  const dtstampSeconds = integerAt(json, 'dtstampSeconds')
  if (sequence === undefined || dtstampSeconds === undefined) return undefined
  return { sequence, dtstampSeconds }
}

function voterFrom(json: JsonValue): Voter | undefined {
  const address = valueAt(json, 'address')
  const name = valueAt(json, 'commonName')
  const votes = listAt(json, 'votes')?.map(voteFrom)
  if (typeof address !== 'string' || votes === undefined) return undefined
  const known = votes.filter((vote) => vote !== undefined)
  if (known.length !== votes.length) return undefined
  return {
    address: calendarAddress(address),
    ...(typeof name === 'string' ? { commonName: name } : {}),
    stayInformed: valueAt(json, 'stayInformed') === true,
    votes: known,
  }
}

function voteFrom(json: JsonValue): Vote | undefined {
  const itemId = integerAt(json, 'itemId')
  const response = integerAt(json, 'response')
  const comment = valueAt(json, 'comment')
  if (itemId === undefined || response === undefined || response < 0 || response > 100)
    return undefined
  return { itemId, response, ...(typeof comment === 'string' ? { comment } : {}) }
}
