/**
 * `npm run pictures`: makes docs/pictures anew: the web app with the demonstration’s data, each page
 * in both themes, at one and a half times the resolution.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { addDemo } from '../apps/server/src/admin/demo.ts'
import { changePrincipal } from '../apps/server/src/admin/people.ts'
import { isConfigProblem, parseConfig } from '../apps/server/src/config.ts'
import { type RunningServer, startServer } from '../apps/server/src/server.ts'
import { startBrowser } from '../apps/web/src/testing/browser.ts'
import { root } from './registers.ts'
import { run } from './run.ts'

/** The repository carries them for ever. */
const maxBytes = 150_000
const size = { width: 1280, height: 800 }
const folder = join(root, 'docs/pictures')
const password = 'demo-demo'

type Shot = {
  readonly name: string
  readonly path: string
  /** Brings the page to where it is worth a picture. */
  readonly ready: (page: Page) => Promise<unknown>
}

await run('node', ['scripts/web.ts'])
mkdirSync(folder, { recursive: true })
const data = mkdtempSync(join(tmpdir(), 'parley-pictures-'))
const server = await startDemo()
try {
  await takeAll(await shotsOf())
} finally {
  await server.stop()
  rmSync(data, { recursive: true })
}

async function startDemo(): Promise<RunningServer> {
  const config = parseConfig(
    {
      domains: ['demo.example'],
      listen: { port: 0 },
      log: { level: 'silent' },
      mail: { paused: true },
      database: { file: join(data, 'parley.db'), synchronous: 'NORMAL' },
    },
    'pictures',
  )
  if (isConfigProblem(config)) throw new Error(config.lines.join('\n'))
  const started = await startServer(config)
  const { parts } = started
  await addDemo(parts)
  await parts.store.write(['principals'], async (tables) => {
    await changePrincipal(tables, parts, 'ann', (held) => ({ ...held, isAdmin: true }))
  })
  return started
}

type At = (days: number, time: string) => string

async function shotsOf(): Promise<readonly Shot[]> {
  const monday = comingMonday()
  const at: At = (days, time) =>
    `${new Date(monday + days * 86_400_000).toISOString().slice(0, 10)}T${time}`
  await addOwnTime(at)
  await addMovedMeeting(at)
  const week = `from=${at(0, '00:00:00Z')}&to=${at(7, '00:00:00Z')}`
  const { instances } = await api('ann', 'GET', `/events?${week}`)
  const planning = instances.find((each: { title: string }) => each.title === 'Planning')
  const grid = `/new?title=Kick-off&start=${at(1, '13:00')}&end=${at(1, '14:00')}`
  return [
    {
      name: 'calendar-week',
      path: `/calendar?view=week&date=${at(0, '').slice(0, 10)}`,
      ready: (page) => page.getByText('Design review').first().waitFor(),
    },
    {
      name: 'invitation-changed',
      path: '/invitations',
      ready: (page) => page.getByRole('region', { name: 'What changed' }).first().waitFor(),
    },
    { name: 'find-a-time', path: grid, ready: showGrid },
    {
      name: 'event-proposals',
      path: `/events/${planning.event}`,
      ready: (page) => page.getByText('Carol Chen proposes').waitFor(),
    },
    {
      name: 'admin-trace',
      path: `/admin/trace?uid=${encodeURIComponent(planning.uid)}`,
      ready: async (page) => {
        await page.getByRole('button', { name: 'Why?' }).first().click()
        await page
          .getByText(/section/)
          .first()
          .waitFor()
      },
    },
  ]
}

/** A calendar of one's own beside the one for work, so that the week is a week. */
async function addOwnTime(at: At): Promise<void> {
  const { calendars } = await api('ann', 'GET', '/calendars')
  const own = await api('ann', 'POST', '/calendars', { name: 'Private', color: '#7a4fa3' })
  const [work] = calendars
  for (const [calendar, title, start, end, rule] of [
    [work.id, 'Focus time', at(0, '09:00'), at(0, '11:30')],
    [work.id, 'Budget', at(1, '14:00'), at(1, '15:00')],
    [work.id, 'Interview', at(2, '11:00'), at(2, '12:00')],
    [work.id, 'Write the report', at(4, '09:30'), at(4, '12:00')],
    [own.id, 'Running', at(0, '12:30'), at(0, '13:15'), 'FREQ=WEEKLY;BYDAY=MO,WE,FR'],
    [own.id, 'Dentist', at(3, '08:30'), at(3, '09:30')],
    [own.id, 'Trade fair', at(3, '').slice(0, 10), at(5, '').slice(0, 10)],
  ]) {
    const event = { title, start, end, ...(rule !== undefined && { rule }) }
    await api('ann', 'POST', `/calendars/${calendar}/events`, event)
  }
}

/** A meeting that was moved after its guests had been invited. */
async function addMovedMeeting(at: At): Promise<void> {
  const { calendars } = await api('carol', 'GET', '/calendars')
  const made = await api('carol', 'POST', `/calendars/${calendars[0].id}/events`, {
    title: 'Roadmap for spring',
    location: 'Café on the corner',
    start: at(1, '09:00'),
    end: at(1, '09:45'),
    zone: 'Europe/Berlin',
    attendees: [{ address: 'ann@demo.example' }, { address: 'bob@demo.example' }],
  })
  await api('carol', 'PATCH', `/events/${made.event.id}`, {
    start: at(1, '10:30'),
    end: at(1, '11:15'),
    location: 'Blue Room',
  })
}

async function showGrid(page: Page): Promise<void> {
  const picker = page.getByRole('combobox', { name: 'Add people or groups' })
  for (const name of ['Bob Baker', 'Carol Chen']) {
    await picker.fill(name.slice(0, 3))
    await page.getByRole('option', { name }).click()
    await page.getByText(`${name} added`).waitFor()
  }
  await page.getByRole('button', { name: /^Rooms/ }).click()
  await page.getByRole('button', { name: 'Book Blue Room' }).click()
  await page.getByRole('button', { name: /^Rooms/ }).click()
  await page.getByText('Everyone is free').first().waitFor()
  await page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)')
  const heading = page.getByRole('heading', { name: 'Everyone’s time' })
  const top = (await heading.boundingBox())?.y ?? 0
  await page.evaluate(`window.scrollBy(0, ${Math.round(top) - 110})`)
}

async function takeAll(shots: readonly Shot[]): Promise<void> {
  const browser = await startBrowser()
  try {
    for (const theme of ['light', 'dark'] as const) {
      const context = await browser.newContext({
        baseURL: server.url,
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        colorScheme: theme,
        viewport: size,
        deviceScaleFactor: 1.5,
        reducedMotion: 'reduce',
      })
      await context.request.post('/api/session', { data: { name: 'ann', password } })
      for (const shot of shots) await take(context, shot, theme)
      await context.close()
    }
  } finally {
    await browser.close()
  }
}

async function take(
  context: BrowserContext,
  { name, path, ready }: Shot,
  theme: string,
): Promise<void> {
  const page = await context.newPage()
  await page.goto(path)
  await ready(page)
  await page.waitForTimeout(700)
  const file = `${name}-${theme}.webp`
  const bytes = await smallEnough(page)
  writeFileSync(join(folder, file), bytes)
  console.log(`docs/pictures/${file}  ${Math.round(bytes.length / 1000)} kB`)
  await page.close()
}

/** Letters stay sharp at a high quality; it is lowered only where the picture is too large. */
async function smallEnough(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  for (const quality of [90, 80, 65, 50]) {
    const { data: packed } = await session.send('Page.captureScreenshot', {
      format: 'webp',
      quality,
    })
    const bytes = Buffer.from(packed, 'base64')
    if (bytes.length < maxBytes) return bytes
  }
  throw new Error(`the picture of ${page.url()} is too large`)
}

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
async function api(name: string, method: string, path: string, body?: unknown): Promise<any> {
  const basic = Buffer.from(`${name}:${password}`).toString('base64')
  const answer = await fetch(`${server.url}/api${path}`, {
    method,
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** The demonstration’s meetings are in that week. */
function comingMonday(): number {
  const today = new Date(new Date().toISOString().slice(0, 10)).getTime()
  const day = new Date(today).getUTCDay()
  return today + ((8 - day) % 7 || 7) * 86_400_000
}
