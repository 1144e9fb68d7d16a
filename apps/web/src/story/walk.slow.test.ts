/** Walks every address of the app, in both themes and all languages. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { languages } from '../app/languages.ts'
import { addressesOfRooms, addressesOnPage, goTo, shown } from '../testing/addresses.ts'
import { foreignWords, foreignWordsIn } from '../testing/foreign-words.ts'
import { checkAxe, picture, startWorld, usualPeople, type World } from '../testing/world.ts'

/** Names in Japanese: whatever is in Latin letters on a Japanese page is then the app's own. */
const people = usualPeople.map((each) => ({
  ...each,
  displayName:
    { ann: '佐藤 花子', bob: '鈴木 一郎', carol: '高橋 美咲' }[each.name] ?? '青の会議室',
  ...(each.settings !== undefined && {
    settings: { ...each.settings, features: ['スクリーン', 'ホワイトボード'] },
  }),
}))

describe('every page of the app', () => {
  let world: World
  let addresses: readonly string[]

  before(async () => {
    world = await startWorld(people)
    const page = await world.open('ann', '/calendar')
    const rooms = addressesOfRooms(await someThings(world))
    const within: string[] = []
    for (const path of rooms.filter((each) => ['/admin', '/settings'].includes(each))) {
      await goTo(page, path)
      within.push(...(await addressesOnPage(page)))
    }
    const more = ['/admin/people/bob', '/admin/people/new', '/admin/rooms/blue-room', '/nothing']
    addresses = [...new Set([...rooms, ...within, ...more])]
    await page.close()
  })
  after(() => world.end())

  it('is found: more than a dozen addresses', (test) => {
    test.diagnostic(addresses.join(' '))
    assert.ok(addresses.length > 12)
  })

  for (const [turn, language] of languages.entries()) {
    it(`is accessible, named, and runs into nothing in ${language}`, async () => {
      await world.api('ann', 'PATCH', '/me', { locale: language })
      // By turns, so that each page is seen in both themes.
      const theme = turn % 2 === 0 ? 'light' : 'dark'
      const page = await world.open('ann', '/calendar', { theme })
      await shown(page)
      const faults: string[] = []
      for (const path of addresses) {
        await faultsOf(path, () => look(page, path, `${path} ${language} ${theme}`), faults)
        if (language === 'ja') {
          const words = await foreignWords(page)
          if (words.length > 0) faults.push(`${path} says ${words.join(', ')}`)
          await picture(page, `ja${path.replaceAll('/', '-').slice(0, 40)}`)
        }
      }
      await page.close()
      assert.deepEqual(faults, [])
      assert.deepEqual(world.complaints, [])
    })
  }

  it('finds words that nobody translated', () => {
    assert.deepEqual(foreignWordsIn('保存 Save it'), ['Save'])
    assert.deepEqual(foreignWordsIn('dora@example.com America/New York CalDAV 保存'), [])
  })
})

async function look(page: Page, path: string, name: string): Promise<void> {
  await goTo(page, path)
  await checkAxe(page, name)
  const heading = (await page.locator('main h1').first().textContent())?.trim() ?? ''
  assert.ok(
    (await page.title()).includes(heading),
    `${name}: ${await page.title()} has no ${heading}`,
  )
}

async function faultsOf(path: string, work: () => Promise<void>, faults: string[]): Promise<void> {
  try {
    await work()
  } catch (error) {
    const { message, actual } = error as { message: string; actual?: unknown }
    faults.push(`${path}: ${Array.isArray(actual) ? actual.join('\n') : message.slice(0, 400)}`)
  }
}

/** A meeting with a guest's proposal, something to answer, a series, a poll. */
async function someThings(world: World): Promise<Record<string, string>> {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  const calendarOf = async (name: string): Promise<string> =>
    (await world.api(name, 'GET', '/calendars')).calendars[0].id
  const calendar = await calendarOf('ann')
  await world.api('ann', 'PATCH', `/calendars/${calendar}`, { name: '予定表' })
  const made = await world.api('ann', 'POST', `/calendars/${calendar}/events`, {
    title: '企画会議',
    start: `${tomorrow}T10:00`,
    attendees: [{ address: 'bob@example.com' }, { address: 'blue-room@example.com' }],
  })
  await world.api('bob', 'POST', `/calendars/${await calendarOf('bob')}/events`, {
    title: '朝会',
    start: `${tomorrow}T10:30`,
    rule: 'FREQ=WEEKLY',
    attendees: [{ address: 'ann@example.com' }],
  })
  const { invitations } = await world.api('bob', 'GET', '/waiting')
  await world.api('bob', 'POST', `/events/${invitations[0].event}/counter`, {
    start: `${tomorrow}T14:00`,
  })
  const { poll } = await world.api('ann', 'POST', '/polls', {
    title: '打ち上げ',
    options: [{ start: `${tomorrow}T17:00` }, { start: `${tomorrow}T18:00` }],
    voters: [{ address: 'bob@example.com' }],
  })
  return { event: made.event.id, uid: poll.uid }
}
