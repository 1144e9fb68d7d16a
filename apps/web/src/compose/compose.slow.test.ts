import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { checkLooks, picture, sendNow, startWorld, type World } from '../testing/world.ts'

const day = '2027-03-02'

describe('writing meetings', () => {
  let world: World
  let calendar: string
  before(async () => {
    world = await startWorld()
    calendar = (await world.api('ann', 'GET', '/calendars')).calendars[0].id
    const bobs = (await world.api('bob', 'GET', '/calendars')).calendars[0].id
    await event('bob', bobs, { title: 'Dentist', start: `${day}T09:00`, end: `${day}T10:30` })
  })
  after(() => world.end())

  function event(
    name: string,
    of: string,
    body: Readonly<Record<string, unknown>>,
  ): Promise<{ event: { id: string } }> {
    return world.api(name, 'POST', `/calendars/${of}/events`, { zone: 'Europe/Berlin', ...body })
  }

  async function invite(page: Page, text: string): Promise<void> {
    const field = page.getByRole('combobox', { name: 'Add people or groups' })
    await field.fill(text)
    await page.getByRole('option', { name: new RegExp(text, 'i') }).waitFor()
    await field.press('ArrowDown')
    await field.press('Enter')
    await page.getByRole('button', { name: new RegExp(`Remove ${text}`, 'i') }).waitFor()
  }

  it('invites by completion and by address, takes a suggested time and a room, and can be undone', async () => {
    const page = await world.open('ann', `/new?start=${day}T10:00&end=${day}T11:00`)
    await page.getByLabel('Title').fill('Planning')
    await invite(page, 'bob')
    await page.getByRole('combobox', { name: 'Add people or groups' }).fill('dan@elsewhere.example')
    await page.getByRole('combobox', { name: 'Add people or groups' }).press('Enter')
    await page.getByRole('button', { name: 'Remove dan@elsewhere.example' }).waitFor()
    await page.getByText('Busy: Bob Baker').waitFor()
    await page.getByText('Nothing known of: dan@elsewhere.example').waitFor()
    await page.getByRole('button', { name: 'Rooms' }).click()
    await page.getByRole('button', { name: 'Book Blue Room' }).click()
    await page.reload()
    await page.getByText('What you had begun to write is back.').waitFor()
    const slot = page.getByRole('slider', { name: 'Chosen time' })
    const before = await slot.getAttribute('aria-valuetext')
    await page.locator('.grid-proposal').getByRole('button').first().click()
    await page.getByText('Chosen', { exact: true }).first().waitFor()
    assert.notEqual(await slot.getAttribute('aria-valuetext'), before)
    await page.getByRole('button', { name: 'Send invitation' }).click()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.waitForURL(/\/new\?/)
    assert.equal(await page.getByLabel('Title').inputValue(), 'Planning')
    assert.equal((await world.api('bob', 'GET', '/waiting')).invitations.length, 0)
    await page.getByRole('button', { name: 'Send invitation' }).click()
    await sendNow(page)
    await page.close()
    const [waiting] = (await world.api('bob', 'GET', '/waiting')).invitations
    assert.match(JSON.stringify(waiting), /Planning/)
    const own = await world.api('ann', 'GET', '/events?from=2027-03-01&to=2027-04-01')
    assert.equal(own.instances.length, 1)
    const room = (
      await world.api('ann', 'GET', `/events/${own.instances[0].event}`)
    ).shown.attendees
      .filter((each: { kind: string }) => each.kind === 'room')
      .map((each: { status: string }) => each.status)
    assert.deepEqual(room, ['accepted'])
  })

  it('offers only who fits the text while it looks, and adds the one whom Enter asked for before', async () => {
    const page = await world.open('ann', `/new?start=${day}T10:00&end=${day}T11:00`)
    const field = page.getByRole('combobox', { name: 'Add people or groups' })
    const [bob, carol] = ['Bob Baker', 'Carol Chen'].map((name) =>
      page.getByRole('option', { name: new RegExp(name) }),
    ) as [Locator, Locator]
    await field.fill('o')
    await bob.waitFor()
    await carol.waitFor()
    const answers = new Map(['ob', 'carol'].map((text) => [text, Promise.withResolvers<void>()]))
    await page.route('**/api/principals?*', async (route) => {
      const asked = new URL(route.request().url()).searchParams.get('text') ?? ''
      await answers.get(asked)?.promise
      await route.continue()
    })
    await field.fill('ob')
    await carol.waitFor({ state: 'detached' })
    assert.equal(await bob.count(), 1)
    await field.fill('nobody')
    await page.getByText('Nobody of that name here.').waitFor()
    await field.fill('carol')
    await page.getByRole('option', { name: 'Looking …' }).waitFor()
    await field.press('Enter')
    answers.get('carol')?.resolve()
    await page.getByRole('button', { name: 'Remove Carol Chen' }).waitFor()
    assert.equal(await field.inputValue(), '')
    await page.close()
  })

  it('hides the guests of one meeting from one another, and keeps to that when it is changed', async () => {
    const page = await world.open(
      'ann',
      `/new?start=2027-03-21T10:00&end=2027-03-21T11:00&guests=bob@example.com,carol@example.com`,
    )
    await page.getByLabel('Title').fill('Interviews')
    await page.getByText('So it is set for all your meetings.').waitFor()
    const hides = page.getByRole('switch', { name: 'Guests do not see one another' })
    assert.equal(await hides.isChecked(), false)
    await hides.focus()
    await page.keyboard.press('Space')
    await page.getByText('Each guest is told of you and of themselves alone.').waitFor()
    await hides.scrollIntoViewIfNeeded()
    await picture(page, 'compose-hidden-guests')
    await page.getByRole('button', { name: 'Send invitation' }).click()
    await sendNow(page)
    await page.close()
    const { instances } = await world.api('bob', 'GET', '/events?from=2027-03-21&to=2027-03-22')
    const path = `/events/${instances[0].event}`
    const guests = async (): Promise<string[]> =>
      (await world.api('bob', 'GET', path)).shown.attendees.map(
        (each: { address: string }) => each.address,
      )
    assert.deepEqual(await guests(), ['bob@example.com'])
    const own = await world.api('ann', 'GET', '/events?from=2027-03-21&to=2027-03-22')
    const edit = await world.open('ann', `/events/${own.instances[0].event}/edit`)
    await edit
      .getByRole('switch', { name: 'Guests do not see one another', checked: true })
      .waitFor()
    await edit.getByLabel('Place').fill('Roof')
    await edit.getByRole('button', { name: /^Update/ }).click()
    await edit
      .getByRole('dialog')
      .getByRole('button', { name: /^Update.*tell 2 people/ })
      .click()
    await edit.getByRole('dialog').waitFor({ state: 'detached' })
    await edit.close()
    assert.equal((await world.api('bob', 'GET', path)).shown.location, 'Roof')
    assert.deepEqual(await guests(), ['bob@example.com'])
  })

  it('moves the chosen time by keyboard, and says who is free then', async () => {
    const page = await world.open(
      'ann',
      `/new?start=${day}T10:00&end=${day}T11:00&guests=bob@example.com`,
    )
    const slot = page.getByRole('slider', { name: 'Chosen time' })
    await page.getByText('Busy: Bob Baker').waitFor()
    await slot.focus()
    for (let press = 0; press < 2; press += 1) await slot.press('ArrowRight')
    await page.getByText('Everyone is free.').waitFor()
    await slot.press('Shift+ArrowRight')
    await slot.press('PageDown')
    assert.match(
      (await slot.getAttribute('aria-valuetext')) ?? '',
      /Wednesday,? (March 10|10 March)/,
    )
    await page.close()
  })

  it('builds a rule, and says it in words', async () => {
    const page = await world.open('ann', `/new?start=${day}T10:00&title=Standing`)
    await page.getByRole('button', { name: /Repeats/ }).click()
    await page.getByRole('option', { name: 'Every month on the first Tuesday' }).waitFor()
    await page.getByRole('option', { name: 'Another rule …' }).click()
    await page.getByRole('textbox', { name: 'Every' }).fill('2')
    await page.getByRole('button', { name: 'Thursday' }).click()
    await page
      .getByRole('button', { name: /^Never Ends|Ends/ })
      .last()
      .click()
    await page.getByRole('option', { name: 'After so many times' }).click()
    await page
      .locator('.compose-repeat > .hint', {
        hasText: 'Every 2 weeks on Tuesday and Thursday, 10 times',
      })
      .waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL(/calendar/)
    await page.close()
    const { instances } = await world.api('ann', 'GET', '/events?from=2027-03-01&to=2027-06-01')
    const own = instances.filter((each: { title: string }) => each.title === 'Standing')
    assert.equal(own.length, 10)
  })

  it('changes one instance after saying who is told', async () => {
    const { event: made } = await event('ann', calendar, {
      title: 'Series',
      start: '2027-04-05T10:00',
      end: '2027-04-05T11:00',
      rule: 'FREQ=WEEKLY;COUNT=4',
      attendees: [{ address: 'bob@example.com' }],
    })
    const { instances } = await world.api('ann', 'GET', '/events?from=2027-04-01&to=2027-05-01')
    const [, second] = instances.filter((each: { title: string }) => each.title === 'Series')
    const path = `/events/${made.id}/edit?instance=${second.instance}`
    const page = await world.open('ann', path)
    await page.getByLabel('Place').fill('Roof')
    await page.getByRole('button', { name: 'Update', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Bob Baker').first().waitFor()
    await dialog.getByRole('button', { name: /^Update/ }).click()
    await page.waitForURL(/\/events\/[^/]+\?instance/)
    await page.close()
    const after = await world.api('ann', 'GET', `/events/${made.id}`)
    assert.deepEqual(
      after.changed.map((each: { instance: string; location: string }) => [
        each.instance,
        each.location,
      ]),
      [[second.instance, 'Roof']],
    )
    await checkLooks(
      world,
      'ann',
      path,
      (one) => one.getByText('The whole series').waitFor(),
      'edit',
    )
  })

  it('looks right', async () => {
    const path = `/new?start=${day}T10:00&end=${day}T11:00&title=Planning&guests=bob@example.com,carol@example.com,dan@elsewhere.example`
    await checkLooks(
      world,
      'ann',
      path,
      async (page) => {
        await page.getByText('Nothing known of').waitFor()
        await page.locator('.grid-proposal').first().waitFor()
      },
      'new',
    )
    assert.deepEqual(world.complaints, [])
  })
})
