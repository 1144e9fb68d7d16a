/** `parley freebusy`, `parley find-time` and `parley poll`: when people can meet. */
import type { Command } from '../command.ts'
import { folderOptions, identityOptions } from '../options.ts'

const people =
  'A PERSON is ADDRESS=DIR, a folder of calendar files; ADDRESS=DIR,ZONE, with their time zone; DIR, ' +
  'whose name is the address; or an ADDRESS alone, of whom nothing is known.'

export const freebusyCommand: Command = {
  name: 'freebusy',
  summary: "show people's free and busy time, from their folders of calendars",
  operands: 'PERSON...',
  count: [1, 500],
  options: ['start', 'days', 'hours', 'ics', 'zone', 'now'],
  details: people,
  examples: [
    ['parley freebusy anna@example.com=cal/anna --days 5 --hours 9-17', 'A working week.'],
    ['parley freebusy anna@example.com=cal/anna --ics', 'As a VFREEBUSY to publish.'],
  ],
  run: async (call) => (await import('../busy/freebusy.ts')).freebusy(call),
}

export const findTimeCommand: Command = {
  name: 'find-time',
  summary: 'find the best times for people and rooms to meet, with the reasons',
  operands: 'PERSON...',
  count: [1, 500],
  options: [
    'duration',
    'optional',
    'room',
    'seats',
    'feature',
    'start',
    'days',
    'hours',
    'lunch',
    'buffer',
    'at-least',
    'limit',
    'zone',
    'now',
  ],
  details:
    `${people}\nThe first is the Organizer. ` +
    'A ROOM is named like a person, with its seats and features after commas: den@example.com=cal/den,8,screen.',
  examples: [
    [
      'parley find-time anna@example.com=cal/anna ben@example.com=cal/ben,America/New_York --hours 9-17',
      'An hour within the next seven days.',
    ],
    [
      'parley find-time anna@example.com=cal/anna --optional ben@example.com --room den@example.com=cal/den,8 --lunch',
      'With a room; of Ben nothing is known.',
    ],
    [
      'parley find-time anna@example.com=cal/anna --room den@example.com=cal/den,40,screen --feature screen --seats 20',
      'In a room with a screen and twenty seats.',
    ],
  ],
  run: async (call) => (await import('../busy/find-time.ts')).findTime(call),
}

export const pollCommand: Command = {
  name: 'poll',
  summary: 'offer several times, take votes, count them, and submit the winner',
  operands: 'open|vote|receive|show|status|close|choose|submit|cancel|refresh FILE [MESSAGE]',
  count: [2, 3],
  options: [
    'summary',
    'candidate',
    'duration',
    'location',
    'attendee',
    'end',
    'hide-votes',
    'yes',
    'maybe',
    'no',
    'item',
    'uid',
    'from',
    'comment',
    ...folderOptions,
  ],
  details:
    'FILE holds the poll as you have it. Messages to send go into the outbox as .ics files; receive takes ' +
    'one that came. submit puts the meeting on the calendar. choose takes the candidate that leads unless --item names another.',
  examples: [
    [
      'parley poll open review.ics --as anna@example.com --summary Review --candidate 2026-03-02T10:00 --candidate 2026-03-03',
      'Two candidates; add voters with --attendee.',
    ],
    ['parley poll vote review.ics --as ben@example.com --yes 2 --maybe 1', 'A vote.'],
    [
      'parley poll receive review.ics reply.ics --as anna@example.com --from ben@example.com',
      'It arrives.',
    ],
    ['parley poll choose review.ics --as anna@example.com', 'The leading candidate wins.'],
  ],
  run: async (call) => (await import('../busy/poll.ts')).poll(call),
}

export const compareCountersCommand: Command = {
  name: 'compare-counters',
  summary: "lay the proposals that wait against everyone's time, side by side",
  operands: 'WHICH',
  count: [1, 1],
  options: ['person', 'hours', 'calendar', ...identityOptions],
  details:
    'The best comes first. Your own time is in the calendar; --person says where that of another lies. ' +
    'Whoever comes and is not named is not known, and is said so.',
  examples: [
    [
      'parley compare-counters planning --person ben@example.com=cal/ben --person carla@example.com=cal/carla,Europe/London',
      'Who proposes what, and who could come.',
    ],
    ['parley compare-counters planning --json', 'One line of JSON for each proposal.'],
  ],
  run: async (call) => (await import('../busy/counters.ts')).compare(call),
}
