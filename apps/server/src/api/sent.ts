/** What became of all that went out to people: per meeting, and in it per person. */
import {
  allProperties,
  firstInstance,
  instancesBetween,
  lastInstance,
  parseCalendar,
} from '@parley/icalendar'
import { addressOf, isSchedulingComponent } from '@parley/itip'
import {
  type CalendarResource,
  type OutboxEntry,
  outboxOfOwner,
  type Principal,
  resourcesByUid,
  scheduledFrom,
  type Tables,
  type TraceEntry,
  traceAbout,
} from '@parley/store'
import { z } from 'zod'
import type { Parts } from '../parts.ts'
import { maxWindowSeconds } from '../scheduling/free-busy.ts'
import { findPrincipal } from './access.ts'
import { objectOf } from './events/carry-out.ts'
import { guestOut, instanceOut } from './events/schemas.ts'
import {
  componentJson,
  instanceJson,
  readingOf,
  roleIn,
  scheduleStatusOf,
  text,
} from './events/to-json.ts'
import { type Route, route } from './route.ts'
import { limitSchema, nameSchema } from './schemas.ts'
import { instantOf, instantSchema } from './times.ts'

const maxEntries = 2_000
const maxTraceEntries = 5_000
/** Meetings that ended longer ago are told only while the outbox remembers them. */
const pastSeconds = 30 * 86_400

const recipientOut = z.object({
  address: z.string(),
  name: z.string().optional(),
  kind: guestOut.shape.kind,
  /** What was answered; absent for the Organizer. */
  status: guestOut.shape.status.optional(),
  /** `here`: in the recipient's calendar on this server. `sent`: the next mail server has it. */
  state: z.enum(['here', 'waiting', 'sent', 'failed']),
  method: z.string().optional(),
  /** When it came to that state. */
  at: instantSchema.optional(),
  nextTryAt: instantSchema.optional(),
  why: z.string().optional(),
  /** RFC 6638 §3.2.9: 1.1 waits, 1.2 delivered, 3.x and 5.x failed. */
  scheduleStatus: z.array(z.string()),
})
type RecipientOut = z.input<typeof recipientOut>

const meetingOut = z.object({
  uid: z.string(),
  title: z.string(),
  /** When something last went out. */
  at: instantSchema,
  /** Absent where it is in the calendar no more. */
  about: instanceOut.optional(),
  recipients: z.array(recipientOut),
})
type MeetingOut = z.input<typeof meetingOut>

const list = route(
  {
    method: 'GET',
    path: '/sent',
    tag: 'trace',
    summary: 'What became of all that went out, per meeting and person, the newest first',
    query: z.strictObject({ for: nameSchema.optional(), limit: limitSchema(500, 200) }),
    answer: z.object({ meetings: z.array(meetingOut) }),
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const owner = await findPrincipal(call, tables, call.query.for, 'read')
      const all = await meetingsOf(call.parts, tables, owner, call.query.limit)
      return { meetings: all.slice(0, call.query.limit) }
    }),
)

async function meetingsOf(
  parts: Parts,
  tables: Tables,
  owner: Principal,
  limit: number,
): Promise<MeetingOut[]> {
  const entries = await outboxOfOwner(tables, { ownerId: owner.id, limit: maxEntries })
  const outbox = Map.groupBy(
    entries.filter((each) => each.recipient !== ''),
    (each) => each.uid,
  )
  const fromSeconds = parts.clock() - pastSeconds
  const recent = await scheduledFrom(tables, { ownerId: owner.id, fromSeconds, limit: limit * 2 })
  const held = new Map(recent.map((each) => [each.uid, each]))
  for (const uid of outbox.keys()) {
    if (held.has(uid)) continue
    const [found] = await resourcesByUid(tables, [owner.id], uid)
    if (found !== undefined) held.set(uid, found)
  }
  const uids = [...new Set([...outbox.keys(), ...held.keys()])]
  const about = { ownerId: owner.id, uids, limit: maxTraceEntries }
  const trace = Map.groupBy(await traceAbout(tables, about), (each) => each.uid)
  return uids
    .flatMap((uid) => {
      const known = { entries: outbox.get(uid) ?? [], trace: trace.get(uid) ?? [] }
      return meetingJson(parts, owner, { uid, resource: held.get(uid), ...known })
    })
    .sort((one, other) => other.at.localeCompare(one.at))
}

type Known = {
  readonly uid: string
  readonly resource: CalendarResource | undefined
  /** Newest first. */
  readonly entries: readonly OutboxEntry[]
  /** Oldest first. */
  readonly trace: readonly TraceEntry[]
}

function meetingJson(parts: Parts, owner: Principal, known: Known): MeetingOut[] {
  const { uid, resource, entries, trace } = known
  const shown = resource && shownOf(parts, owner, resource)
  const recipients = recipientsOf(shown?.addressed ?? [], known)
  if (recipients.length === 0) return []
  const last = trace.findLast((each) => each.direction === 'out')?.atSeconds ?? 0
  return [
    {
      uid,
      title: shown?.title ?? titleOf(entries[0]),
      at: instantOf(Math.max(last, entries[0]?.createdSeconds ?? 0)),
      ...(shown?.about !== undefined && { about: shown.about }),
      recipients,
    },
  ]
}

type Addressed = Pick<RecipientOut, 'address' | 'name' | 'kind' | 'status'> & {
  readonly codes: readonly string[]
}
type Shown = Pick<MeetingOut, 'title' | 'about'> & { readonly addressed: readonly Addressed[] }

function shownOf(parts: Parts, owner: Principal, resource: CalendarResource): Shown | undefined {
  const reading = readingOf(parts, owner, objectOf(resource.text))
  const { set } = reading
  const component = set.master ?? set.overridden[0]
  if (component?.name !== 'VEVENT') return undefined
  const role = roleIn(reading)
  const fromSeconds = parts.clock()
  const window = { fromSeconds, toSeconds: fromSeconds + maxWindowSeconds, limit: 1 }
  const [next] = instancesBetween(set, window)
  const instance = next ?? lastInstance(set) ?? firstInstance(set)
  const { title, attendees, organizer } = componentJson(reading, component, '')
  const codesOf = (name: string): ReadonlyMap<string, string[]> => statusCodes(reading, name)
  const guests = codesOf('ATTENDEE')
  const addressed: Addressed[] =
    role === 'organizer'
      ? attendees
          .filter((each) => !each.isMe)
          .map(({ address, name, kind, status }) => ({
            ...{ address, kind, status, codes: guests.get(address) ?? [] },
            ...(name !== undefined && { name }),
          }))
      : organizer === undefined
        ? []
        : [
            {
              ...organizer,
              kind: 'person',
              codes: codesOf('ORGANIZER').get(organizer.address) ?? [],
            },
          ]
  return {
    title,
    ...(instance !== undefined && { about: instanceJson(instance, reading, resource, role) }),
    addressed,
  }
}

type Reading = ReturnType<typeof readingOf>

/** SCHEDULE-STATUS by address, over all components. */
function statusCodes({ object }: Reading, name: string): ReadonlyMap<string, string[]> {
  const codes = new Map<string, string[]>()
  for (const each of object.components.filter(isSchedulingComponent)) {
    for (const property of allProperties(each, name)) {
      const found = scheduleStatusOf(property)
      const address = addressOf(property)
      codes.set(address, [...new Set([...(codes.get(address) ?? []), ...found])])
    }
  }
  return codes
}

/** Those in the calendar object, and those told of it who stand in it no more. */
function recipientsOf(addressed: readonly Addressed[], { entries, trace }: Known): RecipientOut[] {
  const newest = new Map(entries.toReversed().map((each) => [each.recipient, each]))
  const steps = new Map(
    trace
      .filter((each) => each.classification.startsWith('mail-'))
      .map((each) => [each.peer, each]),
  )
  const there = new Set(addressed.map((each) => each.address))
  const gone: Addressed[] = [...newest.keys()]
    .filter((address) => !there.has(address))
    .map((address) => ({ address, kind: 'unknown', codes: [] }))
  return [...addressed, ...gone].flatMap(({ codes, ...person }) => {
    const entry = newest.get(person.address)
    if (entry === undefined && codes.length === 0) return []
    return { ...person, ...deliveryOf(entry, steps.get(person.address), codes) }
  })
}

type Delivery = Omit<RecipientOut, 'address' | 'name' | 'kind' | 'status'>

function deliveryOf(
  entry: OutboxEntry | undefined,
  step: TraceEntry | undefined,
  codes: readonly string[],
): Delivery {
  const state = stateOf(entry, codes)
  const why = entry?.lastError ?? (state === 'failed' && step ? whyOf(step) : undefined)
  const at =
    state === 'waiting' ? entry?.createdSeconds : (step?.atSeconds ?? entry?.createdSeconds)
  return {
    state,
    scheduleStatus: [...codes],
    ...(entry !== undefined && { method: entry.method }),
    ...(at !== undefined && { at: instantOf(at) }),
    ...(state === 'waiting' && entry && { nextTryAt: instantOf(entry.dueSeconds) }),
    ...(why !== undefined && { why }),
  }
}

function stateOf(entry: OutboxEntry | undefined, codes: readonly string[]): RecipientOut['state'] {
  if (entry?.state === 'waiting' || entry?.state === 'claimed') return 'waiting'
  // A mail that was handed over may still come back.
  if (entry?.state === 'failed' || codes.some((each) => /^[345]/.test(each))) return 'failed'
  if (entry === undefined) return codes.includes('1.0') ? 'waiting' : 'here'
  return entry.kind === 'local' ? 'here' : 'sent'
}

function whyOf({ reasons }: TraceEntry): string | undefined {
  const [first] = JSON.parse(reasons) as readonly { readonly facts?: { readonly why?: unknown } }[]
  return typeof first?.facts?.why === 'string' ? first.facts.why : undefined
}

/** Of what is gone, the message still knows the name. */
function titleOf(entry: OutboxEntry | undefined): string {
  const { text: message } = JSON.parse(entry?.payload ?? '{}') as { readonly text?: string }
  const [object] = parseCalendar(message ?? '').objects
  const component = object?.components.find(isSchedulingComponent)
  return (component && text(component, 'SUMMARY')) ?? ''
}

export const sentRoutes: readonly Route[] = [list]
