import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkLooks, startWorld, type World } from '../testing/world.ts'

describe('connecting a device', () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world.end())

  it('is explained to strangers too, with the right address', async () => {
    const page = await world.openAsStranger('/calendar')
    await page.getByRole('link', { name: /phone or computer/ }).click()
    await page.getByRole('heading', { name: 'Add your calendar to your devices' }).waitFor()
    await page.getByText(`${world.url}/dav/`).first().waitFor()
    await page.getByRole('tab', { name: 'Android' }).click()
    const panel = page.getByRole('tabpanel', { name: 'Android' })
    await panel.getByText(`${world.url}/dav/`).waitFor()
    await page.getByRole('tab', { name: 'Android' }).press('ArrowDown')
    await page.getByRole('tabpanel', { name: 'Thunderbird' }).waitFor()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('Password').waitFor()
    await page.close()
  })

  it('looks right, and names who is signed in', async () => {
    await checkLooks(
      world,
      'bob',
      '/connect',
      (page) => page.getByRole('button', { name: 'Copy: User name' }).waitFor(),
      'connect',
    )
    assert.deepEqual(world.complaints, [])
  })
})
