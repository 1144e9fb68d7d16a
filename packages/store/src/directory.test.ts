/** What is remembered of the directory is never older than the directory, on both databases. */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import {
  addCredential,
  deleteCollection,
  deletePrincipal,
  insertCollection,
  insertPrincipal,
  openStore,
  placesOf,
  principalByCredential,
  principalById,
  principalByName,
  principalsByAddress,
  removeCredential,
  type Store,
  type Tables,
  updateCollection,
  updatePrincipal,
} from './index.ts'
import { calendar, person } from './testing.ts'
import { type Fresh, onBothDatabases } from './testing-databases.ts'

onBothDatabases('the directory', contract)

/** Two stores stand for two processes. */
function contract(fresh: Fresh): void {
  let here: Store
  let there: Store
  before(async () => {
    const both = await fresh()
    here = await openStore(both)
    there = await openStore(both)
    await here.write([], async (tables) => {
      await insertPrincipal(tables, person('ann'))
      await insertCollection(tables, calendar('ann', 'work'))
    })
  })
  after(() => Promise.all([here.close(), there.close()]))

  async function everywhere<T>(ask: (tables: Tables) => Promise<T>): Promise<readonly T[]> {
    const during = here.write([], (tables) => Promise.all([ask(tables), here.read(ask)]))
    return [await here.read(ask), await there.read(ask), ...(await during), await there.read(ask)]
  }
  async function isAlways<T>(ask: (tables: Tables) => Promise<T>, expected: T): Promise<void> {
    for (const each of await everywhere(ask)) assert.deepEqual(each, expected)
  }
  const nameOf = (address: string) => async (tables: Tables) =>
    (await principalsByAddress(tables, [address])).get(address)?.displayName

  it('knows whoever came, wherever they came', async () => {
    await isAlways(nameOf('bob@example.com'), undefined)
    await there.write([], (tables) => insertPrincipal(tables, person('bob')))
    await isAlways(nameOf('bob@example.com'), person('bob').displayName)
    await isAlways((tables) => principalByName(tables, 'bob'), person('bob'))
  })

  it('loses nobody when it forgets the answers to very many questions', async () => {
    const known = ['ann@example.com', 'bob@example.com']
    await here.read(async (tables) => {
      const strangers = Array.from({ length: 24_000 }, (_, index) => `${index}@example.com`)
      for (let from = 0; from < strangers.length; from += 500) {
        const asked = [...known, ...strangers.slice(from, from + 500)]
        assert.deepEqual([...(await principalsByAddress(tables, asked)).keys()].sort(), known)
      }
    })
  })

  it('knows them as they are now', async () => {
    const renamed = { ...person('ann'), displayName: 'Anna', addresses: ['anna@example.com'] }
    await isAlways(nameOf('ann@example.com'), person('ann').displayName)
    await there.write([], (tables) => updatePrincipal(tables, renamed))
    await isAlways(nameOf('ann@example.com'), undefined)
    await isAlways(nameOf('anna@example.com'), 'Anna')
    await isAlways((tables) => principalById(tables, 'id-ann'), renamed)
  })

  it('keeps nothing of what is undone', async () => {
    const before = await here.read((tables) => principalById(tables, 'id-ann'))
    const undone = here.write([], async (tables) => {
      await updatePrincipal(tables, { ...person('ann'), displayName: 'Nobody' })
      assert.equal((await principalById(tables, 'id-ann'))?.displayName, 'Nobody')
      throw new Error('undo it')
    })
    await assert.rejects(undone, /undo it/)
    await isAlways((tables) => principalById(tables, 'id-ann'), before)
  })

  it('lets nobody in by a credential that is gone', async () => {
    const credential = {
      id: 'c',
      principalId: 'id-ann',
      kind: 'app',
      hash: 'h',
      label: '',
    } as const
    await here.write([], (tables) =>
      addCredential(tables, { ...credential, createdSeconds: 1, lastUsedSeconds: undefined }),
    )
    const whose = async (tables: Tables) => (await principalByCredential(tables, 'c'))?.id
    await isAlways(whose, 'id-ann')
    await there.write([], (tables) => removeCredential(tables, 'c'))
    await isAlways(whose, undefined)
  })

  it('knows where things are put, and forgets whom it has lost', async () => {
    const work = calendar('ann', 'work')
    const places = async (tables: Tables) =>
      [...(await placesOf(tables, ['id-ann', 'id-bob'])).values()]
        .flat()
        .map(({ displayName }) => displayName)
    await isAlways(places, [work.displayName])
    await there.write([], (tables) => updateCollection(tables, { ...work, displayName: 'Other' }))
    await isAlways(places, ['Other'])
    await there.write([], (tables) => insertCollection(tables, calendar('bob', 'home')))
    await isAlways(places, ['Other', calendar('bob', 'home').displayName])
    await there.write([], (tables) => deleteCollection(tables, work.id))
    await isAlways(places, [calendar('bob', 'home').displayName])
    await there.write([], (tables) => deletePrincipal(tables, 'id-bob'))
    await isAlways(places, [])
    await isAlways(nameOf('bob@example.com'), undefined)
  })
}
