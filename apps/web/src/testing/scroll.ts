/**
 * `node apps/web/src/testing/scroll.ts`: scrolls a week of 300 events up and down, and prints how
 * long the frames took, beside those of an empty week, and what of it the page itself computed: that
 * holds on a busy machine too. A figure to compare on one machine, nothing that fails.
 */
import type { CDPSession, Page } from 'playwright-core'
import { startWorld } from './world.ts'

const events = 300
const days = 7

type Frames = {
  readonly frames: number
  readonly median: number
  readonly p99: number
  readonly worst: number
}

/** Within the page: a step of the scroll per frame, and the time between frames. */
const scrollOnce = `(async () => {
  const scrollers = [...document.querySelectorAll('.calendar-view *')]
  const scroller = scrollers.find((each) => each.scrollHeight > each.clientHeight + 200 && getComputedStyle(each).overflowY !== 'visible')
  const next = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const times = []
  let last = await next()
  for (let step = 0; step < 240; step += 1) {
    scroller.scrollTop += step % 120 < 60 ? 14 : -14
    const now = await next()
    times.push(now - last)
    last = now
  }
  times.sort((one, other) => one - other)
  const at = (part) => Math.round(times[Math.floor(part * (times.length - 1))] * 10) / 10
  return { frames: times.length, median: at(0.5), p99: at(0.99), worst: at(1) }
})()`

const world = await startWorld()
const { calendars } = await world.api('ann', 'GET', '/calendars')

const sessions = new Map<Page, CDPSession>()

/** What the page's main thread has computed since it was opened, waiting not counted. */
async function computedMs(page: Page): Promise<number> {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page))
  if (!sessions.has(page)) await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  sessions.set(page, session)
  const { metrics } = await session.send('Performance.getMetrics')
  return (metrics.find((each) => each.name === 'TaskDuration')?.value ?? 0) * 1000
}

async function measure(
  what: string,
  date: string,
  ready: (page: Page) => Promise<void>,
): Promise<void> {
  const from = performance.now()
  const page = await world.open('ann', `/calendar?date=${date}&view=week`)
  await ready(page)
  const shownMs = Math.round(performance.now() - from)
  const before = await computedMs(page)
  const { frames, median, p99, worst } = await page.evaluate<Frames>(scrollOnce)
  const perFrame = ((await computedMs(page)) - before) / frames
  console.log(
    `${what}: shown after ${shownMs} ms; ${frames} frames, median ${median} ms, 99th ${p99} ms, ` +
      `worst ${worst} ms; computed ${perFrame.toFixed(1)} ms each`,
  )
  await page.close()
}

await measure('an empty week', '2027-02-03', (page) =>
  page.getByText('Feb 2027').or(page.getByText('February 2027')).first().waitFor(),
)
const two = (value: number): string => String(value).padStart(2, '0')
for (let index = 0; index < events; index += 1) {
  const day = `2027-03-${two(1 + (index % days))}`
  const minutes = 7 * 60 + Math.floor(index / days) * 15
  const start = `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  const end = `${day}T${two(Math.floor(minutes / 60) + 1)}:${two(minutes % 60)}`
  const body = { title: `Meeting ${index + 1}`, start, end, location: 'Blue Room' }
  await world.api('ann', 'POST', `/calendars/${calendars[0].id}/events`, body)
}
await measure(`${events} events in a week`, '2027-03-03', (page) =>
  page.getByRole('button', { name: /^Meeting 300/ }).waitFor(),
)
await world.end()
