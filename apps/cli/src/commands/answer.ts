/** What an Attendee does: reply, counter, delegate, forward, refresh. */
import type { Duration, Time } from '@parley/icalendar'
import { durationOf, firstProperty, textProperty } from '@parley/icalendar'
import type { Change, Context, HeldState, Proposal } from '@parley/itip'
import { calendarAddress } from '@parley/itip'
import { act, wish } from '../act.ts'
import type { Call, Command } from '../command.ts'
import { misused } from '../failure.ts'
import { checked } from '../identity.ts'
import { folderOptions } from '../options.ts'
import { typedLength, typedTime } from '../times.ts'
import { heldCalled, keysOf } from '../which.ts'
import { startAndEnd, tellingComponents } from '../words/component.ts'

/** A command that makes one change to one calendar object, named by its first operand. */
export function changeOfOne(
  row: Omit<Command, 'run' | 'operands' | 'count'>,
  change: (call: Call, held: HeldState, context: Context) => Change | Promise<Change>,
): Command {
  const run: Command['run'] = (call) =>
    act(call, async (folder, context) => {
      const held = await heldCalled(folder, call.operands[0] ?? '', call)
      return [wish(row.name, held, await change(call, held, context), context)]
    })
  return {
    ...row,
    operands: 'WHICH',
    count: [1, 1],
    options: [...row.options, ...folderOptions],
    run,
  }
}

/** `comment` and `keys`, where they were given. */
export function common(
  call: Call,
  held: HeldState,
  context: Context,
): { comment?: string; keys?: readonly string[] } {
  const comment = call.options.text('comment')
  const keys = keysOf(call, held, context)
  return { ...(comment === undefined ? {} : { comment }), ...(keys === undefined ? {} : { keys }) }
}

export const replyCommand: Command = changeOfOne(
  {
    name: 'reply',
    summary: 'answer an invitation: --accept, --decline or --tentative',
    options: ['accept', 'decline', 'tentative', 'instance', 'comment'],
    details:
      'WHICH is a UID or its beginning, a file, or words of the summary.\n' +
      'With --instance the answer is for those instances only; the others keep theirs.',
    examples: [
      ['parley reply planning --accept', 'Yes, to the whole series.'],
      ['parley reply planning --decline --instance 2026-03-10', 'Not on that day.'],
      ['parley reply planning --tentative --comment "Must ask first"', 'Perhaps, and why.'],
    ],
  },
  (call, held, context) => ({
    kind: 'reply',
    partStat: partStatOf(call),
    ...common(call, held, context),
  }),
)

function partStatOf({ options }: Call): 'ACCEPTED' | 'DECLINED' | 'TENTATIVE' {
  const answers = { accept: 'ACCEPTED', decline: 'DECLINED', tentative: 'TENTATIVE' } as const
  const given = (['accept', 'decline', 'tentative'] as const).filter((name) => options.flag(name))
  const [answer] = given
  if (answer === undefined || given.length > 1) {
    throw misused('say one of --accept, --decline, --tentative')
  }
  return answers[answer]
}

export const counterCommand: Command = changeOfOne(
  {
    name: 'counter',
    summary: 'propose another time, place or title to the Organizer',
    options: [
      'start',
      'end',
      'duration',
      'location',
      'summary',
      'free',
      'person',
      'days',
      'hours',
      'instance',
      'comment',
    ],
    details:
      'Your calendar stays as it is until the Organizer decides. A local time is in the zone of the ' +
      'event; without --end and --duration it keeps its length.\n' +
      'With --free the time is found for you: the best within --days (7, from --start or today) that ' +
      'is free for you by your calendar, and for others by the folders that --person names.',
    examples: [
      ['parley counter planning --start 2026-03-03T15:00', 'Rather in the afternoon.'],
      ['parley counter planning --start 2026-03-11T10:00 --instance 2026-03-10', 'One instance.'],
      [
        'parley counter planning --free --hours 9-17 --person anna@example.com=cal/anna',
        'When both of you are free.',
      ],
    ],
  },
  async (call, held, context) => {
    const { comment, keys = [] } = common(call, held, context)
    const words = comment === undefined ? {} : { comment }
    const named = keys.length === 0 ? {} : { keys }
    if (!call.options.flag('free'))
      return { kind: 'counter', proposal: proposalOf(call, held), ...named, ...words }
    if (keys.length > 1) throw misused('--free finds a time for one --instance')
    const { freeCounter } = await import('../busy/counters.ts')
    return { ...(await freeCounter(call, held, keys[0] ?? '', context)), ...words }
  },
)

function proposalOf(call: Call, held: HeldState): Proposal {
  const { options } = call
  const properties = (['location', 'summary'] as const).flatMap((name) => {
    const text = options.text(name)
    return text === undefined ? [] : [textProperty(name.toUpperCase(), text)]
  })
  const times = typedTimes(call, held)
  if (Object.keys(times).length === 0 && properties.length === 0) {
    throw misused('what do you propose? Say --start, --end, --duration, --location or --summary')
  }
  return { ...times, ...(properties.length === 0 ? {} : { properties }) }
}

type Times = Partial<{ start: Time; end: Time; duration: Duration }>

/** --start, --end and --duration, in the zone of what is held; the length stays unless given. */
export function typedTimes({ options }: Call, held: HeldState): Times {
  const [first] = held.object === undefined ? [] : tellingComponents(held.object)
  const old = first === undefined ? {} : startAndEnd(first)
  const at = (name: 'start' | 'end'): Time | undefined => {
    const text = options.text(name)
    return text === undefined ? undefined : typedTime(name, text, old.start?.tzid)
  }
  const [start, end] = [at('start'), at('end')]
  const length = options.text('duration')
  if (end !== undefined && length !== undefined) throw misused('say --end or --duration, not both')
  if (
    start !== undefined &&
    end !== undefined &&
    end.wallSeconds < start.wallSeconds &&
    end.tzid === start.tzid
  ) {
    throw misused('--end is before --start')
  }
  if (length !== undefined) {
    return { ...(start === undefined ? {} : { start }), duration: typedLength('duration', length) }
  }
  if (end !== undefined) return { ...(start === undefined ? {} : { start }), end }
  return start === undefined ? {} : { start, ...lengthLike(first, start) }
}

function lengthLike(held: Parameters<typeof startAndEnd>[0] | undefined, start: Time): Times {
  if (held === undefined) return {}
  const given = firstProperty(held, 'DURATION')
  const duration = given === undefined ? undefined : durationOf(given)
  if (duration !== undefined) return { duration }
  const old = startAndEnd(held)
  if (old.start === undefined || old.end === undefined || old.start.kind !== start.kind) return {}
  const seconds = old.end.wallSeconds - old.start.wallSeconds
  return { end: { ...start, wallSeconds: start.wallSeconds + seconds } }
}

export const delegateCommand: Command = changeOfOne(
  {
    name: 'delegate',
    summary: 'hand your invitation to somebody else',
    options: ['to', 'stay-informed', 'instance', 'comment'],
    examples: [
      ['parley delegate planning --to dora@example.com', 'Dora goes in your place.'],
      [
        'parley delegate planning --to dora@example.com --stay-informed',
        'And you hear of changes.',
      ],
    ],
  },
  (call, held, context) => {
    const [to, ...more] = addressesOf(call, 'to')
    if (to === undefined || more.length > 0) throw misused('say whom to: --to ADDRESS, once')
    const stay = call.options.flag('stay-informed')
    return {
      kind: 'delegate',
      to,
      ...(stay ? { stayInformed: true } : {}),
      ...common(call, held, context),
    }
  },
)

export const forwardCommand: Command = changeOfOne(
  {
    name: 'forward',
    summary: 'pass an invitation on to others',
    options: ['to', 'comment'],
    details: 'The Organizer decides whether those who were not invited are let in.',
    examples: [['parley forward planning --to eve@example.com', 'Eve may want to come.']],
  },
  (call) => {
    const to = addressesOf(call, 'to')
    if (to.length === 0) throw misused('say whom to: --to ADDRESS')
    const comment = call.options.text('comment')
    return { kind: 'forward', to, ...(comment === undefined ? {} : { comment }) }
  },
)

export const refreshCommand: Command = changeOfOne(
  {
    name: 'refresh',
    summary: 'ask the Organizer for the latest version',
    options: ['comment'],
    examples: [['parley refresh planning', 'Did I miss something?']],
  },
  (call) => {
    const comment = call.options.text('comment')
    return { kind: 'refresh', ...(comment === undefined ? {} : { comment }) }
  },
)

export function addressesOf(
  { options }: Call,
  name: 'to' | 'attendee' | 'remove-attendee' | 'resend',
): readonly ReturnType<typeof calendarAddress>[] {
  return options.texts(name).map((each) => calendarAddress(checked(name, each)))
}
