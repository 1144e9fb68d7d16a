import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { goTo, shown } from '../testing/addresses.ts'
import { until } from '../testing/steps.ts'
import { startWorld, type World } from '../testing/world.ts'

describe('coming to a page', () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world.end())

  it('names it, and brings the keyboard to its heading', async () => {
    const page = await world.open('ann', '/admin/people')
    await shown(page)
    assert.equal(await page.title(), 'People – Parley')
    await page.getByRole('link', { name: 'Health' }).click()
    await page.getByRole('heading', { level: 1, name: 'Health' }).waitFor()
    const focused = page.locator('h1:focus')
    await focused.waitFor()
    assert.equal(await focused.innerText(), 'Health')
    assert.equal(await page.title(), 'Health – Parley')
    await page.close()
  })

  it('finds the place again to which one goes back', async () => {
    const page = await world.open('ann', '/admin/rooms/blue-room')
    await shown(page)
    await page.evaluate('window.scrollTo(0, 900)')
    await page.waitForTimeout(200)
    const before = await page.evaluate<number>('window.scrollY')
    assert.ok(before > 300, 'the page is long enough')
    await goTo(page, '/admin/health')
    assert.equal(await page.evaluate<number>('window.scrollY'), 0)
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Blue Room' }).waitFor()
    await until(
      () => page.evaluate<number>('window.scrollY'),
      (now) => now === before,
    )
    await page.close()
  })

  it('counts what waits in the title', async () => {
    const { calendars } = await world.api('ann', 'GET', '/calendars')
    await world.api('ann', 'POST', `/calendars/${calendars[0].id}/events`, {
      title: 'Planning',
      start: '2027-03-01T10:00',
      attendees: [{ address: 'bob@example.com' }],
    })
    const page = await world.open('bob', '/sent')
    await page.getByText('1 waiting').waitFor({ state: 'attached' })
    await until(
      () => page.title(),
      (title) => /^\(1\) \S+/.test(title),
    )
    await page
      .locator('link[rel="icon"][href^="data:image/svg+xml"]')
      .waitFor({ state: 'attached' })
    await page.close()
    assert.deepEqual(world.complaints, [])
  })
})
