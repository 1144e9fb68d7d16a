/** What an Organizer does to what is on the calendar: cancel, add, publish, decide on proposals. */
import type { Change } from '@parley/itip'
import { act, wish } from '../act.ts'
import type { Command } from '../command.ts'
import { misused } from '../failure.ts'
import { folderOptions } from '../options.ts'
import { counterCalled, keysOf, questionCalled } from '../which.ts'
import { addressesOf, changeOfOne, common } from './answer.ts'
import { eventFrom } from './event.ts'

export const cancelCommand: Command = changeOfOne(
  {
    name: 'cancel',
    summary: 'cancel all, some instances, or some Attendees',
    options: ['instance', 'this-and-future', 'attendee', 'comment'],
    examples: [
      ['parley cancel planning', 'The whole of it; everybody is told.'],
      ['parley cancel planning --instance 2026-03-10', 'That day only; the others stay.'],
      ['parley cancel planning --instance 2026-03-10 --this-and-future', 'From that day on.'],
      ['parley cancel planning --attendee ben@example.com', 'Ben is no longer invited.'],
    ],
  },
  (call, held, context) => {
    const attendees = addressesOf(call, 'attendee')
    const future = call.options.flag('this-and-future')
    if (future && call.options.texts('instance').length !== 1) {
      throw misused('--this-and-future needs one --instance to begin with')
    }
    return {
      kind: 'cancel',
      ...common(call, held, context),
      ...(future ? { thisAndFuture: true } : {}),
      ...(attendees.length > 0 ? { attendees } : {}),
    }
  },
)

export const addCommand: Command = changeOfOne(
  {
    name: 'add',
    summary: 'add one more instance to what is on the calendar',
    options: ['start', 'end', 'duration', 'summary', 'location', 'description'],
    details:
      'What is not given is as in the series. Only those who know it already are told (ADD).',
    examples: [['parley add planning --start 2026-03-12T10:00', 'One more meeting, on Thursday.']],
  },
  (call, held, context) => {
    if (call.options.text('start') === undefined) throw misused('when? Say --start')
    return { kind: 'add', component: eventFrom(call, held, context) }
  },
)

export const publishCommand: Command = changeOfOne(
  {
    name: 'publish',
    summary: 'send it to people for their information, without asking for an answer',
    options: ['to'],
    examples: [
      ['parley publish holidays --to team@example.com', 'They may put it on their calendars.'],
    ],
  },
  (call) => {
    const recipients = addressesOf(call, 'to')
    if (recipients.length === 0) throw misused('say whom to: --to ADDRESS')
    return { kind: 'publish', recipients }
  },
)

export const reconfirmCommand: Command = changeOfOne(
  {
    name: 'reconfirm',
    summary: 'ask Attendees to answer again although nothing changed',
    options: ['attendee', 'comment'],
    examples: [['parley reconfirm planning --attendee ben@example.com', 'Is Ben still coming?']],
  },
  (call) => {
    const attendees = addressesOf(call, 'attendee')
    const comment = call.options.text('comment')
    return {
      kind: 'reconfirm',
      ...(attendees.length > 0 ? { attendees } : {}),
      ...(comment === undefined ? {} : { comment }),
    }
  },
)

export const deleteCommand: Command = changeOfOne(
  {
    name: 'delete',
    summary: 'take it off your calendar; others are told as the standards say',
    options: ['silent', 'comment'],
    details:
      'An Organizer who deletes cancels; an Attendee who deletes declines. --silent tells nobody.',
    examples: [['parley delete planning --silent', 'Gone here, and nobody hears of it.']],
  },
  (call) => {
    const comment = call.options.text('comment')
    return {
      kind: 'delete',
      ...(call.options.flag('silent') ? { silent: true } : {}),
      ...(comment === undefined ? {} : { comment }),
    }
  },
)

export const transferCommand: Command = changeOfOne(
  {
    name: 'transfer',
    summary: 'make somebody else the Organizer',
    options: ['to'],
    examples: [
      ['parley transfer planning --to carla@example.com', 'Carla organizes it from now on.'],
    ],
  },
  (call) => {
    const [to, ...more] = addressesOf(call, 'to')
    if (to === undefined || more.length > 0) throw misused('say whom to: --to ADDRESS, once')
    return { kind: 'transfer-organizer', to }
  },
)

export const splitCommand: Command = changeOfOne(
  {
    name: 'split',
    summary: 'end a series before an instance and go on with a new one',
    options: ['instance', 'uid'],
    details: 'The rest gets a UID of its own, so that it can be changed apart. Answers stay.',
    examples: [['parley split planning --instance 2026-03-17', 'A new series from that day on.']],
  },
  (call, held, context) => {
    const [at, ...more] = keysOf(call, held, context) ?? []
    if (at === undefined || more.length > 0) throw misused('from where on? Say --instance, once')
    return { kind: 'split', at, newUid: call.options.text('uid') ?? call.world.freshName() }
  },
)

export const acceptCounterCommand: Command = counterAnswer({
  name: 'accept-counter',
  summary: 'take a counter-proposal over: the event changes and everybody is told',
  options: ['comment'],
  examples: [
    ['parley accept-counter planning', 'The only proposal that waits.'],
    ["parley accept-counter 'ben@example.com'", 'The one whose id begins so.'],
  ],
})

export const declineCounterCommand: Command = counterAnswer({
  name: 'decline-counter',
  summary: 'decline a counter-proposal: the event stays and the proposer is told',
  options: ['comment'],
  examples: [['parley decline-counter planning --comment "The room is taken"', 'No, and why.']],
})

function counterAnswer(
  row: Omit<Command, 'run' | 'operands' | 'count'> & { name: string },
): Command {
  const kind = row.name === 'accept-counter' ? 'accept-counter' : 'decline-counter'
  return {
    ...row,
    operands: 'ID|WHICH',
    count: [1, 1],
    options: [...row.options, ...folderOptions],
    run: (call) =>
      act(call, async (folder, context) => {
        const { held, counter } = await counterCalled(folder, call.operands[0] ?? '', call)
        const comment = call.options.text('comment')
        const words = comment === undefined ? {} : { comment }
        return [wish(row.name, held, { kind, counter: counter.id, ...words }, context)]
      }),
  }
}

export const answerQuestionCommand: Command = {
  name: 'answer-question',
  summary: 'decide what waits for you: --accept or --dismiss',
  operands: 'ID|WHICH',
  count: [1, 1],
  options: ['accept', 'dismiss', ...folderOptions],
  details:
    'Some messages are not for a machine to decide: an uninvited Attendee, another Organizer, an ' +
    'unknown sender. They wait; parley list shows them with their ids.',
  examples: [
    ['parley answer-question planning --accept', 'Let the uninvited Attendee in.'],
    ['parley answer-question planning --dismiss', 'No; everything stays as it is.'],
  ],
  run: (call) =>
    act(call, async (folder, context) => {
      const [accept, dismiss] = [call.options.flag('accept'), call.options.flag('dismiss')]
      if (accept === dismiss) throw misused('say --accept or --dismiss')
      const { held, question } = await questionCalled(folder, call.operands[0] ?? '', call)
      const id = question.id
      const uninvited = question.question === 'admit-uninvited'
      const change: Change = uninvited
        ? { kind: accept ? 'admit-uninvited' : 'refuse-uninvited', question: id }
        : { kind: accept ? 'accept-question' : 'dismiss-question', question: id }
      return [wish('answer-question', held, change, context)]
    }),
}
