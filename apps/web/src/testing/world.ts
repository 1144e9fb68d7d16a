/** A server with people, and a browser in which each of them is signed in. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isConfigProblem, parseConfig, startServer } from '@parley/server'
import { addTestPeople, type TestPerson } from '@parley/server/testing'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'
import { startBrowser } from './browser.ts'

export type Look = {
  readonly theme?: 'light' | 'dark'
  readonly locale?: string
  readonly width?: number
  readonly height?: number
}

export type World = {
  /** Where the server listens; the same after a restart. */
  readonly url: string
  /** A page of someone who is signed in, at `path`. */
  open(name: string, path: string, look?: Look): Promise<Page>
  /** A page of nobody. */
  openAsStranger(path: string, look?: Look): Promise<Page>
  /** Calls the JSON API as someone: what a test needs to have happened before. */
  api<T = Json>(name: string, method: string, path: string, body?: unknown): Promise<T>
  /** Writes into the server's database what neither page nor route brings about. */
  write(work: Write): Promise<void>
  stopServer(): Promise<void>
  /** Starts it again at the same address with the same data. */
  startServer(): Promise<void>
  /** What pages complained of: errors, refused scripts and styles. */
  readonly complaints: readonly string[]
  end(): Promise<void>
}

type Store = Awaited<ReturnType<typeof startServer>>['parts']['store']
type Write = (tables: Parameters<Parameters<Store['write']>[1]>[0]) => Promise<void>

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Json = any

const zone = 'Europe/Berlin'

/** Ann organizes and administers; Bob and Carol attend; the Blue Room books itself. */
export const usualPeople: readonly TestPerson[] = [
  {
    name: 'ann',
    kind: 'user',
    displayName: 'Ann Archer',
    addresses: ['ann@example.com'],
    tzid: zone,
    isAdmin: true,
  },
  {
    name: 'bob',
    kind: 'user',
    displayName: 'Bob Baker',
    addresses: ['bob@example.com', 'robert@example.com'],
    tzid: zone,
  },
  {
    name: 'carol',
    kind: 'user',
    displayName: 'Carol Chen',
    addresses: ['carol@example.com'],
    tzid: 'America/New_York',
  },
  {
    name: 'blue-room',
    kind: 'room',
    displayName: 'Blue Room',
    addresses: ['blue-room@example.com'],
    tzid: zone,
    settings: { capacity: 6, features: ['screen', 'whiteboard'] },
  },
]

export async function startWorld(people: readonly TestPerson[] = usualPeople): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-web-'))
  let port = 0
  const start = async (): ReturnType<typeof startServer> => {
    const config = parseConfig(
      {
        domains: ['example.com'],
        listen: { port },
        log: { level: 'silent' },
        mail: { paused: true },
        database: { file: join(folder, 'parley.db'), synchronous: 'NORMAL' },
      },
      'test',
    )
    if (isConfigProblem(config)) throw new Error(config.lines.join('\n'))
    return startServer(config)
  }
  let server = await start()
  const { url } = server
  port = Number(new URL(url).port)
  await addTestPeople(server.parts, people)
  const browser = await startBrowser()
  const contexts = new Map<string, BrowserContext>()
  const complaints: string[] = []

  async function contextOf(name: string | undefined, look: Look): Promise<BrowserContext> {
    const key = JSON.stringify([name, look])
    const kept = contexts.get(key)
    if (kept !== undefined) return kept
    const context = await newContext(browser, url, look, complaints)
    contexts.set(key, context)
    if (name === undefined) return context
    const data = { name, password: `${name}-secret` }
    const answer = await context.request.post('/api/session', { data })
    assert.equal(answer.status(), 200, await answer.text())
    return context
  }

  async function openIn(context: BrowserContext, path: string): Promise<Page> {
    const page = await context.newPage()
    await page.goto(path)
    return page
  }

  return {
    url,
    open: async (name, path, look = {}) => openIn(await contextOf(name, look), path),
    openAsStranger: async (path, look = {}) => openIn(await contextOf(undefined, look), path),
    api: apiOf(url),
    write: (work) => server.parts.store.write([], work),
    stopServer: () => server.stop(),
    async startServer(): Promise<void> {
      server = await start()
    },
    complaints,
    async end(): Promise<void> {
      await browser.close()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function apiOf(url: string): World['api'] {
  return async (name, method, path, body) => {
    const basic = Buffer.from(`${name}:${name}-secret`).toString('base64')
    const answer = await fetch(`${url}/api${path}`, {
      method,
      headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`)
    return text === '' ? undefined : JSON.parse(text)
  }
}

async function newContext(
  browser: Browser,
  baseURL: string,
  { theme = 'light', locale = 'en-US', width = 1280, height = 860 }: Look,
  complaints: string[],
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL,
    locale,
    timezoneId: zone,
    colorScheme: theme,
    viewport: { width, height },
    reducedMotion: 'reduce',
  })
  context.setDefaultTimeout(30_000)
  // A slow machine has not sent what a test is about to undo, or to send at once.
  await context.addInitScript("try { localStorage.setItem('parley-undo-seconds', '30') } catch {}")
  context.on('weberror', (error) => complaints.push(String(error.error())))
  context.on('console', (message) => {
    // A refused request is logged by the browser itself; pages say it in their own words.
    if (message.type() !== 'error' || /Failed to load resource/.test(message.text())) return
    complaints.push(message.text())
  })
  return context
}

/** Has sent at once what could still be undone, and waits until it is sent. */
export async function sendNow(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Send now' }).first().click()
  await page.locator('.notice.pending, .notice.acting').waitFor({ state: 'detached' })
}

/** What is said at the foot of the page: that something is done, or failed. */
export function notice(page: Page, text: string): Locator {
  return page.getByRole('region', { name: 'Notices' }).getByText(text)
}

const pictures = join(import.meta.dirname, '../../../../reports/pictures')

/** Keeps a picture of the page under `reports/pictures`, to be looked at after the run. */
export async function picture(page: Page, name: string): Promise<void> {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })
}

type AxeResult = {
  readonly violations: readonly {
    readonly id: string
    readonly impact: string
    readonly help: string
    readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[]
  }[]
}

const axeSource = readFileSync(
  createRequire(import.meta.url).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** Fails where axe finds a serious or critical fault in what the page shows now. */
export async function checkAxe(page: Page, name: string): Promise<void> {
  if (await page.evaluate<boolean>('typeof axe === "undefined"')) await page.evaluate(axeSource)
  const options = '{ resultTypes: ["violations"], preload: false }'
  const { violations } = await page.evaluate<AxeResult>(`axe.run(${options})`)
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  const lines = grave.flatMap(({ id, help, nodes }) =>
    nodes.slice(0, 3).map((node) => `${name}: ${id} (${help}) ${node.html.slice(0, 200)}`),
  )
  assert.deepEqual(lines, [])
}

/** Every page in both themes: axe, and a picture of each. */
export async function checkLooks(
  world: World,
  name: string,
  path: string,
  ready: (page: Page) => Promise<unknown>,
  title: string,
): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const page = await world.open(name, path, { theme })
    await ready(page)
    await picture(page, `${title}-${theme}`)
    await checkAxe(page, `${title} ${theme}`)
    await page.close()
  }
  const phone = await world.open(name, path, { width: 390, height: 844 })
  await ready(phone)
  await picture(phone, `${title}-phone`)
  const overflow = await phone.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  assert.ok(overflow <= 0, `${title}: the phone's page is ${overflow} px too wide`)
  await phone.close()
}
