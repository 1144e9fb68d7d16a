import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { collectionsOf } from '@parley/store'
import { createPrincipal } from './people.ts'
import { person, startTestServer, type TestServer } from './testing/start.ts'

describe('a new principal', () => {
  let server: TestServer
  before(async () => {
    server = await startTestServer()
  })
  after(() => server.end())

  it('begins with a calendar that is called so in their language', async () => {
    const { parts } = server
    const names = await parts.store.write([], async (tables) => {
      const found: string[] = []
      for (const [index, locale] of ['de', 'fr-CA', 'es', 'ja-JP', 'fi', ''].entries()) {
        const made = await createPrincipal(tables, parts, person(`new-${index}`, { locale }))
        const homes = await collectionsOf(tables, [made.id])
        found.push(...homes.filter((each) => each.isDefault).map((each) => each.displayName))
      }
      return found
    })
    assert.deepEqual(names, [
      'Kalender',
      'Agenda',
      'Calendario',
      'カレンダー',
      'Calendar',
      'Calendar',
    ])
  })
})
