import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { checkLooks, startWorld, type World } from '../testing/world.ts'

describe('administration', () => {
  let world: World
  before(async () => {
    world = await startWorld()
    const [calendar] = (await world.api('ann', 'GET', '/calendars')).calendars
    await world.api('ann', 'POST', `/calendars/${calendar.id}/events`, {
      title: 'Planning',
      start: '2027-03-01T10:00',
      attendees: [
        { address: 'bob@example.com' },
        { address: 'dave@elsewhere.example' },
        { address: 'blue-room@example.com' },
      ],
    })
  })
  after(() => world.end())

  const heading = (page: Page, name: string | RegExp): Promise<void> =>
    page.getByRole('heading', { level: 1, name }).waitFor()

  it('is for administrators; others are told so, and shown the way back', async () => {
    const page = await world.open('bob', '/admin/people')
    await page.getByText('These pages are for administrators.').waitFor()
    await page.getByRole('link', { name: 'To the calendar' }).click()
    await page.waitForURL('**/calendar')
    await page.close()
  })

  it('adds a person who can sign in, gives an alias and a delegate, and disables her', async () => {
    const page = await world.open('ann', '/admin/people')
    await page.getByRole('link', { name: 'Add a person' }).click()
    await page.getByLabel('Shown name').fill('Dana Dover')
    await page.getByLabel('Addresses').fill('dana@example.com')
    await page.getByLabel('Sign-in name').fill('dana')
    await page.getByLabel('Password').fill('dana-secret')
    await page.getByRole('button', { name: 'Add a person' }).click()
    await heading(page, 'Dana Dover')
    assert.equal((await world.api('dana', 'GET', '/me')).name, 'dana')

    await page.getByLabel('Addresses').fill('dana@example.com\nd.dover@example.com')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    assert.equal((await world.api('dana', 'GET', '/me')).addresses.length, 2)

    await page.getByRole('combobox', { name: 'Add a delegate' }).fill('Bob')
    await page.getByRole('option', { name: 'Bob Baker' }).click()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('button', { name: 'End the delegation of Bob Baker' }).waitFor()
    const { actsFor } = await world.api('bob', 'GET', '/me')
    assert.deepEqual(actsFor, [{ name: 'dana', displayName: 'Dana Dover', access: 'write' }])

    await page.getByRole('button', { name: 'Disable' }).click()
    await page.getByText('Disabled: Dana Dover').waitFor()
    await assert.rejects(world.api('dana', 'GET', '/me'))
    await page.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByText('I want all of this deleted').click()
    await page.getByRole('button', { name: 'Remove for good' }).click()
    await heading(page, 'People')
    await page.close()
  })

  it('says by which rules a room is booked, and they hold at once', async () => {
    const page = await world.open('ann', '/admin/rooms')
    await page.getByRole('row', { name: /Blue Room/ }).click()
    await page.getByText('Only within these hours').click()
    await page.getByLabel('Days ahead').fill('30')
    await page.getByRole('button', { name: 'Save the policy' }).click()
    await page.getByText('The policy holds from now on.').waitFor()
    const { booking } = await world.api('ann', 'GET', '/admin/principals/blue-room')
    assert.equal(booking.horizonDays, 30)
    assert.deepEqual(booking.hours.days, ['MO', 'TU', 'WE', 'TH', 'FR'])
    await page.close()
  })

  it('puts together a group by its address', async () => {
    const page = await world.open('ann', '/admin/groups')
    await page.getByText('There are no groups yet.').waitFor()
    await page.getByRole('link', { name: 'Add a group' }).first().click()
    await page.getByLabel('Shown name').fill('Team')
    await page.getByLabel('Addresses').fill('team@example.com')
    await page.getByLabel('Sign-in name').fill('team')
    await page.getByRole('button', { name: 'Add a group' }).click()
    // The second is added to what the first made, however late the page hears of it.
    await page.route('**/api/admin/principals/team', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 500))
      await route.continue()
    })
    for (const name of ['Bob Baker', 'Carol Chen']) {
      await page.getByRole('combobox', { name: 'Add a member' }).fill(name.slice(0, 3))
      await page.getByRole('option', { name }).click()
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByText(`Added: ${name.split(' ')[0]?.toLowerCase()}`).waitFor()
    }
    await page.getByRole('button', { name: 'Take carol out' }).waitFor()
    const { members } = await world.api('ann', 'GET', '/admin/principals/team')
    assert.deepEqual(members.toSorted(), ['bob', 'carol'])
    await page.close()
  })

  it('hands meetings over, having said how many and to whom it is told', async () => {
    const page = await world.open('ann', '/admin/people/ann')
    await page.getByRole('button', { name: 'Hand over meetings' }).click()
    await page.getByText('1 meeting is not over yet. 3 guests will be told').waitFor()
    await page.getByRole('combobox', { name: 'New organizer' }).fill('Car')
    await page.getByRole('option', { name: 'Carol Chen' }).click()
    await page.getByRole('button', { name: 'Hand over 1 meeting' }).click()
    await page.getByText('1 meeting handed over.').waitFor()
    await page.close()
  })

  it('finds decisions by correspondent, and says which rule made them', async () => {
    const page = await world.open('ann', '/admin/trace')
    await page.getByText('Came in').first().waitFor()
    await page.getByLabel('Correspondent’s address').fill('blue-room@example.com')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.waitForURL('**/admin/trace?peer=*')
    const decisions = page.getByRole('article')
    await decisions.first().waitFor()
    assert.match(await decisions.first().innerText(), /blue-room@example\.com/)
    await page.getByRole('button', { name: 'Why?' }).first().click()
    await page
      .getByText(/RFC \d+, section/)
      .first()
      .waitFor()
    await page.close()
  })

  it('shows what waits, and tries it again', async () => {
    const page = await world.open('ann', '/admin/queue')
    const row = page.getByRole('row', { name: /dave@elsewhere\.example/ }).first()
    await row.waitFor()
    await row.getByRole('button', { name: 'Try now: dave@elsewhere.example' }).click()
    await page.getByText('It is tried again now.').waitFor()
    await page.close()
  })

  it('sorts its tables by keyboard', async () => {
    const page = await world.open('ann', '/admin/people')
    await page.getByRole('row', { name: /Carol Chen/ }).waitFor()
    await page.getByRole('columnheader', { name: 'Name' }).focus()
    const first = page.getByRole('row').nth(1)
    await page.keyboard.press('Enter')
    await first.filter({ hasText: 'Ann Archer' }).waitFor()
    await page.keyboard.press('Enter')
    await first.filter({ hasNotText: 'Ann Archer' }).waitFor()
    await page.close()
  })

  it('looks right, its widest page and its longest', async () => {
    const ready = (name: string) => (page: Page) => heading(page, name)
    await checkLooks(world, 'ann', '/admin/queue', ready('Queue'), 'admin-queue')
    await checkLooks(world, 'ann', '/admin/rooms/blue-room', ready('Blue Room'), 'admin-room')
  })

  it('runs into no policy and no error', () => assert.deepEqual(world.complaints, []))
})
