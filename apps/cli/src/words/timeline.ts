/** A small picture of a meeting that moves. */
import type { Component } from '@parley/icalendar'
import type { Paint } from '../terminal/paint.ts'
import { dayWords } from '../times.ts'
import { startAndEnd } from './component.ts'

const cellSeconds = 900
const mostCells = 64

/**
 * Two lines under a ruler of hours, old above new, when both are on one day and one clock;
 * else nothing.
 */
export function timeline(before: Component, after: Component, paint: Paint): readonly string[] {
  const old = startAndEnd(before)
  const next = startAndEnd(after)
  if (old.start?.kind !== 'DATE-TIME' || next.start?.kind !== 'DATE-TIME') return []
  if (old.start.tzid !== next.start.tzid) return []
  const oldSpan = [old.start.wallSeconds, (old.end ?? old.start).wallSeconds] as const
  const newSpan = [next.start.wallSeconds, (next.end ?? next.start).wallSeconds] as const
  const day = Math.floor(oldSpan[0] / 86_400)
  if (day !== Math.floor(newSpan[0] / 86_400)) return acrossDays(oldSpan[0], newSpan[0], paint)
  const from = Math.floor(Math.min(oldSpan[0], newSpan[0]) / 3600) * 3600 - 3600
  const to = Math.ceil(Math.max(oldSpan[1], newSpan[1]) / 3600) * 3600 + 3600
  const cells = (to - from) / cellSeconds
  if (cells > mostCells) return []
  const bar = ([start, end]: readonly [number, number], sign: string): string =>
    Array.from({ length: cells }, (_, i) => {
      const at = from + i * cellSeconds
      return at + cellSeconds > start && at < end ? sign : '·'
    }).join('')
  let ruler = ''
  for (let at = from; at < to; at += 3600) {
    const hour = String((((at / 3600) % 24) + 24) % 24)
    ruler += hour.padEnd(3600 / cellSeconds)
  }
  return [
    paint.dim(`     ${ruler}`),
    `${paint.dim('old')}  ${paint.red(bar(oldSpan, '░'))}`,
    `${paint.dim('new')}  ${paint.green(bar(newSpan, '█'))}`,
  ]
}

function acrossDays(before: number, after: number, paint: Paint): readonly string[] {
  const days = Math.round((after - before) / 86_400)
  const arrow = days > 0 ? '→' : '←'
  const way = arrow.padStart(Math.min(12, Math.abs(days)) + 1, '─')
  return [`${paint.red(dayWords(before))} ${paint.dim(way)} ${paint.green(dayWords(after))}`]
}
