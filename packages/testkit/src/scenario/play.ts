/** Plays a scenario on a stage: performs what its sentences say, and checks what they expect. */
import type { InstanceKey } from '@parley/icalendar'
import {
  type CalendarAddress,
  type CalendarUser,
  type Change,
  calendarAddress,
  calendarUser,
  defaultPolicy,
  type HeldState,
  isAddressOf,
  type Policy,
} from '@parley/itip'
import { timeIn } from './details.ts'
import { expectations } from './expectations.ts'
import { keyAt } from './objects.ts'
import type { Scenario, Sentence } from './parse.ts'
import type { Cast, Stage, WireFate } from './stage.ts'
import { verbs } from './verbs.ts'

type Match = Readonly<Record<string, string | undefined>>

/** What verbs and expectations are given. */
export type Play = {
  readonly stage: Stage
  addressOf(name: string | undefined): CalendarAddress
  addressesOf(names: string | undefined): CalendarAddress[]
  nameOf(address: string): string
  tzidOf(name: string): string
  uid(match: Match): string
  held(who: string, match: Match): Promise<HeldState>
  key(who: string, match: Match, text: string): Promise<InstanceKey>
  change(who: string, match: Match, change: Change): Promise<void>
}

const stepSeconds = 60

/** Plays it to the end. Rejects at the first line that is wrong, naming it. */
export async function playScenario(
  scenario: Scenario,
  makeStage: (cast: readonly Cast[], nowSeconds: number) => Stage | Promise<Stage>,
): Promise<void> {
  const { cast, nowSeconds, rest } = readPreamble(scenario)
  const stage = await makeStage(cast, nowSeconds)
  const play = makePlay(stage, cast)
  for (const sentence of rest) {
    try {
      await performSentence(play, sentence)
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error)
      throw new Error(`${scenario.title}, line ${sentence.line} (${sentence.words}): ${problem}`)
    }
  }
}

async function performSentence(play: Play, sentence: Sentence): Promise<void> {
  for (const { pattern, perform } of expectations) {
    const match = pattern.exec(sentence.words)
    if (match !== null) return perform(play, match.groups ?? {}, sentence)
  }
  play.stage.takeTold()
  play.stage.takeReasons()
  play.stage.setNow(play.stage.now() + stepSeconds)
  if (await performWire(play, sentence)) return
  for (const { pattern, perform } of verbs) {
    const match = pattern.exec(sentence.words)
    if (match === null) continue
    const groups = match.groups ?? {}
    return perform(play, groups['who'] ?? '', groups, sentence)
  }
  throw new Error('no verb and no expectation reads like this')
}

async function performWire(play: Play, { words, details }: Sentence): Promise<boolean> {
  const { stage } = play
  const fate = /^wire (flows|waits|doubles|drops)$/.exec(words)?.[1]
  if (fate !== undefined) stage.setWire(fate as WireFate)
  const order = /^wire delivers(, last first)?$/.exec(words)
  if (order !== null) await stage.release(order[1] === undefined ? 'first' : 'last')
  const now = /^now (\S+)$/.exec(words)?.[1]
  if (now !== undefined) stage.setNow(timeIn(now, 'UTC').wallSeconds)
  const raw = /^(\w+) sends (\w+)$/.exec(words)
  if (raw !== null) {
    const lines = details.map(({ name, value }) => `${name}${value === '' ? '' : ` ${value}`}\r\n`)
    await stage.inject(raw[1] ?? '', raw[2] ?? '', lines.join(''))
  }
  return fate !== undefined || order !== null || now !== undefined || raw !== null
}

function makePlay(stage: Stage, cast: readonly Cast[]): Play {
  const byName = new Map(cast.map((each) => [each.name, each]))
  function find(name: string): Cast {
    const found = byName.get(name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }
  const play: Play = {
    stage,
    addressOf: (name = '') =>
      name.includes('@') ? calendarAddress(name) : find(name).user.address,
    addressesOf: (names = '') =>
      names
        .split(/,\s*/)
        .filter(Boolean)
        .map((name) => play.addressOf(name)),
    nameOf(address): string {
      const known = calendarAddress(address)
      return cast.find((each) => isAddressOf(each.user, known))?.name ?? address
    },
    tzidOf: (name) => find(name).tzid,
    uid: (match) => `${match['what']}@example.com`,
    held: (who, match) => stage.held(who, play.uid(match)),
    async key(who, match, text): Promise<InstanceKey> {
      const { object } = await play.held(who, match)
      if (object === undefined) throw new Error(`${who} holds nothing of ${match['what']}`)
      return keyAt(object, text, find(who).tzid)
    },
    change: (who, match, change) => stage.act(who, play.uid(match), change),
  }
  return play
}

type Preamble = { cast: Cast[]; nowSeconds: number; rest: Sentence[] }

/** `people ann, bob`, `person eve` with details, `zone Z`, `now T`: until the first other sentence. */
function readPreamble({ sentences }: Scenario): Preamble {
  const cast: Cast[] = []
  let tzid = 'Europe/Berlin'
  let nowSeconds = timeIn('2026-03-02T09:00Z', 'UTC').wallSeconds
  for (const [index, sentence] of sentences.entries()) {
    const [word, ...more] = sentence.words.split(' ')
    const value = more.join(' ')
    if (word === 'people') {
      for (const name of value.split(/,\s*/)) cast.push(castMember(name, tzid, sentence, false))
    } else if (word === 'person') cast.push(castMember(value, tzid, sentence, true))
    else if (word === 'zone') tzid = value
    else if (word === 'now' && cast.length === 0) nowSeconds = timeIn(value, 'UTC').wallSeconds
    else return { cast, nowSeconds, rest: sentences.slice(index) }
  }
  return { cast, nowSeconds, rest: [] }
}

function castMember(name: string, tzid: string, sentence: Sentence, detailed: boolean): Cast {
  const details = detailed ? sentence.details : []
  const value = (wanted: string): string | undefined =>
    details.find((each) => each.name === wanted)?.value
  const user: CalendarUser = calendarUser(
    value('address') ?? `${name}@example.com`,
    value('aliases')?.split(/,\s*/) ?? [],
  )
  const policy: Partial<Policy> = Object.fromEntries(
    details
      .filter((each) => each.name.startsWith('policy/'))
      .map(({ name: of, value: text }) => [of.slice(7), policyValue(of.slice(7), text)]),
  )
  return { name, user, tzid: value('zone') ?? tzid, policy }
}

/** A list where the policy has one: `policy/defaultAlarms -PT15M, PT0S`. */
function policyValue(name: string, text: string): string | readonly string[] {
  const isList = Array.isArray(defaultPolicy[name as keyof Policy])
  return isList ? text.split(/,\s*/) : text
}
