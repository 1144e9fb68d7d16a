/** Several calendar users on one machine: each has a calendar folder, an outbox and an inbox. */
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { readInput } from '../input.ts'
import type { World } from '../world.ts'

export type Person = { readonly name: string; readonly address: string }

/** What a command answered with --json; see `toldJson`. */
export type Answer = {
  readonly about: string
  readonly uid: string
  readonly classification?: string
  readonly changed: boolean
  readonly explanation: readonly {
    readonly requirement: string
    readonly words: string
    readonly facts: Readonly<Record<string, unknown>>
  }[]
  readonly effects: readonly { readonly kind: string; readonly notice?: string }[]
  readonly mails: readonly {
    readonly method: string
    readonly recipients: readonly string[]
    readonly file?: string
  }[]
}

export type Played = {
  readonly who: Person
  /** As a person would type it, without the options that every line has. */
  readonly line: readonly string[]
  readonly exitCode: number
  readonly answers: readonly Answer[]
  /** What was printed for a person, where that was asked for. */
  readonly printed?: string
  readonly complaint: string
}

export type Delivered = {
  readonly from: Person
  readonly method: string
  readonly file: string
  readonly received: Played
}

export type Stage = {
  readonly folder: string
  readonly people: readonly Person[]
  /** One person runs one command. */
  readonly play: (who: Person, line: readonly string[]) => Promise<Played>
  /** The same, for what it prints. `own`: the command is about their calendar. */
  readonly show: (
    who: Person,
    line: readonly string[],
    options: { readonly own: boolean },
  ) => Promise<Played>
  /** Where someone's calendar is, as the commands that ask for people take it. */
  readonly calendarOf: (who: Person) => string
  /**
   * Every mail in every outbox goes to the inboxes of those it is for, and is received there, with
   * the options that they give.
   */
  readonly deliver: (
    optionsOf?: (who: Person) => readonly string[],
  ) => Promise<readonly Delivered[]>
  /** The same mail arrives once more. */
  readonly deliverAgain: (who: Person, file: string) => Promise<Played>
  readonly write: (name: string, text: string) => string
  /** Lets that much time pass. */
  readonly wait: (seconds: number) => void
}

type Run = (line: readonly string[], world: World) => Promise<number>

/** Sets the stage in an empty folder; time begins at `nowSeconds` and passes as commands run. */
export function setStage(options: {
  readonly folder: string
  readonly people: readonly Person[]
  readonly nowSeconds: number
  readonly run: Run
}): Stage {
  const { folder, people, run } = options
  let { nowSeconds } = options
  let names = 0
  const placeOf = (who: Person, place: string): string =>
    join(folder, who.name.toLowerCase(), place)
  for (const who of people) {
    for (const place of ['calendar', 'outbox', 'inbox']) {
      mkdirSync(placeOf(who, place), { recursive: true })
    }
  }
  /** What a person types is told without the name of the stage's folder. */
  const typed = (line: readonly string[]): readonly string[] =>
    line.map((word) => word.replace(`${folder}${sep}`, ''))
  const ran = async (line: readonly string[]) => {
    nowSeconds += 60
    let out = ''
    let complaint = ''
    const world: World = {
      write: (text) => {
        out += text
      },
      warn: (text) => {
        complaint += text
      },
      readStandardInput: async () => new Uint8Array(),
      nowSeconds: () => nowSeconds,
      freshName: () => `${String(++names).padStart(4, '0')}.${nowSeconds}@parley.example`,
      environment: {},
      terminal: { out: false, error: false, columns: 80 },
      zone: 'Europe/Berlin',
    }
    const exitCode = await run(line, world)
    return { exitCode, out, complaint: complaint.trim() }
  }
  const own = (who: Person): readonly string[] => [
    ...['--calendar', placeOf(who, 'calendar')],
    ...['--as', who.address, '--name', who.name],
  ]
  const play = async (who: Person, line: readonly string[]): Promise<Played> => {
    const outbox = ['--outbox', placeOf(who, 'outbox')]
    const { out, ...rest } = await ran([...line, ...own(who), ...outbox, '--json'])
    const answers = out
      .split('\n')
      .filter(Boolean)
      .map((each): Answer => JSON.parse(each))
    return { who, line: typed(line), answers, ...rest }
  }
  const show: Stage['show'] = async (who, line, options) => {
    const { out, ...rest } = await ran(options.own ? [...line, ...own(who)] : line)
    return { who, line: typed(line), answers: [], printed: out, ...rest }
  }
  return {
    folder,
    people,
    play,
    show,
    calendarOf: (who) => `${who.address}=${placeOf(who, 'calendar')}`,
    deliver: (optionsOf = () => []) =>
      deliverAll(people, placeOf, (who, file) => play(who, ['receive', file, ...optionsOf(who)])),
    deliverAgain: (who, file) => play(who, ['receive', file]),
    write: (name, text) => {
      const file = join(folder, name)
      writeFileSync(file, text)
      return file
    },
    wait: (seconds) => {
      nowSeconds += seconds
    },
  }
}

/** A round of post; what is written in answer goes with the next round. */
async function deliverAll(
  people: readonly Person[],
  placeOf: (who: Person, place: string) => string,
  receive: (who: Person, file: string) => Promise<Played>,
): Promise<readonly Delivered[]> {
  const carried: { from: Person; to: Person; file: string; method: string }[] = []
  for (const from of people) {
    const outbox = placeOf(from, 'outbox')
    for (const name of readdirSync(outbox)
      .filter((each) => each.endsWith('.eml'))
      .sort()) {
      const { envelope, calendars } = await readInput(join(outbox, name), noWorld)
      const addresses = [...(envelope?.to ?? []), ...(envelope?.cc ?? [])].map(
        (each) => each.address,
      )
      for (const to of people) {
        if (!addresses.includes(to.address)) continue
        const file = join(placeOf(to, 'inbox'), name)
        copyFileSync(join(outbox, name), file)
        carried.push({ from, to, file, method: calendars[0]?.method ?? '' })
      }
      rmSync(join(outbox, name))
    }
  }
  const delivered: Delivered[] = []
  for (const { from, to, file, method } of carried) {
    delivered.push({ from, method, file, received: await receive(to, file) })
  }
  return delivered
}

/** For reading files by name, which touches no world. */
const noWorld: World = {
  write: () => {},
  warn: () => {},
  readStandardInput: async () => new Uint8Array(),
  nowSeconds: () => 0,
  freshName: () => '',
  environment: {},
  terminal: { out: false, error: false, columns: 80 },
  zone: 'UTC',
}
