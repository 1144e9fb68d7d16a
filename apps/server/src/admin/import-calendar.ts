/** Import of a calendar file: one resource for each UID, and nobody is told. */
import { isProblem, readConditions } from '@parley/caldav'
import {
  type CalendarObject,
  type Component,
  parameterValue,
  parseCalendar,
  property,
  rawValue,
  serializeCalendar,
  withComponents,
  withParameter,
} from '@parley/icalendar'
import { addressOf, isAddressOf, isSchedulingComponent } from '@parley/itip'
import { type Collection, collectionByName, type Principal, resourcesByUid } from '@parley/store'
import type { Parts } from '../parts.ts'
import { userOf } from '../people.ts'
import { readStorable } from '../scheduling/objects.ts'
import { storeObject } from '../scheduling/store-object.ts'
import { timingOfObject } from '../scheduling/timing.ts'
import { AdminProblem, requirePrincipal } from './people.ts'

type Import = {
  readonly name: string
  readonly calendar: string
  readonly bytes: Uint8Array
  /**
   * Meetings to come are scheduled by this server from now on. Otherwise everything that is imported
   * is marked SCHEDULE-AGENT=NONE: nobody hears of it, not even when it is deleted again.
   */
  readonly schedule?: boolean
  readonly progress?: (done: number, total: number) => void
}

export type ImportReport = {
  readonly stored: number
  /** UIDs that the user holds already; they are left as they are. */
  readonly present: number
  readonly problems: readonly string[]
}

/** User-pains that this is for: an import that mails everyone; one that cancels when taken back. */
export async function importCalendar(parts: Parts, given: Import): Promise<ImportReport> {
  const { owner, collection } = await place(parts, given)
  const objects = parseCalendar(given.bytes).objects.flatMap((each) => byUid(parts, each))
  if (objects.length === 0) throw new AdminProblem('There is no calendar object in it.')
  const problems: string[] = []
  let stored = 0
  let present = 0
  for (const [index, { uid, object }] of objects.entries()) {
    const held = await parts.store.read((tables) => resourcesByUid(tables, [owner.id], uid))
    if (held.length > 0) present++
    else {
      const problem = await storeOne(parts, { owner, collection, object, given })
      if (problem === undefined) stored++
      else problems.push(`UID ${uid}: ${problem}`)
    }
    given.progress?.(index + 1, objects.length)
  }
  return { stored, present, problems }
}

async function place(
  parts: Parts,
  given: Import,
): Promise<{ owner: Principal; collection: Collection }> {
  return parts.store.read(async (tables) => {
    const owner = await requirePrincipal(tables, given.name)
    const collection = await collectionByName(tables, owner.id, given.calendar)
    if (collection?.kind === 'calendar') return { owner, collection }
    throw new AdminProblem(`${given.name} has no calendar called ${given.calendar}.`)
  })
}

type One = {
  readonly owner: Principal
  readonly collection: Collection
  readonly object: CalendarObject
  readonly given: Import
}

/** The problem, if it is not stored. */
async function storeOne(
  parts: Parts,
  { owner, collection, object, given }: One,
): Promise<string | undefined> {
  const live = given.schedule === true && isToCome(parts, owner, object)
  const bytes = serializeCalendar(live ? unmarked(object) : unscheduled(unmarked(object), owner))
  const readable = readStorable(parts, bytes, collection)
  if (isProblem(readable)) return readable.words
  const target = {
    owner,
    collection,
    name: `import-${parts.newId()}.ics`,
    conditions: readConditions(() => undefined),
    actingAs: undefined,
    requestId: 'import',
  }
  const result = await storeObject(parts, target, readable, true)
  return isProblem(result) ? result.words : undefined
}

function isToCome(parts: Parts, owner: Principal, object: CalendarObject): boolean {
  const timing = timingOfObject(object, { user: userOf(owner), tzid: owner.tzid }, parts.catalog)
  const now = parts.clock()
  return timing.some(({ endSeconds }) => endSeconds === undefined || endSeconds > now)
}

type Named = { readonly uid: string; readonly object: CalendarObject }

/** One calendar object for each UID, with the time zones, without METHOD. */
function byUid(parts: Parts, object: CalendarObject): readonly Named[] {
  const zones = object.components.filter((each) => each.name === 'VTIMEZONE')
  const main = object.components.filter(isSchedulingComponent)
  // What has no UID is one thing by itself, and gets one.
  const groups = Map.groupBy(main, (each) => rawValue(each, 'UID')?.trim() || parts.newId())
  const properties = object.properties.filter(({ name }) => name !== 'METHOD')
  return [...groups].map(([uid, held]) => {
    const components = held.map((each) => withUid(each, uid))
    return { uid, object: { ...object, properties, components: [...zones, ...components] } }
  })
}

function withUid(of: Component, uid: string): Component {
  if (rawValue(of, 'UID') !== undefined) return of
  return { ...of, properties: [property('UID', uid), ...of.properties] }
}

/** Without what another server noted about its deliveries. */
function unmarked(object: CalendarObject): CalendarObject {
  return changedPeople(object, (line) => {
    if (parameterValue(line, 'SCHEDULE-STATUS') === undefined) return line
    const parameters = line.parameters.filter(({ name }) => name !== 'SCHEDULE-STATUS')
    return { ...line, parameters }
  })
}

/** RFC 6638 §7.1: nobody schedules it any more. The owner's own line needs no mark. */
function unscheduled(object: CalendarObject, owner: Principal): CalendarObject {
  const user = userOf(owner)
  return changedPeople(
    object,
    (line, organizes) => {
      const marks = line.name === 'ORGANIZER' ? !organizes : organizes
      if (!marks || isAddressOf(user, addressOf(line))) return line
      return withParameter(line, 'SCHEDULE-AGENT', 'NONE')
    },
    (organizer) => isAddressOf(user, organizer),
  )
}

type Line = Component['properties'][number]

function changedPeople(
  object: CalendarObject,
  change: (line: Line, organizes: boolean) => Line,
  isOwn: (organizer: ReturnType<typeof addressOf>) => boolean = () => false,
): CalendarObject {
  const components = object.components.map((each) => {
    const organizer = each.properties.find(({ name }) => name === 'ORGANIZER')
    if (organizer === undefined) return each
    const organizes = isOwn(addressOf(organizer))
    const properties = each.properties.map((line) =>
      line.name === 'ORGANIZER' || line.name === 'ATTENDEE' ? change(line, organizes) : line,
    )
    return { ...each, properties }
  })
  return withComponents(object, components)
}
