/** What waits for a person: invitations to answer, questions that messages raised, proposals. */
import { answerBusyTime, askedWindow } from '@parley/busytime'
import { firstInstance, type Instance, instancesBetween, lastInstance } from '@parley/icalendar'
import {
  type Change,
  findAttendee,
  ledgerFromJson,
  type PendingQuestion,
  partStatOf,
} from '@parley/itip'
import {
  ledgersWaiting,
  type Principal,
  resourceById,
  scheduledFrom,
  type Tables,
} from '@parley/store'
import { z } from 'zod'
import type { Parts } from '../parts.ts'
import type { Desk, Holder } from '../scheduling/desk.ts'
import { busyTimes, maxWindowSeconds } from '../scheduling/free-busy.ts'
import { findPrincipal } from './access.ts'
import { carryOut, objectOf } from './events/carry-out.ts'
import {
  changedOut,
  componentOut,
  type InstanceOut,
  instanceOut,
  previewQuery,
} from './events/schemas.ts'
import { componentJson, instanceJson, readingOf, roleIn } from './events/to-json.ts'
import { ApiProblem } from './problem.ts'
import { type Route, route } from './route.ts'
import { nameSchema } from './schemas.ts'
import { instantOf, instantSchema } from './times.ts'
import {
  changeOut,
  conflictOut,
  conflictsOf,
  type TrustOut,
  toldOf,
  trustOut,
} from './waiting-details.ts'

const maxCandidates = 2_000
const maxWaiting = 500
/** Of a series so many instances to come are compared with what else is on the calendar. */
const maxTimesCompared = 20

const invitationOut = instanceOut.extend({
  /** When it last changed here. */
  changedAt: instantSchema,
  /** Keys of instances that await an answer; empty: all of it. */
  instances: z.array(z.string()),
  /** What messages changed since the last answer. */
  changes: z.array(changeOut),
  /** What else is at that time; of a series, at the time of its next instances. */
  conflicts: z.array(conflictOut),
  /** Where it came by mail. */
  trust: trustOut.optional(),
})
type InvitationOut = z.input<typeof invitationOut>

const questionOut = z.object({
  id: z.string(),
  uid: z.string(),
  question: z.enum([
    'admit-uninvited',
    'counter-proposal',
    'new-organizer',
    'unauthorized',
    'busy-time',
    'unknown-sender',
  ]),
  from: z.string().optional(),
  /** Undefined where nothing is in a calendar yet. */
  event: z.string().optional(),
  about: componentOut.optional(),
  /** Where it came by mail. */
  trust: trustOut.optional(),
})
type QuestionOut = z.input<typeof questionOut>

const waitingOut = z.object({
  invitations: z.array(invitationOut),
  questions: z.array(questionOut),
  counters: z.array(
    z.object({ event: z.string(), uid: z.string(), id: z.string(), from: z.string() }),
  ),
})

const forQuery = z.strictObject({ for: nameSchema.optional() })

const list = route(
  {
    method: 'GET',
    path: '/waiting',
    tag: 'waiting',
    summary: 'Invitations that await an answer, questions, proposals',
    query: forQuery,
    answer: waitingOut,
  },
  async (call) =>
    call.parts.store.read(async (tables) => {
      const owner = await findPrincipal(call, tables, call.query.for, 'read')
      const invitations = await invitationsOf(call.parts, tables, owner)
      const ledgers = await ledgersWaiting(tables, { ownerId: owner.id, limit: maxWaiting })
      const made: z.input<typeof waitingOut> = { invitations, questions: [], counters: [] }
      const told = await toldOf(
        tables,
        owner.id,
        ledgers.map((each) => each.uid),
      )
      for (const { uid, ledger, resourceId } of ledgers) {
        const read = ledgerFromJson(JSON.parse(ledger))
        const about = { uid, resourceId, trust: told.get(uid)?.trust }
        const questions = read?.questions ?? []
        made.questions.push(
          ...questions.map((each) => questionJson(call.parts, owner, about, each)),
        )
        if (
          resourceId === undefined ||
          !(await isOrganizerOf(call.parts, tables, owner, resourceId))
        )
          continue
        for (const each of read?.counters ?? []) {
          if (each.state !== 'pending') continue
          made.counters.push({ event: resourceId, uid, id: each.id, from: each.from })
        }
      }
      return made
    }),
)

/** An Attendee's ledger holds the proposals that he sent: those wait for somebody else. */
async function isOrganizerOf(
  parts: Parts,
  tables: Tables,
  owner: Principal,
  id: string,
): Promise<boolean> {
  const resource = await resourceById(tables, id)
  if (resource === undefined) return false
  return roleIn(readingOf(parts, owner, objectOf(resource.text))) === 'organizer'
}

async function invitationsOf(
  parts: Parts,
  tables: Tables,
  owner: Principal,
): Promise<InvitationOut[]> {
  const now = parts.clock()
  const candidates = await scheduledFrom(tables, {
    ownerId: owner.id,
    fromSeconds: now,
    limit: maxCandidates,
  })
  const made: OpenInvitation[] = []
  for (const resource of candidates) {
    const reading = readingOf(parts, owner, objectOf(resource.text))
    const role = roleIn(reading)
    // `other`: it was forwarded, and whoever got it may answer (RFC 5546 §3.2.2.6).
    if (role !== 'attendee' && role !== 'other') continue
    const { set } = reading
    const open = [set.master, ...set.overridden].filter((each) => {
      const mine = each && findAttendee(each, reading.user)
      return mine === undefined ? role === 'other' : partStatOf(mine) === 'NEEDS-ACTION'
    })
    if (open.length === 0) continue
    const window = { fromSeconds: now, toSeconds: now + maxWindowSeconds, limit: 200 }
    const waiting = instancesBetween(set, window).filter((each) => open.includes(each.component))
    const shown = waiting[0] ?? firstInstance(set) ?? lastInstance(set)
    if (shown === undefined || (waiting.length === 0 && set.master === undefined)) continue
    const line: InstanceOut = instanceJson(shown, reading, resource, role)
    if (line.status === 'cancelled') continue
    const all = set.master === undefined || open.includes(set.master)
    made.push({
      shown: {
        ...line,
        changedAt: instantOf(resource.modifiedSeconds),
        instances: all ? [] : waiting.map((each) => each.key),
      },
      times: waiting.length === 0 ? [shown] : waiting.slice(0, maxTimesCompared),
    })
    if (made.length >= maxWaiting) break
  }
  return withDetails(parts, tables, owner, made)
}

type OpenInvitation = {
  readonly shown: Omit<InvitationOut, 'changes' | 'conflicts' | 'trust'>
  /** When it would take up time. */
  readonly times: readonly Instance[]
}

async function withDetails(
  parts: Parts,
  tables: Tables,
  owner: Principal,
  open: readonly OpenInvitation[],
): Promise<InvitationOut[]> {
  const uids = open.map((each) => each.shown.uid)
  const told = await toldOf(tables, owner.id, uids)
  const wanted = open.map(({ shown, times }) => ({ uid: shown.uid, instances: times }))
  const conflicts = await conflictsOf(parts, tables, owner, wanted)
  return open.map(({ shown }, index) => {
    const { changes = [], trust } = told.get(shown.uid) ?? {}
    return {
      ...shown,
      changes: [...changes],
      conflicts: conflicts[index] ?? [],
      ...(trust !== undefined && { trust }),
    }
  })
}

type Asking = {
  readonly uid: string
  readonly resourceId: string | undefined
  readonly trust: TrustOut | undefined
}

function questionJson(
  parts: Parts,
  owner: Principal,
  { uid, resourceId, trust }: Asking,
  question: PendingQuestion,
): QuestionOut {
  const reading = readingOf(parts, owner, question.message)
  const first = reading.set.master ?? reading.set.overridden[0]
  const isEvent = first?.name === 'VEVENT'
  return {
    id: question.id,
    uid,
    question: question.question,
    ...(question.from !== undefined && { from: question.from }),
    ...(resourceId !== undefined && { event: resourceId }),
    ...(isEvent && { about: componentJson(reading, first, '') }),
    ...(trust !== undefined && { trust }),
  }
}

const answer = route(
  {
    method: 'POST',
    path: '/waiting/questions',
    tag: 'waiting',
    summary: 'Answers a question; refusing an uninvited Attendee tells him so',
    query: previewQuery,
    body: z.strictObject({
      for: nameSchema.optional(),
      uid: z.string().min(1).max(1_000),
      question: z.string().min(1).max(4_000),
      answer: z.enum(['accept', 'refuse', 'dismiss']),
    }),
    answer: changedOut,
  },
  async (call) => {
    const { uid, question: id, answer: said } = call.body
    const owner = await call.parts.store.read((tables) =>
      findPrincipal(call, tables, call.body.for, 'write'),
    )
    const wanted = { owner, uid, preview: call.query.preview }
    return carryOut(call, wanted, (desk, holder) => {
      const found = holder.held.ledger.questions.find((each) => each.id === id)
      if (found === undefined) throw new ApiProblem(404, 'not-found', 'No such question waits.')
      return decisionOn(desk, holder, found, said)
    })
  },
)

async function decisionOn(
  desk: Desk,
  holder: Holder,
  asked: PendingQuestion,
  said: 'accept' | 'refuse' | 'dismiss',
): Promise<Change> {
  const { id, question } = asked
  if (said === 'refuse' && question === 'admit-uninvited') {
    return { kind: 'refuse-uninvited', question: id }
  }
  if (said !== 'accept') return { kind: 'dismiss-question', question: id }
  if (question === 'admit-uninvited') return { kind: 'admit-uninvited', question: id }
  if (question !== 'busy-time') return { kind: 'accept-question', question: id }
  const window = askedWindow(asked)
  if (window === undefined) return { kind: 'dismiss-question', question: id }
  const all = await busyTimes(desk.parts, desk.tables, [holder.principal], window)
  const busy = all.get(holder.principal.id)
  if (busy === undefined) return { kind: 'dismiss-question', question: id }
  return answerBusyTime(asked, busy)
}

export const waitingRoutes: readonly Route[] = [list, answer]
