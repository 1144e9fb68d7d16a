/** What helps to answer an invitation: what changed, what it collides with, who vouches for it. */
import { codeOfEvent } from '@parley/busytime'
import { type Instance, instancesBetween } from '@parley/icalendar'
import { type Principal, resourcesById, type Tables, timingOf, traceAbout } from '@parley/store'
import { z } from 'zod'
import { type TrustRow, trustTable } from '../mail/in/trust.ts'
import type { Parts } from '../parts.ts'
import type { SaidChange } from '../scheduling/said-changes.ts'
import { objectOf } from './events/carry-out.ts'
import { readingOf, text, timesOfInstance } from './events/to-json.ts'
import { instantSchema } from './times.ts'

const maxTraceEntries = 5_000
const maxConflicts = 10
const maxCollidingSeries = 500

export const changeOut = z.object({
  /** '' is all of it. */
  instance: z.string(),
  /**
   * title, start, end, location, description, rule, guests, status …: a property; or, of a whole
   * instance, added, removed, cancelled, restored.
   */
  what: z.string(),
  /** A moment, a day, words, or addresses parted by commas: of guests those who went. Absent: none. */
  before: z.string().optional(),
  /** Of guests those who came. */
  after: z.string().optional(),
})

export const conflictOut = z.object({
  event: z.string(),
  uid: z.string(),
  title: z.string(),
  /** As written: a moment of the wall clock, or a day. */
  start: z.string(),
  end: z.string(),
  allDay: z.boolean(),
  startsAt: instantSchema,
  endsAt: instantSchema,
  /** False: unanswered, or tentative. */
  certain: z.boolean(),
})
type ConflictOut = z.input<typeof conflictOut>

/** How far the mail that brought it was believed. */
export const trustOut = z.object({
  verdict: z.enum(['apply', 'hold', 'refuse']),
  row: z.string(),
  words: z.string(),
})
export type TrustOut = z.input<typeof trustOut>

type Told = {
  readonly changes: readonly SaidChange[]
  readonly trust: TrustOut | undefined
}

const rows: ReadonlyMap<string, TrustRow> = new Map(trustTable.map((each) => [each.name, each]))

/** Per UID what messages changed since its owner last answered, and who vouched for the last one. */
export async function toldOf(
  tables: Tables,
  ownerId: string,
  uids: readonly string[],
): Promise<ReadonlyMap<string, Told>> {
  const entries = await traceAbout(tables, { ownerId, uids, limit: maxTraceEntries })
  const told = new Map<string, Told>()
  for (const { uid, direction, method, reasons } of entries) {
    const before = told.get(uid)
    if (direction === 'out') {
      if (isAnswer(method, reasons)) told.set(uid, { changes: [], trust: before?.trust })
      continue
    }
    const { changes = [], trust } = factsOf(reasons)
    told.set(uid, {
      changes: merged(before?.changes ?? [], changes),
      trust: trust === undefined ? before?.trust : trustOf(trust),
    })
  }
  return told
}

/** An answer that a calendar app stored is a save with that reason. */
function isAnswer(method: string, reasons: string): boolean {
  return method === 'reply' || reasons.includes('6638/3.2.2.3/partstat-change-replies')
}

type KnownFacts = { readonly changes?: readonly SaidChange[]; readonly trust?: string }

function factsOf(reasons: string): KnownFacts {
  const [first] = JSON.parse(reasons) as readonly { readonly facts?: KnownFacts }[]
  return first?.facts ?? {}
}

function trustOf(name: string): TrustOut | undefined {
  const row = rows.get(name)
  return row && { verdict: row.verdict, row: name, words: row.words }
}

/** From the first version to the last; what changed back has not changed. */
function merged(
  earlier: readonly SaidChange[],
  later: readonly SaidChange[],
): readonly SaidChange[] {
  const all = new Map(earlier.map((each) => [`${each.instance} ${each.what}`, each]))
  for (const each of later) {
    const key = `${each.instance} ${each.what}`
    const known = all.get(key)
    // Of people, only who went and who came is told: each step stands for itself.
    if (known === undefined || each.what === 'guests') {
      all.set(known === undefined ? key : `${key} ${all.size}`, each)
      continue
    }
    const { before: _, ...rest } = each
    if (known.before === each.after) all.delete(key)
    else all.set(key, { ...rest, ...(known.before !== undefined && { before: known.before }) })
  }
  return [...all.values()]
}

type Wanted = {
  readonly uid: string
  readonly instances: readonly Pick<Instance, 'startSeconds' | 'endSeconds'>[]
}

type Taken = ConflictOut & { readonly fromSeconds: number; readonly toSeconds: number }

/** For each of these invitations what its owner has at the same time, the first to begin first. */
export async function conflictsOf(
  parts: Parts,
  tables: Tables,
  owner: Principal,
  wanted: readonly Wanted[],
): Promise<readonly ConflictOut[][]> {
  const asked = wanted.flatMap((each) => each.instances)
  if (asked.length === 0) return wanted.map(() => [])
  const window = {
    fromSeconds: Math.min(...asked.map((each) => each.startSeconds)),
    toSeconds: Math.max(...asked.map((each) => each.endSeconds)),
  }
  const timings = await timingOf(tables, [owner.id], window)
  const colliding = timings.filter(
    ({ version, startSeconds, endSeconds }) =>
      version !== undefined ||
      asked.some(
        (each) => each.startSeconds < (endSeconds ?? Infinity) && startSeconds < each.endSeconds,
      ),
  )
  const ids = [...new Set(colliding.map((each) => each.resourceId))].slice(0, maxCollidingSeries)
  const taken = (await resourcesById(tables, ids)).flatMap((each) =>
    takenBy(parts, owner, each, window),
  )
  taken.sort((one, other) => one.fromSeconds - other.fromSeconds)
  return wanted.map(({ uid, instances }) =>
    taken
      .filter((each) => each.uid !== uid && instances.some((one) => overlaps(one, each)))
      .slice(0, maxConflicts)
      .map(({ fromSeconds: _, toSeconds: __, ...shown }) => shown),
  )
}

const maxInstances = 1_000

function takenBy(
  parts: Parts,
  owner: Principal,
  resource: { readonly id: string; readonly uid: string; readonly text: string },
  window: { readonly fromSeconds: number; readonly toSeconds: number },
): Taken[] {
  const reading = readingOf(parts, owner, objectOf(resource.text))
  const { set, user } = reading
  return instancesBetween(set, { ...window, limit: maxInstances }).flatMap((each) => {
    const code = codeOfEvent(each.component, user)
    if (code === 0) return []
    const { start, end, allDay, startsAt, endsAt } = timesOfInstance(each, reading)
    return {
      event: resource.id,
      uid: resource.uid,
      title: text(each.component, 'SUMMARY') ?? '',
      ...{ start, end, allDay, startsAt, endsAt },
      certain: code !== 2,
      fromSeconds: each.startSeconds,
      toSeconds: each.endSeconds,
    }
  })
}

function overlaps(one: Wanted['instances'][number], other: Taken): boolean {
  return one.startSeconds < other.toSeconds && other.fromSeconds < one.endSeconds
}
