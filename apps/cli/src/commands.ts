/** Every command, and how the help groups them. */
import { adminTable } from './admin/table.ts'
import type { Command } from './command.ts'
import {
  counterCommand,
  delegateCommand,
  forwardCommand,
  refreshCommand,
  replyCommand,
} from './commands/answer.ts'
import {
  compareCountersCommand,
  findTimeCommand,
  freebusyCommand,
  pollCommand,
} from './commands/busy.ts'
import { demoCommand } from './commands/demo.ts'
import { diffCommand } from './commands/diff.ts'
import { changeCommand, inviteCommand, saveCommand } from './commands/event.ts'
import { listCommand, showCommand } from './commands/look.ts'
import {
  acceptCounterCommand,
  addCommand,
  answerQuestionCommand,
  cancelCommand,
  declineCounterCommand,
  deleteCommand,
  publishCommand,
  reconfirmCommand,
  splitCommand,
  transferCommand,
} from './commands/organize.ts'
import { readCommand } from './commands/read.ts'
import { explainCommand, receiveCommand } from './commands/receive.ts'
import { validateCommand } from './commands/validate.ts'

const table: readonly (readonly [title: string, commands: readonly Command[]])[] = [
  ['Look at mails and files', [readCommand, validateCommand, explainCommand, diffCommand]],
  ['Your calendar', [receiveCommand, listCommand, showCommand, saveCommand, deleteCommand]],
  [
    'As an Attendee',
    [replyCommand, counterCommand, delegateCommand, forwardCommand, refreshCommand],
  ],
  [
    'As an Organizer',
    [
      inviteCommand,
      changeCommand,
      addCommand,
      cancelCommand,
      publishCommand,
      reconfirmCommand,
      compareCountersCommand,
      acceptCounterCommand,
      declineCounterCommand,
      answerQuestionCommand,
      splitCommand,
      transferCommand,
    ],
  ],
  ['When can we meet', [freebusyCommand, findTimeCommand, pollCommand]],
  ['See it work', [demoCommand]],
]

export const commands: readonly Command[] = [...table, ...adminTable].flatMap(([, held]) => held)

export type Groups = readonly (readonly [title: string, names: readonly string[]])[]

export const groups: Groups = named(table)
/** Of `parley admin`, whose names begin with that word. */
export const adminGroups: Groups = named(adminTable)

function named(of: typeof table): Groups {
  return of.map(([title, held]) => [title, held.map((each) => each.name)])
}

/** The command that the first words name, the longest name first, and what follows it. */
export function commandOf(
  line: readonly string[],
): { readonly command: Command; readonly rest: readonly string[] } | undefined {
  for (let words = Math.min(line.length, 3); words > 0; words--) {
    const name = line.slice(0, words).join(' ')
    const command = commands.find((each) => each.name === name)
    if (command !== undefined) return { command, rest: line.slice(words) }
  }
  return undefined
}
