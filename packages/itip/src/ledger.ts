/** The ledger as JSON and back, and the small changes made to it. */
import type { CalendarObject, Component, InstanceKey, Parameter, Property } from '@parley/icalendar'
import { calendarAddress } from './address.ts'
import type { Revision } from './revision.ts'
import type {
  CounterProposal,
  HeldState,
  Ledger,
  PendingQuestion,
  QuestionKind,
  ReplyMark,
} from './state.ts'

/** What JSON can hold, but for its null. */
export type JsonValue =
  | string
  | number
  | boolean
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue }

/** Questions that one UID may have waiting; more are not kept. */
export const maxQuestions = 100
/** Answered questions remembered for one UID; the oldest are forgotten first. */
export const maxSettled = 200
/** Counter-proposals kept for one UID; the oldest that are decided go first. */
export const maxCounters = 200
/** Depth of components read back from JSON. */
const maxDepth = 16

/** A DTSTAMP further ahead than this is taken for a clock that is wrong. */
const maxClockSkewSeconds = 86_400

/**
 * The revision as it is remembered: a DTSTAMP more than a day ahead counts as a day ahead, so that
 * a wrong clock holds up later messages for a day at most.
 */
export function clampRevision(revision: Revision, nowSeconds: number): Revision {
  const latest = nowSeconds + maxClockSkewSeconds
  return revision.dtstampSeconds <= latest ? revision : { ...revision, dtstampSeconds: latest }
}

/** The state with some parts of its ledger replaced. */
export function withLedger(held: HeldState, parts: Partial<Ledger>): HeldState {
  return { ...held, ledger: { ...held.ledger, ...parts } }
}

/** The state with this question waiting; the same state where it waits already, or was answered. */
export function withQuestion(held: HeldState, question: PendingQuestion): HeldState {
  const { questions, settled } = held.ledger
  if (questions.some((each) => each.id === question.id)) return held
  if (settled.includes(question.id)) return held
  if (questions.length >= maxQuestions) return held
  return withLedger(held, { questions: [...questions, question] })
}

/** The state with this question answered. */
export function withoutQuestion(held: HeldState, id: string): HeldState {
  const { questions, settled } = held.ledger
  return withLedger(held, {
    questions: questions.filter((each) => each.id !== id),
    settled: [...settled, id].slice(-maxSettled),
  })
}

/** Counter-proposals with one more; beyond `maxCounters` the oldest decided ones are forgotten. */
export function withCounter(
  counters: readonly CounterProposal[],
  made: CounterProposal,
): readonly CounterProposal[] {
  const all = [...counters, made]
  if (all.length <= maxCounters) return all
  const decided = all.findIndex((each) => each.state !== 'pending')
  return all.toSpliced(Math.max(decided, 0), 1)
}

/** Each list of a ledger as plain JSON. */
const toJson: { readonly [Name in keyof Ledger]: (of: Ledger[Name]) => readonly JsonValue[] } = {
  revisions: (of) => [...of].map(([key, revision]) => [key, ...revisionToJson(revision)]),
  replies: (of) =>
    [...of.values()].map((mark) => ({
      address: mark.address,
      key: mark.key,
      revision: revisionToJson(mark.revision),
      partStat: mark.partStat,
      ...(mark.comment === undefined ? {} : { comment: mark.comment }),
      ...(mark.percentComplete === undefined ? {} : { percentComplete: mark.percentComplete }),
      ...(mark.completedSeconds === undefined ? {} : { completedSeconds: mark.completedSeconds }),
    })),
  answersFrom: (of) => [...of].map(([key, sequence]) => [key, sequence]),
  offered: (of) => [...of].map(([key, made]) => [key, made.map(propertyToJson)]),
  cancelled: (of) => [...of].map(([key, revision]) => [key, ...revisionToJson(revision)]),
  delegates: (of) => [...of].map(([key, how]) => [key, how]),
  counters: (of) =>
    of.map((each) => ({
      id: each.id,
      from: each.from,
      key: each.key,
      revision: revisionToJson(each.revision),
      component: componentToJson(each.component),
      state: each.state,
    })),
  questions: (of) =>
    of.map((each) => ({
      id: each.id,
      question: each.question,
      ...(each.from === undefined ? {} : { from: each.from }),
      message: componentToJson(each.message),
    })),
  settled: (of) => of,
}
const listNames = Object.keys(toJson) as readonly (keyof Ledger)[]

/** The ledger as plain JSON; but for the revisions, lists that are empty are left out. */
export function ledgerToJson(ledger: Ledger): JsonValue {
  const made: Record<string, JsonValue> = {}
  for (const name of listNames) {
    const list = ledger[name]
    const size = 'size' in list ? list.size : list.length
    if (size > 0 || name === 'revisions') made[name] = listToJson(ledger, name)
  }
  return made
}

function listToJson<Name extends keyof Ledger>(ledger: Ledger, name: Name): readonly JsonValue[] {
  return toJson[name](ledger[name])
}

/** The ledger that `ledgerToJson` wrote; undefined for anything else. Never throws. */
export function ledgerFromJson(json: unknown): Ledger | undefined {
  if (!isRecord(json)) return undefined
  const revisions = pairs(json['revisions'], revisionRow)
  const replies = list(json['replies'] ?? [], replyFromJson)
  const answersFrom = pairs(json['answersFrom'] ?? [], (row) => wholeNumber(row[1]))
  const offered = pairs(json['offered'] ?? [], (row) => list(row[1], propertyFromJson))
  const cancelled = pairs(json['cancelled'] ?? [], revisionRow)
  const delegates = pairs(json['delegates'] ?? [], (row) => standings.find((of) => of === row[1]))
  const counters = list(json['counters'] ?? [], counterFromJson)
  const questions = list(json['questions'] ?? [], questionFromJson)
  const settled = list(json['settled'] ?? [], textFromJson)
  if (!revisions || !replies || !answersFrom || !offered) return undefined
  if (!cancelled || !delegates || !counters || !questions || !settled) return undefined
  return {
    revisions,
    replies: new Map(replies.map((mark) => [`${mark.address} ${mark.key}`, mark])),
    answersFrom,
    offered,
    cancelled,
    delegates,
    counters,
    questions,
    settled,
  }
}

function revisionToJson(revision: Revision): readonly number[] {
  return [revision.sequence, revision.dtstampSeconds]
}

function revisionRow(row: readonly unknown[]): Revision | undefined {
  return revisionFromJson(row.slice(1))
}

function revisionFromJson(json: unknown): Revision | undefined {
  if (!Array.isArray(json)) return undefined
  const sequence = wholeNumber(json[0])
  const dtstampSeconds = wholeNumber(json[1])
  if (sequence === undefined || dtstampSeconds === undefined) return undefined
  return { sequence, dtstampSeconds }
}

function replyFromJson(json: unknown): ReplyMark | undefined {
  if (!isRecord(json)) return undefined
  const { address, key, partStat, comment } = json
  const revision = revisionFromJson(json['revision'])
  if (typeof address !== 'string' || typeof key !== 'string') return undefined
  if (typeof partStat !== 'string' || revision === undefined) return undefined
  const percentComplete = wholeNumber(json['percentComplete'])
  const completedSeconds = wholeNumber(json['completedSeconds'])
  return {
    address: calendarAddress(address),
    key,
    revision,
    partStat,
    ...(typeof comment === 'string' ? { comment } : {}),
    ...(percentComplete === undefined ? {} : { percentComplete }),
    ...(completedSeconds === undefined ? {} : { completedSeconds }),
  }
}

const standings = ['invited', 'brought'] as const
const counterStates = ['pending', 'accepted', 'declined', 'superseded'] as const
const questionKinds = [
  'admit-uninvited',
  'counter-proposal',
  'new-organizer',
  'unauthorized',
  'busy-time',
  'unknown-sender',
] as const satisfies readonly QuestionKind[]

function counterFromJson(json: unknown): CounterProposal | undefined {
  if (!isRecord(json)) return undefined
  const { id, from, key } = json
  const revision = revisionFromJson(json['revision'])
  const component = componentFromJson(json['component'], 0)
  const state = counterStates.find((each) => each === json['state'])
  if (typeof id !== 'string' || typeof from !== 'string' || typeof key !== 'string')
    return undefined
  if (revision === undefined || component === undefined || state === undefined) return undefined
  return { id, from: calendarAddress(from), key, revision, component, state }
}

function questionFromJson(json: unknown): PendingQuestion | undefined {
  if (!isRecord(json)) return undefined
  const { id, from } = json
  const question = questionKinds.find((each) => each === json['question'])
  const message = componentFromJson(json['message'], 0)
  if (typeof id !== 'string' || question === undefined || message === undefined) return undefined
  return {
    id,
    question,
    from: typeof from === 'string' ? calendarAddress(from) : undefined,
    message,
  }
}

function componentToJson(of: Component | CalendarObject): JsonValue {
  return [of.name, of.properties.map(propertyToJson), of.components.map(componentToJson)]
}

function componentFromJson(json: unknown, depth: number): Component | undefined {
  if (!Array.isArray(json) || depth > maxDepth) return undefined
  const name: unknown = json[0]
  const properties = list(json[1], propertyFromJson)
  const components = list(json[2], (each) => componentFromJson(each, depth + 1))
  if (typeof name !== 'string' || !properties || !components) return undefined
  return { kind: 'component', name, properties, components, source: undefined }
}

function propertyToJson(of: Property): JsonValue {
  return [of.name, of.value, ...of.parameters.map((each) => [each.name, ...each.values])]
}

function propertyFromJson(json: unknown): Property | undefined {
  if (!Array.isArray(json)) return undefined
  const [name, value, ...rest]: unknown[] = json
  const parameters = list(rest, parameterFromJson)
  if (typeof name !== 'string' || typeof value !== 'string' || !parameters) return undefined
  return { kind: 'property', name, parameters, value, source: undefined }
}

function parameterFromJson(json: unknown): Parameter | undefined {
  const texts = list(json, textFromJson)
  const name = texts?.[0]
  return texts === undefined || name === undefined ? undefined : { name, values: texts.slice(1) }
}

function textFromJson(json: unknown): string | undefined {
  return typeof json === 'string' ? json : undefined
}

function isRecord(json: unknown): json is Readonly<Record<string, unknown>> {
  return json instanceof Object && !Array.isArray(json)
}

function wholeNumber(json: unknown): number | undefined {
  return typeof json === 'number' && Number.isSafeInteger(json) && json >= 0 ? json : undefined
}

/** All read, or undefined when one of them is not what it should be. */
function list<T>(json: unknown, read: (each: unknown) => T | undefined): T[] | undefined {
  if (!Array.isArray(json)) return undefined
  const made: T[] = []
  for (const each of json) {
    const value = read(each)
    if (value === undefined) return undefined
    made.push(value)
  }
  return made
}

function pairs<T>(
  json: unknown,
  read: (row: readonly unknown[]) => T | undefined,
): Map<InstanceKey, T> | undefined {
  const rows = list(json, (row) => {
    if (!Array.isArray(row) || typeof row[0] !== 'string') return undefined
    const value = read(row)
    return value === undefined ? undefined : ([row[0], value] as const)
  })
  return rows && new Map(rows)
}
