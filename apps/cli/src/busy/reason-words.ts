/** The reasons of a proposal as sentences. */
import type { RankReason } from '@parley/busytime'
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
