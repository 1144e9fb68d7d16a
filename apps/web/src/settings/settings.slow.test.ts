import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { checkAxe, notice, picture, startWorld, type World } from '../testing/world.ts'

describe('the settings', () => {
  let world: World
  before(async () => {
    world = await startWorld()
  })
  after(() => world.end())

  it('keep working hours that were painted by keyboard', async () => {
    const page = await world.open('ann', '/settings/hours')
    await page.getByRole('button', { name: 'Monday to Friday, 9 to 5' }).click()
    const cell = (name: string) => page.getByRole('gridcell', { name })
    await cell('Friday 4:30 PM').focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Shift+ArrowUp')
    await page.getByText('Fri 9:00 AM–4:00 PM').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await notice(page, 'Saved').waitFor()
    const { workingHours } = await world.api('ann', 'GET', '/me/settings')
    assert.deepEqual(workingHours, {
      zone: 'Europe/Berlin',
      days: ['MO', 'TU', 'WE', 'TH'],
      from: '09:00',
      to: '17:00',
      also: [{ days: ['FR'], from: '09:00', to: '16:00' }],
    })
    await page.reload()
    await cell('Friday 3:30 PM: working').waitFor()
    await page.close()
  })

  it('make a password that works for CalDAV, shown once with its QR code', async () => {
    const page = await world.open('bob', '/settings/passwords')
    await page.getByLabel('For which device?').fill('Phone')
    await page.getByRole('button', { name: 'Make a password' }).click()
    const dialog = page.getByRole('dialog', { name: 'Your new password' })
    await dialog.getByRole('img', { name: /QR code/ }).waitFor()
    const password = await dialog.locator('code').last().innerText()
    await picture(page, 'settings-qr')
    await checkAxe(page, 'app password')
    const authorization = `Basic ${Buffer.from(`bob:${password}`).toString('base64')}`
    const headers = { authorization, depth: '0' }
    const answer = await fetch(`${world.url}/dav/`, { method: 'PROPFIND', headers })
    assert.equal(answer.status, 207)
    await dialog.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Phone', { exact: true }).waitFor()
    assert.equal(await page.getByText(password).count(), 0)
    await page.close()
  })

  it('change rules, name a delegate, and speak the language one chooses', async () => {
    const page = await world.open('carol', '/settings/answers')
    await page
      .getByRole('radio', { name: /you are asked first/ })
      .last()
      .waitFor()
    await page.getByText('… see only you and themselves.').click()
    await notice(page, 'Saved').waitFor()
    await page.getByRole('checkbox', { name: '15 minutes before' }).click({ force: true })
    await page.getByRole('button', { name: 'As the server: Your guests' }).waitFor()
    const { policy } = await world.api('carol', 'GET', '/me/settings')
    assert.equal(policy.guestList, 'hide')

    await page.getByRole('link', { name: 'Delegates' }).click()
    await page.getByLabel('Person').fill('ann')
    await page.getByRole('option', { name: /Ann Archer/ }).click()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Delegate added: Ann Archer').waitFor()
    const { delegates } = await world.api('carol', 'GET', '/me/delegates')
    assert.deepEqual(delegates, [{ name: 'ann', displayName: 'Ann Archer', access: 'write' }])

    await page.getByRole('link', { name: 'Profile' }).click()
    await page.getByRole('button', { name: /Language and region/ }).click()
    await page.getByRole('option', { name: /German \(Switzerland\)|Swiss High German/ }).click()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { name: 'Einstellungen' }).waitFor()
    await page.close()
  })

  it('keep both of two rules changed before the first was saved', async () => {
    const page = await world.open('bob', '/settings/answers')
    const held = Promise.withResolvers<void>()
    await page.route('**/api/me/settings', async (route) => {
      if (route.request().method() === 'PATCH') await held.promise
      await route.continue()
    })
    await page.getByText('… see only you and themselves.').click()
    await page.getByRole('checkbox', { name: '15 minutes before' }).click({ force: true })
    held.resolve()
    await notice(page, 'Saved').waitFor()
    const { policy } = await world.api('bob', 'GET', '/me/settings')
    assert.equal(policy.guestList, 'hide')
    assert.ok(policy.defaultAlarms.includes('-PT15M'))
    await page.close()
  })

  it('keep for this browser how long sending can be undone', async () => {
    const page = await world.open('bob', '/settings/profile')
    await page.getByRole('button', { name: /Time to undo/ }).click()
    await page.getByRole('option', { name: '15 seconds' }).click()
    await page.getByRole('button', { name: /15 seconds.*Time to undo/ }).waitFor()
    assert.equal(await page.evaluate("localStorage.getItem('parley-undo-seconds')"), '15')
    await page.close()
  })

  const pages = [
    'Profile',
    'Working hours',
    'Rules and reminders',
    'Delegates',
    'Passwords',
    'Notifications',
  ]
  const looks = [
    { theme: 'light' },
    { theme: 'dark' },
    { theme: 'light', width: 390, height: 844 },
  ] as const

  // As checkLooks does, and each look is loaded once.
  it('look right, page by page', async () => {
    for (const look of looks) {
      const name = 'width' in look ? 'phone' : look.theme
      const page = await world.open('ann', '/settings', look)
      for (const heading of pages) {
        await page.getByRole('link', { name: heading, exact: true }).click()
        await page.getByRole('heading', { name: heading, exact: true }).waitFor()
        await page.locator('.loading').waitFor({ state: 'detached' })
        await picture(page, `settings-${new URL(page.url()).pathname.split('/').at(-1)}-${name}`)
        await checkAxe(page, `${heading} ${name}`)
        const tooWide = await page.evaluate<number>(
          'document.documentElement.scrollWidth - document.documentElement.clientWidth',
        )
        assert.ok(tooWide <= 0, `${heading} ${name}: ${tooWide} px too wide`)
      }
      await page.close()
    }
    assert.deepEqual(world.complaints, [])
  })
})
