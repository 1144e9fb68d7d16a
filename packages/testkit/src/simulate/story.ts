/** A story as data, so that it can be told again with steps left out. */
import { type Random, random } from './random.ts'

export const actions = [
  'organize',
  'move',
  'rename',
  'move-instance',
  'cancel-instance',
  'cancel',
  'delete',
  'add-instance',
  'invite',
  'invite-to-instance',
  'uninvite',
  'uninvite-from-part',
  'judge',
  'admit',
  'split',
  'answer',
  'answer-instance',
  'exclude',
  'counter',
  'delegate',
  'delegate-instance',
  'take-back',
  'cancel-onward',
  'forward',
  'refresh',
  'set-alarm',
  'deliver',
  'restart',
] as const
export type Action = (typeof actions)[number]

/** How often each action comes up, beside the others. */
const weights: Readonly<Record<Action, number>> = {
  organize: 6,
  move: 6,
  rename: 4,
  'move-instance': 5,
  'cancel-instance': 4,
  cancel: 1,
  delete: 1,
  'add-instance': 2,
  invite: 4,
  'invite-to-instance': 3,
  uninvite: 2,
  'uninvite-from-part': 2,
  judge: 3,
  admit: 3,
  split: 1,
  answer: 12,
  'answer-instance': 6,
  exclude: 2,
  counter: 3,
  delegate: 2,
  'delegate-instance': 2,
  'take-back': 2,
  'cancel-onward': 1,
  forward: 2,
  refresh: 2,
  'set-alarm': 3,
  deliver: 20,
  restart: 2,
}

export type Step = {
  readonly action: Action
  /** Which person, modulo their number. */
  readonly actor: number
  /** Which meeting, guest, instance, answer …: each choice takes its share of this number. */
  readonly pick: number
}

export type Story = {
  readonly seed: number
  readonly people: number
  readonly steps: readonly Step[]
}

export function tellStory(seed: number, people: number, steps: number): Story {
  const dice = random(seed)
  const made = Array.from({ length: steps }, (_, index) => makeStep(dice, index, people))
  return { seed, people, steps: made }
}

function makeStep(dice: Random, index: number, people: number): Step {
  const action = index === 0 ? 'organize' : weighted(dice)
  return { action, actor: dice.below(people), pick: dice.below(2 ** 30) }
}

const totalWeight = Object.values(weights).reduce((sum, each) => sum + each, 0)

function weighted(dice: Random): Action {
  let left = dice.below(totalWeight)
  for (const action of actions) {
    left -= weights[action]
    if (left < 0) return action
  }
  return 'deliver'
}

const names = ['ann', 'bob', 'carol', 'dave', 'erin', 'frank', 'grace', 'heidi', 'ivan', 'judy']

export function nameOf(person: number): string {
  return names[person] ?? `person${person}`
}
