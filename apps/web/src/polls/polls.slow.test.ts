import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import { checkLooks, picture, sendNow, startWorld, type World } from '../testing/world.ts'

describe('polls', () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world.end())

  async function vote(name: string, answers: readonly string[]): Promise<void> {
    const page = await world.open(name, '/polls')
    await page.getByText('Waiting for your vote').waitFor()
    await page.getByRole('link', { name: 'Summer party' }).click()
    await page.getByRole('columnheader', { name: 'Your vote' }).waitFor()
    for (const [index, answer] of answers.entries()) {
      const row = page.getByRole('row', { name: new RegExp(`Mar ${8 + index}\\b`) })
      await row.getByRole('radio', { name: answer, exact: true }).focus()
      await page.keyboard.press('Space')
    }
    await page.getByRole('button', { name: 'Send your vote' }).click()
    await sendNow(page)
    await page.getByRole('button', { name: 'Change your vote' }).waitFor()
    await page.close()
  }

  it('offer times chosen on the grid, and outlive a reload before they are sent', async () => {
    const ann = await world.open('ann', '/polls/new')
    await ann.getByLabel('What is it about?').fill('Where to eat')
    for (const who of ['bob', 'carol']) {
      await ann.getByRole('combobox', { name: 'Add people' }).fill(who)
      await ann.getByRole('option', { name: new RegExp(who, 'i') }).waitFor()
      await ann.keyboard.press('ArrowDown')
      await ann.keyboard.press('Enter')
      await ann.getByRole('button', { name: new RegExp(`Remove ${who}`, 'i') }).waitFor()
    }
    await ann.getByRole('button', { name: 'Ask for votes' }).click()
    await ann.getByText('Offer at least two times.').waitFor()
    const slot = ann.getByRole('slider', { name: 'Chosen time' })
    await ann.getByRole('button', { name: /^Offer/ }).click()
    await slot.focus()
    await ann.keyboard.press('Shift+ArrowRight')
    await ann.getByRole('button', { name: /^Offer/ }).click()
    assert.equal(await ann.locator('.polls-offered li').count(), 2)
    await ann.reload()
    await ann.locator('.polls-offered li').first().waitFor()
    assert.equal(await ann.locator('.polls-offered li').count(), 2, 'a draft outlives a reload')
    await ann.getByRole('button', { name: 'Ask for votes' }).click()
    await sendNow(ann)
    await ann.getByRole('link', { name: 'Where to eat' }).waitFor()
    await ann.close()
  })

  it('are voted on by keyboard, counted, and chosen', async () => {
    const made = await world.api('ann', 'POST', '/polls', {
      title: 'Summer party',
      options: [8, 9, 10].map((day) => ({
        start: `2027-03-${String(day).padStart(2, '0')}T12:00`,
        end: `2027-03-${String(day).padStart(2, '0')}T13:00`,
        zone: 'Europe/Berlin',
      })),
      voters: [
        { address: 'bob@example.com', name: 'Bob Baker' },
        { address: 'carol@example.com', name: 'Carol Chen' },
        { address: 'dan@elsewhere.example' },
      ],
    })
    const carol = await world.open('carol', `/polls/${encodeURIComponent(made.poll.uid)}`)
    const second = carol.getByRole('row', { name: /Mar 9/ })
    await second.getByText('0 yes, 0 if need be, 0 no').waitFor()
    await vote('bob', ['No', 'Yes', 'If need be'])
    await second.getByText('1 yes, 0 if need be, 0 no').waitFor()
    await second.getByText('Best so far').waitFor()
    const days = await carol.locator('.polls-time').allTextContents()
    assert.deepEqual(
      days.map((each) => /Mar \d+/.exec(each)?.[0]),
      ['Mar 8', 'Mar 9', 'Mar 10'],
    )
    await carol.close()
    await vote('carol', ['Yes', 'If need be', 'No'])
    const ann = await world.open('ann', '/polls')
    await ann.getByRole('link', { name: 'Summer party' }).click()
    const best = ann.getByRole('row').nth(1)
    await best.getByText('Best so far').waitFor()
    assert.match((await best.textContent()) ?? '', /Mar 9.*1 yes, 1 if need be, 0 no/s)
    await best.getByRole('button', { name: /^Choose/ }).click()
    const invited = ann.locator('.consequences-part', { hasText: 'Will get the invitation' })
    await invited.getByText('Carol Chen').waitFor()
    await ann.getByRole('button', { name: 'Make it a meeting and tell 2 people' }).waitFor()
    await ann.getByRole('button', { name: /Who is invited/ }).click()
    await ann.getByRole('option', { name: 'Those who said yes', exact: true }).click()
    await invited.getByText('Carol Chen').waitFor({ state: 'detached' })
    assert.match((await invited.textContent()) ?? '', /Bob Baker/)
    const others = ann.locator('.consequences-part', { hasText: 'Will see in the poll' })
    assert.match((await others.textContent()) ?? '', /Carol Chen/)
    await picture(ann, 'poll-choosing')
    await ann.getByRole('button', { name: 'Make it a meeting and tell 2 people' }).click()
    await sendNow(ann)
    await ann.getByText('Meeting made').first().waitFor()
    await ann.close()
    const { instances } = await world.api(
      'bob',
      'GET',
      '/events?from=2027-03-09T00:00:00Z&to=2027-03-10T00:00:00Z',
    )
    assert.deepEqual(
      instances.map((each: { title: string; zone: string }) => [each.title, each.zone]),
      [['Summer party', 'Europe/Berlin']],
    )
  })

  it('look right', async () => {
    const made = await world.api('ann', 'POST', '/polls', {
      title: 'Next retreat',
      description: 'Two days away, with time for what never fits into a week.',
      options: [15, 16, 17].map((day) => ({
        start: `2027-03-${day}T10:00`,
        end: `2027-03-${day}T12:00`,
        location: 'Boat house',
      })),
      voters: [
        { address: 'bob@example.com', name: 'Bob Baker' },
        { address: 'carol@example.com', name: 'Carol Chen' },
        { address: 'dan@elsewhere.example', name: 'Dan Drew' },
      ],
      closesAt: '2027-03-10T18:00',
    })
    const path = `/polls/${encodeURIComponent(made.poll.uid)}`
    await world.api('bob', 'POST', `${path}/vote`, {
      votes: [
        { option: 1, answer: 'yes' },
        { option: 2, answer: 'maybe' },
        { option: 3, answer: 'no' },
      ],
    })
    const shown = (page: Page): Promise<void> => page.getByText('Next retreat').first().waitFor()
    const secret = await world.api('ann', 'POST', '/polls', {
      title: 'Next chair',
      options: [{ start: '2027-03-20T10:00' }, { start: '2027-03-21T10:00' }],
      voters: [{ address: 'bob@example.com' }, { address: 'carol@example.com' }],
      votesShown: 'hide',
    })
    const hidden = await world.open('carol', `/polls/${encodeURIComponent(secret.poll.uid)}`)
    await hidden.getByText('Only the Organizer sees how others vote.').waitFor()
    assert.equal(await hidden.getByRole('columnheader', { name: 'Count' }).count(), 0)
    await hidden.close()
    await checkLooks(world, 'ann', '/polls', shown, 'polls')
    await checkLooks(world, 'carol', path, shown, 'poll-to-vote')
    await checkLooks(world, 'ann', path, shown, 'poll-organizer')
    await checkLooks(
      world,
      'ann',
      '/polls/new',
      (page) => page.getByRole('slider').waitFor(),
      'new-poll',
    )
    assert.deepEqual(world.complaints, [])
  })
})
