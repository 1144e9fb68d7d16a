/** A VTIMEZONE made into a table of transitions (RFC 5545 §3.6.5). */
import type { Component } from '../model.ts'
import { allProperties, firstProperty, rawValue } from '../model.ts'
import { daySeconds } from '../recurrence/gregorian.ts'
import { type Plan, planOf } from '../recurrence/plan.ts'
import { parseRule } from '../recurrence/rule.ts'
import { budgetOf, visitWalls } from '../recurrence/walls.ts'
import { timeOf, timesOf } from '../values/time.ts'
import { type Transitions, type Zone, zoneOf } from './zone.ts'

type Observance = {
  readonly from: number
  readonly to: number
  readonly daylight: boolean
  /** Onsets that are named one by one, UTC. */
  readonly onsets: readonly number[]
  readonly rules: readonly OnsetRule[]
}
type OnsetRule = { readonly plan: Plan; readonly untilWall: number; readonly count: number }

/** Onsets of one rule beyond this are not looked at: yearly ones reach over 8,000 years. */
const maxOnsets = 9_000
/** Onsets of one VTIMEZONE beyond this are not looked at. */
const maxAllOnsets = 50_000
/** Observances of one VTIMEZONE beyond this are not looked at. */
const maxObservances = 1_000
const maxEmptyPeriods = 10_000

/**
 * The zone that a VTIMEZONE describes; undefined when none of its observances can be read.
 *
 * Observances may come in any order and overlap: at each moment the one with the latest onset
 * counts. Before the first onset the offset is what that onset came from.
 */
export function zoneOfVtimezone(vtimezone: Component): Zone | undefined {
  const observances = vtimezone.components
    .slice(0, maxObservances)
    .map(observanceOf)
    .filter((each) => each !== undefined)
  if (observances.length === 0) return undefined
  const id = rawValue(vtimezone, 'TZID') ?? ''
  return zoneOf(id, (_, toSeconds) => transitionsOf(observances, toSeconds))
}

function observanceOf(of: Component): Observance | undefined {
  // Requirement: 5545/3.6.5/onset-by-offset-from
  if (of.name !== 'STANDARD' && of.name !== 'DAYLIGHT') return undefined
  const to = offsetOf(rawValue(of, 'TZOFFSETTO'))
  const from = offsetOf(rawValue(of, 'TZOFFSETFROM')) ?? to
  const property = firstProperty(of, 'DTSTART')
  const start = property === undefined ? undefined : timeOf(property)
  if (to === undefined || from === undefined || start === undefined) return undefined
  const utcOf = (wall: number, tzid: string | undefined) => (tzid === 'UTC' ? wall : wall - from)
  const onsets = [utcOf(start.wallSeconds, start.tzid)]
  for (const rdate of allProperties(of, 'RDATE'))
    for (const time of timesOf(rdate)) onsets.push(utcOf(time.wallSeconds, time.tzid))
  const startWall = start.tzid === 'UTC' ? start.wallSeconds + from : start.wallSeconds
  const rules = allProperties(of, 'RRULE').map(({ value }) => onsetRule(value, startWall, from))
  return {
    from,
    to,
    daylight: of.name === 'DAYLIGHT',
    onsets,
    rules: rules.filter((each) => each !== undefined),
  }
}

/** UNTIL in UTC is read with TZOFFSETFROM, like all else of an observance. */
function onsetRule(value: string, startWall: number, from: number): OnsetRule | undefined {
  const rule = parseRule(value)
  const plan = rule === undefined ? undefined : planOf(rule, startWall, false)
  if (rule === undefined || plan === undefined) return undefined
  const { until, count } = rule
  const untilWall =
    until === undefined
      ? Number.POSITIVE_INFINITY
      : until.kind === 'DATE'
        ? until.wallSeconds + daySeconds - 1
        : until.wallSeconds + (until.tzid === 'UTC' ? from : 0)
  return { plan, untilWall, count: count ?? Number.POSITIVE_INFINITY }
}

type Onset = {
  readonly utc: number
  readonly from: number
  readonly to: number
  readonly daylight: boolean
}

function transitionsOf(observances: readonly Observance[], toSeconds: number): Transitions {
  const onsets: Onset[] = []
  for (const { from, to, daylight, onsets: named, rules } of observances) {
    for (const utc of named) onsets.push({ utc, from, to, daylight })
    for (const { plan, untilWall, count } of rules) {
      let left = Math.min(maxOnsets, count - 1, maxAllOnsets - onsets.length)
      visitWalls(
        plan,
        plan.startWall,
        Math.min(untilWall + 1, toSeconds + daySeconds),
        (wall) => {
          if (left <= 0) return false
          onsets.push({ utc: wall - from, from, to, daylight })
          left--
          return true
        },
        budgetOf(maxEmptyPeriods),
      )
    }
  }
  onsets.sort((a, b) => a.utc - b.utc || Number(a.daylight) - Number(b.daylight))
  return tableOf(onsets)
}

function tableOf(onsets: readonly Onset[]): Transitions {
  // Requirement: 5545/3.6.5/latest-onset-decides
  const transitions: number[] = []
  const offsets: number[] = [offsetBefore(onsets)]
  for (const { utc, to } of onsets) {
    if (transitions.at(-1) === utc) offsets[offsets.length - 1] = to
    else if (offsets.at(-1) !== to) {
      transitions.push(utc)
      offsets.push(to)
    }
  }
  return { transitions, offsets }
}

/** What the first onset came from. */
function offsetBefore(onsets: readonly Onset[]): number {
  return onsets[0]?.from ?? 0
}

/** TZOFFSETFROM or TZOFFSETTO in seconds; written without a sign or with a colon it is read too. */
function offsetOf(value: string | undefined): number | undefined {
  const found = /^([+-]?)(\d{2}):?(\d{2}):?(\d{2})?$/.exec((value ?? '').trim())
  if (found === null) return undefined
  const [, sign, hours, minutes, seconds] = found
  const offset = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)
  if (offset >= daySeconds) return undefined
  return sign === '-' && offset !== 0 ? -offset : offset
}
