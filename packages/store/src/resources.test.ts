/** What calendars hold, the log of its changes, and the ledgers, the same on both databases. */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import {
  type CalendarResource,
  changesSince,
  heldLedgers,
  insertCollection,
  pruneChanges,
  pruneSharedTexts,
  resourceByName,
  resourcesByUid,
  resourcesInRange,
  type Store,
  saveBatch,
  type Timing,
  timedResources,
  timingOf,
} from './index.ts'
import { calendar, hourAt, keep, nothing, resource, save, tokenOf } from './testing.ts'
import { type Fresh, onBothDatabases, storeWithPeople } from './testing-databases.ts'

onBothDatabases('resources in the store', contract)

function contract(fresh: Fresh): void {
  let store: Store
  before(async () => {
    store = await storeWithPeople(fresh)
  })
  after(() => store.close())

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

  it('tells what came into an Inbox, oldest first, in pages, and what is gone from it', async () => {
    const collectionId = 'inbox-bob'
    const inbox = { ...calendar('bob', 'inbox'), id: collectionId, kind: 'inbox' as const }
    await store.write([], (tables) => insertCollection(tables, inbox))
    const item = (name: string) => ({
      ...resource('bob', 'invited'),
      id: `inbox-${name}`,
      collectionId,
      name,
    })
    const namesSince = async (since: number, limit = 10) => {
      const found = await store.read((tables) =>
        changesSince(tables, { collectionId, since, limit }),
      )
      const names = found?.changes.map((each) => `${each.name}${each.deleted ? ' gone' : ''}`)
      return { names, token: found?.token ?? 0, truncated: found?.truncated }
    }
    for (const name of ['one', 'two', 'three', 'four']) {
      const saved = [{ resource: item(name), inInbox: true }]
      await store.write([], (tables) => saveBatch(tables, { ...nothing, saved }))
    }
    const all = await namesSince(0)
    assert.deepEqual(all.names, ['one', 'two', 'three', 'four'])
    const first = await namesSince(0, 3)
    assert.deepEqual([first.names, first.truncated], [['one', 'two', 'three'], true])
    assert.deepEqual((await namesSince(first.token, 3)).names, ['four'])
    await store.write([], (tables) =>
      saveBatch(tables, { ...nothing, deleted: [item('two'), item('four')] }),
    )
    assert.deepEqual((await namesSince(0)).names, ['one', 'three'])
    assert.deepEqual((await namesSince(first.token)).names, ['two gone', 'four gone'])
    assert.deepEqual((await namesSince(all.token)).names, ['two gone', 'four gone'])
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
}
