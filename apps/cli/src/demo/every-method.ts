/** The first act of the demonstration: every method of iTIP, told by five people and one meeting. */
import { outlookMail, outlookObject } from './invitation.ts'
import {
  type Act,
  anna,
  attendees,
  ben,
  carla,
  changedBy,
  classOf,
  dora,
  eve,
  fact,
  partStat,
  type Scene,
  type Teller,
  withPost,
} from './scene.ts'

export const everyMethod: Act = {
  name: 'every-method',
  words: 'one meeting, five people, and every word of iTIP (RFC 5546) by mail',
  scenes: [
    invited,
    answered,
    moved,
    counterAccepted,
    counterDeclined,
    delegated,
    forwarded,
    delayed,
    refreshed,
    series,
    published,
    cancelled,
  ],
}

async function invited(teller: Teller): Promise<Scene> {
  const { stage } = teller
  const guests = [ben, carla]
  const mail = stage.write('invitation.eml', outlookMail(anna, guests))
  const held = stage.write(
    'budget.ics',
    outlookObject(anna, guests).replace('METHOD:REQUEST\r\n', ''),
  )
  const kept = await stage.play(anna, ['save', held, '--silent'])
  const events = [kept]
  for (const who of guests) events.push(await stage.play(who, ['receive', mail]))
  return {
    title: 'An invitation arrives',
    words:
      'Anna invites Ben and Carla with a mail as Outlook writes it: a Windows time zone, base64, ' +
      'properties of its own. Both put it on their calendars; Anna has hers already.',
    events,
    facts: [
      fact('Ben takes it as new', classOf(events[1]) === 'new'),
      fact('Carla takes it as new', classOf(events[2]) === 'new'),
    ],
  }
}

async function answered(teller: Teller): Promise<Scene> {
  const events = await withPost(
    teller,
    [ben, ['reply', 'Budget', '--accept']],
    [carla, ['reply', 'Budget', '--tentative', '--comment', 'If the train runs']],
  )
  const copy = teller.copyOf(anna)
  return {
    title: 'They answer',
    words:
      'Ben accepts, Carla is not sure. Each answer is a REPLY to Anna, and changes one ATTENDEE.',
    events,
    facts: [
      fact('Anna sees that Ben accepted', partStat(copy, ben) === 'ACCEPTED'),
      fact('Anna sees that Carla may come', partStat(copy, carla) === 'TENTATIVE'),
    ],
    table: attendees(copy),
  }
}

async function moved(teller: Teller): Promise<Scene> {
  const before = teller.copyOf(anna)
  const events = await withPost(teller, [anna, ['change', 'Budget', '--start', '2026-03-03T15:00']])
  const after = teller.copyOf(anna)
  return {
    title: 'Anna moves the meeting',
    words:
      'From the morning to the afternoon. An answer to the old time is no answer to the new one.',
    events,
    facts: [
      fact('SEQUENCE rose to 1', /^SEQUENCE:1\r?$/m.test(after)),
      fact('Ben is asked again', partStat(after, ben) === 'NEEDS-ACTION'),
      fact('Ben has the new time', teller.copyOf(ben).includes(':20260303T150000')),
    ],
    table: attendees(after),
    moved: [before, after],
  }
}

async function counterAccepted(teller: Teller): Promise<Scene> {
  const before = teller.copyOf(anna)
  const events = await withPost(teller, [
    ben,
    ['counter', 'Budget', '--start', '2026-03-03T16:30', '--comment', 'I land at four'],
  ])
  const unmoved = teller.copyOf(anna) === before || teller.copyOf(anna).includes(':20260303T150000')
  events.push(...(await withPost(teller, [anna, ['accept-counter', 'Budget']])))
  const after = teller.copyOf(anna)
  return {
    title: 'Ben proposes another time, and Anna agrees',
    words:
      'A COUNTER changes nothing by itself: it waits until Anna decides. She accepts, so her event ' +
      'changes and everybody hears of it.',
    events,
    facts: [
      fact('nothing moved before Anna decided', unmoved),
      fact('the event is at 16:30 now', after.includes(':20260303T163000')),
      fact('Carla has it too', teller.copyOf(carla).includes(':20260303T163000')),
    ],
    moved: [before, after],
  }
}

async function counterDeclined(teller: Teller): Promise<Scene> {
  const events = await withPost(teller, [
    carla,
    ['counter', 'Budget', '--start', '2026-03-04T09:00', '--comment', 'Wednesday is better'],
  ])
  events.push(
    ...(await withPost(teller, [
      anna,
      ['decline-counter', 'Budget', '--comment', 'Ben cannot on Wednesday'],
    ])),
  )
  return {
    title: 'Carla proposes another day, and Anna does not agree',
    words: 'Anna answers with DECLINECOUNTER; the meeting stays where it is.',
    events,
    facts: [
      fact('the event is still at 16:30', teller.copyOf(anna).includes(':20260303T163000')),
      fact("Carla's calendar is as it was", teller.copyOf(carla).includes(':20260303T163000')),
    ],
  }
}

async function delegated(teller: Teller): Promise<Scene> {
  const events = await withPost(teller, [
    carla,
    ['delegate', 'Budget', '--to', dora.address, '--stay-informed'],
  ])
  events.push(...(await withPost(teller, [dora, ['reply', 'Budget', '--accept']])))
  const copy = teller.copyOf(anna)
  return {
    title: 'Carla sends Dora in her place',
    words:
      'Two messages: an invitation to Dora, and a REPLY that tells Anna. Dora answers Anna herself, and ' +
      'Carla goes on hearing what changes.',
    events,
    facts: [
      fact('Carla has delegated', partStat(copy, carla) === 'DELEGATED'),
      fact('Dora comes', partStat(copy, dora) === 'ACCEPTED'),
    ],
    table: attendees(copy),
  }
}

async function forwarded(teller: Teller): Promise<Scene> {
  const events = await withPost(teller, [ben, ['forward', 'Budget', '--to', eve.address]])
  events.push(...(await withPost(teller, [eve, ['reply', 'Budget', '--accept']])))
  const waiting = partStat(teller.copyOf(anna), eve) === undefined
  events.push(...(await withPost(teller, [anna, ['answer-question', 'Budget', '--accept']])))
  const copy = teller.copyOf(anna)
  return {
    title: 'Ben passes the invitation on to Eve',
    words: 'Eve was not invited. Her answer waits until Anna, who alone may decide, lets her in.',
    events,
    facts: [
      fact('Eve is not let in unasked', waiting),
      fact('Eve is on the list now', partStat(copy, eve) !== undefined),
    ],
    table: attendees(copy),
  }
}

async function delayed(teller: Teller): Promise<Scene> {
  const before = teller.copyOf(ben)
  const old = teller.stage.write('late.eml', outlookMail(anna, [ben, carla]))
  const event = await teller.stage.deliverAgain(ben, old)
  return {
    title: 'The first invitation arrives once more, days late',
    words:
      'Mail is slow, doubled and out of order. What is older than what Ben holds changes nothing.',
    events: [event],
    facts: [fact("Ben's calendar is as it was", teller.copyOf(ben) === before)],
  }
}

async function refreshed(teller: Teller): Promise<Scene> {
  const events = await withPost(teller, [ben, ['refresh', 'Budget']])
  return {
    title: 'Ben asks whether he missed something',
    words: 'A REFRESH; Anna answers with the event as it stands, to Ben alone.',
    events,
    facts: [
      fact(
        'Anna answers',
        events.some((each) => 'method' in each && each.method === 'REQUEST'),
      ),
    ],
  }
}

async function series(teller: Teller): Promise<Scene> {
  const uid = 'standup@north.example'
  const start = ['--start', '2026-03-02T09:00', '--duration', '15m', '--zone', 'Europe/Berlin']
  const rule = ['--rule', 'FREQ=DAILY;COUNT=4', '--attendee', ben.address, '--uid', uid]
  const events = await withPost(teller, [
    anna,
    ['invite', '--summary', 'Standup', ...start, ...rule],
  ])
  events.push(
    ...(await withPost(teller, [anna, ['add', 'Standup', '--start', '2026-03-07T11:00']])),
    ...(await withPost(teller, [
      ben,
      ['reply', 'Standup', '--decline', '--instance', '2026-03-04'],
    ])),
    ...(await withPost(teller, [anna, ['cancel', 'Standup', '--instance', '2026-03-05']])),
  )
  const classes = events.map(classOf)
  return {
    title: 'A series: one more, one declined, one cancelled',
    words:
      'Four mornings, and an ADD for Saturday. Ben declines Wednesday only; Anna cancels Thursday ' +
      'only. The other days never hear of it.',
    events,
    facts: [
      fact('the ADD is merged in', classes.includes('instance-added')),
      fact('one instance is cancelled, not the series', classes.includes('instances-cancelled')),
    ],
  }
}

async function published(teller: Teller): Promise<Scene> {
  const play = await teller.stage.play(anna, [
    'invite',
    '--summary',
    'Office closed',
    '--start',
    '2026-04-03',
    '--uid',
    'closed@north.example',
  ])
  const events = [
    play,
    ...(await withPost(teller, [anna, ['publish', 'Office', '--to', ben.address]])),
  ]
  return {
    title: 'Anna publishes a day off',
    words: 'For information only: a PUBLISH has no Attendees and expects no answer.',
    events,
    facts: [fact('Ben has it', events.map(classOf).includes('published'))],
  }
}

async function cancelled(teller: Teller): Promise<Scene> {
  const events = await withPost(teller, [
    anna,
    ['cancel', 'Budget', '--comment', 'The numbers are not ready'],
  ])
  const late = teller.stage.write('later.eml', outlookMail(anna, [ben, carla]))
  events.push(await teller.stage.deliverAgain(ben, late))
  const copy = teller.copyOf(ben)
  return {
    title: 'Anna cancels',
    words:
      'Everybody is told once. The old invitation, arriving yet again, does not bring it back.',
    events,
    facts: [
      fact('it is cancelled at Ben’s', copy === '' || /^STATUS:CANCELLED\r?$/m.test(copy)),
      fact('it stays cancelled', events.at(-1) !== undefined && !changedBy(events.at(-1))),
    ],
  }
}
