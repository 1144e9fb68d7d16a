/** What of a poll stands in a mail to a voter elsewhere. */
import { readPoll } from '@parley/busytime'
import { type CalendarObject, component } from '@parley/icalendar'
import type { PollLetter } from '@parley/imip'
import type { Posting } from './claim.ts'

/** Undefined: the message is about no poll. */
export function pollLetterOf(
  message: CalendarObject,
  { entry, sender }: Pick<Posting, 'entry' | 'sender'>,
): PollLetter | undefined {
  const [read] = readPoll(message).messages
  if (read === undefined) return undefined
  const { poll } = read
  const zones = message.components.filter(({ name }) => name === 'VTIMEZONE')
  const candidates = poll.candidates.map((each) => each.component)
  return {
    isCalledOff: entry.method === 'CANCEL',
    organizer: { name: sender.displayName, address: entry.originator },
    title: poll.summary,
    description: poll.description,
    candidates: component('VCALENDAR', [], [...zones, ...candidates]),
  }
}
