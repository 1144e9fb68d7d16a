/** After the commit: whoever waits for work or watches a calendar is told. */
import type { OutboxKind, Store } from '@parley/store'
import type { Parts } from '../parts.ts'
import type { Desk } from './desk.ts'

export type Changes = {
  /** Kinds of outbox entries that were added. */
  readonly added: readonly OutboxKind[]
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
    added: [...new Set(desks.flatMap((each) => each.outbox.map(({ kind }) => kind)))],
    collectionIds: [...new Set(ids)],
  }
}

/** Calls `listener` when entries of that kind may be due: some were added, or are tried again. */
export function onOutbox(store: Store, kind: OutboxKind, listener: () => void): () => void {
  return store.onAnnounced((topic) => {
    if (topic === 'outbox' || topic === `outbox ${kind}`) listener()
  })
}

export async function announceChanges(parts: Parts, changes: Changes): Promise<void> {
  const { added, collectionIds } = changes
  for (const kind of added) await parts.store.announce(`outbox ${kind}`)
  for (let from = 0; from < collectionIds.length; from += idsAtOnce) {
    await parts.store.announce(collectionIds.slice(from, from + idsAtOnce).join(' '))
  }
}
