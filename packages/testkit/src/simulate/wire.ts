/** The bad wire of a simulation: it delays, doubles, drops and reorders. */
import { deliver, type Happening, type Letter, type World } from '../world.ts'
import type { Random } from './random.ts'

export type Fates = {
  readonly doubles: number
  readonly drops: number
  readonly reorders: number
}
export const badWire: Fates = { doubles: 0.1, drops: 0.08, reorders: 0.3 }

/** Delivers up to `count` letters, each meeting its fate. */
export function deliverSome(
  world: World,
  count: number,
  dice: Random,
  fates: Fates,
): readonly Happening[] {
  const happenings: Happening[] = []
  for (let i = 0; i < count && world.wire.length > 0; i++) {
    const index = dice.chance(fates.reorders) ? dice.below(world.wire.length) : 0
    const [letter] = world.wire.splice(index, 1)
    if (letter === undefined) continue
    if (dice.chance(fates.drops)) {
      world.lost.push(letter)
      continue
    }
    happenings.push(...deliver(world, letter))
    if (dice.chance(fates.doubles)) world.wire.push(letter)
  }
  return happenings
}

/** Letters that were ever put on the wire, for the checks of what was seen. */
export function recordLetters(world: World): readonly Letter[] {
  const sent: Letter[] = [...world.wire]
  const push = world.wire.push.bind(world.wire)
  world.wire.push = (...letters: Letter[]): number => {
    sent.push(...letters)
    return push(...letters)
  }
  return sent
}
