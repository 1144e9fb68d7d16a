/** `parley receive` and `parley explain`: what a message does to what we hold. */
import type { Context, HeldState, Originator, ReceivedTransition } from '@parley/itip'
import { calendarAddress, nothingHeld, receive } from '@parley/itip'
import type { Decision } from '../act.ts'
import { act, report } from '../act.ts'
import type { Call, Command } from '../command.ts'
import type { ExitCode } from '../failure.ts'
import { refused } from '../failure.ts'
import type { Folder } from '../folder/folder.ts'
import { lookInto } from '../folder/folder.ts'
import { calendarThere, checked, contextOf } from '../identity.ts'
import { filesBelow, noCalendar, originatorOf, readInput } from '../input.ts'
import { messagesOf } from '../messages.ts'
import { folderOptions, identityOptions } from '../options.ts'
import { mailsOf } from '../outgoing.ts'
import { progressOf } from '../terminal/progress.ts'
import { levelled } from '../words/violations.ts'

export const receiveCommand: Command = {
  name: 'receive',
  summary: 'apply mails or calendar files that arrived to your calendar',
  operands: 'FILE|DIR|-...',
  count: [1, Number.POSITIVE_INFINITY],
  options: ['from', 'person', ...folderOptions],
  details:
    'Says for each message what kind of news it is, what it changes, and by which rule. What must be ' +
    'sent in return goes to the outbox; what a person must decide waits (parley list shows it).\n' +
    'Receiving a message again changes nothing.\n' +
    'Where the policy counterProposals is accept-if-free, a proposal is accepted that is free for all: ' +
    'for you by the calendar, for others by the folders that --person names.',
  examples: [
    ['parley receive invitation.eml -C cal --as ben@example.com', 'Put it on the calendar.'],
    ['parley receive -n - < mail.eml', 'Read from a pipe; say what would happen, change nothing.'],
  ],
  run: (call) => act(call, (folder, context) => received(call, folder, context)),
}

export const explainCommand: Command = {
  name: 'explain',
  summary: 'say why a message would be applied or not; change nothing',
  operands: 'FILE|DIR|-...',
  count: [1, Number.POSITIVE_INFINITY],
  options: ['from', 'person', 'calendar', ...identityOptions],
  details:
    'Tells the class of each message, every rule that decided, in words and with its number in the ' +
    'requirement register, and what would follow. Without --calendar, as if nothing were held.',
  examples: [
    ['parley explain update.eml -C cal --as ben@example.com', 'Why is this update not applied?'],
    ['parley explain --json reply.eml -C cal --as anna@example.com', 'The same for a program.'],
  ],
  run: explain,
}

async function explain(call: Call): Promise<ExitCode> {
  const { options, world } = call
  const context = contextOf(call)
  const told = async (held: Pick<Folder, 'held'>): Promise<ExitCode> => {
    const decisions = await received(call, held, context)
    const mails = []
    for (const each of decisions) mails.push(await mailsOf(each, call, context))
    await report(call, decisions, mails, [])
    return 0
  }
  const named = options.text('calendar') ?? world.environment['PARLEY_CALENDAR'] ?? ''
  if (named === '') return told({ held: nothingHeld })
  return lookInto(calendarThere(call), undefined, told)
}

/** What each message of each file does, one after the other. */
async function received(
  call: Call,
  folder: Pick<Folder, 'held'>,
  context: Context,
): Promise<readonly Decision[]> {
  const from = call.options.text('from')
  const named: Originator | undefined =
    from === undefined
      ? undefined
      : { address: calendarAddress(checked('from', from)), proven: false }
  const states = new Map<string, HeldState>()
  const decisions: Decision[] = []
  const files = call.operands.flatMap(filesBelow)
  const progress = progressOf(call.world, files.length)
  for (const [i, file] of files.entries()) {
    progress.step(i, file)
    const input = await readInput(file, call.world)
    if (input.calendars.length === 0) throw refused(`${file}: ${noCalendar(input)}`)
    const { messages, violations } = messagesOf(input)
    if (messages.length === 0) {
      const [first] = violations
      const why =
        first === undefined
          ? 'has no METHOD, so it is no message; store it with parley save'
          : `no message can be read: expected ${first.expected}, found ${first.found}`
      throw refused(`${file}: ${why}`)
    }
    const originator = originatorOf(input) ?? named
    const informed = originator === undefined ? context : { ...context, originator }
    for (const { message } of messages) {
      const before = states.get(message.uid) ?? folder.held(message.uid)
      const transition = await judged(receive(before, message, informed), call, context)
      states.set(message.uid, transition.state)
      decisions.push({
        title: `${message.method} · ${file}`,
        before,
        transition,
        classification: transition.classification,
        violations: transition.violations.map((each) => levelled({ ...each, line: 0 }, each.level)),
      })
    }
  }
  progress.end()
  return decisions
}

/** A counter-proposal that waits is accepted where policy is to accept what is free for all. */
async function judged(
  received: ReceivedTransition,
  call: Call,
  context: Context,
): Promise<ReceivedTransition> {
  if (received.classification !== 'counter') return received
  if (context.policy.counterProposals !== 'accept-if-free') return received
  const { acceptWhereFree } = await import('../busy/counters.ts')
  return acceptWhereFree(received, call, context)
}
