/** `parley find-time`: when can these people meet, in which room, and why then. */
import {
  type Person,
  personWithCalendars,
  proposeTimes,
  type Room,
  roomWithCalendars,
  type TimeProposal,
} from '@parley/busytime'
import { zoneCatalog } from '@parley/icalendar'
import type { Call } from '../command.ts'
import { type ExitCode, misused } from '../failure.ts'
import { nowOf } from '../identity.ts'
import type { OptionName } from '../options.ts'
import type { Paint } from '../terminal/paint.ts'
import { typedLength } from '../times.ts'
import { labelled } from '../words/component.ts'
import { iso, timeOf } from './freebusy.ts'
import { grid, legend } from './grid.ts'
import {
  type NamedPerson,
  type NamedRoom,
  personNamed,
  roomNamed,
  type Setting,
  settingOf,
} from './people.ts'
import { reasonWords, verdictWords, whenWords } from './reason-words.ts'

export async function findTime(call: Call): Promise<ExitCode> {
  const { operands, options, world, paint } = call
  const setting = fromNow(settingOf(call, zoneCatalog(), 7), call)
  const named = async (texts: readonly string[]): Promise<readonly NamedPerson[]> =>
    Promise.all(texts.map((text) => personNamed(text, setting, call)))
  const required = await named(operands)
  const optional = await named(options.texts('optional'))
  const rooms = await Promise.all(
    options.texts('room').map((text) => roomNamed(text, setting, call)),
  )
  const [organizer, ...others] = required.map((each) => personOf(each, setting))
  if (organizer === undefined) throw misused('nobody is named')
  const buffer = options.text('buffer')
  const bufferSeconds = buffer === undefined ? 0 : lengthOf('buffer', buffer)
  const number = (option: OptionName): number | undefined => {
    const text = options.text(option)
    return text === undefined ? undefined : numberOf(option, text)
  }
  const [seats, minAttendance] = [number('seats'), number('at-least')]
  const proposals = proposeTimes({
    organizer,
    required: others,
    optional: optional.map((each) => personOf(each, setting)),
    ...(rooms.length === 0
      ? {}
      : {
          rooms: {
            candidates: rooms.map((each) => roomOf(each, setting)),
            features: options.texts('feature'),
            ...(seats === undefined ? {} : { seats }),
          },
        }),
    durationSeconds: lengthOf('duration', options.text('duration') ?? '1h'),
    window: setting.window,
    bufferBeforeSeconds: bufferSeconds,
    bufferAfterSeconds: bufferSeconds,
    ...(minAttendance === undefined ? {} : { minAttendance }),
    preferences: { avoidLunch: options.flag('lunch') },
    limit: number('limit') ?? 5,
    zones: setting.zones,
    tzid: setting.tzid,
  })
  if (options.flag('json')) {
    for (const each of proposals) world.write(`${JSON.stringify(proposalJson(each))}\n`)
  } else {
    const [best] = proposals
    const everyone = [...required, ...optional, ...rooms]
    world.write(
      best === undefined
        ? 'There is no time at which all of them can meet.\n'
        : `${listText(proposals, setting, paint)}\n\n${gridText(best, everyone, setting, paint)}`,
    )
  }
  return proposals.length === 0 ? 1 : 0
}

/** Nobody meets in the past. */
export function fromNow(setting: Setting, call: Call): Setting {
  const fromSeconds = Math.max(setting.window.fromSeconds, nowOf(call))
  if (fromSeconds >= setting.window.toSeconds) throw misused('these days are over')
  return { ...setting, window: { ...setting.window, fromSeconds } }
}

function lengthOf(option: OptionName, text: string): number {
  const { days, seconds } = typedLength(option, text)
  return days * 86_400 + seconds
}

function numberOf(option: OptionName, text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 1) throw misused(`--${option} is a number from 1`)
  return value
}

/** Meetings of `ignoredUids` do not stand in their own way. */
export function personOf(
  { user, calendars, availability, tzid }: NamedPerson,
  { window }: Pick<Setting, 'window'>,
  ignoredUids: ReadonlySet<string> = new Set(),
): Person {
  if (calendars === undefined) return { address: user.address, busy: undefined, tzid }
  const hours = availability === undefined ? {} : { availability }
  return personWithCalendars(user, calendars, { window, tzid, ignoredUids, ...hours })
}

function roomOf({ user, calendars, seats, features }: NamedRoom, { window }: Setting): Room {
  if (calendars === undefined)
    return { address: user.address, busy: undefined, capacity: seats, features }
  return roomWithCalendars(user, calendars, {
    window,
    features,
    ...(seats === undefined ? {} : { capacity: seats }),
  })
}

export function proposalJson({ startSeconds, endSeconds, ...rest }: TimeProposal): unknown {
  return { start: iso(startSeconds), end: iso(endSeconds), ...rest }
}

function listText(proposals: readonly TimeProposal[], { tzid }: Setting, paint: Paint): string {
  const rows = proposals.flatMap((each, i) => [
    [`${i + 1}`, `${paint.bold(whenWords(each, tzid))}  ${verdictWords(each, paint)}`],
    ...each.reasons.flatMap(reasonWords).map((words) => ['', paint.dim(words)]),
  ])
  return labelled(rows, paint)
}

/** The day of a time, with a row for everyone; meetings of `ignoredUids` are not drawn. */
export function gridText(
  best: TimeProposal,
  people: readonly NamedPerson[],
  setting: Setting,
  paint: Paint,
  ignoredUids?: ReadonlySet<string>,
): string {
  const { tzid } = setting
  const day = Temporal.Instant.fromEpochMilliseconds(best.startSeconds * 1000)
    .toZonedDateTimeISO(tzid)
    .startOfDay()
  const window = {
    fromSeconds: day.epochMilliseconds / 1000,
    toSeconds: day.add({ days: 1 }).startOfDay().epochMilliseconds / 1000,
  }
  const rows = people.map((each) => ({
    name: each.user.address,
    busy: timeOf(each, { ...setting, window }, ignoredUids),
  }))
  const marked = { fromSeconds: best.startSeconds, toSeconds: best.endSeconds }
  return `${grid(rows, window, tzid, paint, marked)}${paint.dim(legend)}\n`
}
