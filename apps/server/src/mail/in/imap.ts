/** IMAP: watches a mailbox, and moves each mail to the folder that says what became of it. */
import type { ImapFlow } from 'imapflow'
import type { MailConfig } from '../config.ts'
import { type Inbound, type Receipt, receiveMail } from './receive-mail.ts'
import { PutOff } from './senders.ts'

export type ImapIn = { stop(): Promise<void> }

type Imap = NonNullable<MailConfig['imap']>

const pausesMs = [1_000, 5_000, 30_000, 120_000] as const

/** Connects, works off what is there, waits for more (IDLE), and connects again when cut off. */
export function startImap(inbound: Inbound, imap: Imap): ImapIn {
  let stopped = false
  let client: ImapFlow | undefined
  let wake: (() => void) | undefined
  async function loop(): Promise<void> {
    for (let failures = 0; !stopped; ) {
      try {
        client = await connectTo(imap)
        await watch(inbound, client, imap, () => stopped)
        failures = 0
      } catch (error) {
        if (stopped) return
        inbound.parts.log.warn({ err: error as Error }, 'the connection to the mailbox broke')
        const pauseMs = pausesMs[Math.min(failures++, pausesMs.length - 1)] ?? 1_000
        await new Promise<void>((resolve) => {
          wake = resolve
          setTimeout(resolve, pauseMs).unref()
        })
      } finally {
        client?.close()
      }
    }
  }
  const running = loop()
  return {
    async stop(): Promise<void> {
      stopped = true
      wake?.()
      await client?.logout().catch(() => undefined)
      client?.close()
      await running.catch(() => undefined)
    },
  }
}

async function connectTo(imap: Imap): Promise<ImapFlow> {
  const { ImapFlow } = await import('imapflow')
  return new ImapFlow({
    host: imap.host,
    port: imap.port,
    secure: imap.secure,
    auth: { user: imap.user, pass: imap.password },
    logger: false,
    ...(imap.acceptAnyCertificate && { tls: { rejectUnauthorized: false } }),
  })
}

async function watch(
  inbound: Inbound,
  client: ImapFlow,
  imap: Imap,
  isStopped: () => boolean,
): Promise<void> {
  let fail: (error: Error) => void = () => undefined
  const broken = new Promise<never>((_resolve, reject) => {
    fail = reject
  })
  broken.catch(() => undefined)
  client.on('error', (error: Error) => fail(error))
  client.on('close', () => fail(new Error('the mailbox closed the connection')))
  await client.connect()
  for (const folder of [imap.done, imap.waiting, imap.failed]) {
    await client.mailboxCreate(folder).catch(() => undefined) // it is there already
  }
  await client.mailboxOpen(imap.inbox)
  const later: Later = new Map()
  while (!isStopped()) {
    // Listens before it looks: what arrives meanwhile is not missed.
    let noteArrival: () => void = () => undefined
    const arrived = new Promise<void>((resolve) => {
      noteArrival = resolve
      client.once('exists', noteArrival)
    })
    await takeAll(inbound, client, imap, later)
    if (isStopped()) return
    // By itself the client would wait fifteen seconds before it listens.
    client.idle().catch(fail)
    await Promise.race([arrived, broken, ...(later.size > 0 ? [pause(lookAgainMs)] : [])])
    client.off('exists', noteArrival)
  }
}

/** Mails that stay in the mailbox for now, by UID: whose they are. */
type Later = Map<number, string>

const lookAgainMs = 20_000
const atOnce = 100

/** What is new first, then what was put off, as far as its senders may send again. */
async function takeAll(
  inbound: Inbound,
  client: ImapFlow,
  imap: Imap,
  later: Later,
): Promise<void> {
  const before = [...later]
  for (;;) {
    const found = await client.search({ all: true }, { uid: true })
    const news = (found || []).filter((uid) => !later.has(uid)).slice(0, atOnce)
    if (news.length === 0) break
    for (const uid of news) {
      const who = await takeOne(inbound, client, imap, uid)
      if (who !== undefined) later.set(uid, who)
    }
  }
  const waiting = new Set<string>()
  for (const [uid, who] of before) {
    if (waiting.has(who)) continue
    if ((await takeOne(inbound, client, imap, uid)) === undefined) later.delete(uid)
    else waiting.add(who)
  }
}

/**
 * A mail is moved only after what it decided is committed; cut off in between, it is a double.
 * Returns who has to wait, where the mail stays.
 */
async function takeOne(
  inbound: Inbound,
  client: ImapFlow,
  imap: Imap,
  uid: number,
): Promise<string | undefined> {
  // One byte more than is read tells that there is more.
  const maxLength = inbound.parts.config.mail.maxBytes + 1
  const wanted = { source: { start: 0, maxLength } }
  const { source } = (await client.fetchOne(`${uid}`, wanted, { uid: true })) || {}
  if (source === undefined) return undefined
  try {
    const receipt = await receiveMail(inbound, new Uint8Array(source), { via: 'imap' })
    await client.messageMove(`${uid}`, folderFor(receipt, imap), { uid: true })
    return undefined
  } catch (error) {
    if (error instanceof PutOff) return error.who
    throw error
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref())
}

function folderFor({ state }: Receipt, imap: Imap): string {
  if (state === 'failed' || state === 'refused') return imap.failed
  return state === 'waiting' ? imap.waiting : imap.done
}
