/** For tests only: what a store holds, each with what it needs and no more. */
import {
  type CalendarResource,
  type Collection,
  collectionByName,
  type HeldLedger,
  type NewTraceEntry,
  type OutboxEntry,
  type Principal,
  type ResourceBatch,
  type Store,
  saveBatch,
  type Tables,
  type Timing,
} from './index.ts'

export function person(name: string): Principal {
  return {
    id: `id-${name}`,
    name,
    kind: 'user',
    displayName: name,
    addresses: [`${name}@example.com`],
    tzid: 'Europe/Berlin',
    locale: 'en',
    isAdmin: false,
    disabled: false,
    settings: '{}',
  }
}

export function calendar(owner: string, name: string): Collection {
  return {
    id: `cal-${owner}-${name}`,
    ownerId: `id-${owner}`,
    name,
    kind: 'calendar',
    displayName: name,
    components: ['VEVENT', 'VTODO'],
    transparent: false,
    isDefault: true,
    properties: '{}',
    syncToken: 1,
  }
}

export function resource(owner: string, uid: string): CalendarResource {
  return {
    id: `r-${owner}-${uid}`,
    collectionId: `cal-${owner}-work`,
    ownerId: `id-${owner}`,
    name: `${uid}.ics`,
    uid,
    component: 'VEVENT',
    etag: 'e1',
    scheduleTag: undefined,
    modifiedSeconds: 1,
    sizeBytes: 4,
    text: 'text',
  }
}

export function hourAt(startSeconds: number): Timing {
  return { startSeconds, endSeconds: startSeconds + 3600, busyType: 'BUSY', recurrence: undefined }
}

export function outboxEntry(id: string): OutboxEntry {
  return {
    id,
    kind: 'mail',
    state: 'waiting',
    createdSeconds: 1,
    dueSeconds: 5,
    attempts: 0,
    ownerId: 'id-ann',
    uid: 'lunch',
    originator: 'ann@example.com',
    recipient: 'bob@example.com',
    method: 'REQUEST',
    payload: '{}',
    lastError: undefined,
  }
}

export function traceEntry(ownerId: string, atSeconds: number): NewTraceEntry {
  return {
    atSeconds,
    ownerId,
    uid: 'lunch',
    direction: 'out',
    method: 'REQUEST',
    peer: 'bob@example.com',
    classification: 'new',
    reasons: '[]',
    requestId: 'r',
  }
}

export const nothing: ResourceBatch = { saved: [], deleted: [], ledgers: [] }

export function save(
  tables: Tables,
  resource: CalendarResource,
  timing: readonly Timing[],
): Promise<void> {
  return saveBatch(tables, { ...nothing, saved: [{ resource, timing }] })
}

export function keep(tables: Tables, held: HeldLedger): Promise<void> {
  return saveBatch(tables, { ...nothing, ledgers: [held] })
}

/** The sync token of that person's calendar `work`. */
export async function tokenOf(store: Store, owner: string): Promise<number> {
  const found = await store.read((tables) => collectionByName(tables, `id-${owner}`, 'work'))
  return found?.syncToken ?? 0
}
