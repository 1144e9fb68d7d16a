/** What follows a transaction at once: deliveries beyond the first many, answers shown to others. */
import {
  allProperties,
  type CalendarObject,
  type Component,
  instanceComponent,
  keyOfComponent,
  parameterValue,
  parseCalendar,
  type RecurrenceSet,
  recurrenceSet,
  withComponents,
  withParameter,
  withProperties,
  zonesOf,
} from '@parley/icalendar'
import {
  addressOf,
  type CalendarAddress,
  calendarAddress,
  isPropertyOf,
  isSchedulingComponent,
  type Method,
  read,
} from '@parley/itip'
import {
  claimDue,
  isAnyDue,
  type OutboxEntry,
  principalById,
  settle,
  settleDone,
  type Tables,
} from '@parley/store'
import { worldFaultOf } from '../operations/world-fault.ts'
import type { Parts } from '../parts.ts'
import { namesOf, someChoose } from './admission.ts'
import { onOutbox } from './announce.ts'
import { deliverAll, hand } from './deliver.ts'
import {
  clearDesk,
  type Desk,
  type Holder,
  hidesGuests,
  holderOf,
  lookUp,
  openDesk,
  seat,
} from './desk.ts'
import { addressesIn } from './objects.ts'
import { deliveryStatus, setScheduleStatus } from './schedule-status.ts'

const batchSize = 50
const leaseSeconds = 60
const maxAttempts = 8
/** A little longer than answers wait before they are shown to others. */
const shareDelayMs = 2_100

export type FollowUp = {
  /** Does what is due now, or within so many seconds. Resolves when nothing is left that is. */
  run(aheadSeconds?: number): Promise<void>
  /** Asks for a run soon; several asks are one. */
  nudge(): void
  stop(): Promise<void>
}

/** Works off local outbox entries: when nudged, when another process announces, and now and then. */
export function startFollowUp(parts: Parts): FollowUp {
  let running: Promise<void> | undefined
  let again = false
  let ahead = 0
  let stopped = false

  async function drain(): Promise<void> {
    do {
      again = false
      while (!stopped && (await runBatch(parts, ahead)) === batchSize);
    } while (again && !stopped)
  }
  function run(aheadSeconds = 0): Promise<void> {
    again = true
    ahead = Math.max(aheadSeconds, running === undefined ? 0 : ahead)
    running ??= drain()
      .catch((error: unknown) => parts.log.error({ err: error }, 'follow-up failed'))
      .finally(() => {
        running = undefined
      })
    return running
  }
  let soon: NodeJS.Timeout | undefined
  // Once now, and once when what was put off has become due.
  const nudge = (): void => {
    // Whoever is being answered is answered first.
    setImmediate(() => void run())
    soon ??= setTimeout(() => {
      soon = undefined
      void run()
    }, shareDelayMs).unref()
  }
  const stopListening = onOutbox(parts.store, 'local', nudge)
  const timer = setInterval(nudge, 5_000)
  timer.unref()
  nudge()
  return {
    run,
    nudge,
    async stop(): Promise<void> {
      stopped = true
      clearInterval(timer)
      clearTimeout(soon)
      stopListening()
      await running
    },
  }
}

async function runBatch(parts: Parts, aheadSeconds: number): Promise<number> {
  const claim = {
    kind: 'local',
    nowSeconds: parts.clock() + aheadSeconds,
    leaseSeconds: leaseSeconds + aheadSeconds,
    limit: batchSize,
    kindOfDatabase: parts.store.kind,
  } as const
  if (!(await parts.store.read((tables) => isAnyDue(tables, claim)))) return 0
  const entries = await parts.store.write([], (tables) => claimDue(tables, claim))
  const byUid = Map.groupBy(entries, (each) => `${each.ownerId} ${each.uid}`)
  for (const some of byUid.values()) await workOff(parts, some)
  return entries.length
}

/** All that waits about one UID, in one transaction. */
async function workOff(parts: Parts, entries: readonly OutboxEntry[]): Promise<void> {
  const [first] = entries
  if (first === undefined) return
  try {
    await parts.store.write([`uid:${first.uid}`], async (tables) => {
      const desk = openDesk(parts, tables, { uid: first.uid, requestId: first.id })
      for (const entry of entries) {
        if (entry.method !== 'share-answers') await deliverEntry(desk, entry)
      }
      if (entries.some((each) => each.method === 'share-answers')) {
        await shareAnswers(desk, first.ownerId)
      }
      await clearDesk(desk)
      await settleDone(
        tables,
        entries.map((each) => each.id),
      )
    })
  } catch (error) {
    const isOurs = entries.length > 1 && worldFaultOf(error) === undefined
    // What stops one delivery is not to stop the others.
    if (isOurs) for (const each of entries) await workOff(parts, [each])
    else await putBack(parts, entries, error)
  }
}

async function putBack(
  parts: Parts,
  entries: readonly OutboxEntry[],
  error: unknown,
): Promise<void> {
  const lastError = error instanceof Error ? error.message : String(error)
  parts.log.error({ err: error, entries: entries.length }, 'a local delivery failed')
  await parts.store.write([], async (tables: Tables) => {
    for (const { id, attempts } of entries) {
      const state = attempts >= maxAttempts ? 'failed' : 'waiting'
      const dueSeconds = parts.clock() + 2 ** attempts
      await settle(tables, { id, state, dueSeconds, lastError })
    }
  })
}

async function deliverEntry(desk: Desk, entry: OutboxEntry): Promise<void> {
  const payload: { text: string } = JSON.parse(entry.payload)
  const recipient = calendarAddress(entry.recipient)
  await lookUp(desk, [recipient])
  const principal = desk.directory.get(recipient)
  const sender = await principalById(desk.tables, entry.ownerId)
  const [object] = parseCalendar(payload.text).objects
  const message = object && read(object).messages[0]
  if (sender === undefined || message === undefined) return
  await seat(desk, principal === undefined ? [sender] : [principal, sender])
  const effect = {
    method: entry.method as Method,
    originator: calendarAddress(entry.originator),
    componentName: message.componentName,
  }
  if (principal === undefined) {
    // Gone since the message was decided on.
    return setScheduleStatus(holderOf(desk, sender), effect, new Map([[recipient, '3.7']]))
  }
  const to = holderOf(desk, principal)
  const asker = someChoose([principal]) ? await namesOf(desk.tables, sender) : []
  const status = deliveryStatus(to, effect, asker)
  const waiting =
    status === '1.2'
      ? await hand(desk, {
          sender: holderOf(desk, sender),
          to,
          message,
          effect,
          text: payload.text,
        })
      : []
  // Requirement: 6638/3.2.9/1.2-delivered
  setScheduleStatus(holderOf(desk, sender), effect, new Map([[recipient, status]]))
  await deliverAll(desk, waiting)
}

/** The Organizer's knowledge of who has answered what, into every local Attendee's copy. */
async function shareAnswers(desk: Desk, organizerId: string): Promise<void> {
  const organizer = await principalById(desk.tables, organizerId)
  if (organizer === undefined) return
  await seat(desk, [organizer])
  const holder = holderOf(desk, organizer)
  const { object } = holder.held
  if (object === undefined || hidesGuests(holder)) return
  await lookUp(desk, addressesIn(object))
  const people = [...desk.directory.values()].filter(
    (each) => each !== undefined && each.kind === 'user' && each.id !== organizerId,
  ) as NonNullable<ReturnType<Desk['directory']['get']>>[]
  await seat(desk, people)
  for (const person of people) showAnswers(desk, holderOf(desk, person), object)
}

function showAnswers(desk: Desk, holder: Holder, organizers: CalendarObject): void {
  const { object } = holder.held
  if (object === undefined) return
  const known = answersByKey(organizers, setOf(desk, holder, organizers))
  const set = setOf(desk, holder, object)
  const shown = new Set<string>()
  const components = object.components.map((each) => {
    if (!isSchedulingComponent(each)) return each
    const key = keyOfComponent(set, each)
    shown.add(key)
    return withAnswers(each, holder, known.get(key) ?? known.get(''))
  })
  // Someone answered one instance only: it gets a component of its own here too.
  const hasMaster = shown.has('')
  const added = [...known.keys()].flatMap((key) => {
    if (shown.has(key) || !hasMaster) return []
    const made = instanceComponent(set, key)
    const answered = made && withAnswers(made, holder, known.get(key))
    return answered === undefined || answered === made ? [] : [answered]
  })
  if (added.length === 0 && components.every((each, index) => each === object.components[index]))
    return
  holder.held = { ...holder.held, object: withComponents(object, [...components, ...added]) }
}

type Answers = ReadonlyMap<CalendarAddress, string>

function answersByKey(object: CalendarObject, set: RecurrenceSet): ReadonlyMap<string, Answers> {
  const scheduled = object.components.filter(isSchedulingComponent)
  return new Map(
    scheduled.map((each) => [
      keyOfComponent(set, each),
      new Map(
        allProperties(each, 'ATTENDEE').map((attendee) => [
          addressOf(attendee),
          parameterValue(attendee, 'PARTSTAT') ?? 'NEEDS-ACTION',
        ]),
      ),
    ]),
  )
}

function withAnswers(of: Component, holder: Holder, answers: Answers | undefined): Component {
  if (answers === undefined) return of
  const held = allProperties(of, 'ATTENDEE')
  const made = held.map((attendee) => {
    const known = answers.get(addressOf(attendee))
    const shown = parameterValue(attendee, 'PARTSTAT') ?? 'NEEDS-ACTION'
    if (known === undefined || known === shown || isPropertyOf(holder.user, attendee))
      return attendee
    return withParameter(attendee, 'PARTSTAT', known)
  })
  return made.every((each, index) => each === held[index])
    ? of
    : withProperties(of, 'ATTENDEE', made)
}

function setOf(desk: Desk, holder: Holder, object: CalendarObject): RecurrenceSet {
  const zones = zonesOf(object, desk.parts.catalog, holder.principal.tzid)
  return recurrenceSet(object.components.filter(isSchedulingComponent), zones)
}
