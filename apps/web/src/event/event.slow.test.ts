import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { checkAxe, checkLooks, picture, sendNow, startWorld, type World } from '../testing/world.ts'

const bob = { address: 'bob@example.com', name: 'Bob Baker' }
const carol = { address: 'carol@example.com', name: 'Carol Chen', role: 'optional' }
const room = { address: 'blue-room@example.com', name: 'Blue Room' }
const away = { address: 'dora@elsewhere.example', name: 'Dora Dietz' }

type Made = { readonly event: { readonly id: string; readonly uid: string } }
type Instance = {
  readonly event: string
  readonly instance: string
  readonly uid: string
  readonly start: string
  readonly status: string
  readonly myStatus?: string
}

describe('the page of a meeting', () => {
  let world: World
  const meeting = async (body: Readonly<Record<string, unknown>>): Promise<Made['event']> => {
    const { calendars } = await world.api('ann', 'GET', '/calendars')
    const path = `/calendars/${calendars[0].id}/events`
    return (await world.api<Made>('ann', 'POST', path, body)).event
  }
  const copies = async (who: string, uid: string): Promise<readonly Instance[]> => {
    const { instances } = await world.api(who, 'GET', '/events?from=2027-02-20&to=2027-04-10')
    return instances.filter((each: Instance) => each.uid === uid)
  }
  const copyOf = async (who: string, uid: string): Promise<string> =>
    (await copies(who, uid))[0]?.event ?? ''

  before(async () => {
    world = await startWorld()
  })
  after(() => world.end())

  const plan = {
    title: 'Spring plan',
    start: '2027-03-02T10:00',
    end: '2027-03-02T11:00',
    location: 'Blue Room, second floor',
    conference: 'https://meet.example/spring-plan',
    description: 'What we do until June.\n\nAgenda: https://wiki.example/plan?of=spring.',
    alarms: [{ trigger: '-PT15M' }],
    attendees: [bob, carol, room, away],
  }

  it('tells a guest that the others are hidden, and shows the Organizer all of them', async () => {
    const { id, uid } = await meeting({ ...plan, title: 'Candidates', guestList: 'hide' })
    const page = await world.open('bob', `/events/${await copyOf('bob', uid)}`)
    await page.getByText('Who else is invited is known to the Organizer alone.').waitFor()
    const people = page.locator('.event-people')
    assert.match((await people.textContent()) ?? '', /Ann Archer.*Bob Baker/s)
    assert.doesNotMatch((await people.textContent()) ?? '', /Carol|Dora|Blue Room/)
    await picture(page, 'event-hidden-guests')
    await page.close()
    const own = await world.open('ann', `/events/${id}`)
    await own.getByText('Your guests do not see one another.').waitFor()
    assert.equal(await own.locator('.event-people').getByText('Carol Chen').count(), 1)
    await own.close()
  })

  it('shows the Organizer who answered what, where each message is, and a proposal to take over', async () => {
    const { id, uid } = await meeting(plan)
    const bobs = await copyOf('bob', uid)
    const carols = await copyOf('carol', uid)
    const comment = 'Ten minutes late'
    await world.api('bob', 'POST', `/events/${bobs}/answer`, { status: 'accepted', comment })
    await world.api('carol', 'POST', `/events/${carols}/counter`, {
      start: '2027-03-02T14:00:00',
      end: '2027-03-02T15:00:00',
      zone: 'Europe/Berlin',
      comment: 'Mornings are nights here',
    })
    const ready = (page: Page): Promise<unknown> => page.getByText('Carol Chen proposes').waitFor()
    await checkLooks(world, 'ann', `/events/${id}`, ready, 'event-organizer')
    const attendee = (page: Page): Promise<unknown> =>
      page.getByRole('heading', { name: 'Will you be there?' }).waitFor()
    await checkLooks(world, 'bob', `/events/${bobs}`, attendee, 'event-attendee')

    const page = await world.open('ann', `/events/${id}`)
    await ready(page)
    const sending = page.getByRole('region', { name: 'After sending' })
    await sending.getByText('In their calendar here').first().waitFor()
    await sending.getByText('Waits to be sent').first().waitFor()
    await sending.getByRole('button', { name: /What was decided/ }).click()
    await sending
      .getByText(/RFC \d+, section/)
      .first()
      .waitFor()
    await checkAxe(page, 'the decisions')
    await page.getByRole('button', { name: 'Everyone’s time' }).click()
    await page.getByText('Blue Room').last().waitFor()
    await page.waitForTimeout(1_000)
    await picture(page, 'event-proposal')
    await page.getByRole('button', { name: 'Take it over' }).click()
    await sendNow(page)
    await page.getByText('Carol Chen proposes').waitFor({ state: 'hidden' })
    await page
      .getByText(/2:00.*3:00/)
      .first()
      .waitFor()
    assert.equal((await copies('bob', uid))[0]?.start, '2027-03-02T14:00:00')
    assert.equal((await copies('bob', uid))[0]?.myStatus, 'needs-action')
    await page.close()
  })

  it('lets the Organizer call off one date, uninvite a guest, and says who is told', async () => {
    const rule = 'FREQ=WEEKLY;COUNT=4'
    const { id, uid } = await meeting({ ...plan, title: 'Weekly', rule, attendees: [bob, carol] })
    const second = (await copies('ann', uid))[1]?.instance ?? ''
    const page = await world.open('ann', `/events/${id}?instance=${second}`)
    await page.getByRole('button', { name: 'Call off' }).click()
    const dialog = page.getByRole('dialog', { name: 'Call off Weekly?' })
    await dialog.getByText('called off for them').waitFor()
    await dialog.getByRole('textbox').fill('Holiday')
    await picture(page, 'event-cancel')
    await checkAxe(page, 'calling off')
    await dialog.getByRole('button', { name: 'Call off and tell 2 people' }).click()
    await dialog.waitFor({ state: 'hidden' })
    const left = (await copies('bob', uid)).filter((each) => each.status !== 'cancelled')
    assert.deepEqual(
      left.map((each) => each.start.slice(5, 10)),
      ['03-02', '03-16', '03-23'],
    )
    await page.goto(`/events/${id}`)
    await page.getByRole('button', { name: 'Uninvite Carol Chen' }).click()
    await page.getByRole('button', { name: 'Uninvite and tell one person' }).click()
    await page.getByText('Uninvited: Carol Chen').waitFor()
    const carols = (await copies('carol', uid)).filter((each) => each.status !== 'cancelled')
    assert.deepEqual(carols, [])
    await page.close()
  })

  it('lets a guest answer one date with a word, undo it, and propose another time', async () => {
    const rule = 'FREQ=WEEKLY;COUNT=3'
    const { uid } = await meeting({ ...plan, title: 'Sync', rule, attendees: [bob] })
    const [first] = await copies('bob', uid)
    const page = await world.open('bob', `/events/${first?.event}?instance=${first?.instance}`)
    await page.getByRole('button', { name: 'Decline' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByLabel('Message to the Organizer').fill('On the train')
    await page.getByRole('button', { name: 'Maybe' }).click()
    await sendNow(page)
    await page.getByText('Accepted tentatively: Sync').waitFor()
    const answers = (await copies('bob', uid)).map((each) => each.myStatus)
    assert.deepEqual(answers, ['tentative', 'needs-action', 'needs-action'])
    await page.getByRole('button', { name: 'Propose another time' }).click()
    await page.getByRole('button', { name: 'Send the proposal' }).waitFor()
    await page.keyboard.press('Escape')
    await page.close()
    assert.deepEqual(world.complaints, [])
  })
})
