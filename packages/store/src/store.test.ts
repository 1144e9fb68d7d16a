/** The contract of the store, the same on both databases: people, transactions, outbox, trace, ways in. */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import {
  addCredential,
  addSession,
  addTrace,
  claimDue,
  clearFailures,
  credentialsOf,
  delegatesOf,
  delegatorsOf,
  enqueue,
  failuresOf,
  heldLedgers,
  insertPrincipal,
  isAnyDue,
  isWaiting,
  noteFailure,
  openStore,
  outboxDepth,
  principalByName,
  principalsByAddress,
  resourcesByUid,
  type Store,
  searchPrincipals,
  searchTrace,
  sessionByHash,
  setDelegate,
  settle,
  traceAbout,
  updatePrincipal,
} from './index.ts'
import { keep, outboxEntry, person, resource, save, traceEntry } from './testing.ts'
import {
  type Databases,
  type Fresh,
  onBothDatabases,
  storeWithPeople,
  withDatabases,
} from './testing-databases.ts'

onBothDatabases('the store', contract)

withDatabases('a database', (fresh) => {
  it('is opened by several processes’ worth of stores at once', () => sharedByMany(fresh))
})

function contract(fresh: Fresh): void {
  let store: Store
  before(async () => {
    store = await storeWithPeople(fresh)
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

async function sharedByMany(fresh: Databases): Promise<void> {
  const options = [await fresh.postgres(), await fresh.sqlite()]
  const stores = await Promise.all(options.flatMap((each) => [1, 2, 3].map(() => openStore(each))))
  for (const store of stores) {
    assert.deepEqual(await store.read((tables) => searchPrincipals(tables, { limit: 1 })), [])
  }
  for (const store of stores) await store.close()
}
