/** The second act: a round of counter-proposals among five people with their calendars. */
import {
  type Act,
  anna,
  attendees,
  ben,
  carla,
  cast,
  classOf,
  dora,
  eve,
  fact,
  partStat,
  type Scene,
  type Teller,
  withPost,
} from './scene.ts'
import type { Delivered, Person, Played } from './stage.ts'

export const counterRound: Act = {
  name: 'counter-round',
  words: 'five people with full calendars, two counter-proposals, one decision',
  scenes: [invited, proposed, compared, decided, unasked],
}

const uid = 'design-review@north.example'
const guests = [ben, carla, dora, eve]
const hours = ['--hours', '9-17']

/** What each has to do on that Tuesday, hour to hour, or every week. */
const engagements: readonly (readonly [Person, string, from: number, to: number])[] = [
  [anna, 'Numbers with the board', 15, 17],
  [ben, 'School run, every week', 9, 10],
  [carla, 'Call with a client', 9, 11],
  [dora, 'Workshop', 13, 15],
  [eve, 'Dentist', 10, 11],
]

function engagementText([who, summary, from, to]: (typeof engagements)[number]): string {
  const at = (hour: number): string => `20260310T${String(hour).padStart(2, '0')}0000`
  const weekly = summary.includes('every week') ? ['RRULE:FREQ=WEEKLY'] : []
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//North Example//Calendar 1.0//EN',
    'BEGIN:VEVENT',
    `UID:busy-${who.address}`,
    'DTSTAMP:20260223T080000Z',
    `SUMMARY:${summary}`,
    `DTSTART;TZID=Europe/Berlin:${at(from)}`,
    `DTEND;TZID=Europe/Berlin:${at(to)}`,
    ...weekly,
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]
  return lines.join('\r\n')
}

async function invited(teller: Teller): Promise<Scene> {
  const { stage } = teller
  for (const each of engagements) {
    const [who] = each
    const file = stage.write(`${who.name.toLowerCase()}-busy.ics`, engagementText(each))
    await stage.play(who, ['save', file, '--silent'])
  }
  const day = ['--start', '2026-03-10', '--days', '1', ...hours]
  const grid = await stage.show(anna, ['freebusy', ...cast.map(stage.calendarOf), ...day], {
    own: false,
  })
  const time = ['--start', '2026-03-10T09:00', '--duration', '1h', '--zone', 'Europe/Berlin']
  const to = guests.flatMap(({ address }) => ['--attendee', address])
  const invite = ['invite', '--summary', 'Design review', ...time, ...to, '--uid', uid]
  const events = [grid, ...(await withPost(teller, [anna, invite]))]
  return {
    title: 'Anna invites, without a look at the calendars',
    words:
      'Each of the five has something to do on Tuesday. Anna asks for nine o’clock, when Ben and ' +
      'Carla are taken.',
    events,
    facts: [
      fact(
        'all four have the invitation',
        guests.every((who) => holdsAt(teller, who, 9)),
      ),
    ],
  }
}

async function proposed(teller: Teller): Promise<Scene> {
  const { stage } = teller
  const known = [anna, carla, dora].flatMap((who) => ['--person', stage.calendarOf(who)])
  const day = ['--start', '2026-03-10', '--days', '1', ...hours]
  const events = await withPost(
    teller,
    [dora, ['reply', 'Design', '--accept']],
    [carla, ['counter', 'Design', '--start', '2026-03-10T13:00', '--comment', 'After lunch?']],
    [ben, ['counter', 'Design', '--free', ...day, ...known]],
  )
  return {
    title: 'Carla and Ben propose other times',
    words:
      'Carla guesses. Ben lets the time be found from the calendars that he may see: all but Eve’s, ' +
      'of whom nothing is known to him. Both proposals wait; nothing has moved.',
    events,
    facts: [
      fact('two proposals wait', events.filter((each) => classOf(each) === 'counter').length === 2),
      fact(
        'nothing has moved',
        cast.every((who) => holdsAt(teller, who, 9)),
      ),
    ],
  }
}

async function compared(teller: Teller): Promise<Scene> {
  const { stage } = teller
  const people = guests.flatMap((who) => ['--person', stage.calendarOf(who)])
  const shown = await stage.show(anna, ['compare-counters', 'Design', ...people, ...hours], {
    own: true,
  })
  const printed = shown.printed ?? ''
  return {
    title: 'Anna lays them side by side',
    words: 'Against the time of all five; the best comes first.',
    events: [shown],
    facts: [
      fact(
        'Ben’s proposal suits everyone, and stands before Carla’s',
        printed.indexOf(ben.address) < printed.indexOf(carla.address) &&
          printed.includes('everyone required is free'),
      ),
      fact('Carla’s would be in Dora’s workshop', printed.includes(`cannot come: ${dora.address}`)),
    ],
  }
}

async function decided(teller: Teller): Promise<Scene> {
  const before = teller.copyOf(anna, uid)
  const events = await withPost(teller, [anna, ['accept-counter', ben.address]])
  const told = mailsOf(events)
  events.push(
    ...(await withPost(
      teller,
      ...guests.map((who) => [who, ['reply', 'Design', '--accept']] as const),
    )),
  )
  const after = teller.copyOf(anna, uid)
  return {
    title: 'One step: everyone is moved, and Carla is told no',
    words: 'A REQUEST to all four, a DECLINECOUNTER to Carla. Then they answer for the new time.',
    events,
    facts: [
      fact('a REQUEST went to all four', told.includes('REQUEST 4')),
      fact('a DECLINECOUNTER went to Carla alone', told.includes('DECLINECOUNTER 1')),
      fact(
        'every copy has the new time',
        cast.every((who) => holdsAt(teller, who, 11)),
      ),
      fact(
        'all four come',
        guests.every((who) => partStat(after, who) === 'ACCEPTED'),
      ),
    ],
    table: attendees(after),
    moved: [before, after],
  }
}

/** Where the policy says so, nobody need be asked. */
async function unasked(teller: Teller): Promise<Scene> {
  const { stage } = teller
  const before = teller.copyOf(anna, uid)
  const policy = stage.write('policy.json', '{ "counterProposals": "accept-if-free" }')
  const people = guests.flatMap((who) => ['--person', stage.calendarOf(who)])
  const judging = ['--policy', policy, ...people]
  const counter = ['counter', 'Design', '--start', '2026-03-11T10:00']
  const events = await withPost({ ...teller, optionsOf: (who) => (who === anna ? judging : []) }, [
    eve,
    [...counter, '--comment', 'The dentist may take longer'],
  ])
  const after = teller.copyOf(anna, uid)
  return {
    title: 'Eve proposes Wednesday, and nobody is asked',
    words:
      'Anna’s policy is to accept what is free for all whose calendars she has. It is, so the ' +
      'acceptance goes out by itself.',
    events,
    facts: [
      fact(
        'every copy is on Wednesday',
        cast.every((who) => holdsOn(teller, who, '20260311T1000')),
      ),
      fact(
        'everyone is asked again',
        guests.every((who) => partStat(after, who) !== 'ACCEPTED'),
      ),
    ],
    table: attendees(after),
    moved: [before, after],
  }
}

function holdsAt(teller: Teller, who: Person, hour: number): boolean {
  return holdsOn(teller, who, `20260310T${String(hour).padStart(2, '0')}00`)
}

function holdsOn({ copyOf }: Teller, who: Person, start: string): boolean {
  return new RegExp(`^DTSTART;TZID=Europe/Berlin:${start}00\\r?$`, 'm').test(copyOf(who, uid))
}

/** `REQUEST 4`: methods of what the first command sent, each with how many it went to. */
function mailsOf([first]: readonly (Played | Delivered)[]): readonly string[] {
  const answers = first === undefined || 'received' in first ? [] : first.answers
  return answers.flatMap(({ mails }) =>
    mails.map(({ method, recipients }) => `${method} ${recipients.length}`),
  )
}
