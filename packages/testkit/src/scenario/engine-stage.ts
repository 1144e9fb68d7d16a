/** The stage that is nothing but the engine: messages travel as bytes between held states. */
import type { Change, HeldState } from '@parley/itip'
import { heldBy, makePerson, type Person, restart } from '../person.ts'
import {
  act,
  deliver,
  type Happening,
  type Letter,
  makeWorld,
  personAt,
  type World,
} from '../world.ts'
import type { Cast, Stage, Told, WireFate } from './stage.ts'

const lettersLimit = 1000

export function engineStage(cast: readonly Cast[], nowSeconds: number): Stage {
  const people = cast.map((each) => makePerson(each.name, each.user, each))
  const world: World = makeWorld(people, nowSeconds)
  let fate: WireFate = 'flows'
  let told: Told[] = []
  let reasons: string[] = []
  const waiting: Letter[] = []

  function person(name: string): Person {
    const found = world.people.get(name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }
  function note({ reasons: given }: Happening): void {
    reasons.push(...given.map((each) => each.requirement))
  }
  /** Letters just put on the wire meet their fate; those that flow are delivered at once. */
  function settle(): void {
    for (let count = 0; world.wire.length > 0; count++) {
      if (count >= lettersLimit) throw new Error('messages loop')
      const letter = world.wire.shift()
      if (letter === undefined) return
      const name = personAt(world, letter.to)?.name ?? letter.to
      told.push({ name, method: letter.method, keys: letter.keys })
      if (fate === 'waits') waiting.push(letter)
      else if (fate !== 'drops') for (const each of deliver(world, letter)) note(each)
      if (fate === 'doubles') for (const each of deliver(world, letter)) note(each)
    }
  }

  return {
    name: 'engine',
    async act(name: string, uid: string, change: Change): Promise<void> {
      note(act(world, person(name), uid, change))
      settle()
    },
    async inject(from: string, to: string, text: string): Promise<void> {
      const recipient = person(to).user.address
      const letter = {
        from: person(from),
        to: recipient,
        method: 'REQUEST',
        uid: '',
        keys: [],
        text,
      }
      for (const each of deliver(world, letter as Letter)) note(each)
      settle()
    },
    async held(name: string, uid: string): Promise<HeldState> {
      return heldBy(person(name), uid)
    },
    setNow(seconds: number): void {
      world.nowSeconds = seconds
    },
    now: () => world.nowSeconds,
    setWire(wanted: WireFate): void {
      fate = wanted
    },
    async release(order: 'first' | 'last'): Promise<void> {
      fate = 'flows'
      const letters = order === 'last' ? waiting.reverse() : waiting
      for (const letter of letters.splice(0)) {
        for (const each of deliver(world, letter)) note(each)
        settle()
      }
    },
    takeTold(): readonly Told[] {
      const taken = told
      told = []
      return taken
    },
    takeReasons(): readonly string[] {
      const taken = reasons
      reasons = []
      return taken
    },
    async restart(name: string): Promise<void> {
      restart(person(name))
    },
  }
}
