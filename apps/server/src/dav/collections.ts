/** MKCALENDAR, MKCOL, PROPPATCH, and DELETE of a calendar (RFC 4791 §5.3.1, RFC 4918 §9.2). */
import {
  apple,
  broken,
  caldav,
  calendarServer,
  childOf,
  childrenOf,
  conditions,
  type DavProblem,
  dav,
  element,
  type MakeCollection,
  mkcolResponse,
  multistatus,
  type PropertyResult,
  type PropertyUpdate,
  problem,
  rewrite,
  type XmlElement,
  type XmlName,
} from '@parley/caldav'
import { ianaZoneOf, parseCalendar } from '@parley/icalendar'
import {
  type Collection,
  collectionsOf,
  deleteCollection,
  insertCollection,
  type Principal,
  type Tables,
  updateCollection,
  updatePrincipal,
} from '@parley/store'
import { newCollection, settingsOf } from '../people.ts'
import { type Answer, emptyAnswer, xmlAnswer } from './answer.ts'
import { type Here, lacking } from './here.ts'
import { placeOf } from './paths.ts'
import { isProtected } from './properties.ts'
import { changeDelegates } from './sharing.ts'
import { textOfZone, tzidOfText, zoneOfText } from './time-zones.ts'

const maxDeadBytes = 20_000
const maxCalendars = 200

/** Everything that a property update may change. */
type Draft = { collection: Collection; owner: Principal; others: Collection[] }

// Requirement: 6638/2.1/outbox-outside-calendars
// Requirement: 6638/2.2/inbox-outside-calendars
// Requirement: 6638/2.2/inbox-no-collections
export async function makeCalendar(
  here: Here,
  tables: Tables,
  wanted: MakeCollection,
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'all')
  if (refused !== undefined) return refused
  const { place, owner } = here
  if (place.kind !== 'collection' || owner === undefined) {
    return broken(403, conditions.collectionLocation, 'Calendars are made directly in a home.')
  }
  if (!wanted.isCalendar) return notACalendar(wanted)
  if (here.collection !== undefined) {
    // RFC 4918 §9.3.1; RFC 4791 §1.3.
    const status = wanted.method === 'MKCOL' ? 405 : 403
    return broken(status, conditions.resourceMustBeNull, 'There is something here already.')
  }
  if ((await collectionsOf(tables, [owner.id])).length >= maxCalendars) {
    return problem(507, `There are ${maxCalendars} calendars already.`)
  }
  const made = newCollection(here.parts, owner.id, {
    name: place.collection,
    kind: 'calendar',
    displayName: place.collection,
    isDefault: false,
  })
  const draft: Draft = { collection: made, owner, others: [] }
  const there = { ...here, collection: made }
  const results = applyUpdates(there, draft, wanted.updates, true)
  if (results.some((each) => each.status !== 200)) {
    return wanted.method === 'MKCOL'
      ? xmlAnswer(403, mkcolResponse(results))
      : xmlAnswer(207, multistatus([{ href: here.path, properties: results }]))
  }
  await insertCollection(tables, draft.collection)
  return emptyAnswer(201, { 'cache-control': 'no-cache' })
}

/** RFC 5689 §3: what else was asked for is told to have failed with it. */
function notACalendar({ updates }: MakeCollection): Answer {
  const condition = conditions.validResourceType
  const others = updates.map(({ name }) => ({ name, status: 424 }))
  const type = { name: dav('resourcetype'), status: 403, condition }
  return xmlAnswer(403, mkcolResponse([type, ...others]))
}

// Requirement: 6638/2.1.1/outbox-url-protected
// Requirement: 6638/2.2.1/inbox-url-protected
// Requirement: 6638/2.4.1/address-set-protected
// Requirement: 6638/2.4.2/user-type-protected
// Requirement: 6638/9.3/schedule-tag-protected
/** All of a PROPPATCH happens, or nothing (RFC 4918 §9.2). */
export async function proppatch(
  here: Here,
  tables: Tables,
  updates: readonly PropertyUpdate[],
): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'write')
  if (refused !== undefined) return refused
  const { collection, owner, place } = here
  if (place.kind === 'proxy') return changeDelegates(here, tables, updates)
  if (place.kind !== 'collection' || collection === undefined || owner === undefined) {
    const forbidden = updates.map(({ name }) => ({ name, status: 403 }))
    return xmlAnswer(207, multistatus([{ href: here.path, properties: forbidden }]))
  }
  const others = await collectionsOf(tables, [owner.id])
  const draft: Draft = { collection, owner, others: [...others] }
  const results = applyUpdates(here, draft, updates, false)
  if (results.every((each) => each.status === 200)) {
    await updateCollection(tables, draft.collection)
    if (draft.owner !== owner) await updatePrincipal(tables, draft.owner)
    for (const [index, each] of draft.others.entries()) {
      if (each !== others[index]) await updateCollection(tables, each)
    }
  }
  return xmlAnswer(207, multistatus([{ href: here.path, properties: results }]))
}

function applyUpdates(
  here: Here,
  draft: Draft,
  updates: readonly PropertyUpdate[],
  creating: boolean,
): PropertyResult[] {
  const results = updates.map((update): PropertyResult => {
    const done = applyUpdate(here, draft, update, creating)
    return done === 'done'
      ? { name: update.name, status: 200, xml: element(update.name) }
      : { name: update.name, ...done }
  })
  const failed = results.some((each) => each.status !== 200)
  if (!failed) return results
  return results.map((each) => (each.status === 200 ? { name: each.name, status: 424 } : each))
}

/** Why a property was not set. */
type Refusal = { readonly status: number; readonly condition?: XmlName }
type Setter = (draft: Draft, value: XmlElement | undefined, here: Here) => 'done' | Refusal

const isProtectedProperty: Refusal = { status: 403, condition: conditions.cannotModifyProtected }

function setJson(key: string): (draft: Draft, value: XmlElement | undefined) => 'done' {
  return (draft, value) => {
    const properties: Record<string, unknown> = JSON.parse(draft.collection.properties)
    if (value === undefined) delete properties[key]
    else properties[key] = value.text
    draft.collection = { ...draft.collection, properties: JSON.stringify(properties) }
    return 'done'
  }
}

/** What can be set, and how; with no value it is taken away. */
const setters: ReadonlyMap<XmlName, Setter> = new Map<XmlName, Setter>([
  [
    dav('displayname'),
    (draft, value) => {
      const displayName = value?.text ?? draft.collection.name
      draft.collection = { ...draft.collection, displayName }
      return 'done'
    },
  ],
  [caldav('calendar-description'), setJson('description')],
  [
    caldav('calendar-timezone'),
    (draft, value, { parts }) => {
      setJson('timezone')(draft, value)
      if (value === undefined) return setJson('timezoneId')(draft, value)
      const zone = zoneOfText(value.text, parts.catalog)
      if (zone === undefined) return { status: 403, condition: conditions.validCalendarData }
      const id = ianaZoneOf(tzidOfText(value.text) ?? '')
      return setJson('timezoneId')(draft, id === undefined ? undefined : { ...value, text: id })
    },
  ],
  [
    caldav('calendar-timezone-id'),
    (draft, value, { parts }) => {
      const id = value && ianaZoneOf(value.text.trim())
      if (value === undefined || id === undefined) {
        setJson('timezone')(draft, undefined)
        if (value === undefined) return setJson('timezoneId')(draft, undefined)
        return { status: 403, condition: conditions.validTimezone }
      }
      setJson('timezone')(draft, { ...value, text: textOfZone(id, parts) })
      return setJson('timezoneId')(draft, { ...value, text: id })
    },
  ],
  [apple('calendar-color'), setJson('color')],
  [apple('calendar-order'), setJson('order')],
  [
    caldav('schedule-calendar-transp'),
    (draft, value) => {
      const transparent = value !== undefined && childOf(value, caldav('transparent')) !== undefined
      draft.collection = { ...draft.collection, transparent }
      return 'done'
    },
  ],
  [caldav('schedule-default-calendar-URL'), setDefaultCalendar],
  [caldav('calendar-availability'), setAvailability],
  [calendarServer('calendar-availability'), setAvailability],
])

// Requirement: 6638/4.3/default-calendar-changeable
// Requirement: 6638/4.3/default-calendar-is-own
// Requirement: 6638/4.3.1.2/valid-default-calendar-url
function setDefaultCalendar(draft: Draft, value: XmlElement | undefined): 'done' | Refusal {
  const path =
    value &&
    childOf(value, dav('href'))
      ?.text.trim()
      .replace(/^https?:\/\/[^/]+/i, '')
  const place = path === undefined ? undefined : placeOf(path)
  if (draft.collection.kind !== 'inbox') return isProtectedProperty
  const isOwn = place?.kind === 'collection' && place.name === draft.owner.name
  const wanted = isOwn
    ? draft.others.find((each) => each.kind === 'calendar' && each.name === place.collection)
    : undefined
  // Invitations to events must find a place.
  // Requirement: 6638/4.3/attendee-has-a-calendar
  if (wanted?.components.includes('VEVENT') !== true)
    return { status: 403, condition: conditions.validDefaultCalendar }
  draft.others = draft.others.map((each) =>
    each.kind === 'calendar' && each.isDefault !== (each === wanted)
      ? { ...each, isDefault: each === wanted }
      : each,
  )
  return 'done'
}

// Requirement: 7953/8/only-authorized-change
function setAvailability(draft: Draft, value: XmlElement | undefined): 'done' | Refusal {
  if (draft.collection.kind !== 'inbox') return isProtectedProperty
  const { availability: _, ...rest } = settingsOf(draft.owner)
  if (value !== undefined) {
    const [object] = parseCalendar(value.text).objects
    if (object?.components.some((each) => each.name === 'VAVAILABILITY') !== true) {
      return { status: 403, condition: conditions.validCalendarData }
    }
  }
  const settings = value === undefined ? rest : { ...rest, availability: value.text }
  draft.owner = { ...draft.owner, settings: JSON.stringify(settings) }
  return 'done'
}

function applyUpdate(
  here: Here,
  draft: Draft,
  { kind, name, value }: PropertyUpdate,
  creating: boolean,
): 'done' | Refusal {
  if (creating && name === caldav('supported-calendar-component-set')) {
    const components = childrenOf(value, caldav('comp')).map(
      (each) => each.attributes.get('name')?.toUpperCase() ?? '',
    )
    const known = components.every((each) =>
      ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY'].includes(each),
    )
    if (components.length === 0 || !known) {
      return { status: 403, condition: conditions.supportedComponent }
    }
    draft.collection = { ...draft.collection, components }
    return 'done'
  }
  const setter = setters.get(name)
  if (setter !== undefined) return setter(draft, kind === 'set' ? value : undefined, here)
  if (isProtected(here, name)) return isProtectedProperty
  return setDead(draft, name, kind === 'set' ? value : undefined)
}

function setDead(draft: Draft, name: XmlName, value: XmlElement | undefined): 'done' | Refusal {
  const properties: { dead?: Record<string, string> } = JSON.parse(draft.collection.properties)
  const { [name]: _, ...dead } = properties.dead ?? {}
  const made = value === undefined ? dead : { ...dead, [name]: rewrite(value) }
  const text = JSON.stringify({ ...properties, dead: made })
  if (text.length > maxDeadBytes) return { status: 507 }
  draft.collection = { ...draft.collection, properties: text }
  return 'done'
}

// Requirement: 6638/2/server-makes-scheduling-collections
// Requirement: 6638/4.3/default-calendar-not-deleted
// Requirement: 6638/4.3.1.1/default-calendar-needed
// Requirement: 6638/11.2/owner-has-outbox
/** Deletes a calendar that holds nothing to answer for; what it holds is deleted one by one before. */
export async function removeCalendar(here: Here, tables: Tables): Promise<Answer | DavProblem> {
  const refused = lacking(here, 'all')
  if (refused !== undefined) return refused
  const { collection, owner } = here
  if (collection === undefined || owner === undefined) return problem(404, 'There is nothing here.')
  if (collection.kind !== 'calendar') return problem(403, 'This collection is the server’s own.')
  if (collection.isDefault) {
    return broken(403, conditions.defaultCalendarNeeded, 'Invitations arrive in this calendar.')
  }
  await deleteCollection(tables, collection.id)
  return emptyAnswer(204)
}
