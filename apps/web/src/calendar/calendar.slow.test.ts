import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAxe, checkLooks, picture, startWorld, type World } from '../testing/world.ts'

const week = '/calendar?date=2027-03-02&view=week'

type Made = { readonly event: { readonly id: string } }

describe('the calendar', () => {
  let world: World
  const make = async (who: string, body: Readonly<Record<string, unknown>>): Promise<string> => {
    const { calendars } = await world.api(who, 'GET', '/calendars')
    const made = await world.api<Made>(who, 'POST', `/calendars/${calendars[0].id}/events`, body)
    return made.event.id
  }
  const answer = (who: string, title: string, status: string): Promise<void> =>
    world
      .api(who, 'GET', '/events?from=2027-02-20&to=2027-03-30')
      .then(({ instances }) => instances.find((each: { title: string }) => each.title === title))
      .then(({ event }) => world.api(who, 'POST', `/events/${event}/answer`, { status }))

  before(async () => {
    world = await startWorld()
    await world.api('ann', 'PATCH', '/me/settings', {
      workingHours: {
        days: ['MO', 'TU', 'WE', 'TH', 'FR'],
        from: '09:00',
        to: '17:30',
        zone: 'Europe/Berlin',
      },
    })
    const bob = { address: 'bob@example.com', name: 'Bob Baker' }
    const carol = { address: 'carol@example.com', name: 'Carol Chen' }
    await make('ann', {
      title: 'Planning',
      start: '2027-03-02T10:00',
      end: '2027-03-02T11:00',
      location: 'Blue Room',
      attendees: [bob, carol],
    })
    await make('ann', {
      title: 'Stand-up',
      start: '2027-03-01T09:00',
      end: '2027-03-01T09:30',
      rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=15',
      attendees: [bob],
    })
    await make('ann', { title: 'Dentist', start: '2027-03-04T14:00', end: '2027-03-04T15:30' })
    await make('ann', { title: 'Spring fair', start: '2027-03-05', end: '2027-03-07' })
    const ann = { address: 'ann@example.com', name: 'Ann Archer' }
    for (const [title, hour] of [
      ['Budget', 11],
      ['Interview', 13],
      ['Lunch talk', 15],
      ['Retro', 16],
    ] as const) {
      const start = `2027-03-03T${hour}:00`
      await make('bob', { title, start, end: `2027-03-03T${hour + 1}:00`, attendees: [ann] })
    }
    await answer('bob', 'Planning', 'accepted')
    await answer('ann', 'Budget', 'accepted')
    await answer('ann', 'Interview', 'tentative')
    await answer('ann', 'Lunch talk', 'declined')
  })
  after(() => world.end())

  const shown = (page: Page): Promise<void> =>
    page
      .getByRole('button', { name: /Planning/ })
      .first()
      .waitFor()

  for (const view of ['day', 'week', 'month', 'list']) {
    it(`looks right by ${view}`, async () => {
      const path = `/calendar?date=2027-03-02&view=${view}`
      await checkLooks(world, 'ann', path, shown, `calendar-${view}`)
    })
  }

  it('has a second clock beside its own, goes on by week, and leads to a chosen day', async () => {
    const page = await world.open('ann', week)
    await shown(page)
    await page.getByRole('combobox', { name: 'Second time zone' }).fill('Tokyo')
    await page.getByRole('option', { name: 'Tokyo (Asia)' }).click()
    await page.getByText('5:00 PM').or(page.getByText('17:00')).first().waitFor()
    await shown(page)
    await picture(page, 'calendar-two-zones')
    await checkAxe(page, 'two zones')
    await page.getByRole('button', { name: 'Later' }).click()
    await page.waitForURL('**/calendar?date=2027-03-09&view=week')
    await page.getByRole('button', { name: /Choose a date/ }).click()
    await page.getByRole('button', { name: /March 25, 2027|25 March 2027/ }).click()
    await page.waitForURL('**/calendar?date=2027-03-25&view=week')
    await page.goBack()
    await page.waitForURL('**/calendar?date=2027-03-09&view=week')
    await page.close()
  })

  it('makes, colours, shares, hides and deletes calendars, and says what deleting does', async () => {
    const page = await world.open('ann', week)
    await page.getByRole('button', { name: 'New calendar' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Travel')
    await page.locator('.calendar-colour').nth(5).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('checkbox', { name: 'Travel' }).waitFor()
    await page.getByRole('button', { name: 'Options of Travel' }).click()
    await page.getByRole('menuitem', { name: 'Share' }).click()
    await page.getByRole('combobox', { name: 'Share with' }).fill('bob')
    await page.getByRole('option', { name: /Bob Baker/ }).click()
    await page.getByRole('button', { name: /What Bob Baker may do/ }).waitFor()
    await picture(page, 'calendar-share')
    await checkAxe(page, 'sharing')
    await page.keyboard.press('Escape')
    const { calendars } = await world.api('bob', 'GET', '/calendars')
    assert.deepEqual(
      calendars.map((each: { name: string; access: string }) => [each.name, each.access]),
      [
        ['Calendar', 'all'],
        ['Travel', 'read'],
      ],
    )
    await page.getByRole('checkbox', { name: /^Calendar/ }).uncheck({ force: true })
    await page.getByRole('button', { name: /Planning/ }).waitFor({ state: 'hidden' })
    await page.getByRole('checkbox', { name: /^Calendar/ }).check({ force: true })
    await page.getByRole('button', { name: 'Options of Travel' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.getByText('Guests of meetings that you organize are told').waitFor()
    await page.getByRole('button', { name: 'Delete the calendar' }).click()
    await page.getByText('Deleted: Travel').waitFor()
    await page.close()
    assert.deepEqual(world.complaints, [])
  })
})
