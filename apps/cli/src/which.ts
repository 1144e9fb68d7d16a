/** Finds what a person means: the calendar object, the instance, the proposal. */
import { existsSync } from 'node:fs'
import type { Instance, InstanceKey, RecurrenceSet, Zones } from '@parley/icalendar'
import {
  instanceAt,
  instanceKey,
  instancesBetween,
  isRecurring,
  recurrenceSet,
  utcSeconds,
  zonesOf,
} from '@parley/icalendar'
import type { Context, CounterProposal, HeldState, PendingQuestion } from '@parley/itip'
import type { Call } from './command.ts'
import { misused } from './failure.ts'
import type { Folder, Stored } from './folder/folder.ts'
import { uidsOf } from './folder/folder.ts'
import { readOne } from './input.ts'
import { plain } from './terminal/paint.ts'
import { typedTime } from './times.ts'
import { startAndEnd, summaryOf, tellingComponents } from './words/component.ts'
import { instanceWords } from './words/explanation.ts'

/**
 * What is held about the UID that the words name: the UID, its beginning, a file that carries it,
 * or a part of the summary. Exactly one must fit.
 */
export async function heldCalled(folder: Folder, words: string, call: Call): Promise<HeldState> {
  const direct = folder.held(words)
  if (direct.object !== undefined || direct.ledger.cancelled.size > 0) return direct
  if (words === '-' || existsSync(words)) {
    const input = await readOne(words, call.world)
    const [uid] = input.calendars.flatMap(({ object }) => uidsOf(object))
    const held = uid === undefined ? undefined : folder.held(uid)
    if (held?.object === undefined) {
      throw misused(`${words}: ${uid ?? 'it'} is not on the calendar; use parley receive first`)
    }
    return held
  }
  const all = [...folder.all().values()].filter(({ state }) => state.object !== undefined)
  const lower = words.toLowerCase()
  const byFile = all.filter(({ fileName }) => fileName === words)
  const byWords = all.filter(
    (each) =>
      each.state.uid.toLowerCase().startsWith(lower) || titleOf(each).toLowerCase().includes(lower),
  )
  const found = byFile.length > 0 ? byFile : byWords
  const [only] = found
  if (only === undefined) throw misused(`${folder.places.calendar}: holds nothing called ${words}`)
  if (found.length > 1) {
    const names = found.slice(0, 5).map((each) => `${titleOf(each)} (${plain(each.state.uid)})`)
    const more = found.length > 5 ? ` and ${found.length - 5} more` : ''
    throw misused(`${words} may mean ${names.join(', ')}${more}; say more`)
  }
  return only.state
}

function titleOf({ state }: Stored): string {
  const [first] = state.object === undefined ? [] : tellingComponents(state.object)
  return first === undefined ? '' : summaryOf(first)
}

/** The recurrence set of what is held, and the zones it is in. */
export function setOf(held: HeldState, context: Context): { set: RecurrenceSet; zones: Zones } {
  if (held.object === undefined) throw misused(`${held.uid}: nothing is held of it any more`)
  const zones = zonesOf(held.object, context.catalog, context.floatingTzid)
  return { set: recurrenceSet(tellingComponents(held.object), zones), zones }
}

/** The instances that --instance names; undefined without the option: the whole. */
export function keysOf(
  call: Call,
  held: HeldState,
  context: Context,
): readonly InstanceKey[] | undefined {
  const texts = call.options.texts('instance')
  if (texts.length === 0) return undefined
  const { set, zones } = setOf(held, context)
  return texts.map((text) => keyOf(text, held, set, zones))
}

function keyOf(text: string, held: HeldState, set: RecurrenceSet, zones: Zones): InstanceKey {
  const [first] = held.object === undefined ? [] : tellingComponents(held.object)
  const start = first === undefined ? undefined : startAndEnd(first).start
  const wanted = typedTime('instance', text, start?.tzid)
  if (wanted.kind === 'DATE' && start?.kind !== 'DATE') {
    const midnight = {
      kind: 'DATE-TIME',
      wallSeconds: wanted.wallSeconds,
      tzid: start?.tzid,
    } as const
    const fromSeconds = utcSeconds(midnight, zones)
    const next = { ...midnight, wallSeconds: midnight.wallSeconds + 86_400 }
    const found = instancesBetween(set, { fromSeconds, toSeconds: utcSeconds(next, zones) })
    // One that began the day before and lasts into this one is not meant.
    const begun = found.filter((each) => each.startSeconds >= fromSeconds)
    const [only] = begun
    if (only !== undefined && begun.length === 1) return only.key
    if (begun.length > 1) {
      throw misused(`--instance ${text}: there are ${begun.length} that day: ${keysWords(begun)}`)
    }
  } else {
    const key = instanceKey(set, wanted)
    if (instanceAt(set, key) !== undefined) return key
  }
  if (!isRecurring(set)) throw misused(`--instance ${text}: ${held.uid} does not repeat`)
  const at = utcSeconds(wanted, zones)
  const month = 31 * 86_400
  const near = instancesBetween(set, { fromSeconds: at - month, toSeconds: at + month, limit: 4 })
  const hint = near.length === 0 ? '' : `; near it there are ${keysWords(near)}`
  throw misused(`--instance ${text}: there is no such instance${hint}`)
}

function keysWords(instances: readonly Instance[]): string {
  return instances.map(({ key }) => instanceWords(key)).join(', ')
}

/** The counter-proposal with that id, or the only pending one whose id begins so or of what is named. */
export async function counterCalled(
  folder: Folder,
  words: string,
  call: Call,
): Promise<{ held: HeldState; counter: CounterProposal }> {
  const all = [...folder.all().values()].flatMap(({ state }) =>
    state.ledger.counters.map((counter) => ({ held: state, counter })),
  )
  const exact = all.filter(({ counter }) => counter.id === words)
  const begun = all.filter(
    ({ counter }) => counter.state === 'pending' && counter.id.startsWith(words),
  )
  const byId = exact.length > 0 ? exact : begun
  const [only] = byId
  if (only !== undefined && byId.length === 1) return only
  const held = await heldCalled(folder, words, call)
  const pending = held.ledger.counters.filter((each) => each.state === 'pending')
  const [counter] = pending
  if (counter === undefined) throw misused(`${words}: no counter-proposal waits for an answer`)
  if (pending.length > 1) {
    const ids = pending.map((each) => `'${plain(each.id)}'`)
    throw misused(`${words}: ${pending.length} counter-proposals wait; name one: ${ids.join(', ')}`)
  }
  return { held, counter }
}

/** The pending question with that id or its beginning, or the only one of what is named. */
export async function questionCalled(
  folder: Folder,
  words: string,
  call: Call,
): Promise<{ held: HeldState; question: PendingQuestion }> {
  const all = [...folder.all().values()].flatMap(({ state }) =>
    state.ledger.questions.map((question) => ({ held: state, question })),
  )
  const byId = all.filter(({ question }) => question.id.startsWith(words))
  const [only] = byId
  if (only !== undefined && byId.length === 1) return only
  const held = await heldCalled(folder, words, call)
  const [question] = held.ledger.questions
  if (question === undefined) throw misused(`${words}: no question waits for an answer`)
  if (held.ledger.questions.length > 1) {
    const ids = held.ledger.questions.map((each) => `'${plain(each.id)}'`)
    throw misused(`${words}: ${ids.length} questions wait; name one: ${ids.join(', ')}`)
  }
  return { held, question }
}
