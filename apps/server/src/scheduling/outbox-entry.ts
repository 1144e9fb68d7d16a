/** A new row of the outbox. */
import type { OutboxEntry } from '@parley/store'
import type { Desk } from './desk.ts'

type NewEntry = Pick<
  OutboxEntry,
  'kind' | 'ownerId' | 'uid' | 'originator' | 'recipient' | 'method'
> & {
  readonly id?: string
  readonly payload: Readonly<Record<string, unknown>>
  /** Absent: due at once. */
  readonly delaySeconds?: number
}

export function newEntry(
  { parts, nowSeconds }: Pick<Desk, 'parts' | 'nowSeconds'>,
  { id = parts.newId(), payload, delaySeconds = 0, ...about }: NewEntry,
): OutboxEntry {
  return {
    ...about,
    id,
    state: 'waiting',
    createdSeconds: nowSeconds,
    dueSeconds: parts.clock() + delaySeconds,
    attempts: 0,
    payload: JSON.stringify(payload),
    lastError: undefined,
  }
}
