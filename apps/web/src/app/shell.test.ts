import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkAxe, picture, startWorld, type World } from '../testing/world.ts'

describe('the shell', () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world.end())

  it('asks a stranger to sign in, says why it refused, and shows the way on', async () => {
    const page = await world.openAsStranger('/calendar')
    await page.getByLabel('Name or address').fill('bob')
    await page.getByLabel('Password').fill('wrong')
    await picture(page, 'sign-in-light')
    await checkAxe(page, 'sign in')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('do not belong together').waitFor()
    await page.getByLabel('Password').fill('bob-secret')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: 'Invitations' }).waitFor()
    await page.getByRole('button', { name: /Account/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByLabel('Password').waitFor()
    await page.close()
  })

  it('speaks the browser’s language before anyone is signed in', async () => {
    for (const [locale, word] of [
      ['de-DE', 'Anmelden'],
      ['fr-FR', 'Se connecter'],
      ['es-ES', 'Iniciar sesión'],
      ['ja-JP', 'サインイン'],
    ] as const) {
      const page = await world.openAsStranger('/', { locale })
      await page.getByRole('button', { name: word, exact: true }).waitFor()
      assert.equal(await page.locator('html').getAttribute('lang'), locale)
      await page.close()
    }
  })

  it('takes the region of a language from the browser: dates and week starts follow it', async () => {
    for (const [locale, first] of [
      ['en-US', 'Sun'],
      ['en-GB', 'Mon'],
    ] as const) {
      const page = await world.open('bob', '/calendar', { locale })
      const heads = page.getByRole('columnheader').filter({ hasText: /(Sun|Mon) \d/ })
      assert.match((await heads.first().textContent()) ?? '', new RegExp(`${first} \\d+$`))
      await page.close()
    }
  })

  it('leads to every room by keyboard, and no page runs into its own policy', async () => {
    const page = await world.open('ann', '/calendar')
    await page.getByRole('link', { name: 'Polls' }).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/polls')
    await page.keyboard.press('Shift+Tab')
    await page.close()
    assert.deepEqual(world.complaints, [])
  })
})
