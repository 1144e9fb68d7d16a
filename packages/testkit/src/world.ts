/** People on one wire, with a clock: the stage on which scenarios and simulations play. */
import { serializeText, type ZoneCatalog, zoneCatalog } from '@parley/icalendar'
import type { CalendarAddress, Change, Effect, Method, Reason, Transition } from '@parley/itip'
import { isAddressOf } from '@parley/itip'
import { arrive, change, contextOf, type Person } from './person.ts'

/** One message on its way to one recipient, as bytes would travel. */
export type Letter = {
  readonly from: Person
  readonly to: CalendarAddress
  readonly method: Method
  readonly uid: string
  readonly keys: readonly string[]
  readonly text: string
}

export type World = {
  readonly people: ReadonlyMap<string, Person>
  readonly catalog: ZoneCatalog
  nowSeconds: number
  /** Letters sent and not yet delivered, in the order of sending. */
  wire: Letter[]
  /** Letters that a bad wire dropped. */
  readonly lost: Letter[]
}

/** What happened at one person: the cause, and all that the transition said. */
export type Happening = {
  readonly person: Person
  readonly letter: Letter | undefined
  readonly effects: readonly Effect[]
  readonly reasons: readonly Reason[]
}

export function makeWorld(people: readonly Person[], nowSeconds: number): World {
  return {
    people: new Map(people.map((each) => [each.name, each])),
    catalog: zoneCatalog(),
    nowSeconds,
    wire: [],
    lost: [],
  }
}

/** A person acts; what it sends is put on the wire. */
export function act(world: World, person: Person, uid: string, what: Change): Happening {
  const context = contextOf(person, world.nowSeconds, world.catalog)
  return happened(world, person, undefined, change(person, uid, what, context))
}

/** One letter arrives at whoever has its address; letters to strangers are lost, as mail is. */
export function deliver(world: World, letter: Letter): readonly Happening[] {
  const person = personAt(world, letter.to)
  if (person === undefined) return []
  const context = contextOf(person, world.nowSeconds, world.catalog, letter.from.user)
  return arrive(person, letter.text, context).map((each) => happened(world, person, letter, each))
}

/** Delivers until the wire is quiet. More letters than `limit` are a loop: an error. */
export function deliverAll(world: World, limit = 10_000): readonly Happening[] {
  const happenings: Happening[] = []
  for (let count = 0; world.wire.length > 0; count++) {
    if (count >= limit) throw new Error(`messages loop: ${limit} letters and no end`)
    const letter = world.wire.shift()
    if (letter !== undefined) happenings.push(...deliver(world, letter))
  }
  return happenings
}

export function personAt(world: World, address: CalendarAddress): Person | undefined {
  for (const person of world.people.values()) {
    if (isAddressOf(person.user, address)) return person
  }
  return undefined
}

function happened(
  world: World,
  person: Person,
  letter: Letter | undefined,
  transition: Transition,
): Happening {
  for (const effect of transition.effects) {
    if (effect.kind !== 'send') continue
    const text = serializeText(effect.message)
    for (const to of effect.recipients) {
      const { method, uid, keys } = effect
      world.wire.push({ from: person, to, method, uid, keys, text })
    }
  }
  return { person, letter, effects: transition.effects, reasons: transition.explanation }
}
