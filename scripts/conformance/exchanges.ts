/**
 * The exchanges of RFC 5546 §4, with the messages that it prints: each is received by those whom the
 * prose names, and what they hold afterwards is what the prose tells. Within an exchange all messages
 * carry the UID of its first one (the examples of §4.2.4 have two).
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CalendarObject,
  type Component,
  firstProperty,
  instanceComponent,
  instancesBetween,
  keyOfComponent,
  type Property,
  parseCalendar,
  property,
  recurrenceSet,
  textOf,
  timeOf,
  withoutProperties,
  withProperty,
  zoneCatalog,
  zonesOf,
} from '@parley/icalendar'
import {
  type Context,
  calendarAddress,
  calendarUser,
  defaultPolicy,
  findAttendee,
  type HeldState,
  nothingHeld,
  partStatOf,
  type ReceivedTransition,
  read,
  receive,
  revisionOf,
} from '@parley/itip'
import type { ConformanceResult } from '../conformance.ts'
import { exchanges, type Outcome } from './oracle/exchanges.ts'

type Example = { readonly rfc: string; readonly line: number; readonly ical: string }

const catalog = zoneCatalog()
/** What an exchange is about, once its messages have one UID. */
const uid = 'exchange'

export async function run(shared: string): Promise<ConformanceResult> {
  const text = await readFile(join(shared, 'oracle/rfc-examples.json'), 'utf8')
  const all: readonly Example[] = JSON.parse(text)
  const examples = new Map(
    all.filter((each) => each.rfc === '5546').map((each) => [each.line, each.ical]),
  )
  const failed: string[] = []
  let checked = 0
  const played = new Set<number>()
  for (const { section, steps } of exchanges) {
    const held = new Map<string, HeldState>()
    for (const { line, from, to, then } of steps) {
      const message = messageOf(examples.get(line))
      played.add(line)
      keepOwn(held, from, message)
      const told = new Map<string, ReceivedTransition>()
      for (const each of to.split(' ')) told.set(each, hear(held, each, from, message))
      for (const outcome of then) {
        checked++
        const found = look(outcome, held, told)
        if (found === outcome.is) continue
        failed.push(`§${section}, line ${line}: ${outcome.who} ${outcome.what} is ${found}`)
      }
    }
  }
  const lines = [
    ...failed,
    `${exchanges.length} exchanges of ${played.size} messages, ${checked} outcomes`,
  ]
  return { name: 'exchanges', passed: checked - failed.length, failed: failed.length, lines }
}

function messageOf(text: string | undefined): CalendarObject {
  const [object] = parseCalendar(text ?? '').objects
  if (object === undefined) throw new Error('an example is missing')
  const components = object.components.map((each) =>
    each.name === 'VTIMEZONE' ? each : withProperty(each, property('UID', uid)),
  )
  return { ...object, components }
}

function isZone(each: Component): boolean {
  return each.name === 'VTIMEZONE'
}

/** Who sends a message holds what it says. */
function keepOwn(held: Map<string, HeldState>, who: string, message: CalendarObject): void {
  const state = held.get(who) ?? nothingHeld(uid)
  const components = message.components.filter((each) => !isZone(each))
  const [first] = components
  const method = firstProperty(message, 'METHOD')?.value
  if (first === undefined) return
  if (method === 'COUNTER') held.set(who, proposing(state, who, first))
  if (who !== organizerOf(message)) return
  if (method === 'ADD' && state.object !== undefined) {
    held.set(who, { ...state, object: withAdded(state.object, first) })
  }
  if (method !== 'REQUEST') return
  const object = withoutProperties(message, 'METHOD')
  const kept = components.every(isOverridden) ? (state.object?.components ?? []) : []
  const own = [...object.components, ...kept.filter((each) => !isZone(each))]
  held.set(who, { ...state, object: { ...object, components: own } })
}

function proposing(state: HeldState, who: string, component: Component): HeldState {
  const from = calendarAddress(`${who}@example.com`)
  const proposal = { id: 'own', from, key: '', revision: revisionOf(component), component }
  const counters = [...state.ledger.counters, { ...proposal, state: 'pending' as const }]
  return { ...state, ledger: { ...state.ledger, counters } }
}

function withAdded(object: CalendarObject, added: Component): CalendarObject {
  const start = firstProperty(added, 'DTSTART')
  if (start === undefined) return object
  const named = (name: string): Property => ({ ...start, name, source: undefined })
  const components = object.components.map((each) =>
    firstProperty(each, 'RRULE') === undefined
      ? each
      : { ...each, properties: [...each.properties, named('RDATE')] },
  )
  return { ...object, components: [...components, withProperty(added, named('RECURRENCE-ID'))] }
}

function isOverridden(each: Component): boolean {
  return firstProperty(each, 'RECURRENCE-ID') !== undefined
}

function organizerOf(message: CalendarObject): string {
  const line = message.components.flatMap((each) => firstProperty(each, 'ORGANIZER') ?? [])[0]
  return (line?.value ?? '').replace(/^mailto:/i, '').replace('@example.com', '')
}

function hear(
  held: Map<string, HeldState>,
  who: string,
  from: string,
  object: CalendarObject,
): ReceivedTransition {
  const [message] = read(object).messages
  if (message === undefined) throw new Error('an example is no message')
  const transition = receive(held.get(who) ?? nothingHeld(uid), message, contextOf(who, from))
  held.set(who, transition.state)
  return transition
}

function contextOf(who: string, from: string): Context {
  return {
    nowSeconds: 946_684_800,
    self: calendarUser(`${who}@example.com`),
    policy: { ...defaultPolicy, organizerChange: 'accept' },
    catalog,
    floatingTzid: 'UTC',
    productId: '-//Parley//Conformance//EN',
    originator: { address: calendarAddress(`${from}@example.com`), proven: true },
  }
}

function look(
  { who, what, at = '' }: Outcome,
  held: ReadonlyMap<string, HeldState>,
  told: ReadonlyMap<string, ReceivedTransition>,
): string {
  const transition = told.get(who)
  if (what === 'hears') return transition?.classification ?? 'nothing'
  if (what === 'sends') {
    const sent = transition?.effects.flatMap((each) => (each.kind === 'send' ? [each.method] : []))
    return sent?.join(' ') || 'nothing'
  }
  const state = held.get(who)
  if (what === 'proposals') {
    const pending = state?.ledger.counters.filter((each) => each.state === 'pending')
    return String(pending?.length ?? 0)
  }
  const { object } = state ?? nothingHeld(uid)
  if (object === undefined) return 'nothing held'
  const components = object.components.filter((each) => !isZone(each))
  const set = recurrenceSet(components, zonesOf(object, catalog))
  if (what === 'instances') {
    const found = instancesBetween(set, { fromSeconds: 0, toSeconds: 946_684_800, limit: 1000 })
    return String(found.filter((each) => !isCancelled(each.component)).length)
  }
  const component =
    components.find((each) => keyOfComponent(set, each) === at) ?? instanceComponent(set, at)
  return component === undefined ? 'no such instance' : detailOf(component, what)
}

function isCancelled(of: Component): boolean {
  return firstProperty(of, 'STATUS')?.value === 'CANCELLED'
}

/** A property's text; of one that is an address, that Attendee's participation status. */
function detailOf(of: Component, what: string): string {
  if (what.length === 1) {
    const line = findAttendee(of, calendarAddress(`${what}@example.com`))
    return line === undefined ? 'not there' : partStatOf(line)
  }
  const found = firstProperty(of, what)
  if (found === undefined) return 'not there'
  return timeOf(found) === undefined ? textOf(found) : found.value
}
