import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { checkAxe, picture, startWorld, type World } from '../testing/world.ts'

const week = '/calendar?date=2027-03-02&view=week'
const bob = { address: 'bob@example.com', name: 'Bob Baker' }

type Instance = {
  readonly event: string
  readonly instance: string
  readonly title: string
  readonly start: string
  readonly end: string
  readonly myStatus?: string
}

describe('moving on the calendar', () => {
  let world: World
  let calendar: string
  const make = (body: Readonly<Record<string, unknown>>): Promise<unknown> =>
    world.api('ann', 'POST', `/calendars/${calendar}/events`, body)
  const read = async (who: string, title: string): Promise<readonly Instance[]> => {
    const { instances } = await world.api(who, 'GET', '/events?from=2027-02-20&to=2027-04-01')
    return instances.filter((each: Instance) => each.title === title)
  }
  const startsOf = async (who: string, title: string): Promise<readonly string[]> =>
    (await read(who, title)).map((each) => each.start.slice(5, 16))

  before(async () => {
    world = await startWorld()
    const { calendars } = await world.api('ann', 'GET', '/calendars')
    calendar = calendars[0].id
  })
  after(() => world.end())

  it('by drag says who is told and whose answer starts over, and puts it back where one leaves it', async () => {
    await make({
      title: 'Plan',
      start: '2027-03-02T10:00',
      end: '2027-03-02T10:45',
      attendees: [bob],
    })
    const [invited] = await read('bob', 'Plan')
    await world.api('bob', 'POST', `/events/${invited?.event}/answer`, { status: 'accepted' })
    const page = await world.open('ann', week)
    await drag(page, entry(page, 'Plan'), { days: 1, minutes: 120 })
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Are asked again').waitFor()
    await dialog.getByText('Bob Baker').first().waitFor()
    await dialog.getByText('Accepted').waitFor()
    await picture(page, 'calendar-move')
    await checkAxe(page, 'the consequences of a move')
    await dialog.getByRole('button', { name: 'Leave as it is' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: /^Plan 10:00/ }).waitFor()
    assert.deepEqual(await startsOf('ann', 'Plan'), ['03-02T10:00'])

    await drag(page, entry(page, 'Plan'), { days: 1, minutes: 120 })
    await page.getByRole('button', { name: 'Move and tell one person' }).click()
    await page.getByText('Moved: Plan').waitFor()
    assert.deepEqual(await startsOf('bob', 'Plan'), ['03-03T12:00'])
    assert.equal((await read('bob', 'Plan'))[0]?.myStatus, 'needs-action')

    const { x, y, height } = await boxOf(entry(page, 'Plan'))
    await page.mouse.move(x + 60, y + height - 2)
    await page.mouse.down()
    await page.mouse.move(x + 60, y + height + 10, { steps: 3 })
    await page.mouse.move(x + 60, y + height + 20, { steps: 3 })
    await page.mouse.up()
    await page.getByRole('dialog', { name: /12:00.*1:15/ }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: /^Plan 12:00 – 12:45/ }).waitFor()
    await page.close()
  })

  it('asks of a series which of it: this one, those after it, or all', async () => {
    const rule = 'FREQ=DAILY;COUNT=5'
    await make({ title: 'Daily', start: '2027-03-01T15:00', end: '2027-03-01T15:45', rule })
    const page = await world.open('ann', week)
    const move = async (day: number, choice: string): Promise<void> => {
      const at = page.getByRole('button', { name: /^Daily/ }).nth(day)
      await drag(page, at, { days: 0, minutes: 60 })
      await page.getByRole('radio', { name: choice }).check({ force: true })
      await page.getByText('Nobody is told').waitFor()
      await page.getByRole('button', { name: 'Move', exact: true }).click()
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    await move(1, 'This one only')
    await page.getByRole('button', { name: /^Daily 4:00/ }).waitFor()
    assert.deepEqual(hoursOf(await startsOf('ann', 'Daily')), [15, 16, 15, 15, 15])
    await move(3, 'This one and those after it')
    await page
      .getByRole('button', { name: /^Daily 4:00/ })
      .nth(2)
      .waitFor()
    assert.deepEqual(hoursOf(await startsOf('ann', 'Daily')), [15, 16, 15, 16, 16])
    await move(0, 'All of them')
    const [first, , third] = hoursOf(await startsOf('ann', 'Daily'))
    assert.deepEqual([first, third], [16, 16])
    await page.close()
  })

  it('goes by keyboard: from event to event, a new time, and on', async () => {
    await make({ title: 'First', start: '2027-03-05T09:00', end: '2027-03-05T10:00' })
    await make({ title: 'Second', start: '2027-03-05T10:30', end: '2027-03-05T11:30' })
    const page = await world.open('ann', week)
    await entry(page, 'First').focus()
    await page.keyboard.press('ArrowDown')
    assert.match(await focused(page), /^Second/)
    await page.keyboard.press('m')
    const hour = page.getByRole('spinbutton', { name: /hour, From/ })
    await hour.focus()
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByText('Moved: Second').waitFor()
    const [moved] = await read('ann', 'Second')
    assert.equal(moved?.start, '2027-03-05T11:30:00')
    assert.equal(moved?.end, '2027-03-05T12:30:00')
    await page.close()
  })

  it('takes a new event at a free time, and opens one with its essentials', async () => {
    const page = await world.open('ann', week)
    await entry(page, 'First').waitFor()
    const { x, y } = await slot(page, 6, 10 * 60)
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(x, y + 40, { steps: 4 })
    await page.mouse.up()
    await page.getByRole('textbox', { name: 'Title' }).fill('Walk')
    const more = page.getByRole('link', { name: 'More details and guests' })
    assert.match((await more.getAttribute('href')) ?? '', /start=2027-03-06T10%3A00.*title=Walk/)
    await page.keyboard.press('Enter')
    await page.getByText('Created: Walk').waitFor()
    assert.equal(await page.locator('.is-mirror').count(), 0)
    await entry(page, 'Walk').press('Enter')
    const peek = page.getByRole('dialog', { name: 'Walk' })
    await peek.getByText('6 March 2027').or(peek.getByText('March 6, 2027')).waitFor()
    await picture(page, 'calendar-peek')
    await checkAxe(page, 'the essentials of an event')
    await page.keyboard.press('Escape')
    await peek.waitFor({ state: 'hidden' })
    await page.close()
    assert.deepEqual(world.complaints, [])
  })
})

function entry(page: Page, title: string): Locator {
  return page.getByRole('button', { name: new RegExp(`^${title}`) }).first()
}

function hoursOf(starts: readonly string[]): readonly number[] {
  return starts.map((each) => Number(each.slice(6, 8)))
}

function focused(page: Page): Promise<string> {
  return page.evaluate<string>('document.activeElement?.textContent?.trim() ?? ""')
}

type Box = {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

async function boxOf(of: Locator): Promise<Box> {
  const box = await of.boundingBox()
  assert.ok(box)
  return box
}

/** Half a quarter of an hour: well within the quarter that is meant. */
const halfStep = 6

/** Drags as a hand does, in steps, by whole columns and by time. */
async function drag(
  page: Page,
  of: Locator,
  by: { readonly days: number; readonly minutes: number },
): Promise<void> {
  // Waits until it stands still, and nothing lies over it.
  await of.hover()
  const box = await boxOf(of)
  const day = await boxOf(page.locator('.calendar-fc-lane').nth(2))
  const from = { x: box.x + box.width / 2, y: box.y + 8 }
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  const to = {
    x: from.x + by.days * day.width,
    y: from.y + (by.minutes / 1440) * day.height - halfStep,
  }
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 })
  await page.mouse.move(to.x, to.y, { steps: 5 })
  await page.mouse.up()
}

/** Where a time of the n-th day shown is. */
async function slot(page: Page, day: number, minutes: number): Promise<{ x: number; y: number }> {
  const lane = await boxOf(page.locator('.calendar-fc-lane').nth(day))
  return { x: lane.x + lane.width / 2, y: lane.y + (minutes / 1440) * lane.height + 3 }
}
