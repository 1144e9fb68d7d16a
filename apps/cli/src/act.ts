/** What every command does that asks the engine: decide, save all of it or nothing, report. */
import { sameCalendar } from '@parley/icalendar'
import type { Change, Classification, Context, HeldState, Transition } from '@parley/itip'
import { originate } from '@parley/itip'
import type { Call } from './command.ts'
import type { ExitCode } from './failure.ts'
import type { Folder } from './folder/folder.ts'
import { changeFolder, lookInto } from './folder/folder.ts'
import { calendarOf, calendarThere, contextOf } from './identity.ts'
import type { OutgoingMail } from './outgoing.ts'
import { mailsOf } from './outgoing.ts'
import { requirementWords } from './words/explanation.ts'
import { isRefusal, toldJson, toldText } from './words/transition.ts'
import type { LevelledViolation } from './words/violations.ts'
import type { World } from './world.ts'

/** A decision on one UID, not yet saved. */
export type Decision = {
  readonly title: string
  readonly before: HeldState
  readonly transition: Transition
  readonly classification?: Classification
  readonly violations: readonly LevelledViolation[]
  /** What was wished for is so already. */
  readonly idle?: boolean
}

/**
 * Lets `decide` decide on the folder, saves states and mails together, and reports. With --dry-run
 * nothing is saved. Ends in 1 when something was refused. A calendar that is not there is made by
 * the commands that may begin one, and by no other.
 */
export async function act(
  call: Call,
  decide: (folder: Folder, context: Context) => Promise<readonly Decision[]>,
): Promise<ExitCode> {
  const dry = call.options.flag('dry-run')
  const context = contextOf(call)
  const calendar = beginning.has(call.name) ? calendarOf(call) : calendarThere(call)
  const open = dry ? lookInto : changeFolder
  return open(calendar, call.options.text('outbox'), async (folder) => {
    const decisions = await decide(folder, context)
    const mails: (readonly OutgoingMail[])[] = []
    for (const each of decisions) mails.push(await mailsOf(each, call, context))
    const files = dry ? [] : folder.commit(finalStates(decisions), mails.flat())
    await report(call, decisions, mails, files)
    return decisions.some(isRefused) ? 1 : 0
  })
}

const beginning: ReadonlySet<string> = new Set(['receive', 'save', 'invite'])

/** The last state of each UID; untouched ones are left out. */
function finalStates(decisions: readonly Decision[]): readonly HeldState[] {
  const states = new Map<string, HeldState>()
  for (const { before, transition } of decisions) {
    if (transition.state !== before) states.set(before.uid, transition.state)
    for (const made of transition.created ?? []) states.set(made.uid, made)
  }
  return [...states.values()]
}

/** Nothing came of it: a message turned away, or a wish that the engine does not grant. */
function isRefused({ before, transition, classification, idle }: Decision): boolean {
  if (classification !== undefined) return isRefusal(classification)
  if (idle === true) return false
  return transition.state === before && transition.effects.length === 0
}

export async function report(
  call: Call,
  decisions: readonly Decision[],
  mails: readonly (readonly OutgoingMail[])[],
  files: readonly string[],
): Promise<void> {
  const { world, options, paint } = call
  const words = await requirementWords()
  let given = 0
  decisions.forEach((decision, i) => {
    const own = mails[i] ?? []
    const told = { ...decision, mails: own, files: files.slice(given, given + own.length) }
    given += own.length
    world.write(
      options.flag('json')
        ? `${JSON.stringify(toldJson(told, words))}\n`
        : toldText(told, words, paint, textWidth(world)),
    )
  })
  if (options.flag('dry-run') && !options.flag('json')) {
    world.write(paint.dim('(dry run: nothing was written)\n'))
  }
}

/** Lines of more than a hundred columns are hard to read. */
export function textWidth({ terminal }: World): number {
  return Math.min(100, Math.max(40, terminal.columns))
}

/** The calendar user does something to what is held about one UID. */
export function wish(title: string, before: HeldState, change: Change, context: Context): Decision {
  const idle =
    change.kind === 'save' &&
    before.object !== undefined &&
    sameCalendar(before.object, change.object)
  return { title, before, transition: originate(before, change, context), violations: [], idle }
}
