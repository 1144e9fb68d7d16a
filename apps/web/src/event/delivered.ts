/** What became of what was sent to a guest, in one word: pure. */
import type { Answer } from '../api/client.ts'

export type GuestDelivery = Answer<'GET /events/:event/delivery'>['guests'][number]
export type Sent = GuestDelivery['messages'][number]
export type Outcome = 'here' | 'sent' | 'waiting' | 'failed' | 'none'

/** The newest message says it; without one, the code that stands with the guest (RFC 6638 §3.2.9). */
export function outcomeOf({ messages, scheduleStatus }: GuestDelivery): Outcome {
  const last = newestFirst(messages)[0]
  if (last !== undefined && last.state !== 'none') return last.state
  const code = scheduleStatus.at(-1)?.split(';')[0] ?? ''
  if (code.startsWith('3.') || code.startsWith('5.')) return 'failed'
  if (code === '1.1' || code === '1.0') return 'waiting'
  if (code.startsWith('1.2')) return 'here'
  return code.startsWith('2.') ? 'here' : 'none'
}

export function newestFirst(messages: readonly Sent[]): readonly Sent[] {
  return messages.toSorted((one, other) => (other.at ?? '').localeCompare(one.at ?? ''))
}
