/** A calendar user with software: what he holds, and the transitions it goes through. */
import {
  type CalendarObject,
  parseCalendar,
  serializeText,
  type ZoneCatalog,
} from '@parley/icalendar'
import {
  type CalendarUser,
  type Change,
  type Context,
  defaultPolicy,
  type HeldState,
  ledgerFromJson,
  ledgerToJson,
  nothingHeld,
  originate,
  type Policy,
  read,
  receive,
  type Transition,
} from '@parley/itip'

export type Person = {
  readonly name: string
  readonly user: CalendarUser
  readonly policy: Policy
  readonly tzid: string
  readonly held: Map<string, HeldState>
}

export function makePerson(
  name: string,
  user: CalendarUser,
  options: { policy?: Partial<Policy>; tzid?: string } = {},
): Person {
  return {
    name,
    user,
    policy: { ...defaultPolicy, ...options.policy },
    tzid: options.tzid ?? 'UTC',
    held: new Map(),
  }
}

export function contextOf(
  person: Person,
  nowSeconds: number,
  catalog: ZoneCatalog,
  sender?: CalendarUser,
): Context {
  const context = {
    nowSeconds,
    self: person.user,
    policy: person.policy,
    catalog,
    floatingTzid: person.tzid,
    productId: '-//Parley//Testkit//EN',
  }
  if (sender === undefined) return context
  return {
    ...context,
    originator: { address: sender.address, aliases: sender.aliases, proven: true },
  }
}

export function heldBy(person: Person, uid: string): HeldState {
  return person.held.get(uid) ?? nothingHeld(uid)
}

/** The person changes something; the new state is kept. */
export function change(person: Person, uid: string, what: Change, context: Context): Transition {
  const transition = originate(heldBy(person, uid), what, context)
  person.held.set(uid, transition.state)
  for (const each of transition.created ?? []) person.held.set(each.uid, each)
  return transition
}

/** Bytes arrive; each message in them is received and the new states are kept. */
export function arrive(person: Person, text: string, context: Context): readonly Transition[] {
  return parseCalendar(text).objects.flatMap((object) =>
    read(object).messages.map((message) => {
      const transition = receive(heldBy(person, message.uid), message, context)
      if (transition.state !== heldBy(person, message.uid)) {
        person.held.set(message.uid, transition.state)
      }
      return transition
    }),
  )
}

/** The software stops and starts again: all that is held goes through bytes. */
export function restart(person: Person): void {
  for (const [uid, held] of person.held) {
    const ledger = ledgerFromJson(JSON.parse(JSON.stringify(ledgerToJson(held.ledger))))
    if (ledger === undefined) throw new Error(`the ledger of ${uid} does not survive its JSON`)
    person.held.set(uid, { uid, object: throughBytes(held.object), ledger })
  }
}

function throughBytes(object: CalendarObject | undefined): CalendarObject | undefined {
  return object && parseCalendar(serializeText(object)).objects[0]
}
