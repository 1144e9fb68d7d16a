/** Live changes by server-sent events: which calendars changed, never what is in them. */

import type { OutgoingHttpHeaders } from 'node:http'
import { collectionByName } from '@parley/store'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sessionOf } from '../dav/session.ts'
import type { Parts } from '../parts.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { whoAsks } from '../sign-in/who-asks.ts'
import { visibleCalendars } from './calendars.ts'
import { ApiProblem } from './problem.ts'
import { type Route, route } from './route.ts'

export type Live = {
  open(request: FastifyRequest, reply: FastifyReply): Promise<void>
  /** Ends every stream, so that the server can stop. */
  close(): void
}

type Stream = {
  readonly reply: FastifyReply
  readonly principalId: string
  calendars: ReadonlySet<string>
  inbox: string | undefined
}

const maxStreams = 2_000
const maxStreamsEach = 20
const heartbeatMs = 20_000
/** A reader that is that far behind is cut off: it comes again and reads anew. */
const maxBehindBytes = 64_000

export function makeLive(parts: Parts, signIn: SignIn): Live {
  const streams = new Set<Stream>()
  const stopListening = parts.store.onAnnounced((topic) => {
    const ids = topic.split(' ')
    for (const each of streams) tell(each, ids)
  })

  async function open(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const seen = await visibleTo(parts, signIn, request)
    if (seen === undefined) throw new ApiProblem(401, 'not-signed-in', 'Sign in first.')
    const own = [...streams].filter((each) => each.principalId === seen.principalId)
    if (streams.size >= maxStreams || own.length >= maxStreamsEach) {
      throw new ApiProblem(429, 'too-many-streams', 'Too many streams are open.')
    }
    reply.hijack()
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as OutgoingHttpHeaders),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    reply.raw.write('event: ready\ndata: {}\n\n')
    const stream: Stream = { reply, ...seen }
    streams.add(stream)
    // What one may see changes, and sessions end: looked at anew with every beat.
    const beat = setInterval(async () => {
      const now = await visibleTo(parts, signIn, request).catch(() => undefined)
      if (now === undefined) return reply.raw.end()
      stream.calendars = now.calendars
      stream.inbox = now.inbox
      reply.raw.write(': beat\n\n')
    }, heartbeatMs)
    reply.raw.on('close', () => {
      clearInterval(beat)
      streams.delete(stream)
    })
  }

  return {
    open,
    close(): void {
      stopListening()
      for (const { reply } of streams) reply.raw.end()
    },
  }
}

function tell({ reply, principalId, calendars, inbox }: Stream, ids: readonly string[]): void {
  const changed = ids.filter((each) => calendars.has(each))
  const arrived = inbox !== undefined && ids.includes(inbox)
  const polls = ids.includes(`poll:${principalId}`)
  if (changed.length === 0 && !arrived && !polls) return
  if (reply.raw.writableLength > maxBehindBytes) {
    reply.raw.destroy()
    return
  }
  const data = JSON.stringify({ calendars: changed, inbox: arrived, polls })
  reply.raw.write(`event: changed\ndata: ${data}\n\n`)
}

type Seen = Pick<Stream, 'principalId' | 'calendars' | 'inbox'>

async function visibleTo(
  parts: Parts,
  signIn: SignIn,
  request: FastifyRequest,
): Promise<Seen | undefined> {
  const asking = await whoAsks(parts, signIn, request, { cookies: true })
  if (asking.kind !== 'principal') return undefined
  const session = sessionOf(asking.principal)
  return parts.store.read(async (tables) => {
    const visible = await visibleCalendars({ session }, tables)
    const inbox = await collectionByName(tables, asking.principal.id, 'inbox')
    return {
      principalId: asking.principal.id,
      calendars: new Set(visible.map((each) => each.collection.id)),
      inbox: inbox?.id,
    }
  })
}

const stream = route(
  {
    method: 'GET',
    path: '/events-stream',
    tag: 'live',
    summary: 'Server-sent events: `changed` names the calendars in which something changed',
  },
  async (call) => {
    await call.live.open(call.request, call.reply)
    return call.reply
  },
)

export const liveRoutes: readonly Route[] = [stream]
