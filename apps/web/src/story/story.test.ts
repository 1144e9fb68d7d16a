/** Three people and a room, from the first invitation to the server's restart, in a real browser. */
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Locator, Page } from 'playwright-core'
import { startStory, until } from '../testing/steps.ts'
import { sendNow, startWorld, type World } from '../testing/world.ts'

const day = '2027-03-01'
const window = '/events?from=2027-02-20&to=2027-04-10'

type Guest = { readonly address: string; readonly status: string }
type Instance = {
  readonly event: string
  readonly title: string
  readonly instance: string
  readonly start: string
  readonly status: string
  readonly myStatus?: string
}

describe('the story of three people and a room', () => {
  const story = startStory('Ann, Bob and Carol meet in the Blue Room')
  let world: World
  let ann: Page
  let bob: Page
  let carol: Page

  before(async () => {
    world = await startWorld()
    ann = await world.open('ann', '/calendar')
    bob = await world.open('bob', '/invitations')
    carol = await world.open('carol', '/invitations')
  })
  after(async () => {
    story.write()
    await world.end()
  })

  const card = (page: Page, title: string): Locator => page.getByRole('article', { name: title })

  const instancesOf = async (name: string, title: string): Promise<readonly Instance[]> => {
    const { instances } = await world.api(name, 'GET', window)
    return instances.filter((each: Instance) => each.title === title)
  }
  const eventOf = async (name: string, title: string): Promise<string> =>
    (
      await until(
        () => instancesOf(name, title),
        (found) => found.length > 0,
      )
    )[0]?.event ?? ''

  /** What the Organizer's copy says of each guest. */
  const answersTo = async (title: string): Promise<string> => {
    const { shown } = await world.api('ann', 'GET', `/events/${await eventOf('ann', title)}`)
    return shown.attendees.map((each: Guest) => `${each.address} ${each.status}`).join(', ')
  }

  it('begins: Ann invites Bob and Carol, and books the room', async () => {
    await ann.goto(`/new?start=${day}T10:00&end=${day}T11:00`)
    await ann.getByLabel('Title').fill('Planning')
    const picker = ann.getByRole('combobox', { name: 'Add people or groups' })
    for (const name of ['Bob Baker', 'Carol Chen']) {
      await picker.fill(name.slice(0, 3))
      await ann.getByRole('option', { name }).click()
      await ann.getByText(`${name} added`).waitFor()
    }
    await ann.getByRole('button', { name: /^Rooms/ }).click()
    await ann.getByRole('button', { name: 'Book Blue Room' }).click()
    await ann.getByRole('button', { name: 'Chosen: Blue Room' }).waitFor()
    await story.step(ann, 'Ann writes an invitation: Bob, Carol, and the Blue Room, which is free.')
    await ann.getByRole('button', { name: 'Send invitation' }).click()
    await ann.getByRole('button', { name: 'Undo' }).waitFor()
    await story.step(ann, 'For some seconds it can be undone; nothing has been sent yet.')
    assert.deepEqual(await instancesOf('bob', 'Planning'), [])
    await sendNow(ann)
    await until(
      () => answersTo('Planning'),
      (all) => all.includes('blue-room@example.com accepted'),
    )
  })

  it('is answered: Bob accepts, and Ann sees it', async () => {
    await card(bob, 'Planning').waitFor()
    await story.step(
      bob,
      'The invitation is in Bob’s list without his having loaded the page anew.',
    )
    await card(bob, 'Planning').getByRole('button', { name: 'Accept' }).click()
    await sendNow(bob)
    await until(
      () => answersTo('Planning'),
      (all) => all.includes('bob@example.com accepted'),
    )
    await ann.goto(`/events/${await eventOf('ann', 'Planning')}`)
    await ann.getByText('Accepted').first().waitFor()
    await story.step(ann, 'Ann sees that Bob and the room have accepted.')
  })

  it('is countered: Carol proposes two hours later, and Ann takes it over', async () => {
    const planning = card(carol, 'Planning')
    await planning.getByRole('button', { name: 'More about Planning' }).click()
    await carol.getByRole('menuitem', { name: 'Propose another time' }).click()
    const dialog = carol.getByRole('dialog')
    const start = dialog.getByRole('group', { name: 'New start' })
    const hour = start.getByRole('spinbutton', { name: /hour/ })
    await hour.focus()
    await carol.keyboard.press('ArrowUp')
    await carol.keyboard.press('ArrowUp')
    await story.step(carol, 'Carol, in New York, proposes two hours later, by keyboard.')
    await dialog.getByRole('button', { name: 'Send the proposal' }).click()
    await sendNow(carol)
    await ann.getByText('Carol Chen proposes').waitFor()
    await story.step(ann, 'The proposal appears on Ann’s page, with whether everyone is free then.')
    await ann.getByRole('button', { name: 'Take it over' }).click()
    await sendNow(ann)
    await until(
      () => instancesOf('bob', 'Planning'),
      ([bobs]) => bobs?.start === `${day}T12:00:00`,
    )
    const answers = await until(
      () => answersTo('Planning'),
      (all) => all.includes('blue-room@example.com accepted'),
    )
    assert.match(answers, /bob@example\.com needs-action/)
    const changed = card(bob, 'Planning').getByRole('region', { name: 'What changed' })
    await changed.waitFor()
    await story.step(
      bob,
      'Bob is asked again, and shown what changed: the old time struck through.',
    )
    await card(bob, 'Planning').getByRole('button', { name: 'Accept' }).click()
    await sendNow(bob)
    await until(
      () => answersTo('Planning'),
      (all) => all.includes('bob@example.com accepted'),
    )
  })

  it('leaves out one date of a series: Ann calls it off, and the others stay', async () => {
    const { calendars } = await world.api('ann', 'GET', '/calendars')
    await world.api('ann', 'POST', `/calendars/${calendars[0].id}/events`, {
      title: 'Standup',
      start: '2027-03-02T09:00',
      end: '2027-03-02T09:15',
      rule: 'FREQ=WEEKLY;COUNT=4',
      attendees: [{ address: 'bob@example.com' }, { address: 'carol@example.com' }],
    })
    const [, second] = await instancesOf('ann', 'Standup')
    await ann.goto(`/events/${second?.event}?instance=${second?.instance}`)
    await ann.getByRole('button', { name: 'Call off' }).click()
    const dialog = ann.getByRole('dialog', { name: 'Call off Standup?' })
    await dialog.getByRole('button', { name: 'Call off and tell 2 people' }).waitFor()
    await story.step(ann, 'Before one date of the series is called off, it is said who is told.')
    await dialog.getByRole('button', { name: 'Call off and tell 2 people' }).click()
    const bobs = await until(
      async () =>
        (await instancesOf('bob', 'Standup')).filter((each) => each.status !== 'cancelled'),
      (found) => found.length === 3,
    )
    assert.deepEqual(
      bobs.map((each) => each.start.slice(5, 10)),
      ['03-02', '03-16', '03-23'],
    )
  })

  it('books the room twice: the second is declined, and said so', async () => {
    await bob.goto(`/new?start=${day}T12:30&end=${day}T13:30&title=Workshop`)
    await bob.getByRole('button', { name: /^Rooms/ }).click()
    await bob.getByText('Taken then').scrollIntoViewIfNeeded()
    await bob.mouse.wheel(0, 200)
    await story.step(bob, 'Bob wants the room at the same time; it is shown as taken.')
    await bob.getByRole('button', { name: 'Book Blue Room' }).click()
    await bob.getByRole('button', { name: 'Send invitation' }).click()
    await sendNow(bob)
    await bob.goto(`/events/${await eventOf('bob', 'Workshop')}`)
    await bob.getByText('Declined').first().waitFor()
    await story.step(bob, 'He books it all the same: the room declines by itself.')
  })

  it('finds a time by a poll: three dates, two votes, a meeting', async () => {
    const options = [`${day}T17:00`, '2027-03-03T17:00', '2027-03-04T17:00']
    const { poll } = await world.api('ann', 'POST', '/polls', {
      title: 'Dinner',
      options: options.map((start) => ({ start, end: start.replace('17:', '19:') })),
      voters: [
        { address: 'bob@example.com', name: 'Bob Baker' },
        { address: 'carol@example.com', name: 'Carol Chen' },
      ],
    })
    await vote(bob, ['No', 'Yes', 'If need be'])
    await vote(carol, ['Yes', 'Yes', 'No'])
    await ann.goto(`/polls/${encodeURIComponent(poll.uid)}`)
    const best = ann.getByRole('row').nth(1)
    await best.getByText('Best so far').waitFor()
    await story.step(ann, 'Ann sees the votes, the best time first.')
    await best.getByRole('button', { name: /^Choose/ }).click()
    const invited = ann.locator('.consequences-part', { hasText: 'Will get the invitation' })
    await invited.getByText('Carol Chen').waitFor()
    await story.step(ann, 'She chooses it: those who can come then are invited.')
    await ann.getByRole('button', { name: 'Make it a meeting and tell 2 people' }).click()
    await sendNow(ann)
    const [dinner] = await until(
      () => instancesOf('bob', 'Dinner'),
      (found) => found.length > 0,
    )
    assert.equal(dinner?.start, '2027-03-03T17:00:00')
  })

  /** One answer for each day, by keyboard. */
  async function vote(page: Page, answers: readonly string[]): Promise<void> {
    await page.goto('/polls')
    await page.getByRole('link', { name: 'Dinner' }).click()
    await page.getByRole('columnheader', { name: 'Your vote' }).waitFor()
    const days = ['Mar 1', 'Mar 3', 'Mar 4']
    for (const [index, answer] of answers.entries()) {
      const row = page.getByRole('row', { name: new RegExp(`${days[index]}\\b`) })
      await row.getByRole('radio', { name: answer, exact: true }).focus()
      await page.keyboard.press('Space')
    }
    const name = page === bob ? 'Bob' : 'Carol'
    await story.step(page, `${name} votes on three dates, by keyboard.`)
    await page.getByRole('button', { name: 'Send your vote' }).click()
    await sendNow(page)
    await page.getByRole('button', { name: 'Change your vote' }).waitFor()
  }

  it('outlives the server: what was written stays, and the page comes back by itself', async () => {
    await bob.goto(`/new?start=${day}T15:00&end=${day}T16:00`)
    await bob.getByLabel('Title').fill('Written while the server was away')
    await carol.goto('/invitations')
    await card(carol, 'Planning').waitFor()
    await world.stopServer()
    await bob.getByText('No connection just now').waitFor()
    await carol.getByText('No connection just now').waitFor()
    await card(carol, 'Planning').waitFor()
    await story.step(
      carol,
      'The server is gone. Carol’s page says so, and still shows what it has.',
    )
    await bob.getByRole('button', { name: 'Save', exact: true }).click()
    await bob.getByText('The server cannot be reached').first().waitFor()
    await story.step(bob, 'Bob tries to save meanwhile: he is told that it did not work.')
    await world.startServer()
    await bob.getByText('No connection just now').waitFor({ state: 'hidden', timeout: 30_000 })
    await carol.getByText('No connection just now').waitFor({ state: 'hidden', timeout: 30_000 })
    await bob.getByText('The server cannot be reached').waitFor({ state: 'hidden' })
    assert.equal(await bob.getByLabel('Title').inputValue(), 'Written while the server was away')
    await story.step(bob, 'The server is back, and so is the page, with all that Bob had written.')
    await bob.getByRole('button', { name: 'Save', exact: true }).click()
    await eventOf('bob', 'Written while the server was away')
    await card(carol, 'Planning').getByRole('button', { name: 'Accept' }).click()
    await sendNow(carol)
    const answers = await until(
      () => answersTo('Planning'),
      (all) => all.includes('carol@example.com accepted'),
    )
    assert.match(answers, /bob@example\.com accepted/)
    await ann.goto(`/events/${await eventOf('ann', 'Planning')}`)
    await ann.getByText('Accepted').first().waitFor()
    await story.step(ann, 'Everyone comes: nothing was lost.')
    assert.deepEqual(world.complaints.filter(isFault), [])
  })
})

/** A browser tells of requests that found no server; the pages say so themselves. */
function isFault(complaint: string): boolean {
  return !/ERR_CONNECTION|net::/.test(complaint)
}
