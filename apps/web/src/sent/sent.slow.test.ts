import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkLooks, startWorld, type World } from '../testing/world.ts'

describe('what was sent', () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world.end())

  async function invite(title: string, guests: readonly string[]): Promise<void> {
    const { calendars } = await world.api('ann', 'GET', '/calendars')
    await world.api('ann', 'POST', `/calendars/${calendars[0].id}/events`, {
      title,
      start: '2027-03-01T10:00',
      end: '2027-03-01T11:00',
      attendees: guests.map((address) => ({ address })),
    })
  }

  it('shows where each message is, and asks again those without an answer', async () => {
    await invite('Planning', ['bob@example.com', 'carol@example.com', 'dora@elsewhere.example'])
    await invite('Lost', ['nobody@example.com'])
    const [first] = (await world.api('bob', 'GET', '/waiting')).invitations
    await world.api('bob', 'POST', `/events/${first.event}/answer`, {
      status: 'accepted',
    })
    const page = await world.open('ann', '/sent')
    const planning = page.getByRole('article', { name: 'Planning' })
    const rowOf = (name: string) => planning.getByRole('listitem').filter({ hasText: name })
    await rowOf('Bob Baker').getByText('Accepted').waitFor()
    await rowOf('Bob Baker').getByText('In the calendar here').waitFor()
    await rowOf('dora@').getByText('Waits to be mailed').waitFor()
    await planning.getByText('1 of 3 answered').waitFor()
    await page.getByRole('radio', { name: /Failed/ }).click()
    await page.getByText('Nobody here has this address.').waitFor()
    assert.equal(await planning.count(), 0)
    await page.getByRole('radio', { name: /All/ }).click()
    await page.getByLabel('Search by title or person').fill('dora')
    await page.getByRole('article', { name: 'Lost' }).waitFor({ state: 'detached' })
    await planning.getByRole('button', { name: /without an answer/ }).click()
    await page.getByText('Sent again to 2: Planning').waitFor()
    await page.close()
  })

  it('looks right', async () => {
    await checkLooks(
      world,
      'ann',
      '/sent',
      (page) => page.getByRole('article', { name: 'Planning' }).waitFor(),
      'sent',
    )
    await checkLooks(
      world,
      'carol',
      '/sent',
      (page) => page.getByText('Nothing went out yet').waitFor(),
      'sent-empty',
    )
    assert.deepEqual(world.complaints, [])
  })
})
