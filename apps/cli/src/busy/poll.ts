/** `parley poll`: offer several times, vote, count, and make a meeting of the winner. */
import {
  answerOf,
  type HeldPoll,
  originatePoll,
  type PollChange,
  type PollTransition,
  readPoll,
  receivePoll,
  responseOf,
  submitWinner,
  tallyPoll,
  type Vote,
} from '@parley/busytime'
import { component, firstProperty, textProperty, timeOf, timeProperty } from '@parley/icalendar'
import { type Context, calendarAddress, nothingHeld } from '@parley/itip'
import { act } from '../act.ts'
import type { Call } from '../command.ts'
import { type ExitCode, misused } from '../failure.ts'
import { checked, contextOf } from '../identity.ts'
import { readOne } from '../input.ts'
import { plain, table } from '../terminal/paint.ts'
import { spanWords, typedLength, typedTime } from '../times.ts'
import { requirementWords } from '../words/explanation.ts'
import { loadPoll, saveMessages, savePoll } from './poll-file.ts'

export async function poll(call: Call): Promise<ExitCode> {
  const [action = '', file = '', message] = call.operands
  const context = contextOf(call)
  const held = loadPoll(file, () => call.world.freshName())
  if (action === 'show') return show(held, call)
  if (action === 'submit') return submit(held, file, call, context)
  const made =
    action === 'receive'
      ? await received(held, message ?? '', call, context)
      : originatePoll(held, changeOf(action, held, call, context), context)
  return told(held, made, file, call, context)
}

function changeOf(action: string, held: HeldPoll, call: Call, context: Context): PollChange {
  const { options } = call
  const comment = options.text('comment')
  const said = comment === undefined ? {} : { comment }
  switch (action) {
    case 'open':
      return { kind: 'open', draft: draftOf(call, context) }
    case 'vote':
      return { kind: 'vote', votes: votesOf(call), ...said }
    case 'status':
      return { kind: 'tell-status', ...said }
    case 'close':
    case 'cancel':
      return { kind: action, ...said }
    case 'refresh':
      return { kind: 'refresh' }
    case 'choose':
      return { kind: 'choose', itemId: chosenOf(held, call), ...said }
    default:
      throw misused(
        `poll ${action}: say open, vote, receive, show, status, close, choose, submit, cancel or refresh`,
      )
  }
}

function draftOf(
  call: Call,
  { floatingTzid }: Context,
): Extract<PollChange, { kind: 'open' }>['draft'] {
  const { options } = call
  const summary = options.text('summary')
  const times = options.texts('candidate')
  if (summary === undefined || times.length < 2)
    throw misused('a poll has a --summary and two times or more: --candidate TIME')
  const { days, seconds } = typedLength('duration', options.text('duration') ?? '1h')
  const candidates = times.map((text, i) => {
    const start = typedTime('candidate', text, floatingTzid)
    const wallSeconds = start.wallSeconds + days * 86_400 + seconds
    const location = options.text('location')
    return component('VEVENT', [
      textProperty('UID', `candidate-${i + 1}`),
      textProperty('SUMMARY', summary),
      timeProperty('DTSTART', start),
      timeProperty('DTEND', { ...start, wallSeconds }),
      ...(location === undefined ? [] : [textProperty('LOCATION', location)]),
    ])
  })
  const voters = options.texts('attendee').map((each) => ({
    address: calendarAddress(checked('attendee', each)),
    stayInformed: false,
  }))
  const end = options.text('end')
  return {
    summary,
    candidates,
    voters,
    votesShown: options.flag('hide-votes') ? 'hide' : 'show',
    ...(end === undefined ? {} : { end: typedTime('end', end, floatingTzid) }),
  }
}

function votesOf({ options }: Call): readonly Vote[] {
  const of = (name: 'yes' | 'maybe' | 'no'): readonly Vote[] =>
    options.texts(name).map((text) => ({ itemId: itemOf(text), response: responseOf(name) }))
  const votes = [...of('yes'), ...of('maybe'), ...of('no')]
  if (votes.length === 0) throw misused('a vote says --yes N, --maybe N or --no N')
  return votes
}

function itemOf(text: string): number {
  const item = Number(text)
  if (!Number.isSafeInteger(item)) throw misused(`${text}: not the number of a candidate`)
  return item
}

/** The one named, else the one that leads. */
function chosenOf({ poll: held }: HeldPoll, { options }: Call): number {
  const item = options.text('item')
  const leader = held === undefined ? undefined : tallyPoll(held)[0]?.itemId
  return item === undefined ? (leader ?? 0) : itemOf(item)
}

async function received(
  held: HeldPoll,
  file: string,
  call: Call,
  context: Context,
): Promise<PollTransition> {
  if (file === '') throw misused('which message? parley poll receive FILE MESSAGE')
  const input = await readOne(file, call.world)
  const [message] = input.calendars.flatMap(
    ({ object, method }) => readPoll(object, method === undefined ? {} : { method }).messages,
  )
  if (message === undefined) throw misused(`${file}: holds no message about a poll`)
  const from = call.options.text('from') ?? input.envelope?.from[0]?.address
  const originator =
    from === undefined ? {} : { originator: { address: calendarAddress(from), proven: false } }
  const known = held.poll === undefined ? { ...held, uid: message.poll.uid } : held
  if (known.uid !== message.poll.uid) throw misused(`${file}: is about another poll`)
  return receivePoll(known, message, { ...context, ...originator })
}

async function told(
  before: HeldPoll,
  made: PollTransition,
  file: string,
  call: Call,
  context: Context,
): Promise<ExitCode> {
  const { options, world } = call
  const changed = made.state !== before
  const dryRun = options.flag('dry-run')
  if (changed && !dryRun) savePoll(file, made.state, context)
  const messages = dryRun ? [] : saveMessages(made, call)
  if (options.flag('json')) {
    const { explanation, effects, state } = made
    const notices = effects.filter((each) => each.kind !== 'send')
    const { uid, poll: of } = state
    const answer = { uid, status: of?.status, changed, explanation, notices, messages }
    world.write(`${JSON.stringify(answer)}\n`)
  } else {
    const words = await requirementWords()
    const why = made.explanation.map(({ requirement }) => words.get(requirement) ?? requirement)
    const sent = messages.map(
      (each) => `${each.method} to ${each.recipients.map(plain).join(', ')}: ${each.file}`,
    )
    world.write(`${[...why, ...sent].join('\n')}\n`)
  }
  return changed || messages.length > 0 ? 0 : 1
}

/** The meeting goes onto the calendar, and its mails into the outbox, as with any other. */
async function submit(
  held: HeldPoll,
  file: string,
  call: Call,
  context: Context,
): Promise<ExitCode> {
  const uid = call.options.text('uid') ?? call.world.freshName()
  const { winner, ...made } = submitWinner(held, { uid }, context)
  if (winner === undefined) return told(held, made, file, call, context)
  const before = nothingHeld(uid)
  const title = held.poll?.summary ?? ''
  const saved = await act(call, async () => [{ title, before, transition: winner, violations: [] }])
  return saved === 0 ? told(held, made, file, call, context) : saved
}

function show(held: HeldPoll, { options, world, paint }: Call): ExitCode {
  const { poll: of } = held
  if (of === undefined) throw misused('there is no such poll')
  const rows = tallyPoll(of)
  const spans = new Map(
    of.candidates.map(({ itemId, component: each }) => {
      const start = firstProperty(each, 'DTSTART')
      const end = firstProperty(each, 'DTEND')
      const from = start && timeOf(start)
      return [itemId, from === undefined ? '' : spanWords(from, end && timeOf(end))]
    }),
  )
  if (options.flag('json')) {
    const { uid, summary, status, winner, voters } = of
    const tally = rows.map((row) => ({ ...row, when: spans.get(row.itemId) }))
    world.write(`${JSON.stringify({ uid, summary, status, winner, tally, voters })}\n`)
    return 0
  }
  const lines = rows.map((row) => [
    row.itemId === of.winner ? paint.green('✓') : ' ',
    `${row.itemId}`,
    spans.get(row.itemId) ?? '',
    paint.green(`${row.yes} yes`),
    paint.yellow(`${row.maybe} maybe`),
    paint.red(`${row.no} no`),
    paint.dim(`${row.unanswered.length} silent`),
  ])
  const voters = of.voters.map(({ address, votes }) => [
    '',
    plain(address),
    votes.map(({ itemId, response }) => `${itemId} ${answerOf(response)}`).join(', ') || 'silent',
  ])
  world.write(
    `${paint.bold(plain(of.summary))} (${of.status})\n${table(lines)}\n\n${table(voters)}\n`,
  )
  return 0
}
