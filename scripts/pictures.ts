/**
 * `npm run pictures`: makes docs/pictures anew: the web app with the demonstration’s data, each page
 * in both themes, at twice the resolution where that stays small.
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

/** What the demonstration lacks: a meeting that was moved after its guest had been invited. */
async function shotsOf(): Promise<readonly Shot[]> {
  const { calendars } = await api('carol', 'GET', '/calendars')
  const monday = comingMonday()
  const at = (days: number, time: string): string =>
    `${new Date(monday + days * 86_400_000).toISOString().slice(0, 10)}T${time}`
  const draft = {
    title: 'Roadmap for spring',
    location: 'Café on the corner',
    start: at(1, '09:00'),
    end: at(1, '09:45'),
    zone: 'Europe/Berlin',
    attendees: [{ address: 'ann@demo.example' }, { address: 'bob@demo.example' }],
  }
  const made = await api('carol', 'POST', `/calendars/${calendars[0].id}/events`, draft)
  await api('carol', 'PATCH', `/events/${made.event.id}`, {
    start: at(1, '10:30'),
    end: at(1, '11:15'),
    location: 'Blue Room',
  })
  const week = `from=${at(0, '00:00:00Z')}&to=${at(7, '00:00:00Z')}`
  const { instances } = await api('ann', 'GET', `/events?${week}`)
  const planning = instances.find((each: { title: string }) => each.title === 'Planning')
  const guests = 'bob@demo.example,carol@demo.example,blue-room@demo.example'
  const grid = `/new?title=Kick-off&start=${at(2, '10:00')}&end=${at(2, '11:00')}&guests=${guests}`
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

async function showGrid(page: Page): Promise<void> {
  await page.getByText('Everyone is free').first().waitFor()
  const heading = page.getByRole('heading', { name: 'Everyone’s time' })
  await heading.waitFor()
  await heading.evaluate('(element) => element.scrollIntoView({ block: "start" })')
  await page.evaluate('window.scrollBy(0, -80)')
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
