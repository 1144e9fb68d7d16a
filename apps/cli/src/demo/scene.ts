/** What the acts of the demonstration share: who plays, what a scene tells, how it is asked about. */
import type { Delivered, Person, Played, Stage } from './stage.ts'

export const anna: Person = { name: 'Anna', address: 'anna@north.example' }
export const ben: Person = { name: 'Ben', address: 'ben@south.example' }
export const carla: Person = { name: 'Carla', address: 'carla@south.example' }
export const dora: Person = { name: 'Dora', address: 'dora@west.example' }
export const eve: Person = { name: 'Eve', address: 'eve@east.example' }
export const cast: readonly Person[] = [anna, ben, carla, dora, eve]

/** Mon 23 Feb 2026, 08:00 UTC. */
export const storyBeginsSeconds = 1_771_833_600

/** One scene: what somebody does, the post that goes round, and what must have come of it. */
export type Scene = {
  readonly title: string
  readonly words: string
  readonly events: readonly (Played | Delivered)[]
  /** What must hold, each with whether it does. */
  readonly facts: readonly Fact[]
  /** Who comes, in the Organizer's calendar, after the scene. */
  readonly table?: readonly string[]
  /** The meeting before and after, as .ics text of the Organizer, for a picture. */
  readonly moved?: readonly [before: string, after: string]
}

export type Fact = { readonly says: string; readonly holds: boolean }

export type Teller = {
  readonly stage: Stage
  /** Someone's copy of a meeting, as unfolded text; the budget review where no UID is given. */
  readonly copyOf: (who: Person, uid?: string) => string
  /** With which options someone receives mail; none where it is not told. */
  readonly optionsOf?: (who: Person) => readonly string[]
}

type Tell = (teller: Teller) => Promise<Scene>

/** A part of the demonstration that can be played by itself. */
export type Act = {
  readonly name: string
  /** What it is, after its name in the help and the opening. */
  readonly words: string
  /** Each begins where the one before ended. */
  readonly scenes: readonly Tell[]
}

/** Plays, then lets the post go round until nothing is left to carry. */
export async function withPost(
  { stage, optionsOf }: Teller,
  ...plays: readonly (readonly [Person, readonly string[]])[]
): Promise<(Played | Delivered)[]> {
  const events: (Played | Delivered)[] = []
  for (const [who, line] of plays) events.push(await stage.play(who, line))
  for (let round = 0; round < 4; round++) {
    const delivered = await stage.deliver(optionsOf)
    if (delivered.length === 0) break
    events.push(...delivered)
  }
  return events
}

export function fact(says: string, holds: boolean): Fact {
  return { says, holds }
}

/** What the command, or the receipt of the mail, was classed as. */
export function classOf(event: Played | Delivered | undefined): string | undefined {
  const played = event !== undefined && 'received' in event ? event.received : event
  return played?.answers[0]?.classification
}

export function changedBy(event: Played | Delivered | undefined): boolean {
  const played = event !== undefined && 'received' in event ? event.received : event
  return played?.answers.some((each) => each.changed) ?? false
}

/** The participation status of a person, in .ics text. */
export function partStat(text: string, who: Person): string | undefined {
  const line = attendees(text).find((each) => each.toLowerCase().includes(`:mailto:${who.address}`))
  return line === undefined ? undefined : (/;PARTSTAT=([A-Z-]+)/i.exec(line)?.[1] ?? 'NEEDS-ACTION')
}

/** The ATTENDEE lines of .ics text. */
export function attendees(text: string): readonly string[] {
  return text
    .replace(/\r?\n[ \t]/g, '')
    .split(/\r?\n/)
    .filter((each) => each.startsWith('ATTENDEE'))
}
