/** The contract of the store, the same on both databases. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { startPostgres, type TestPostgres } from '@parley/testkit/postgres'
import {
  addCredential,
  addSession,
  addTrace,
  type CalendarResource,
  changesSince,
  claimDue,
  clearFailures,
  collectionByName,
  credentialsOf,
  delegatesOf,
  delegatorsOf,
  enqueue,
  failuresOf,
  type HeldLedger,
  heldLedgers,
  insertCollection,
  insertPrincipal,
  isAnyDue,
  isWaiting,
  noteFailure,
  openStore,
  outboxDepth,
  principalByName,
  principalsByAddress,
  pruneChanges,
  pruneSharedTexts,
  resourceByName,
  resourcesByUid,
  resourcesInRange,
  type Store,
  saveBatch,
  searchPrincipals,
  searchTrace,
  sessionByHash,
  setDelegate,
  settle,
  type Tables,
  type Timing,
  timedResources,
  timingOf,
  traceAbout,
  updatePrincipal,
} from './index.ts'
import { calendar, hourAt, outboxEntry, person, resource, traceEntry } from './testing.ts'

const folder = mkdtempSync(join(tmpdir(), 'parley-store-'))
let postgres: TestPostgres
let files = 0

const databases = {
  SQLite: async () => openStore({ kind: 'sqlite', file: join(folder, `${files++}.db`) }),
  PostgreSQL: async () => openStore({ kind: 'postgres', url: await postgres.freshUrl() }),
} as const

describe('the store', () => {
  before(async () => {
    postgres = await startPostgres()
  })
  after(async () => {
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  for (const [name, open] of Object.entries(databases)) {
    describe(`on ${name}`, () => contract(open))
  }

  it('opens one database from several processes’ worth of stores at once', sharedByMany)
})

function contract(open: () => Promise<Store>): void {
  let store: Store
  before(async () => {
    store = await open()
    await store.write([], async (tables) => {
      for (const each of ['ann', 'bob', 'carol']) await insertPrincipal(tables, person(each))
      await insertCollection(tables, calendar('ann', 'work'))
      await insertCollection(tables, calendar('bob', 'work'))
    })
  })
  after(() => store.close())

  it('finds principals by name, by any of their addresses, and by part of a name', async () => {
    await store.write([], (tables) =>
      updatePrincipal(tables, {
        ...person('carol'),
        addresses: ['carol@example.com', 'c@example.org'],
      }),
    )
    await store.read(async (tables) => {
      assert.deepEqual(await principalByName(tables, 'ann'), person('ann'))
      const found = await principalsByAddress(tables, ['c@example.org', 'nobody@example.com'])
      assert.deepEqual([...found.keys()], ['c@example.org'])
      assert.equal(found.get('c@example.org')?.addresses[0], 'carol@example.com')
      const search = await searchPrincipals(tables, { text: 'EXAMPLE.ORG', limit: 10 })
      assert.deepEqual(
        search.map((each) => each.name),
        ['carol'],
      )
    })
  })

  it('refuses an address that is already somebody else’s', async () => {
    const thief = { ...person('mallory'), addresses: ['ann@example.com'] }
    await assert.rejects(store.write([], (tables) => insertPrincipal(tables, thief)))
    assert.equal(await store.read((tables) => principalByName(tables, 'mallory')), undefined)
  })

  it('knows delegates from either side', async () => {
    const given = { ownerId: 'id-ann', delegateId: 'id-bob', access: 'write' as const }
    await store.write([], (tables) => setDelegate(tables, given))
    assert.deepEqual(await store.read((tables) => delegatesOf(tables, 'id-ann')), [given])
    assert.deepEqual(await store.read((tables) => delegatorsOf(tables, 'id-bob')), [given])
    await store.write([], (tables) => setDelegate(tables, { ...given, access: undefined }))
    assert.deepEqual(await store.read((tables) => delegatesOf(tables, 'id-ann')), [])
  })

  it('saves a resource, finds it by name, UID and time, and replaces its timing with it', async () => {
    const made = resource('ann', 'lunch')
    await store.write([], (tables) => save(tables, made, [hourAt(1000), hourAt(90_000)]))
    await store.read(async (tables) => {
      assert.deepEqual(await resourceByName(tables, made.collectionId, made.name), made)
      assert.deepEqual(await resourcesByUid(tables, ['id-ann', 'id-bob'], 'lunch'), [made])
      const inRange = (fromSeconds: number, toSeconds: number) =>
        resourcesInRange(tables, made.collectionId, { fromSeconds, toSeconds }, 'VEVENT')
      assert.equal((await inRange(0, 2000)).length, 1)
      assert.equal((await inRange(10_000, 20_000)).length, 0)
    })
    await store.write([], (tables) => save(tables, { ...made, etag: 'e2' }, [hourAt(50_000)]))
    const range = { fromSeconds: 0, toSeconds: 100_000 }
    const timing = await store.read((tables) => timingOf(tables, ['id-ann'], range))
    assert.deepEqual(
      timing.map((each) => [each.startSeconds, each.uid]),
      [[50_000, 'lunch']],
    )
  })

  it('tells the one time of what lies in a range, and that a text must tell more than that', async () => {
    const recurrence = 'BEGIN:VEVENT'
    const times = new Map<string, readonly Timing[]>([
      ['one', [hourAt(200_000)]],
      ['two', [hourAt(200_000), hourAt(300_000)]],
      ['rule', [{ ...hourAt(200_000), recurrence }]],
      ['endless', [{ ...hourAt(200_000), endSeconds: undefined }]],
      ['later', [hourAt(600_000)]],
    ])
    const saved = [...times].map(([uid, timing]) => ({ resource: resource('ann', uid), timing }))
    await store.write([], (tables) => saveBatch(tables, { ...nothing, saved }))
    const ask = async (component: string): Promise<readonly unknown[]> => {
      const range = { fromSeconds: 150_000, toSeconds: 500_000 }
      const found = await store.read((tables) =>
        timedResources(tables, 'cal-ann-work', range, component),
      )
      for (const { resource: each } of found) assert.deepEqual(each, resource('ann', each.uid))
      return found.map(({ resource: { uid }, span }) => [uid, span])
    }
    const told = [
      ['endless', undefined],
      ['one', { fromSeconds: 200_000, toSeconds: 203_600 }],
      ['rule', undefined],
      ['two', undefined],
    ]
    assert.deepEqual(await ask('VEVENT'), told)
    assert.deepEqual(await ask('VTODO'), [])
    const deleted = saved.map((each) => each.resource)
    await store.write([], (tables) => saveBatch(tables, { ...nothing, deleted }))
  })

  it('finds by time whatever overlaps a range, however long it takes', async () => {
    const day = 86_400
    const lengths = [0, 3600, day, day + 1, 32 * day, 32 * day + 1, 400 * day, undefined]
    const rows = lengths.flatMap((length, index) =>
      [-40, -1, 0, 1, 40].map((days): Timing => {
        const startSeconds = 1_000_000_000 + days * day + index
        const endSeconds = length === undefined ? undefined : startSeconds + length
        return { startSeconds, endSeconds, busyType: 'BUSY', recurrence: undefined }
      }),
    )
    const saved = rows.map((each, index) => ({
      resource: resource('ann', `long-${index}`),
      timing: [each],
    }))
    await store.write([], (tables) => saveBatch(tables, { ...nothing, saved }))
    for (const days of [-41, -33, -2, -1, 0, 0.5, 1, 33, 41, 300]) {
      const fromSeconds = 1_000_000_000 + days * day
      const range = { fromSeconds, toSeconds: fromSeconds + day }
      const overlapping = rows.flatMap(({ startSeconds, endSeconds = Infinity }, index) =>
        startSeconds < range.toSeconds && endSeconds > fromSeconds ? [`long-${index}`] : [],
      )
      const found = await store.read((tables) => timingOf(tables, ['id-ann'], range))
      const uids = found.map((each) => each.uid).filter((each) => each.startsWith('long-'))
      assert.deepEqual(uids.sort(), overlapping.sort(), `${days} days`)
    }
    const deleted = saved.map((each) => each.resource)
    await store.write([], (tables) => saveBatch(tables, { ...nothing, deleted }))
  })

  it('writes a text once for all who have it, and forgets it with the last of them', async () => {
    const [one, other] = ['ann', 'bob'].map((owner) => ({
      ...resource(owner, 'shared'),
      text: 'the same',
    }))
    if (one === undefined || other === undefined) return assert.fail()
    const saved = [one, other].map((each) => ({ resource: each, timing: [], isNew: true }))
    await store.write([], (tables) => saveBatch(tables, { ...nothing, saved }))
    const texts = () =>
      store.read((tables) =>
        tables.selectFrom('shared_text').select('body').where('body', '=', one.text).execute(),
      )
    const forget = async (gone: CalendarResource) => {
      await store.write([], (tables) => saveBatch(tables, { ...nothing, deleted: [gone] }))
      await store.write([], pruneSharedTexts)
    }
    assert.deepEqual(await texts(), [{ body: 'the same' }])
    await forget(one)
    assert.deepEqual(await texts(), [{ body: 'the same' }])
    const left = await store.read((tables) => resourcesByUid(tables, ['id-bob'], 'shared'))
    assert.deepEqual(left, [other])
    await forget(other)
    assert.deepEqual(await texts(), [])
  })

  it('logs each name’s latest change, tells deletions, and truncates without loss', async () => {
    const collectionId = 'cal-bob-work'
    const start = await tokenOf(store, 'bob')
    for (const name of ['a', 'b', 'c', 'a']) {
      await store.write([], (tables) => save(tables, resource('bob', name), []))
    }
    await store.write([], (tables) =>
      saveBatch(tables, { ...nothing, deleted: [resource('bob', 'b')] }),
    )
    const ask = (since: number, limit: number) =>
      store.read((tables) => changesSince(tables, { collectionId, since, limit }))
    const all = await ask(start, 10)
    assert.deepEqual(
      all?.changes.map((each) => [each.name, each.deleted]),
      [
        ['c.ics', false],
        ['a.ics', false],
        ['b.ics', true],
      ],
    )
    const first = await ask(start, 2)
    assert.equal(first?.truncated, true)
    const second = await ask(first?.token ?? 0, 2)
    assert.deepEqual(
      second?.changes.map((each) => each.name),
      ['b.ics'],
    )
    assert.deepEqual(await ask(all?.token ?? 0, 10), {
      changes: [],
      token: all?.token,
      truncated: false,
    })
    assert.equal(await ask((all?.token ?? 0) + 1, 10), undefined)
  })

  it('loses no name when a page ends amid one transaction’s changes', async () => {
    const collectionId = 'cal-ann-work'
    const since = await tokenOf(store, 'ann')
    const saved = ['p', 'q', 'r', 's', 't'].map((uid) => ({
      resource: resource('ann', uid),
      timing: [],
    }))
    await store.write([], (tables) => saveBatch(tables, { ...nothing, saved }))
    const names: string[] = []
    for (let token = since; ; ) {
      const page = await store.read((tables) =>
        changesSince(tables, { collectionId, since: token, limit: 2 }),
      )
      names.push(...(page?.changes.map((each) => each.name) ?? []))
      token = page?.token ?? 0
      if (page?.truncated !== true) break
    }
    assert.deepEqual(names.sort(), ['p.ics', 'q.ics', 'r.ics', 's.ics', 't.ics'])
  })

  it('forgets old deletions, and says so to whoever asks from before them', async () => {
    const collectionId = 'cal-bob-work'
    const old = (await tokenOf(store, 'bob')) - 1
    await store.write([], (tables) => save(tables, resource('bob', 'd'), []))
    await store.write([], (tables) => pruneChanges(tables, collectionId, 1))
    const ask = (since: number) =>
      store.read((tables) => changesSince(tables, { collectionId, since, limit: 100 }))
    assert.equal(await ask(old), undefined)
    assert.deepEqual((await ask(0))?.changes.map((each) => each.name).sort(), [
      'a.ics',
      'c.ics',
      'd.ics',
    ])
  })

  it('keeps a ledger although the resource is gone', async () => {
    const held = { ownerId: 'id-ann', uid: 'gone', ledger: '{}', resourceId: undefined }
    await store.write([], (tables) => keep(tables, { ...held, ledger: '{"old":1}' }))
    await store.write([], (tables) => keep(tables, held))
    const found = await store.read((tables) => heldLedgers(tables, ['id-ann', 'id-bob'], 'gone'))
    assert.deepEqual([...found.values()], [held])
  })

  it('saves all of a transaction or nothing', async () => {
    await assert.rejects(
      store.write([], async (tables) => {
        await save(tables, resource('ann', 'half'), [])
        throw new Error('power cut')
      }),
      /power cut/,
    )
    assert.deepEqual(await store.read((tables) => resourcesByUid(tables, ['id-ann'], 'half')), [])
  })

  it('loses no update among fifty at once to one row', async () => {
    const counter = { ownerId: 'id-ann', uid: 'counter', resourceId: undefined }
    await store.write([], (tables) => keep(tables, { ...counter, ledger: '0' }))
    await Promise.all(
      Array.from({ length: 50 }, () =>
        store.write(['uid:counter'], async (tables) => {
          const held = (await heldLedgers(tables, ['id-ann'], 'counter')).get('id-ann')
          await keep(tables, { ...counter, ledger: String(Number(held?.ledger) + 1) })
        }),
      ),
    )
    const held = await store.read((tables) => heldLedgers(tables, ['id-ann'], 'counter'))
    assert.equal(held.get('id-ann')?.ledger, '50')
  })

  it('hands each outbox entry to one claimer, again after its lease, and never once done', async () => {
    const entries = Array.from({ length: 30 }, (_, index) => outboxEntry(`o${100 + index}`))
    await store.write([], (tables) => enqueue(tables, entries))
    const claim = (nowSeconds: number, limit: number) =>
      store.write([], (tables) =>
        claimDue(tables, {
          kind: 'mail',
          nowSeconds,
          leaseSeconds: 60,
          limit,
          kindOfDatabase: store.kind,
        }),
      )
    const claimed = await Promise.all([claim(10, 10), claim(10, 10), claim(10, 10), claim(10, 10)])
    const ids = claimed.flat().map((each) => each.id)
    assert.equal(ids.length, 30)
    assert.equal(new Set(ids).size, 30)
    assert.equal((await claim(11, 50)).length, 0)
    for (const id of ids.slice(0, 29)) {
      await store.write([], (tables) =>
        settle(tables, { id, state: 'done', dueSeconds: 0, lastError: undefined }),
      )
    }
    const again = await claim(71, 50)
    assert.deepEqual(
      again.map((each) => [each.id, each.attempts]),
      [[ids[29], 2]],
    )
    const depth = await store.read((tables) => outboxDepth(tables))
    assert.deepEqual([depth.get('done'), depth.get('claimed')], [29, 1])
  })

  it('tells what is due, and what waits about a UID, without claiming it', async () => {
    const entry = { ...outboxEntry('shares'), method: 'share-answers', dueSeconds: 50 }
    const { ownerId, uid, method } = entry
    await store.write([], (tables) => enqueue(tables, [{ ...entry, kind: 'local' }]))
    const due = (nowSeconds: number) =>
      store.read((tables) => isAnyDue(tables, { kind: 'local', nowSeconds }))
    assert.deepEqual([await due(49), await due(50)], [false, true])
    const waits = (bySeconds: number) =>
      store.write([], (tables) => isWaiting(tables, { ownerId, uid, method, bySeconds }))
    assert.deepEqual([await waits(49), await waits(50)], [false, true])
    await store.write([], (tables) =>
      claimDue(tables, {
        kind: 'local',
        nowSeconds: 50,
        leaseSeconds: 60,
        limit: 1,
        kindOfDatabase: store.kind,
      }),
    )
    assert.equal(await waits(200), false, 'what is claimed may be under way already')
    assert.equal(await due(200), true, 'a claim whose lease is over is due again')
  })

  it('finds the trace by owner, UID, peer and time, newest first', async () => {
    const entries = [1, 2, 3].map((each) => traceEntry('id-ann', each * 100))
    await store.write([], (tables) => addTrace(tables, entries))
    const found = await store.read((tables) =>
      searchTrace(tables, { uid: 'lunch', peer: 'bob@example.com', fromSeconds: 150, limit: 10 }),
    )
    assert.deepEqual(
      found.map((each) => each.atSeconds),
      [300, 200],
    )
  })

  it('tells each of those who came to one decision alike, in the order of their own', async () => {
    const people = Array.from({ length: 30 }, (_, index) => `id-${index}`)
    const entry = (ownerId: string, method: string) => ({
      ...traceEntry(ownerId, 900),
      uid: 'alike',
      method,
    })
    await store.write([], (tables) =>
      addTrace(tables, [
        entry('id-ann', 'save'),
        ...people.map((each) => entry(each, 'REQUEST')),
        ...people.map((each) => entry(each, 'REPLY')),
        ...people.map((each) => entry(each, 'REQUEST')),
      ]),
    )
    await store.read(async (tables) => {
      const all = await searchTrace(tables, { uid: 'alike', limit: 200 })
      assert.equal(all.length, 91)
      assert.equal(new Set(all.map((each) => each.id)).size, 91)
      assert.equal((await searchTrace(tables, { uid: 'alike', limit: 40 })).length, 40)
      for (const ownerId of ['id-1', 'id-11', 'id-29']) {
        const own = await searchTrace(tables, { ownerId, limit: 10 })
        assert.deepEqual(
          own.map((each) => each.method),
          ['REQUEST', 'REPLY', 'REQUEST'],
        )
        assert.ok(own.every((each) => each.ownerId === ownerId))
        const told = await traceAbout(tables, { ownerId, uids: ['alike', 'x'], limit: 2 })
        assert.deepEqual(
          told.map((each) => [each.ownerId, each.method]),
          [
            [ownerId, 'REPLY'],
            [ownerId, 'REQUEST'],
          ],
        )
      }
    })
    const rows = await store.read((tables) =>
      tables.selectFrom('trace').select('number').where('uid', '=', 'alike').execute(),
    )
    assert.equal(rows.length, 4)
  })

  it('keeps credentials and sessions, and counts failures until they are cleared', async () => {
    const credential = {
      id: 'c1',
      principalId: 'id-ann',
      kind: 'app' as const,
      hash: 'h',
      label: 'phone',
      createdSeconds: 1,
      lastUsedSeconds: undefined,
    }
    await store.write([], (tables) => addCredential(tables, credential))
    assert.deepEqual(await store.read((tables) => credentialsOf(tables, 'id-ann')), [credential])
    const session = { idHash: 's1', principalId: 'id-ann', expiresSeconds: 50, csrf: 'x' }
    await store.write([], (tables) => addSession(tables, session))
    assert.deepEqual(await store.read((tables) => sessionByHash(tables, 's1', 49)), session)
    assert.equal(await store.read((tables) => sessionByHash(tables, 's1', 50)), undefined)
    await store.write([], (tables) => noteFailure(tables, 'name:ann', 5))
    await store.write([], (tables) => noteFailure(tables, 'name:ann', 6))
    assert.deepEqual(await store.read((tables) => failuresOf(tables, 'name:ann')), {
      failures: 2,
      lastSeconds: 6,
    })
    await store.write([], (tables) => clearFailures(tables, 'name:ann'))
    assert.equal((await store.read((tables) => failuresOf(tables, 'name:ann'))).failures, 0)
  })

  it('tells listeners what was announced', async () => {
    const heard = new Promise<string>((resolve) => {
      const stop = store.onAnnounced((topic) => {
        stop()
        resolve(topic)
      })
    })
    await store.announce('outbox')
    assert.equal(await heard, 'outbox')
  })
}

async function sharedByMany(): Promise<void> {
  const url = await postgres.freshUrl()
  const file = join(folder, 'shared.db')
  const stores = await Promise.all([
    ...[1, 2, 3].map(() => openStore({ kind: 'postgres', url })),
    ...[1, 2, 3].map(() => openStore({ kind: 'sqlite', file })),
  ])
  for (const store of stores) {
    assert.deepEqual(await store.read((tables) => searchPrincipals(tables, { limit: 1 })), [])
  }
  for (const store of stores) await store.close()
}

const nothing = { saved: [], deleted: [], ledgers: [] }

function save(
  tables: Tables,
  resource: CalendarResource,
  timing: readonly Timing[],
): Promise<void> {
  return saveBatch(tables, { ...nothing, saved: [{ resource, timing }] })
}

function keep(tables: Tables, held: HeldLedger): Promise<void> {
  return saveBatch(tables, { ...nothing, ledgers: [held] })
}

async function tokenOf(store: Store, owner: string): Promise<number> {
  const found = await store.read((tables) => collectionByName(tables, `id-${owner}`, 'work'))
  return found?.syncToken ?? 0
}
