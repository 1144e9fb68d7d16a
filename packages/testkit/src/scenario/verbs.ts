/** What people do in scenarios: one row a verb. */
import {
  allProperties,
  type Component,
  formatTime,
  type InstanceKey,
  parseDuration,
  property,
  withProperties,
} from '@parley/icalendar'
import { addressOf, addressUri, type Change, type Proposal } from '@parley/itip'
import { answerBusyTime, askForBusyTime } from './busy-time.ts'
import { guest, timeIn, withDetails } from './details.ts'
import { blank, edited, editedEverywhere, newObject, withoutTimes } from './objects.ts'
import type { Sentence } from './parse.ts'
import type { Play } from './play.ts'

type Match = Readonly<Record<string, string | undefined>>
type Verb = {
  readonly pattern: RegExp
  readonly perform: (play: Play, who: string, match: Match, sentence: Sentence) => Promise<void>
}

const name = String.raw`(?<what>[\w-]+)`
const on = String.raw`(?: on (?<on>[\d:TZ-]+))?`
const saying = '(?: saying "(?<saying>[^"]*)")?'

function verb(pattern: string, perform: Verb['perform']): Verb {
  return { pattern: new RegExp(`^(?<who>\\w+) ${pattern}$`), perform }
}

export const verbs: readonly Verb[] = [
  verb(
    `(?:invites (?<guests>.+) to|plans|assigns (?<assignees>.+) to) ${name}(?: as (?<kind>todo|journal))?`,
    create,
  ),
  verb(`changes ${name}${on}`, (play, who, match, { details }) =>
    save(play, who, match, (of) => withDetails(of, details, play.tzidOf(who))),
  ),
  verb(`adds guests? (?<guests>.+?) to ${name}${on}`, (play, who, match) =>
    save(play, who, match, (of) => ({
      ...of,
      properties: [
        ...of.properties,
        ...play.addressesOf(match['guests']).map((each) => guest(addressUri(each))),
      ],
    })),
  ),
  verb(`removes guests? (?<guests>.+?) from ${name}${on}`, removeGuests),
  verb(`adds an instance to ${name}`, addInstance),
  verb(
    `cancels ${name}${on}(?: for (?<guests>[\\w, ]+?))?(?<onward> and all after)?${saying}`,
    cancel,
  ),
  verb(`deletes ${name}(?<silently> silently)?`, (play, who, match) =>
    play.change(who, match, { kind: 'delete', ...(match['silently'] && { silent: true }) }),
  ),
  verb(
    `(?<answer>accepts|declines|tentatively accepts|completes|starts) ${name}${on}${saying}`,
    answer,
  ),
  verb(`counters ${name}${on}${saying}`, counter),
  verb(`(?<verdict>accepts|declines) the proposal of (?<by>\\w+) for ${name}${saying}`, judge),
  verb(`delegates ${name} to (?<to>\\w+)${on}${saying}`, delegate),
  verb(`forwards ${name} to (?<guests>[\\w, ]+?)${saying}`, (play, who, match) =>
    play.change(who, match, {
      kind: 'forward',
      to: play.addressesOf(match['guests']),
      ...comment(match),
    }),
  ),
  verb(`refreshes ${name}`, (play, who, match) => play.change(who, match, { kind: 'refresh' })),
  verb(`reconfirms ${name}${saying}`, (play, who, match) =>
    play.change(who, match, { kind: 'reconfirm', ...comment(match) }),
  ),
  verb(`publishes ${name} to (?<guests>[\\w, ]+)`, (play, who, match) =>
    play.change(who, match, { kind: 'publish', recipients: play.addressesOf(match['guests']) }),
  ),
  verb(`splits ${name} at (?<on>[\\d:TZ-]+) into (?<rest>[\\w-]+)`, split),
  verb(`hands ${name} over to (?<to>\\w+)`, (play, who, match) =>
    play.change(who, match, { kind: 'transfer-organizer', to: play.addressOf(match['to']) }),
  ),
  verb(`(?<verdict>admits|refuses) (?<by>\\w+) to ${name}`, admit),
  verb(`(?<verdict>agrees to|dismisses) the question about ${name}`, settleQuestion),
  verb(`asks (?<guests>[\\w, ]+?) for busy time as ${name}`, askForBusyTime),
  verb(`answers ${name} with busy time`, answerBusyTime),
  verb(`imports ${name} of (?<from>\\w+)`, importObject),
  verb('restarts', (play, who) => play.stage.restart(who)),
]

function comment(match: Match): { comment?: string } {
  return match['saying'] === undefined ? {} : { comment: match['saying'] }
}

async function keysOf(play: Play, who: string, match: Match): Promise<{ keys?: InstanceKey[] }> {
  if (match['on'] === undefined) return {}
  return { keys: [await play.key(who, match, match['on'])] }
}

async function save(
  play: Play,
  who: string,
  match: Match,
  edit: (of: Component) => Component,
): Promise<void> {
  const held = await play.held(who, match)
  const key = match['on'] === undefined ? undefined : await play.key(who, match, match['on'])
  const object =
    key === undefined && held.object?.components.every((each) => !hasRecurrenceId(each))
      ? editedEverywhere(held, edit)
      : edited(held, key ?? '', edit)
  await play.change(who, match, { kind: 'save', object })
}

function hasRecurrenceId(of: Component): boolean {
  return allProperties(of, 'RECURRENCE-ID').length > 0
}

async function create(play: Play, who: string, match: Match, { details }: Sentence): Promise<void> {
  const guests = play.addressesOf(match['guests'] ?? match['assignees'])
  const kind = match['kind'] ?? (match['assignees'] === undefined ? 'event' : 'todo')
  const componentName = { event: 'VEVENT', todo: 'VTODO', journal: 'VJOURNAL' }[kind] ?? 'VEVENT'
  const self = addressUri(play.addressOf(who))
  const now = `${formatTime({ kind: 'DATE-TIME', wallSeconds: play.stage.now(), tzid: 'UTC' })}`
  const bare = blank(play.uid(match), componentName, now)
  const detailed = withDetails(bare, details, play.tzidOf(who))
  const people =
    guests.length === 0 && kind !== 'journal'
      ? []
      : [property('ORGANIZER', self), ...guests.map((each) => guest(addressUri(each)))]
  const made = { ...detailed, properties: [...detailed.properties, ...people] }
  await play.change(who, match, { kind: 'save', object: newObject(componentName, made) })
}

async function removeGuests(play: Play, who: string, match: Match): Promise<void> {
  const gone = play.addressesOf(match['guests'])
  await save(play, who, match, (of) =>
    withProperties(
      of,
      'ATTENDEE',
      allProperties(of, 'ATTENDEE').filter((each) => !gone.includes(addressOf(each))),
    ),
  )
}

async function addInstance(
  play: Play,
  who: string,
  match: Match,
  sentence: Sentence,
): Promise<void> {
  const held = await play.held(who, match)
  const master = held.object?.components.find(
    (each) => !hasRecurrenceId(each) && each.name !== 'VTIMEZONE',
  )
  if (master === undefined) throw new Error(`${who} holds no series to add to`)
  const component = withDetails(withoutTimes(master), sentence.details, play.tzidOf(who))
  await play.change(who, match, { kind: 'add', component })
}

async function cancel(play: Play, who: string, match: Match): Promise<void> {
  const { guests, onward } = match
  await play.change(who, match, {
    kind: 'cancel',
    ...(await keysOf(play, who, match)),
    ...(guests !== undefined && { attendees: play.addressesOf(guests) }),
    ...(onward !== undefined && { thisAndFuture: true }),
    ...comment(match),
  })
}

const answers = {
  accepts: 'ACCEPTED',
  declines: 'DECLINED',
  'tentatively accepts': 'TENTATIVE',
  completes: 'COMPLETED',
  starts: 'IN-PROCESS',
} as const

async function answer(play: Play, who: string, match: Match, sentence: Sentence): Promise<void> {
  const partStat = answers[match['answer'] as keyof typeof answers]
  const percent = sentence.details.find((each) => each.name === 'percent')?.value
  await play.change(who, match, {
    kind: 'reply',
    partStat,
    ...(await keysOf(play, who, match)),
    ...(percent !== undefined && { percentComplete: Number(percent) }),
    ...(partStat === 'COMPLETED' && { completedSeconds: play.stage.now() }),
    ...comment(match),
  })
}

async function counter(
  play: Play,
  who: string,
  match: Match,
  { details }: Sentence,
): Promise<void> {
  const tzid = play.tzidOf(who)
  const value = (wanted: string): string | undefined =>
    details.find((each) => each.name === wanted)?.value
  const [start, end, duration] = [value('start'), value('end'), value('duration')]
  const rest = details.filter((each) => !['start', 'end', 'duration'].includes(each.name))
  const made = withDetails(blank('', 'VEVENT', ''), rest, tzid)
  const length = duration === undefined ? undefined : parseDuration(duration)
  const proposal: Proposal = {
    ...(start !== undefined && { start: timeIn(start, tzid) }),
    ...(end !== undefined && { end: timeIn(end, tzid) }),
    ...(length !== undefined && { duration: length }),
    ...(rest.length > 0 && { properties: made.properties.slice(3) }),
  }
  const keys = await keysOf(play, who, match)
  await play.change(who, match, { kind: 'counter', ...keys, proposal, ...comment(match) })
}

async function judge(play: Play, who: string, match: Match): Promise<void> {
  const by = play.addressOf(match['by'])
  const { ledger } = await play.held(who, match)
  const found = ledger.counters.find((each) => each.from === by && each.state === 'pending')
  if (found === undefined) throw new Error(`${who} has no proposal of ${match['by']} to judge`)
  const kind = match['verdict'] === 'accepts' ? 'accept-counter' : 'decline-counter'
  await play.change(who, match, { kind, counter: found.id, ...comment(match) })
}

async function delegate(play: Play, who: string, match: Match): Promise<void> {
  const keys = await keysOf(play, who, match)
  const to = play.addressOf(match['to'])
  await play.change(who, match, { kind: 'delegate', to, ...keys, ...comment(match) })
}

async function split(play: Play, who: string, match: Match): Promise<void> {
  const at = await play.key(who, match, match['on'] ?? '')
  const rest = `${match['rest']}@example.com`
  await play.change(who, match, { kind: 'split', at, newUid: rest })
}

async function admit(play: Play, who: string, match: Match): Promise<void> {
  const by = play.addressOf(match['by'])
  const { ledger } = await play.held(who, match)
  const found = ledger.questions.find((each) => each.from === by)
  if (found === undefined) throw new Error(`${who} is not asked about ${match['by']}`)
  const kind = match['verdict'] === 'admits' ? 'admit-uninvited' : 'refuse-uninvited'
  await play.change(who, match, { kind, question: found.id })
}

async function settleQuestion(play: Play, who: string, match: Match): Promise<void> {
  const found = (await play.held(who, match)).ledger.questions.at(-1)
  if (found === undefined) throw new Error(`${who} is asked nothing`)
  const kind = match['verdict'] === 'agrees to' ? 'accept-question' : 'dismiss-question'
  await play.change(who, match, { kind, question: found.id })
}

async function importObject(play: Play, who: string, match: Match): Promise<void> {
  const object = (await play.held(match['from'] ?? '', match)).object
  if (object === undefined) throw new Error(`${match['from']} holds nothing to import`)
  const change: Change = { kind: 'save', object, silent: true }
  await play.change(who, match, change)
}
