import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { shown } from '../testing/addresses.ts'
import { until } from '../testing/steps.ts'
import { checkAxe, checkLooks, picture, sendNow, startWorld, type World } from '../testing/world.ts'

type Guest = { readonly address: string; readonly status: string; readonly comment?: string }
type Shown = { readonly instance: string; readonly attendees: readonly Guest[] }

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

  async function takesWholeDays(name: string, title: string, ends: string): Promise<void> {
    const { calendars } = await world.api(name, 'GET', '/calendars')
    const draft = { title, start: day, end: ends, busy: true }
    await world.api(name, 'POST', `/calendars/${calendars[0].id}/events`, draft)
  }

  async function answerOf(event: string, address: string): Promise<string> {
    const { shown } = await world.api('ann', 'GET', `/events/${event}`)
    return shown.attendees.find((each: { address: string }) => each.address === address).status
  }

  const statusIn = ({ attendees }: Shown): string | undefined =>
    attendees.find((each) => each.address === 'bob@example.com')?.status

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
    await until(
      () => answerOf(event, 'bob@example.com'),
      (status) => status === 'declined',
    )
    const { shown } = await world.api('ann', 'GET', `/events/${event}`)
    assert.equal(
      shown.attendees.find((each: { isMe: boolean; comment?: string }) => each.comment)?.comment,
      'On holiday',
    )
    await page.close()
  })

  it('are answered by keyboard, of a series one date alone', async () => {
    const event = await invite({
      title: 'Series',
      start: '2027-03-02T09:00',
      end: '2027-03-02T09:30',
      rule: 'FREQ=WEEKLY;COUNT=6',
    })
    await invite({ title: 'Earlier', start: '2027-02-02T09:00', end: '2027-02-02T09:30' })
    const page = await world.open('bob', '/invitations')
    await card(page, 'Earlier').focus()
    await page.keyboard.press('j')
    const series = card(page, 'Series')
    assert.equal(await series.and(page.locator(':focus')).count(), 1)
    await series.getByRole('button', { name: /Answer for/ }).click()
    await page.getByRole('option', { name: /March 9/ }).click()
    await series.focus()
    await page.keyboard.press('a')
    await sendNow(page)
    const { changed } = await world.api('ann', 'GET', `/events/${event}`)
    assert.deepEqual(
      changed.map((each: Shown) => [each.instance.slice(0, 8), statusIn(each)]),
      [['20270309', 'accepted']],
    )
    assert.equal(await answerOf(event, 'bob@example.com'), 'needs-action')
    await card(page, 'Earlier').focus()
    await page.keyboard.press('d')
    await page.getByText('Declined: Earlier').waitFor()
    await series.waitFor()
    await page.close()
  })

  it('come back as proposals, accepted with what follows said first', async () => {
    const event = await invite({
      title: 'Review',
      start: '2027-03-03T10:00',
      end: '2027-03-03T11:00',
    })
    const page = await world.open('bob', '/invitations')
    await page.getByRole('button', { name: 'More about Review' }).click()
    await page.getByRole('menuitem', { name: 'Propose another time' }).click()
    const dialog = page.getByRole('dialog', { name: 'Propose another time' })
    await dialog
      .getByRole('group', { name: 'New start' })
      .getByRole('spinbutton', { name: /hour/ })
      .press('ArrowUp')
    await dialog.getByLabel('Comment (optional)').fill('Train')
    await dialog.getByText('Carol Chen').first().waitFor()
    await picture(page, 'invitations-propose')
    await checkAxe(page, 'propose')
    await dialog.getByRole('button', { name: 'Send the proposal' }).click()
    await sendNow(page)
    await page.close()

    const hers = await world.open('ann', '/invitations')
    const proposal = hers.getByRole('article', { name: /Bob Baker proposes another time/ })
    await proposal.getByText('Train').waitFor()
    await picture(hers, 'invitations-proposal')
    await checkAxe(hers, 'proposal')
    await proposal.getByRole('button', { name: 'Accept the proposal' }).click()
    await hers
      .getByRole('dialog')
      .getByRole('button', { name: /Accept the proposal/ })
      .click()
    await until(
      () => world.api('ann', 'GET', `/events/${event}`),
      ({ shown }) => shown.start === '2027-03-03T11:00:00',
    )
    await hers.close()
  })

  it('raise a question when passed on, and a new one is announced without a reload', async () => {
    const event = await invite({
      title: 'Workshop',
      start: '2027-03-04T10:00',
      end: '2027-03-04T11:00',
      attendees: [{ address: 'bob@example.com' }],
    })
    const carols = await world.open('carol', '/invitations')
    await shown(carols)
    const page = await world.open('bob', '/invitations')
    await page.getByRole('button', { name: 'More about Workshop' }).click()
    await page.getByRole('menuitem', { name: 'Forward' }).click()
    await page
      .locator('input:focus')
      .and(page.getByRole('combobox', { name: 'People' }))
      .waitFor()
    await page.keyboard.type('carol')
    await page.getByRole('option', { name: /Carol Chen/ }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Forward' }).click()
    await sendNow(page)
    await carols.getByRole('status').filter({ hasText: 'New invitation: Workshop' }).waitFor()
    await card(carols, 'Workshop').getByRole('button', { name: 'Accept' }).click()
    await sendNow(carols)
    await carols.close()
    await page.close()

    const hers = await world.open('ann', '/invitations')
    const question = hers.getByRole('article', { name: /was not invited/ })
    await question.getByText('becomes a guest').waitFor()
    await picture(hers, 'invitations-question')
    await checkAxe(hers, 'question')
    await question.getByRole('button', { name: 'Admit' }).click()
    await sendNow(hers)
    const { shown: held } = await world.api('ann', 'GET', `/events/${event}`)
    assert.ok(held.attendees.some((each: Guest) => each.address === 'carol@example.com'))
    await hers.close()
  })

  it('look right with everything that can wait', async () => {
    await world.api('bob', 'PATCH', '/me/settings', { policy: { newInvitations: 'ask' } })
    await invite({
      title: 'Prize draw',
      start: '2027-03-05T10:00',
      end: '2027-03-05T11:00',
      description: 'You have won.',
    })
    await world.api('bob', 'PATCH', '/me/settings', { policy: {} })
    await own('bob', 'Lunch with Erik', '12:00', '13:00')
    await takesWholeDays('bob', 'Trade fair', '2027-03-03')
    await invite({ title: 'Budget', start: `${day}T12:30`, end: `${day}T13:30` })
    await checkLooks(
      world,
      'bob',
      '/invitations',
      async (page) => {
        const fair = card(page, 'Budget').getByRole('listitem').filter({ hasText: 'Trade fair' })
        await fair.getByText('Monday, March 1 – Tuesday, March 2, 2027').waitFor()
        await card(page, 'Series').waitFor()
      },
      'invitations',
    )
    assert.deepEqual(world.complaints, [])
  })

  it('of strangers wait apart, and can be kept away', async () => {
    const page = await world.open('bob', '/invitations')
    const stranger = page.getByRole('article', { name: /invites you to “Prize draw”/ })
    await page.getByRole('heading', { name: /you have not dealt with/ }).waitFor()
    await stranger.getByRole('button', { name: 'Remove and block the sender' }).click()
    await sendNow(page)
    const { unwantedSenders } = await world.api('bob', 'GET', '/me/settings')
    assert.deepEqual(unwantedSenders, ['ann@example.com'])
    assert.deepEqual((await world.api('bob', 'GET', '/waiting')).questions, [])
    await page.goto('/settings/answers')
    await page.getByRole('button', { name: 'Allow again: ann@example.com' }).click()
    await page.getByText('Allowed again: ann@example.com').waitFor()
    await page.close()
  })
})
