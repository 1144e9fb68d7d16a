import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { checkLooks, startWorld, type World } from '../testing/world.ts'

const week = '/calendar?date=2027-03-02&view=week'

type Made = { readonly event: { readonly id: string } }

describe('the calendar', () => {
  let world: World
  let mine: string
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
    const { calendars } = await world.api('ann', 'GET', '/calendars')
    mine = calendars[0].id
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

  const shown = (page: Page) =>
    page
      .getByRole('button', { name: /Planning/ })
      .first()
      .waitFor()

  it('looks right in each view', async () => {
    for (const view of ['day', 'week', 'month', 'list']) {
      await checkLooks(
        world,
        'ann',
        `/calendar?date=2027-03-02&view=${view}`,
        shown,
        `calendar-${view}`,
      )
    }
    assert.deepEqual(world.complaints, [])
    assert.ok(mine)
    assert.ok(week)
  })
})
