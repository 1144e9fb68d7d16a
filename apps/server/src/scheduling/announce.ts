/** After the commit: whoever waits for work or watches a calendar is told. */
import type { Parts } from '../parts.ts'
import type { Desk } from './desk.ts'

export type Changes = {
  readonly outboxGrew: boolean
  /** Collections in which something changed. */
  readonly collectionIds: readonly string[]
}

/** Ids that fit into one notice; PostgreSQL takes 8000 bytes. */
const idsAtOnce = 150

export function changesOf(desk: Desk): Changes {
  const desks = [desk, ...desk.siblings.values()]
  const ids = desks.flatMap((each) => [
    ...[...each.holders.values()].flatMap(({ stored, saved }) =>
      stored === saved
        ? []
        : [stored, saved].flatMap((one) => (one === undefined ? [] : [one.collectionId])),
    ),
    ...each.inbox.map((item) => item.collectionId),
  ])
  return {
    outboxGrew: desks.some((each) => each.outbox.length > 0),
    collectionIds: [...new Set(ids)],
  }
}

export async function announceChanges(parts: Parts, changes: Changes): Promise<void> {
  const { outboxGrew, collectionIds } = changes
  if (outboxGrew) await parts.store.announce('outbox')
  for (let from = 0; from < collectionIds.length; from += idsAtOnce) {
    await parts.store.announce(collectionIds.slice(from, from + idsAtOnce).join(' '))
  }
}
