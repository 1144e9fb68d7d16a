/** Two organisations for tests of mails that come in: Ann's, which takes them, and Bob's. */
import { calendarText, eventLines, eventText } from '../../testing/calendar-text.ts'
import { type Organisation, startWorld, type World } from '../../testing/organisations.ts'
import { person } from '../../testing/start.ts'
import type { Carried } from '../../testing/wire.ts'
import type { Receipt } from './receive-mail.ts'

export const ann = 'ann@alpha.example'
export const bob = 'bob@beta.example'

export type Inward = {
  readonly world: World
  readonly alpha: Organisation
  readonly beta: Organisation
  take(mail: Carried): Promise<Receipt>
  /** Ann has invited Bob, who has it; returns what his answer looks like. */
  answerTo(uid: string, partStat?: string): Promise<string>
}

export async function startInward(): Promise<Inward> {
  const room = person('room', { kind: 'room', addresses: ['room@alpha.example'] })
  const world = await startWorld([
    { domain: 'alpha.example', people: ['ann', 'amy', room] },
    { domain: 'beta.example', people: ['bob'] },
  ])
  const [alpha, beta] = world.organisations as [Organisation, Organisation]
  return {
    ...{ world, alpha, beta },
    take: ({ bytes, from, to }) =>
      alpha.mail.receive(bytes, { via: 'lmtp', envelopeFrom: from, recipients: [to] }),
    async answerTo(uid, partStat = 'ACCEPTED'): Promise<string> {
      const text = eventText({ uid, organizer: ann, attendees: [ann, bob] })
      await alpha.as('ann').put(`/dav/calendars/ann/calendar/${uid}.ics`, text)
      await world.settle()
      return calendarText([
        'METHOD:REPLY',
        ...eventLines({
          uid,
          organizer: ann,
          attendees: [`${bob};PARTSTAT=${partStat}`],
          lines: ['SEQUENCE:0'],
        }).map((each) => each.replace(/DTSTAMP:.*/, 'DTSTAMP:20991231T000000Z')),
      ])
    },
  }
}
