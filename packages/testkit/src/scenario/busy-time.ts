/** Asking for busy time, and answering: verbs of their own. */
import { component, parseDuration, utcSeconds, zoneCatalog, zonesOf } from '@parley/icalendar'
import type { BusyPeriod } from '@parley/itip'
import { timeIn } from './details.ts'
import type { Detail, Sentence } from './parse.ts'
import type { Play } from './play.ts'

type Match = Readonly<Record<string, string | undefined>>

/** `ann asks bob for busy time as NAME`, with `from` and `to` below. */
export async function askForBusyTime(
  play: Play,
  who: string,
  match: Match,
  { details }: Sentence,
): Promise<void> {
  const at = (name: string): number => {
    const value = details.find((each) => each.name === name)?.value ?? ''
    return secondsAt(value, play.tzidOf(who))
  }
  await play.change(who, match, {
    kind: 'request-busy-time',
    uid: play.uid(match),
    attendees: play.addressesOf(match['guests']),
    startSeconds: at('from'),
    endSeconds: at('to'),
  })
}

/** `bob answers NAME with busy time`, with `busy 2026-03-03T10:00/PT1H` below. */
export async function answerBusyTime(
  play: Play,
  who: string,
  match: Match,
  { details }: Sentence,
): Promise<void> {
  const { ledger } = await play.held(who, match)
  const asked = ledger.questions.find((each) => each.question === 'busy-time')
  if (asked === undefined) throw new Error(`${who} is not asked for busy time`)
  const busy = details.map((each) => busyPeriod(each, play.tzidOf(who)))
  await play.change(who, match, { kind: 'answer-busy-time', question: asked.id, busy })
}

function busyPeriod({ value, line }: Detail, tzid: string): BusyPeriod {
  const [start = '', length = ''] = value.split('/')
  const duration = parseDuration(length)
  if (duration === undefined) throw new Error(`line ${line}: not a period: ${value}`)
  const wallSeconds = secondsAt(start, tzid)
  return {
    period: {
      start: { kind: 'DATE-TIME', wallSeconds, tzid: 'UTC' },
      end: undefined,
      duration,
    },
    busyType: 'BUSY',
  }
}

const zones = zonesOf(component('VCALENDAR', []), zoneCatalog())

function secondsAt(text: string, tzid: string): number {
  return utcSeconds(timeIn(text, tzid), zones)
}
