/** What the first load of each page weighs, and how fast it is there. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { shown } from '../testing/addresses.ts'
import { startWorld, type World } from '../testing/world.ts'

const dist = join(import.meta.dirname, '../../dist')
/** Of all that must be there before a page is of use, as it goes over the wire. */
const maxKilobytes = 300
const events = 300

type Chunk = {
  readonly file: string
  readonly css?: readonly string[]
  readonly imports?: readonly string[]
}
type Manifest = Readonly<Record<string, Chunk>>

/** The files of a chunk and of all that it imports at once. */
function filesOf(manifest: Manifest, key: string, found: Set<string> = new Set()): Set<string> {
  const chunk = manifest[key]
  if (chunk === undefined || found.has(chunk.file)) return found
  found.add(chunk.file)
  for (const each of chunk.css ?? []) found.add(each)
  for (const each of chunk.imports ?? []) filesOf(manifest, each, found)
  return found
}

function kilobytesOf(files: Iterable<string>): number {
  let sum = 0
  for (const each of files) {
    const packed = join(dist, `${each}.br`)
    sum += statSync(existsSync(packed) ? packed : join(dist, each)).size
  }
  return sum / 1000
}

describe('the size of the app', () => {
  it(`is under ${maxKilobytes} kB compressed for the first load of each page`, (test) => {
    const manifest: Manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))
    const shell = filesOf(manifest, 'index.html')
    const rooms = readFileSync(join(import.meta.dirname, '../app/rooms.tsx'), 'utf8')
    const pages = [...rooms.matchAll(/import\('\.\.\/([^']+)'\)/g)].map(([, path]) => `src/${path}`)
    assert.ok(pages.length > 8, 'the pages are found')
    const sizes = pages.map((page) => ({
      page: page.replace(/^src\//, ''),
      kilobytes: kilobytesOf(filesOf(manifest, page, new Set(shell))),
    }))
    test.diagnostic(`${'shell alone'.padEnd(32)} ${kilobytesOf(shell).toFixed(0)} kB`)
    for (const { page, kilobytes } of sizes) {
      test.diagnostic(`${page.padEnd(32)} ${kilobytes.toFixed(0)} kB`)
    }
    assert.deepEqual(
      sizes.filter(({ kilobytes }) => kilobytes >= maxKilobytes),
      [],
    )
  })
})

describe('the speed of the app', () => {
  let world: World
  before(async () => {
    world = await startWorld()
    const [calendar] = (await world.api('ann', 'GET', '/calendars')).calendars
    const monday = mondayOfThisWeek()
    for (let index = 0; index < events; index += 1) {
      const start = new Date(monday.getTime() + (index % 7) * 86_400_000)
      const hour = String(7 + (Math.floor(index / 7) % 11)).padStart(2, '0')
      const minute = String((index * 5) % 60).padStart(2, '0')
      await world.api('ann', 'POST', `/calendars/${calendar.id}/events`, {
        title: `Event ${index}`,
        start: `${start.toISOString().slice(0, 10)}T${hour}:${minute}`,
      })
    }
  })
  after(() => world.end())

  it('is told: the first page on loopback, and how a week with 300 events scrolls', async (test) => {
    const page = await world.open('ann', '/settings')
    await shown(page)
    const first = await page.evaluate<number>('performance.now()')
    test.diagnostic(`settings, nothing kept by the browser: ready after ${first.toFixed(0)} ms`)
    await page.goto('/calendar')
    await page.locator('[class*="calendar"] >> text=/Event \\d+/').first().waitFor()
    const calendar = await page.evaluate<number>('performance.now()')
    test.diagnostic(`calendar with ${events} events: ready after ${calendar.toFixed(0)} ms`)
    const frames = await page.evaluate<readonly number[]>(scrollAndMeasure)
    const sorted = frames.toSorted((one, other) => one - other)
    const at = (part: number): string => (sorted[Math.floor(sorted.length * part)] ?? 0).toFixed(1)
    test.diagnostic(`scrolling: ${frames.length} frames, median ${at(0.5)} ms, 95 % ${at(0.95)} ms`)
    assert.ok(frames.length > 20, 'it scrolled')
    await page.close()
  })
})

function mondayOfThisWeek(): Date {
  const today = new Date(`${new Date().toISOString().slice(0, 10)}T00:00:00Z`)
  return new Date(today.getTime() - ((today.getUTCDay() + 6) % 7) * 86_400_000)
}

/** Scrolls what scrolls by some pixels each frame; how long each frame took. */
const scrollAndMeasure = `new Promise((resolve) => {
  const scrolls = [...document.querySelectorAll('main *')].filter((each) => {
    const style = getComputedStyle(each)
    return each.scrollHeight > each.clientHeight + 50 && /auto|scroll/.test(style.overflowY)
  })
  const target = scrolls[0] ?? document.scrollingElement
  const frames = []
  let last = performance.now()
  let steps = 0
  const step = (now) => {
    frames.push(now - last)
    last = now
    steps += 1
    target.scrollTop = Math.abs((steps % 60) - 30) * 25
    if (steps < 120) requestAnimationFrame(step)
    else resolve(frames)
  }
  requestAnimationFrame(step)
})`
