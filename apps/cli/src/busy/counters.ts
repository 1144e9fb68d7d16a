/** Counter-proposals laid against the calendars of those who come (RFC 5546 §3.2.7). */
import {
  acceptCounter,
  acceptIfFree,
  type CounterJudgement,
  type CounterQuery,
  compareCounters,
  judgeCounter,
  type Person,
  prefillCounter,
  type TimeProposal,
  type Window,
} from '@parley/busytime'
import {
  type Component,
  type InstanceKey,
  instanceAt,
  instancesBetween,
  isRecurring,
  parameterValue,
  utcSeconds,
} from '@parley/icalendar'
import {
  attendeeAddresses,
  type CalendarAddress,
  type Change,
  type Context,
  type CounterProposal,
  calendarUser,
  findAttendee,
  type HeldState,
  isAddressOf,
  organizerOf,
  originate,
  type Transition,
} from '@parley/itip'
import type { Call } from '../command.ts'
import { type ExitCode, misused } from '../failure.ts'
import { lookInto } from '../folder/folder.ts'
import { calendarOf, calendarThere, contextOf } from '../identity.ts'
import type { Paint } from '../terminal/paint.ts'
import { plain } from '../terminal/paint.ts'
import { heldCalled, setOf } from '../which.ts'
import { startAndEnd, summaryOf, tellingComponents, textAt } from '../words/component.ts'
import { instanceWords } from '../words/explanation.ts'
import { fromNow, gridText, personOf, proposalJson } from './find-time.ts'
import { type NamedPerson, personIn, personNamed, type Setting, settingOf } from './people.ts'
import { reasonWords, verdictWords, whenWords } from './reason-words.ts'

const daySeconds = 86_400
/** Of a series that a proposal would change as a whole, so much is looked at. */
const seriesSeconds = 28 * daySeconds
/** Every time that a calendar can name. */
const always = { fromSeconds: -1e11, toSeconds: 1e12 }

/** `parley compare-counters`: the proposals that wait, side by side, the best first. */
export async function compare(call: Call): Promise<ExitCode> {
  const context = contextOf(call)
  return lookInto(calendarThere(call), undefined, async (folder): Promise<ExitCode> => {
    const held = await heldCalled(folder, call.operands[0] ?? '', call)
    const pending = held.ledger.counters.filter((each) => each.state === 'pending')
    if (pending.length === 0) throw misused(`${call.operands[0]}: no counter-proposal waits`)
    const window = windowAround(held, pending, context)
    const { query, people } = await queryOf(held, window, call, context)
    const keys = new Set(pending.map((each) => each.key))
    const setting = { ...settingOf(call, context.catalog, 1), window }
    for (const key of keys) {
      const judged = compareCounters(held, key, query)
      call.world.write(
        call.options.flag('json')
          ? judged.map((each) => `${JSON.stringify(judgementJson(each))}\n`).join('')
          : comparison(held, key, judged, people, setting, call.paint),
      )
    }
    return 0
  })
}

/**
 * What becomes of a COUNTER that came just now and waits, under the policy `accept-if-free`: the
 * acceptance where all are free; else what was received, with the reason why a person decides.
 */
export async function acceptWhereFree<T extends Transition>(
  received: T,
  call: Call,
  context: Context,
): Promise<T> {
  const asked = received.effects.find((each) => each.kind === 'ask' && each.counter !== undefined)
  if (asked?.kind !== 'ask' || asked.counter === undefined) return received
  const { state } = received
  const window = windowAround(state, [asked.counter], context)
  const { query } = await queryOf(state, window, call, context)
  const judged = judgeCounter(state, asked.counter, query)
  const { answer, reason } = acceptIfFree(judged)
  const [first, ...rest] = received.explanation
  if (answer === 'ask') return { ...received, explanation: [first, ...rest, reason] }
  const accepted = originate(state, acceptCounter(judged), context)
  return {
    ...received,
    state: accepted.state,
    effects: [...received.effects.filter((each) => each !== asked), ...accepted.effects],
    explanation: [reason, ...accepted.explanation],
  }
}

/** The best time that is free for all whose calendars are known, as a proposal. */
export async function freeCounter(
  call: Call,
  held: HeldState,
  key: InstanceKey,
  context: Context,
): Promise<Extract<Change, { kind: 'counter' }>> {
  const { window } = fromNow(settingOf(call, context.catalog, 7), call)
  const { query } = await queryOf(held, window, call, context)
  // One of the two may be the time as it stands.
  const [best] = prefillCounter(held, key, { ...query, limit: 2 })
  if (best === undefined) throw misused('in these days there is no time that is free for all')
  return best.change
}

/** Everyone of the meeting: our user by the calendar, others by --person, the rest unknown. */
async function queryOf(
  held: HeldState,
  window: Window,
  call: Call,
  context: Context,
): Promise<{ query: CounterQuery; people: readonly NamedPerson[] }> {
  const { self, floatingTzid: tzid } = context
  const setting: Setting = { ...settingOf(call, context.catalog, 1), window }
  const own = await personIn(calendarOf(call), { user: self, tzid }, setting, call)
  const named = await Promise.all(
    call.options.texts('person').map((text) => personNamed(text, setting, call)),
  )
  const components = held.object === undefined ? [] : tellingComponents(held.object)
  const others = invitedTo(components)
    .filter((address) => !isAddressOf(self, address))
    .map((address) => {
      const known = named.find(({ user }) => user.address === address)
      return known ?? { ...own, user: calendarUser(address), ...nothingKnown }
    })
  const ignored = new Set([held.uid])
  const isOptional = ({ user }: NamedPerson): boolean =>
    components.some((each) => {
      const line = findAttendee(each, user.address)
      return line !== undefined && parameterValue(line, 'ROLE') === 'OPT-PARTICIPANT'
    })
  const person = (of: NamedPerson): Person => personOf(of, setting, ignored)
  const { zones } = setOf(held, context)
  const query = {
    organizer: person(own),
    required: others.filter((each) => !isOptional(each)).map(person),
    optional: others.filter(isOptional).map(person),
    window,
    zones,
    tzid,
  }
  return { query, people: [own, ...others] }
}

const nothingKnown = { calendars: undefined, availability: undefined } as const

/** The Organizer and all Attendees, of every component, each once. */
function invitedTo(components: readonly Component[]): readonly CalendarAddress[] {
  const organizers = components.flatMap((each) => organizerOf(each) ?? [])
  return [...new Set([...organizers, ...components.flatMap(attendeeAddresses)])]
}

/** Around the meeting as it stands and as it is proposed; of a series, the next weeks. */
function windowAround(
  held: HeldState,
  counters: readonly CounterProposal[],
  context: Context,
): Window {
  const { set, zones } = setOf(held, context)
  const { nowSeconds } = context
  const moments = counters.flatMap(({ key, component }) => {
    const { start } = startAndEnd(component)
    const proposed = start === undefined ? [] : [utcSeconds(start, zones)]
    if (key === '' && isRecurring(set)) return [...proposed, nowSeconds, nowSeconds + seriesSeconds]
    const [only] = instancesBetween(set, { ...always, limit: 1 })
    const current = key === '' ? only : instanceAt(set, key)
    return current === undefined ? proposed : [...proposed, current.startSeconds]
  })
  if (moments.length === 0) moments.push(nowSeconds)
  return {
    fromSeconds: Math.min(...moments) - daySeconds,
    toSeconds: Math.max(...moments) + 2 * daySeconds,
  }
}

function judgementJson(judged: CounterJudgement): unknown {
  const { counter, instances, ...rest } = judged
  return {
    id: counter.id,
    from: counter.from,
    key: counter.key,
    ...rest,
    instances: instances.map(({ key, current, proposed }) => ({
      key,
      ...(current === undefined ? {} : { current: proposalJson(current) }),
      proposed: proposalJson(proposed),
    })),
  }
}

function comparison(
  held: HeldState,
  key: InstanceKey,
  judged: readonly CounterJudgement[],
  people: readonly NamedPerson[],
  setting: Setting,
  paint: Paint,
): string {
  const [component] = held.object === undefined ? [] : tellingComponents(held.object)
  const title = component === undefined ? held.uid : summaryOf(component)
  const head = `${title}${key === '' ? '' : `, ${instanceWords(key)}`}`
  const [best] = judged
  const current = best?.instances[0]?.current
  const rows = [
    ...(current === undefined ? [] : [['as it stands', ...timeLines(current, setting, paint)]]),
    ...judged.map((each) => [each.counter.from, ...judgementLines(each, setting, paint)]),
  ]
  const told = rows.map(([who = '', ...lines]) =>
    [`  ${paint.bold(plain(who))}`, ...lines.map((line) => `     ${line}`)].join('\n'),
  )
  const proposed = best?.instances[0]?.proposed
  const own = new Set([held.uid])
  const day = proposed === undefined ? '' : gridText(proposed, people, setting, paint, own)
  return `${[paint.bold(head), ...told, '', day].join('\n')}\n`
}

function judgementLines(
  { counter, instances, outdated, otherProperties }: CounterJudgement,
  setting: Setting,
  paint: Paint,
): readonly string[] {
  const [first, ...more] = instances
  const comment = textAt(counter.component, 'COMMENT')
  return [
    ...(first === undefined ? ['proposes no time'] : timeLines(first.proposed, setting, paint)),
    ...(more.length === 0 ? [] : [paint.dim(`and ${more.length} more instances`)]),
    ...(comment === undefined ? [] : [`“${comment}”`]),
    ...(outdated ? [paint.red('it speaks of a time that is no more')] : []),
    ...(otherProperties.length === 0 ? [] : [`it would also change ${otherProperties.join(', ')}`]),
    paint.cyan(`parley accept-counter '${plain(counter.id)}'`),
  ]
}

function timeLines(time: TimeProposal, { tzid }: Setting, paint: Paint): readonly string[] {
  return [
    `${whenWords(time, tzid)}  ${verdictWords(time, paint)}`,
    ...time.reasons.flatMap(reasonWords).map(paint.dim),
  ]
}
