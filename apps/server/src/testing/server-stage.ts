/**
 * The stage that is a server: what people change goes through HTTP where a calendar app could say it
 * (a PUT, a DELETE), else through the same functions as the JSON API.
 */
import { parseCalendar, serializeText } from '@parley/icalendar'
import {
  type Change,
  emptyLedger,
  type HeldState,
  ledgerFromJson,
  type Method,
  methods,
  nothingHeld,
  read,
} from '@parley/itip'
import {
  heldLedgers,
  principalByName,
  resourcesByUid,
  searchTrace,
  updatePrincipal,
} from '@parley/store'
import type { Cast, Stage, Told, WireFate } from '@parley/testkit'
import { collectionPath } from '../dav/paths.ts'
import { changeHeld } from '../scheduling/change-held.ts'
import { deliverAll, hand } from '../scheduling/deliver.ts'
import { clearDesk, holderOf, openDesk, seat } from '../scheduling/desk.ts'
import { person, startTestServer, type TestServer } from './start.ts'

/** What a scenario needs that only a wire between servers has. */
export class NotOnThisStage extends Error {}

export type ServerStage = Stage & { end(): Promise<void> }

export async function serverStage(cast: readonly Cast[], nowSeconds: number): Promise<ServerStage> {
  let now = nowSeconds
  const server = await startTestServer({
    clock: () => now,
    config: { scheduling: { shareAnswers: false }, domains: [] },
    people: cast.map(({ name, user, tzid, policy }) =>
      person(name, { addresses: [user.address, ...user.aliases], tzid, settings: { policy } }),
    ),
  })
  const people = await principalsOf(server, cast)
  let told: Told[] = []
  let reasons: string[] = []
  const seen = new Set<string>()

  function principal(name: string) {
    const found = people.get(name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }
  /** What the trace and the outbox tell since the last look. */
  async function look(): Promise<void> {
    const { trace, outbox } = await server.parts.store.read(async (tables) => ({
      trace: (await searchTrace(tables, { limit: 10_000 })).toReversed(),
      outbox: await tables.selectFrom('outbox').selectAll().where('kind', '=', 'mail').execute(),
    }))
    for (const row of trace) {
      if (seen.has(row.id)) continue
      seen.add(row.id)
      const found: readonly { requirement: string }[] = JSON.parse(row.reasons)
      reasons.push(...found.map((each) => each.requirement))
      const name = [...people.values()].find((each) => each.id === row.ownerId)?.name ?? ''
      if (row.direction === 'local') told.push({ name, method: methodOf(row.method), keys: [] })
    }
    for (const row of outbox) {
      if (seen.has(row.id)) continue
      seen.add(row.id)
      told.push({ name: row.recipient, method: methodOf(row.method), keys: [] })
    }
  }

  return {
    name: 'server',
    async act(name, uid, change): Promise<void> {
      const refusals = await perform(server, { principal: principal(name), uid, now }, change)
      await server.followUp.run(5)
      await look()
      reasons.push(...refusals)
    },
    async inject(from, to, text): Promise<void> {
      await injected(server, { from: principal(from), to: principal(to), text })
      await look()
    },
    held: (name, uid) => heldOn(server, principal(name).id, uid),
    setNow(seconds): void {
      now = seconds
    },
    now: () => now,
    setWire(fate: WireFate): void {
      if (fate !== 'flows') {
        throw new NotOnThisStage('within one server no message waits, doubles or is lost')
      }
    },
    async release(): Promise<void> {
      throw new NotOnThisStage('within one server no message waits')
    },
    takeTold(): readonly Told[] {
      const taken = told
      told = []
      return taken
    },
    takeReasons(): readonly string[] {
      const taken = reasons
      reasons = []
      return taken
    },
    // What is held is in the database: nothing of it lives in a process.
    restart: async () => undefined,
    end: () => server.end(),
  }
}

function methodOf(text: string): Method {
  return methods.find((each) => each === text) ?? 'REQUEST'
}

type PrincipalRow = NonNullable<Awaited<ReturnType<typeof principalByName>>>

async function principalsOf(
  server: TestServer,
  cast: readonly Cast[],
): Promise<ReadonlyMap<string, PrincipalRow>> {
  const found = new Map<string, PrincipalRow>()
  await server.parts.store.write([], async (tables) => {
    for (const { name } of cast) {
      const row = await principalByName(tables, name)
      if (row === undefined) throw new Error(`${name} was not made`)
      await updatePrincipal(tables, row)
      found.set(name, row)
    }
  })
  return found
}

type Acting = { readonly principal: PrincipalRow; readonly uid: string; readonly now: number }

/** A calendar app says it by PUT and DELETE; all else is said by function. Returns why it was refused. */
async function perform(
  server: TestServer,
  acting: Acting,
  change: Change,
): Promise<readonly string[]> {
  const { principal, uid } = acting
  const client = server.as(principal.name)
  const held = await server.parts.store.read((tables) =>
    resourcesByUid(tables, [principal.id], uid),
  )
  const path = `${collectionPath(principal.name, 'calendar')}${encodeURIComponent(held[0]?.name ?? `${uid}.ics`)}`
  if (change.kind === 'save' && change.silent !== true && change.resend === undefined) {
    const answer = await client.put(path, serializeText(change.object))
    if (answer.status === 403 && answer.text.includes('scheduling-object-change')) {
      return [...answer.text.matchAll(/\d{4}\/[\w./-]+/g)].map((match) => match[0])
    }
    if (answer.status >= 300) throw new Error(`PUT: ${answer.status} ${answer.text}`)
    return []
  }
  if (change.kind === 'delete' && change.comment === undefined) {
    const headers = change.silent === true ? { 'schedule-reply': 'F' } : {}
    const answer = await client.delete(path, headers)
    if (answer.status >= 300) throw new Error(`DELETE: ${answer.status} ${answer.text}`)
    return []
  }
  await changeHeld(server.parts, { principal, uid, requestId: 'scenario' }, change)
  return []
}

/** A message as it might come from outside, claimed by a person who is proven to have sent it. */
async function injected(
  server: TestServer,
  { from, to, text }: { from: PrincipalRow; to: PrincipalRow; text: string },
): Promise<void> {
  const [object] = parseCalendar(text).objects
  const [message] = object === undefined ? [] : read(object).messages
  if (message === undefined) throw new NotOnThisStage('the lines hold no message that can be read')
  const { parts } = server
  await parts.store.write([`uid:${message.uid}`], async (tables) => {
    const desk = openDesk(parts, tables, { uid: message.uid, requestId: 'scenario' })
    await seat(desk, [from, to])
    const sender = holderOf(desk, from)
    const effect = {
      method: message.method,
      originator: sender.user.address,
      componentName: message.componentName,
    }
    const waiting = await hand(desk, { sender, to: holderOf(desk, to), message, effect, text })
    await deliverAll(desk, waiting)
    await clearDesk(desk)
  })
}

async function heldOn(server: TestServer, ownerId: string, uid: string): Promise<HeldState> {
  return server.parts.store.read(async (tables) => {
    const [resource] = await resourcesByUid(tables, [ownerId], uid)
    const ledger = (await heldLedgers(tables, [ownerId], uid)).get(ownerId)
    if (resource === undefined && ledger === undefined) return nothingHeld(uid)
    return {
      uid,
      object: resource && parseCalendar(resource.text).objects[0],
      ledger: (ledger && ledgerFromJson(JSON.parse(ledger.ledger))) ?? emptyLedger,
    }
  })
}
