/**
 * `node apps/web/src/testing/scroll.ts`: scrolls a week of 300 events up and down, and prints how
 * long the frames took. A figure to compare on one machine, nothing that fails.
 */
import type { Page } from 'playwright-core'
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
const two = (value: number): string => String(value).padStart(2, '0')
for (let index = 0; index < events; index += 1) {
  const day = `2027-03-${two(1 + (index % days))}`
  const minutes = 7 * 60 + Math.floor(index / days) * 15
  const start = `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  const end = `${day}T${two(Math.floor(minutes / 60) + 1)}:${two(minutes % 60)}`
  const body = { title: `Meeting ${index + 1}`, start, end, location: 'Blue Room' }
  await world.api('ann', 'POST', `/calendars/${calendars[0].id}/events`, body)
}
const from = performance.now()
const page: Page = await world.open('ann', '/calendar?date=2027-03-03&view=week')
await page.getByRole('button', { name: /^Meeting 300/ }).waitFor()
const shownMs = Math.round(performance.now() - from)
const found = await page.evaluate<Frames>(scrollOnce)
console.log(
  `${events} events in a week: shown after ${shownMs} ms; ${found.frames} frames, ` +
    `median ${found.median} ms, 99th ${found.p99} ms, worst ${found.worst} ms`,
)
await world.end()
