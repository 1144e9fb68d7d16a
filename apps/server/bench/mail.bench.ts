/**
 * Mails per second out of the outbox and in by LMTP, with real SMTP on loopback, and what of that is
 * the engine's. `npm run bench -- mail`.
 */
import { parseCalendar } from '@parley/icalendar'
import { readMail } from '@parley/imip'
import { calendarUser, receive } from '@parley/itip'
import { outboxDepth } from '@parley/store'
import { createTransport } from 'nodemailer'
import { claimMails } from '../src/mail/out/claim.ts'
import { composePosting } from '../src/mail/out/compose.ts'
import { ledgerOf, originateAs, principalAt, rawMail, signed } from '../src/mail/testing.ts'
import { contextFor, holderOf, openDesk, seat } from '../src/scheduling/desk.ts'
import { calendarText, eventLines, eventText } from '../src/testing/calendar-text.ts'
import { type Organisation, startWorld } from '../src/testing/organisations.ts'

const events = 200
const perEvent = 5
const many = 1_000
const attendee = (index: number): string => `bob${index}@beta.example`

const world = await startWorld([
  { domain: 'alpha.example', people: ['ann'] },
  { domain: 'beta.example', people: ['bob'] },
])
const [alpha, beta] = world.organisations as [Organisation, Organisation]
world.wire.deliver = () => []

async function invite(uid: string, count: number): Promise<void> {
  const attendees = Array.from({ length: count }, (_, index) => attendee(index))
  const text = eventText({ uid, organizer: 'ann@alpha.example', attendees })
  const [object] = parseCalendar(text).objects
  if (object !== undefined) await originateAs(alpha, 'ann', uid, { kind: 'save', object })
}

async function drained(): Promise<void> {
  for (;;) {
    await alpha.mail.out?.run()
    const depth = await alpha.parts.store.read((tables) => outboxDepth(tables))
    if ((depth.get('waiting') ?? 0) + (depth.get('claimed') ?? 0) === 0) return
  }
}

async function timed(name: string, count: number, work: () => Promise<void>): Promise<void> {
  const started = performance.now()
  const before = process.cpuUsage()
  await work()
  const ms = performance.now() - started
  const { user, system } = process.cpuUsage(before)
  const cpuMs = (user + system) / 1000 / count
  const rate = ((count * 1000) / ms).toFixed(0)
  console.log(
    `${name}: ${rate} a second (${(ms / count).toFixed(2)} ms, ${cpuMs.toFixed(2)} ms CPU each)`,
  )
}

async function out(): Promise<void> {
  await alpha.mail.out?.stop()
  const { startMailOut } = await import('../src/mail/out/send-mail.ts')
  for (let i = 0; i < events; i++) await invite(`e${i}`, perEvent)
  const claimed =
    (await alpha.parts.store.read((tables) => outboxDepth(tables))).get('waiting') ?? 0
  const sender = startMailOut(alpha.parts, alpha.mail.inbound)
  await timed(
    `mails out, ${events} events of ${perEvent}, signed, over SMTP`,
    claimed,
    async () => {
      await sender.run()
      await drained()
    },
  )
  await sender.stop()
  await invite('many', many)
  const again = startMailOut(alpha.parts, alpha.mail.inbound)
  await timed(`mails out, one event of ${many}`, many, async () => {
    await again.run()
    await drained()
  })
  await again.stop()
  await invite('composed', 50)
  const [chain] = (await claimMails(alpha.parts)) ?? []
  const posting = chain?.[0]
  if (posting === undefined) return
  await timed('  of which composing', 300, async () => {
    for (let i = 0; i < 300; i++) await composePosting(alpha.parts, alpha.mail.inbound, posting)
  })
}

async function answerTo(uid: string, index: number) {
  const text = calendarText([
    'METHOD:REPLY',
    ...eventLines({
      uid,
      organizer: 'ann@alpha.example',
      attendees: [`${attendee(index)};PARTSTAT=ACCEPTED`],
    }),
  ]).replace(/DTSTAMP:.*/, 'DTSTAMP:20991231T000000Z')
  const from = attendee(index)
  return signed(rawMail({ from, to: 'ann@alpha.example', method: 'REPLY', text }), beta)
}

async function incoming(): Promise<void> {
  const mails: Awaited<ReturnType<typeof answerTo>>[] = []
  for (let i = 0; i < events; i++) {
    for (let index = 0; index < perEvent; index++) mails.push(await answerTo(`e${i}`, index))
  }
  const port = alpha.mail.lmtp?.port ?? 0
  const transport = createTransport({
    pool: true,
    host: '127.0.0.1',
    port,
    lmtp: true,
    ignoreTLS: true,
    maxConnections: 5,
    maxMessages: 10_000,
  })
  await timed('answers in by LMTP, DKIM and DMARC checked', mails.length, async () => {
    await Promise.all(
      mails.map(({ from, to, bytes }) =>
        transport.sendMail({ envelope: { from, to: [to] }, raw: bytes }),
      ),
    )
  })
  transport.close()
  const [mail] = mails
  if (mail === undefined) return
  const read = readMail(mail.bytes)
  await timed('  of which checking signatures', 200, async () => {
    for (let i = 0; i < 200; i++)
      await alpha.mail.inbound.authenticate(mail.bytes, read, { via: 'lmtp' })
  })
  await engine(mail.bytes)
}

/** The decision alone: `receive` on what Ann holds. */
async function engine(bytes: Uint8Array): Promise<void> {
  const ann = await principalAt(alpha, 'ann')
  const message = readMail(bytes).calendars[0]?.messages[0]
  if (message === undefined || (await ledgerOf(alpha, 'ann', 'e0')) === undefined) return
  await alpha.parts.store.read(async (tables) => {
    const desk = openDesk(alpha.parts, tables, { uid: message.uid, requestId: 'bench' })
    await seat(desk, [ann])
    const holder = holderOf(desk, ann)
    const context = {
      ...contextFor(desk, holder),
      originator: { address: calendarUser(attendee(0)).address, proven: true },
    }
    await timed('  of which the engine', 2_000, async () => {
      for (let i = 0; i < 2_000; i++) receive(holder.held, message, context)
    })
  })
}

await out()
await incoming()
await world.end()
