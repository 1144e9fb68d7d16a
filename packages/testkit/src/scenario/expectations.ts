/** What scenarios expect: who was told what, who holds what, which rule decided. */
import assert from 'node:assert/strict'
import {
  allProperties,
  type CalendarObject,
  type Component,
  firstProperty,
  instanceComponent,
  instancesBetween,
  keyOfComponent,
  rawValue,
  textOf,
  timeOf,
  withoutProperties,
} from '@parley/icalendar'
import { attendeeAddresses, findAttendee, partStatOf } from '@parley/itip'
import { timeIn } from './details.ts'
import { isScheduling, setOf } from './objects.ts'
import type { Detail, Sentence } from './parse.ts'
import type { Play } from './play.ts'

type Match = Readonly<Record<string, string | undefined>>
type Expectation = {
  readonly pattern: RegExp
  readonly perform: (play: Play, match: Match, sentence: Sentence) => Promise<void>
}

export const expectations: readonly Expectation[] = [
  { pattern: /^told (?<told>.+)$/, perform: expectTold },
  { pattern: /^because (?<requirement>\S+)$/, perform: expectReason },
  { pattern: /^(?<who>\w+) holds (?<what>[\w-]+)(?: on (?<on>[\d:TZ-]+))?$/, perform: expectHeld },
  { pattern: /^(?<who>\w+) holds nothing of (?<what>[\w-]+)$/, perform: expectNothing },
  {
    pattern: /^(?<who>\w+) is asked (?<question>[\w-]+) about (?<what>[\w-]+)$/,
    perform: expectAsked,
  },
]

async function expectTold(play: Play, match: Match): Promise<void> {
  const found = play.stage.takeTold().map(({ name, method }) => `${name} ${method}`)
  const wanted = match['told'] === 'nobody' ? [] : (match['told'] ?? '').split(/,\s*/)
  assert.deepEqual(found.sort(), wanted.sort())
}

async function expectReason(play: Play, match: Match): Promise<void> {
  const found = play.stage.takeReasons()
  const wanted = match['requirement'] ?? ''
  assert.ok(found.includes(wanted), `${wanted} is not among ${found.join(', ')}`)
}

async function expectNothing(play: Play, match: Match): Promise<void> {
  const { object } = await play.held(match['who'] ?? '', match)
  assert.equal(object, undefined)
}

async function expectAsked(play: Play, match: Match): Promise<void> {
  const { ledger } = await play.held(match['who'] ?? '', match)
  const asked: string[] = ledger.questions.map((each) => each.question)
  // A counter-proposal waits among its fellows, not among the questions.
  if (ledger.counters.some((each) => each.state === 'pending')) asked.push('counter-proposal')
  assert.ok(asked.includes(match['question'] ?? ''), `asked: ${asked.join(', ') || 'nothing'}`)
}

async function expectHeld(play: Play, match: Match, { details }: Sentence): Promise<void> {
  const who = match['who'] ?? ''
  const { object, ledger } = await play.held(who, match)
  if (object === undefined) throw new Error(`${who} holds nothing of ${match['what']}`)
  const set = setOf(object)
  const key = match['on'] === undefined ? '' : await play.key(who, match, match['on'])
  const components = object.components.filter(isScheduling)
  const component =
    components.find((each) => keyOfComponent(set, each) === key) ??
    (key === '' ? components[0] : instanceComponent(set, key))
  if (component === undefined) throw new Error(`${who} holds no instance on ${match['on']}`)
  const instances = instancesBetween(set, { fromSeconds: -1e11, toSeconds: 1e11, limit: 1000 })
  const living = instances.filter((each) => rawValue(each.component, 'STATUS') !== 'CANCELLED')
  const counts: Readonly<Record<string, number>> = {
    instances: living.length,
    components: components.length,
    proposals: ledger.counters.filter((each) => each.state === 'pending').length,
  }
  for (const detail of details) {
    const counted = counts[detail.name]
    const found: string | undefined =
      counted === undefined
        ? (zoneDetails[detail.name]?.(object) ?? look(play, who, component, detail))
        : String(counted)
    assert.equal(found, detail.value || undefined, `line ${detail.line}: ${detail.name}`)
  }
}

/** The VTIMEZONEs that came along, and whether each ends in STANDARD or DAYLIGHT. */
const zoneDetails: Readonly<Record<string, (of: CalendarObject) => string>> = {
  zones: (of) =>
    zonesIn(of)
      .map((each) => rawValue(each, 'TZID'))
      .join(', '),
  'zones-end-in': (of) =>
    zonesIn(of)
      .map((each) => each.components.at(-1)?.name)
      .join(', '),
}

function zonesIn(of: CalendarObject): readonly Component[] {
  return of.components.filter((each) => each.name === 'VTIMEZONE')
}

/** The value that a detail asks for, in the form that scenarios write. */
function look(play: Play, who: string, of: Component, { name, value }: Detail): string | undefined {
  const text = (property: string): string | undefined => {
    const found = firstProperty(of, property)
    return found && textOf(found)
  }
  if (name === 'start' || name === 'end' || name === 'due') {
    const property = firstProperty(of, { start: 'DTSTART', end: 'DTEND', due: 'DUE' }[name])
    const time = property && timeOf(property)
    const wanted = timeIn(value, play.tzidOf(who))
    const same = time?.wallSeconds === wanted.wallSeconds && time.tzid === wanted.tzid
    return same ? value : (property?.value ?? 'no time')
  }
  switch (name) {
    case 'summary':
    case 'location':
    case 'description':
    case 'status':
      return text(name.toUpperCase())
    case 'sequence':
      return text('SEQUENCE') ?? '0'
    case 'percent':
      return text('PERCENT-COMPLETE')
    case 'transparency':
      return text('TRANSP')
    case 'colour':
      return text('COLOR')
    case 'organizer':
      return play.nameOf((firstProperty(of, 'ORGANIZER')?.value ?? '').replace(/^mailto:/i, ''))
    case 'alarms':
      return String(of.components.filter((each) => each.name === 'VALARM').length)
    case 'guests': {
      const names = attendeeAddresses(withoutProperties(of)).map(play.nameOf)
      return names.join(', ') || undefined
    }
    case 'comments':
      return String(allProperties(of, 'COMMENT').length)
    case 'answer':
      return answerOf(of, play.addressOf(who))
    default:
      return answerOf(of, play.addressOf(name))
  }
}

function answerOf(of: Component, address: Parameters<typeof findAttendee>[1]): string | undefined {
  const attendee = findAttendee(of, address)
  return attendee && partStatOf(attendee)
}
