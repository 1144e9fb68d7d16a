/** Writers in turn on SQLite: one sync for several, and each decides alone. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, before, describe, it } from 'node:test'
import { openStore, type Store, setSetting, settingOf } from './index.ts'

describe('writers who wait at the same time', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-turns-'))
  let store: Store
  before(async () => {
    store = await openStore({ kind: 'sqlite', file: join(folder, 'turns.db') })
  })
  after(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const held = (name: string) => store.read((tables) => settingOf(tables, name))
  const save = (name: string, value: string) =>
    store.write([], (tables) => setSetting(tables, name, value))

  it('share syncs, and are all saved', async () => {
    const before = store.statistics.syncs
    await Promise.all(Array.from({ length: 20 }, (_, index) => save(`many${index}`, 'x')))
    assert.ok(store.statistics.syncs - before <= 2)
    for (let index = 0; index < 20; index++) assert.equal(await held(`many${index}`), 'x')
  })

  it('see what those before them decided', async () => {
    await save('count', '0')
    const add = () =>
      store.write([], async (tables) => {
        const count = Number(await settingOf(tables, 'count'))
        await new Promise((resolve) => setImmediate(resolve))
        await setSetting(tables, 'count', String(count + 1))
      })
    await Promise.all(Array.from({ length: 30 }, add))
    assert.equal(await held('count'), '30')
  })

  it('are not undone by one among them that fails', async () => {
    const fail = store.write([], async (tables) => {
      await setSetting(tables, 'failed', 'x')
      throw new Error('no')
    })
    const done = await Promise.allSettled([save('one', '1'), fail, save('two', '2')])
    assert.deepEqual(
      done.map((each) => each.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    assert.deepEqual(
      [await held('one'), await held('two'), await held('failed')],
      ['1', '2', undefined],
    )
  })

  it('are saved although another fills the disk, who alone is refused', async () => {
    const pages = Number(store.sqlite?.prepare('pragma page_count').get()?.['page_count'])
    store.sqlite?.exec(`pragma max_page_count = ${pages + 3}`)
    const done = await Promise.allSettled([
      save('small', 's'),
      save('large', 'x'.repeat(100_000)),
      save('smaller', 's'),
    ])
    store.sqlite?.exec('pragma max_page_count = 1000000')
    assert.deepEqual(
      done.map((each) => each.status),
      ['fulfilled', 'rejected', 'fulfilled'],
    )
    assert.deepEqual(
      [await held('small'), await held('large'), await held('smaller')],
      ['s', undefined, 's'],
    )
  })

  it('are heard of by nobody before they are saved', async () => {
    const seen: (string | undefined)[] = []
    let isAnswered = false
    const first = store.write([], async (tables) => {
      await setSetting(tables, 'secret', 'x')
      seen.push(await held('secret'), String(isAnswered))
    })
    await first.then(() => {
      isAnswered = true
    })
    assert.deepEqual(seen, [undefined, 'false'])
    assert.equal(await held('secret'), 'x')
  })

  it('let others look between them, who hold up no file when all is closed', async () => {
    const file = join(folder, 'between.db')
    const other = await openStore({ kind: 'sqlite', file })
    await other.write([], (tables) => setSetting(tables, 'between', 'x'))
    const seen: (string | undefined)[] = []
    let isWritten = false
    await other.read(async (tables) => {
      const writing = other.write([], (inner) => setSetting(inner, 'between', 'y'))
      void writing.then(() => {
        isWritten = true
      })
      seen.push(await settingOf(tables, 'between'))
      await new Promise((resolve) => setTimeout(resolve, 20))
      // Who looks at the same time sees what is there as well.
      seen.push(await other.read((inner) => settingOf(inner, 'between')))
      seen.push(await settingOf(tables, 'between'), String(isWritten))
    })
    assert.deepEqual(seen, ['x', 'x', 'x', 'false'])
    await other.write([], async () => undefined)
    assert.equal(await other.read((tables) => settingOf(tables, 'between')), 'y')
    await other.close()
    const alone = new DatabaseSync(file)
    alone.exec('pragma locking_mode = exclusive; begin exclusive; rollback')
    alone.close()
  })

  it('are waited for by nobody who has looked', async () => {
    const told: string[] = []
    let isSeen = (): void => undefined
    const seen = new Promise<void>((resolve) => {
      isSeen = resolve
    })
    const look = store.read(() => seen).then(() => told.push('looked'))
    const write = store
      .write([], () => new Promise((resolve) => setTimeout(resolve, 30)))
      .then(() => told.push('written'))
    isSeen()
    await Promise.all([look, write])
    assert.deepEqual(told, ['looked', 'written'])
  })

  it('find room in a log that was made long enough, and no trace of what filled it', async () => {
    const pages = () => store.sqlite?.prepare('pragma page_count').get()?.['page_count']
    await save('before', 'x')
    const before = pages()
    store.reserve()
    const log = statSync(join(folder, 'turns.db-wal')).size
    assert.ok(log >= 8000 * 2048, `${log} bytes`)
    await save('after', 'x')
    assert.equal(pages(), before)
    assert.deepEqual([await held('before'), await held('after')], ['x', 'x'])
    assert.equal(statSync(join(folder, 'turns.db-wal')).size, log, 'it does not grow')
  })

  it('are not disturbed by a log that is made longer while they write', async () => {
    await store.write([], async (tables) => {
      await setSetting(tables, 'during', 'x')
      store.reserve()
    })
    assert.equal(await held('during'), 'x')
  })

  it('wait for another process without stopping this one', async () => {
    const other = await openStore({ kind: 'sqlite', file: join(folder, 'turns.db') })
    let ticks = 0
    const timer = setInterval(() => ticks++, 5)
    await Promise.all([
      other.write([], async (tables) => {
        await setSetting(tables, 'other', 'x')
        await new Promise((resolve) => setTimeout(resolve, 100))
      }),
      save('ours', 'x'),
    ])
    clearInterval(timer)
    await other.close()
    assert.ok(ticks > 2)
    assert.deepEqual([await held('other'), await held('ours')], ['x', 'x'])
  })
})
