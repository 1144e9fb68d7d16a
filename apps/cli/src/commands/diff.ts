/** `parley diff`: two versions, and who is told what. */
import type { CalendarObject } from '@parley/icalendar'
import type { HeldState } from '@parley/itip'
import { nothingHeld, originate, significantChanges } from '@parley/itip'
import { textWidth } from '../act.ts'
import type { Call, Command } from '../command.ts'
import type { ExitCode } from '../failure.ts'
import { misused } from '../failure.ts'
import { contextOf } from '../identity.ts'
import { readOne } from '../input.ts'
import { identityOptions } from '../options.ts'
import { mailsOf } from '../outgoing.ts'
import { plain } from '../terminal/paint.ts'
import { tellingComponents } from '../words/component.ts'
import { requirementWords } from '../words/explanation.ts'
import { timeline } from '../words/timeline.ts'
import { changeJson, changeLines, toldJson, toldText } from '../words/transition.ts'
import { objectsByUid } from './event.ts'

export const diffCommand: Command = {
  name: 'diff',
  summary: 'compare two versions: what changed, and who would be told what',
  operands: 'BEFORE AFTER',
  count: [2, 2],
  options: identityOptions,
  details:
    'Nothing is stored or sent. The answer is that of the calendar user whom --as names, the ' +
    'Organizer or an Attendee.',
  examples: [
    ['parley diff old.ics new.ics --as anna@example.com', 'Whom would this edit mail?'],
    ['parley diff --json old.ics new.ics --as anna@example.com', 'The same for a program.'],
  ],
  run: diff,
}

async function diff(call: Call): Promise<ExitCode> {
  const { world, operands, options, paint } = call
  const context = contextOf(call)
  const [before, after] = [await objectIn(operands[0], call), await objectIn(operands[1], call)]
  if (before.uid !== after.uid) {
    throw misused(
      `${operands[0]} and ${operands[1]} hold different UIDs: ${before.uid}, ${after.uid}`,
    )
  }
  const held: HeldState = { ...nothingHeld(before.uid), object: before.part }
  const changes = significantChanges(before.part, after.part, context)
  const transition = originate(held, { kind: 'save', object: after.part }, context)
  const decision = { title: 'diff', before: held, transition, violations: [] }
  const told = { ...decision, mails: await mailsOf(decision, call, context), files: [] }
  const words = await requirementWords()
  if (options.flag('json')) {
    const list = changes.map(changeJson)
    world.write(`${JSON.stringify({ ...(toldJson(told, words) as object), changes: list })}\n`)
    return 0
  }
  const [old, made] = [tellingComponents(before.part)[0], tellingComponents(after.part)[0]]
  const picture = old === undefined || made === undefined ? [] : timeline(old, made, paint)
  const moved = changes.some((each) => each.resetsParticipation)
  const lines = changes.length === 0 ? ['nothing changed'] : changeLines(changes, paint)
  const notes = changes
    .filter((each) => each.raisesSequence || each.resetsParticipation)
    .map(({ resetsParticipation }) =>
      resetsParticipation ? 'SEQUENCE rises; answers start over' : 'SEQUENCE rises; answers stay',
    )
  for (const line of [...lines, ...new Set(notes), ...(moved ? picture : [])]) {
    world.write(`  ${line}\n`)
  }
  world.write(toldText(told, words, paint, textWidth(world)))
  return 0
}

async function objectIn(
  file: string | undefined,
  call: Call,
): Promise<{ uid: string; part: CalendarObject }> {
  const input = await readOne(file ?? '', call.world)
  const parts = input.calendars.flatMap(({ object }) => objectsByUid(object))
  const [only] = parts
  if (only === undefined) throw misused(`${plain(file ?? '')}: no component has a UID`)
  if (parts.length > 1)
    throw misused(`${plain(file ?? '')}: holds ${parts.length} UIDs; diff compares one`)
  return only
}
