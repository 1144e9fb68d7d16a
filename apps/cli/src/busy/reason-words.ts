/** A proposed time, its verdict and its reasons in words. */
import type { RankReason, TimeProposal } from '@parley/busytime'
import type { Paint } from '../terminal/paint.ts'
import { plain } from '../terminal/paint.ts'

/** What a person wants to know; plain facts without a cost are left out. */
export function reasonWords(reason: RankReason): readonly string[] {
  switch (reason.kind) {
    case 'free':
    case 'optional-free':
    case 'later':
      return []
    case 'missing':
      return [`cannot come: ${list(reason.addresses)}`]
    case 'optional-busy':
      return [`optional, cannot come: ${list(reason.addresses)}`]
    case 'tentative':
    case 'optional-tentative':
      return [`tentatively engaged: ${list(reason.addresses)}`]
    case 'unknown':
    case 'optional-unknown':
      return [`not known: ${list(reason.addresses)}`]
    case 'lunch':
      return [`over lunch for ${list(reason.addresses)}`]
    case 'outside-hours':
      return reason.people.map(
        ({ address, seconds }) => `${lengthWords(seconds)} outside the hours of ${plain(address)}`,
      )
    case 'other-day':
      return ['not on one of the days wished for']
    case 'other-hours':
      return ['not within the hours wished for']
    case 'rooms':
      return reason.rooms.map(({ address, state, spareSeats }) => {
        const spare = spareSeats === undefined ? '' : `, ${spareSeats} seats to spare`
        return `in ${plain(address)}${state === 'free' ? '' : ` (${state})`}${spare}`
      })
    case 'no-room':
      return reason.rooms.map(({ address, why }) => `not in ${plain(address)}: ${why}`)
  }
}

function list(addresses: readonly string[]): string {
  return addresses.map((each) => plain(each)).join(', ')
}

/** `2 h`, `1 h 30 min`, `45 min` */
function lengthWords(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  return [hours > 0 ? `${hours} h` : '', rest > 0 ? `${rest} min` : ''].filter(Boolean).join(' ')
}

export function whenWords({ startSeconds, endSeconds }: TimeProposal, tzid: string): string {
  const at = (seconds: number): Temporal.ZonedDateTime =>
    Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(tzid)
  const options = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const
  const clock = (time: Temporal.ZonedDateTime): string =>
    time.toLocaleString('en-GB', { hour: '2-digit', minute: '2-digit' })
  const start = at(startSeconds)
  return `${start.toLocaleString('en-GB', options)}, ${clock(start)}–${clock(at(endSeconds))} ${tzid}`
}

export function verdictWords({ verdict }: TimeProposal, paint: Paint): string {
  switch (verdict) {
    case 'free':
      return paint.green('everyone required is free')
    case 'unknown':
      return paint.magenta('free as far as known')
    case 'tentative':
      return paint.yellow('free but for tentative engagements')
    default:
      return paint.red('not everyone required can come')
  }
}
