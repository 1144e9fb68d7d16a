/** Answer pages under `/answer/`: GET shows and changes nothing, POST answers. */
import {
  ianaZoneOf,
  parseTime,
  property,
  serializeText,
  type Time,
  withProperties,
} from '@parley/icalendar'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Parts } from '../../parts.ts'
import { makePace, type Pace } from '../pace.ts'
import { openTokens, type Tokens } from '../tokens.ts'
import { isSpan, mute, type PageAnswer, takeAnswer } from './answer.ts'
import { type Invitation, invitationOf } from './invitation.ts'
import { answerPage, pageHeaders, type Shown, unsubscribePage, wordsPage } from './page.ts'
import { answerRoot } from './paths.ts'
import { pollPage } from './poll-page.ts'
import { languagesFrom, pageTexts } from './texts.ts'
import { takeVotes, votesFrom } from './vote.ts'

type Wanted = FastifyRequest<{ Params: { token: string }; Querystring: { tz?: string } }>

type Desk = { readonly parts: Parts; readonly tokens: () => Promise<Tokens>; readonly pace: Pace }

export function addAnswerPages(http: FastifyInstance, parts: Parts): void {
  if (!parts.config.mail.links.enabled) return
  let opened: Promise<Tokens> | undefined
  const desk: Desk = {
    parts,
    tokens: () => {
      opened ??= openTokens(parts.store)
      return opened
    },
    pace: makePace(parts.config.mail.links.postsPerMinute, () => parts.clock()),
  }
  const path = `${answerRoot}:token`
  http.get(path, (request: Wanted, reply) => show(desk, request, reply, undefined))
  http.post(path, (request: Wanted, reply) => answer(desk, request, reply))
  http.get(`${path}/invite.ics`, (request: Wanted, reply) => download(desk, request, reply))
  http.get(`${path}/unsubscribe`, (request: Wanted, reply) => askToMute(desk, request, reply))
  http.post(`${path}/unsubscribe`, (request: Wanted, reply) => changeMute(desk, request, reply))
}

/** The invitation; undefined where the reply has been sent already. */
async function found(
  { parts, tokens, pace }: Desk,
  request: Wanted,
  reply: FastifyReply,
): Promise<Invitation | undefined> {
  const { token } = request.params
  const texts = pageTexts(languagesFrom(request.headers['accept-language']))
  const writes = request.method !== 'GET'
  if (writes && (!pace.allows(`ip ${request.ip}`) || !pace.allows(`token ${token.slice(0, 80)}`))) {
    reply.code(429).headers({ ...pageHeaders, 'retry-after': '60' })
    reply.send(wordsPage(texts, texts.slow))
    return undefined
  }
  const invitation = await invitationOf(parts, await tokens(), token)
  if (invitation === undefined) {
    // One answer for what never was, is over, or was taken back.
    reply.code(404).headers(pageHeaders).send(wordsPage(texts, texts.noLink))
  }
  return invitation
}

function shownTo(request: Wanted, invitation: Invitation): Shown {
  const accepted = languagesFrom(request.headers['accept-language'])
  const known = invitation.peer?.language ?? ''
  const languages = accepted.length > 0 ? accepted : known === '' ? [] : [known]
  const tz = request.query.tz
  return {
    texts: pageTexts(languages),
    languages,
    tzid: tz === undefined || tz === '' ? undefined : ianaZoneOf(tz.slice(0, 64)),
    token: request.params.token,
    said: undefined,
  }
}

async function show(
  desk: Desk,
  request: Wanted,
  reply: FastifyReply,
  said: string | undefined,
): Promise<FastifyReply> {
  const invitation = await found(desk, request, reply)
  if (invitation === undefined) return reply
  const shown = { ...shownTo(request, invitation), said }
  return reply.headers(pageHeaders).send(pageOf(desk, invitation, shown))
}

async function answer(desk: Desk, request: Wanted, reply: FastifyReply): Promise<FastifyReply> {
  const invitation = await found(desk, request, reply)
  if (invitation === undefined) return reply
  const shown = shownTo(request, invitation)
  const { texts } = shown
  if (invitation.poll !== undefined) return vote(desk, request, reply, { invitation, shown })
  const given = answerFrom(formOf(request), invitation)
  if (given === undefined) {
    const page = answerPage(desk.parts, invitation, { ...shown, said: texts.wrongTime })
    return reply.code(400).headers(pageHeaders).send(page)
  }
  const taken = await takeAnswer(desk.parts, invitation, given)
  const thanks = given.kind === 'counter' ? texts.proposed : texts.answered
  const now = await invitationOf(desk.parts, await desk.tokens(), request.params.token)
  const said = taken ? thanks : texts.notTaken
  const page = answerPage(desk.parts, now ?? invitation, { ...shown, said })
  return reply
    .code(taken ? 200 : 409)
    .headers(pageHeaders)
    .send(page)
}

function pageOf({ parts }: Desk, invitation: Invitation, shown: Shown): string {
  const { poll } = invitation
  return poll === undefined
    ? answerPage(parts, invitation, shown)
    : pollPage(parts, { ...invitation, poll }, shown)
}

async function vote(
  desk: Desk,
  request: Wanted,
  reply: FastifyReply,
  { invitation, shown }: { readonly invitation: Invitation; readonly shown: Shown },
): Promise<FastifyReply> {
  const { parts } = desk
  const votes = votesFrom(formOf(request), invitation)
  const taken = votes.length > 0 && (await takeVotes(parts, invitation, votes))
  const now = await invitationOf(parts, await desk.tokens(), request.params.token)
  const said = taken ? shown.texts.answered : shown.texts.notTaken
  return reply
    .code(taken ? 200 : votes.length === 0 ? 400 : 409)
    .headers(pageHeaders)
    .send(pageOf(desk, now ?? invitation, { ...shown, said }))
}

const partStats = ['ACCEPTED', 'TENTATIVE', 'DECLINED'] as const
const maxComment = 2_000

/** Undefined: the form is not one of ours, or the times make no span. */
function answerFrom(form: URLSearchParams, { event }: Invitation): PageAnswer | undefined {
  const wanted = form.get('answer')
  const comment = (form.get('comment') ?? '').trim().slice(0, maxComment)
  const key = form.get('key')?.slice(0, 100) || undefined
  const partStat = partStats.find((each) => each === wanted)
  if (partStat !== undefined) return { kind: 'reply', partStat, key, comment }
  if (wanted !== 'counter' || event?.start === undefined) return undefined
  const start = timeFrom(form.get('start'), form.get('zone'), event.start)
  const end = timeFrom(form.get('end'), form.get('zone'), event.start)
  if (start === undefined || end === undefined) return undefined
  if (!isSpan({ start, end }, event.zones)) return undefined
  return { kind: 'counter', start, end, key, comment }
}

/** Of the same kind as the event's own start: a day, a time on a clock, a floating one. */
function timeFrom(text: string | null, zone: string | null, like: Time): Time | undefined {
  const digits = (text ?? '').slice(0, 20).replace(/[-:]/g, '')
  if (like.kind === 'DATE') return /^\d{8}$/.test(digits) ? parseTime(digits) : undefined
  if (!/^\d{8}T\d{4}$/.test(digits)) return undefined
  if (like.tzid === undefined) return parseTime(`${digits}00`)
  const tzid = ianaZoneOf((zone ?? '').slice(0, 64)) ?? like.tzid
  return parseTime(`${digits}00`, tzid)
}

async function download(desk: Desk, request: Wanted, reply: FastifyReply): Promise<FastifyReply> {
  const invitation = await found(desk, request, reply)
  if (invitation === undefined) return reply
  const { event } = invitation
  if (event === undefined) {
    const { texts } = shownTo(request, invitation)
    return reply.code(410).headers(pageHeaders).send(wordsPage(texts, texts.cancelled))
  }
  const object = withProperties(event.object, 'METHOD', [property('METHOD', 'PUBLISH')])
  return reply
    .headers({
      ...pageHeaders,
      'content-type': 'text/calendar; charset=utf-8; method=PUBLISH',
      'content-disposition': 'attachment; filename="invite.ics"',
    })
    .send(serializeText(object))
}

async function askToMute(desk: Desk, request: Wanted, reply: FastifyReply): Promise<FastifyReply> {
  const invitation = await found(desk, request, reply)
  if (invitation === undefined) return reply
  const muted = invitation.peer?.muted === true
  return reply
    .headers(pageHeaders)
    .send(unsubscribePage(invitation, shownTo(request, invitation), muted))
}

/** The page's form, or a mail program's one click (RFC 8058). */
async function changeMute(desk: Desk, request: Wanted, reply: FastifyReply): Promise<FastifyReply> {
  const invitation = await found(desk, request, reply)
  if (invitation === undefined) return reply
  const form = formOf(request)
  const muted = form.get('mute') !== 'no'
  await mute(desk.parts, invitation, muted)
  return reply
    .headers(pageHeaders)
    .send(unsubscribePage(invitation, shownTo(request, invitation), muted))
}

function formOf({ body }: Wanted): URLSearchParams {
  const text = body instanceof Uint8Array ? Buffer.from(body).toString('utf8') : ''
  return new URLSearchParams(text.slice(0, 20_000))
}
