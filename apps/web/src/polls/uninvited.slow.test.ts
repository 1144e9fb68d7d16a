import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkAxe, picture, sendNow, startWorld, type World } from '../testing/world.ts'

describe('voters whom nobody asked', () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world.end())

  it('are counted or left out, as the Organizer says', async () => {
    const { poll } = await world.api('ann', 'POST', '/polls', {
      title: 'Team day',
      options: [{ start: '2027-03-08T12:00' }, { start: '2027-03-09T12:00' }],
      voters: [{ address: 'bob@example.com', name: 'Bob Baker' }],
    })
    const uninvited = ['dora@elsewhere.example', 'emil@elsewhere.example'].map((address) => ({
      address,
      stayInformed: false,
      votes: [{ itemId: 2, response: 100 }],
    }))
    await world.write(async (tables) => {
      const polls = tables.selectFrom('poll').selectAll().where('uid', '=', poll.uid)
      for (const { owner_id: owner, ledger } of await polls.execute()) {
        await tables
          .updateTable('poll')
          .set({ ledger: JSON.stringify({ ...JSON.parse(ledger), uninvited }) })
          .where('uid', '=', poll.uid)
          .where('owner_id', '=', owner)
          .execute()
      }
    })
    const path = `/polls/${encodeURIComponent(poll.uid)}`
    const page = await world.open('ann', path)
    const asking = (name: string) =>
      page.getByRole('listitem').filter({ hasText: `${name}@elsewhere.example voted without` })
    await asking('dora').waitFor()
    await picture(page, 'poll-uninvited')
    await checkAxe(page, 'uninvited voters')
    await asking('dora').getByRole('button', { name: 'Count this vote' }).click()
    await asking('dora').waitFor({ state: 'detached' })
    await asking('emil').getByRole('button', { name: 'Leave it out' }).click()
    await asking('emil').waitFor({ state: 'detached' })
    await page.getByText('1 yes').waitFor()
    const { voters, uninvited: left } = await world.api('ann', 'GET', path)
    assert.deepEqual(
      voters.map((each: { address: string; votes: readonly unknown[] }) => [
        each.address,
        each.votes.length,
      ]),
      [
        ['bob@example.com', 0],
        ['dora@elsewhere.example', 1],
      ],
    )
    assert.deepEqual(left, [])
    await page.close()

    const bobs = await world.open('bob', path)
    await bobs.getByRole('columnheader', { name: 'Your vote' }).waitFor()
    assert.equal(await bobs.getByText('voted without being asked').count(), 0)
    await bobs.close()
    assert.deepEqual(world.complaints, [])
  })

  it('and rooms, which cannot vote, are said not to have been asked', async () => {
    const page = await world.open('ann', '/polls/new')
    await page.getByLabel('What is it about?').fill('Where to eat')
    const people = page.getByRole('combobox', { name: 'Add people' })
    for (const address of ['bob@example.com', 'blue-room@example.com']) {
      await people.fill(address)
      await people.press('Enter')
      await page.getByRole('button', { name: new RegExp(`Remove ${address}`) }).waitFor()
    }
    const slot = page.getByRole('slider', { name: 'Chosen time' })
    await page.getByRole('button', { name: /^Offer/ }).click()
    await slot.press('Shift+ArrowRight')
    await page.getByRole('button', { name: /^Offer/ }).click()
    await page.getByRole('button', { name: 'Ask for votes' }).click()
    await sendNow(page)
    await page.getByText('Not asked: blue-room@example.com.').waitFor()
    await page.close()
    assert.deepEqual(world.complaints, [])
  })
})
