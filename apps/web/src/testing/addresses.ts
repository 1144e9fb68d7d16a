/** Every address of the app, as `rooms.tsx` has them, and those that its pages lead on to. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

const rooms = readFileSync(join(import.meta.dirname, '../app/rooms.tsx'), 'utf8')

/** `things` says what stands for `:event` and the like. */
export function addressesOfRooms(things: Readonly<Record<string, string>>): readonly string[] {
  const found = [...rooms.matchAll(/<Route path="([^"]+)"/g)].map(([, path = '']) => path)
  return found
    .filter((path) => path !== '/')
    .map((path) =>
      path.replaceAll(/:(\w+)/g, (_, name: string) => {
        const thing = things[name]
        if (thing === undefined) throw new TypeError(`nothing stands for :${name} of ${path}`)
        return encodeURIComponent(thing)
      }),
    )
}

/** Goes on within the app, without loading it anew, and waits until the page is there. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`)
  await shown(page)
}

const isShown = `(() => {
  const main = document.querySelector('main')
  return main !== null && main.querySelector('h1') !== null && main.querySelector('.loading') === null
})()`
const lookEveryMs = 50
const patienceMs = 30_000

/** Its heading stands there, and nothing loads any more. (The policy forbids `waitForFunction`.) */
export async function shown(page: Page): Promise<void> {
  for (let waited = 0; waited < patienceMs; waited += lookEveryMs) {
    if (await page.evaluate<boolean>(isShown)) return
    await page.waitForTimeout(lookEveryMs)
  }
  throw new Error(`${page.url()} has no heading, or loads without end`)
}

/** Where the navigation within the shown page leads: `/settings` to its parts. */
export async function addressesOnPage(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate<string[]>(
    `[...document.querySelectorAll('main nav a[href^="/"]')].map((each) => each.getAttribute('href'))`,
  )
  return [...new Set(found)].filter((each) => !each.includes('?'))
}
