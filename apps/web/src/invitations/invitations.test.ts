import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { checkLooks, picture, startWorld, type World } from '../testing/world.ts'

describe('the invitations', () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world.end())

  const day = '2027-03-01'

  /** Ann invites Bob and Carol. */
  async function invite(draft: Readonly<Record<string, unknown>> = {}): Promise<string> {
    const { calendars } = await world.api('ann', 'GET', '/calendars')
    const made = await world.api('ann', 'POST', `/calendars/${calendars[0].id}/events`, {
      title: 'Planning',
      start: `${day}T10:00`,
      end: `${day}T11:00`,
      zone: 'Europe/Berlin',
      location: 'Blue Room',
      attendees: [{ address: 'bob@example.com' }, { address: 'carol@example.com' }],
      ...draft,
    })
    return made.event.id
  }

  async function own(name: string, title: string, from: string, to: string): Promise<void> {
    const { calendars } = await world.api(name, 'GET', '/calendars')
    const draft = { title, start: `${day}T${from}`, end: `${day}T${to}`, zone: 'Europe/Berlin' }
    await world.api(name, 'POST', `/calendars/${calendars[0].id}/events`, draft)
  }

  async function answerOf(event: string, address: string): Promise<string> {
    const { shown } = await world.api('ann', 'GET', `/events/${event}`)
    return shown.attendees.find((each: { address: string }) => each.address === address).status
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      if (await holds()) return
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    assert.fail('it did not come to be')
  }

  const card = (page: Page, title: string) => page.getByRole('article', { name: title })

  it('show what changed and what collides, and are sent when the page is left', async () => {
    await own('bob', 'Dentist', '10:30', '11:30')
    await own('bob', 'Standup', '09:00', '09:30')
    const event = await invite({ description: 'Bring figures.\nSee https://example.com/plan' })
    const page = await world.open('bob', '/invitations')
    const planning = card(page, 'Planning')
    await planning.getByText('Collides with').waitFor()
    await planning.getByRole('link', { name: 'Dentist' }).waitFor()
    assert.equal(await planning.getByRole('link', { name: 'Standup' }).count(), 0)
    await world.api('ann', 'PATCH', `/events/${event}`, {
      start: `${day}T14:00`,
      end: `${day}T15:00`,
      location: 'Green Room',
    })
    const changed = planning.getByRole('region', { name: 'What changed' })
    await changed.getByText('Green Room').waitFor()
    assert.match(await changed.locator('del').first().innerText(), /10:00/)
    assert.match(await changed.locator('ins').first().innerText(), /2:00/)
    await planning.getByText('nothing else at that time').waitFor()
    await picture(page, 'invitations-changed')

    await planning.getByRole('button', { name: 'Accept' }).click()
    await page.getByText('Accepted: Planning').waitFor()
    assert.equal(await planning.count(), 0)
    await page.getByRole('button', { name: 'Undo' }).click()
    await planning.waitFor()
    assert.equal(await answerOf(event, 'bob@example.com'), 'needs-action')

    await planning.getByRole('button', { name: 'Comment' }).click()
    await planning.getByLabel('Comment').and(page.getByRole('textbox')).fill('On holiday')
    await planning.getByRole('button', { name: 'Decline' }).click()
    await page.getByText('Declined: Planning').waitFor()
    assert.equal(await answerOf(event, 'bob@example.com'), 'needs-action')
    await page.goto('about:blank')
    await until(async () => (await answerOf(event, 'bob@example.com')) === 'declined')
    const { shown } = await world.api('ann', 'GET', `/events/${event}`)
    assert.equal(
      shown.attendees.find((each: { isMe: boolean; comment?: string }) => each.comment)?.comment,
      'On holiday',
    )
    await page.close()
  })

  it('look right with everything that can wait', async () => {
    await invite({
      title: 'Series',
      start: '2027-03-02T09:00',
      end: '2027-03-02T09:30',
      rule: 'FREQ=WEEKLY;COUNT=6',
    })
    await own('bob', 'Lunch with Erik', '12:00', '13:00')
    await invite({ title: 'Budget', start: `${day}T12:30`, end: `${day}T13:30` })
    await checkLooks(
      world,
      'bob',
      '/invitations',
      (page) => card(page, 'Series').waitFor(),
      'invitations',
    )
    assert.deepEqual(world.complaints, [])
  })
})
