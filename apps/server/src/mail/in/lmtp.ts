/** LMTP (RFC 2033): a mail server on this machine hands mails over, and learns of each recipient. */

import { rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { calendarAddress } from '@parley/itip'
import { principalsByAddress } from '@parley/store'
import type { SMTPServerAddress, SMTPServerDataStream, SMTPServerSession } from 'smtp-server'
import { serviceAddress, withoutDetail } from '../addresses.ts'
import type { MailConfig } from '../config.ts'
import { type Inbound, receiveMail } from './receive-mail.ts'
import { PutOff } from './senders.ts'

export type LmtpIn = {
  /** Where it listens; undefined on a socket file. */
  readonly port: number | undefined
  stop(): Promise<void>
}

const maxRecipients = 500

export async function startLmtp(
  inbound: Inbound,
  where: NonNullable<MailConfig['lmtp']>,
): Promise<LmtpIn> {
  const { maxBytes } = inbound.parts.config.mail
  const { SMTPServer } = await import('smtp-server')
  const server = new SMTPServer({
    lmtp: true,
    name: 'parley',
    banner: 'Parley',
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: maxBytes,
    logger: false,
    socketTimeout: 120_000,
    closeTimeout: 5_000,
    onRcptTo(address, session, done) {
      mayReceive(inbound, address, session).then((problem) => done(problem), done)
    },
    onData(stream, session, done) {
      takeData(inbound, stream, session, maxBytes).then(
        (answer) =>
          done(
            null,
            session.envelope.rcptTo.map(() => answer),
          ),
        (error: unknown) => done(refusalOf(inbound, error)),
      )
    },
  })
  server.on('error', (error) => inbound.parts.log.warn({ err: error }, 'LMTP'))
  if ('socket' in where) await removeLeftOver(where.socket)
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject)
    if ('socket' in where) server.listen(where.socket, resolve)
    else server.listen(where.port, where.host, resolve)
  })
  const address = server.server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : undefined,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

/** A server that was killed leaves its socket file behind; one that runs answers on it. */
async function removeLeftOver(socket: string): Promise<void> {
  const isAnswered = await new Promise<boolean>((resolve) => {
    const client = connect(socket)
    client.once('connect', () => resolve(true)).once('error', () => resolve(false))
    client.once('connect', () => client.destroy())
  })
  if (!isAnswered) await rm(socket, { force: true })
}

/** Unknown recipients are told of at once, so that the sender hears of it. */
async function mayReceive(
  { parts }: Inbound,
  { address }: SMTPServerAddress,
  session: SMTPServerSession,
): Promise<Error | undefined> {
  if (session.envelope.rcptTo.length >= maxRecipients) return reply(452, 'Too many recipients.')
  const plain = withoutDetail(address).address
  if (plain === serviceAddress(parts.config)) return undefined
  const found = await parts.store.read((tables) =>
    principalsByAddress(tables, [calendarAddress(address), calendarAddress(plain)]),
  )
  return found.size > 0 ? undefined : reply(550, '5.1.1 Nobody here has this address.')
}

async function takeData(
  inbound: Inbound,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  maxBytes: number,
): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size <= maxBytes) chunks.push(chunk)
  }
  if (size > maxBytes) throw reply(552, '5.3.4 The mail is too large.')
  const { mailFrom, rcptTo } = session.envelope
  const receipt = await receiveMail(inbound, new Uint8Array(Buffer.concat(chunks)), {
    via: 'lmtp',
    ...(mailFrom !== false && { envelopeFrom: mailFrom.address }),
    recipients: rcptTo.map((each) => each.address),
  })
  return `2.0.0 ${receipt.state}`
}

/** For good where the mail itself is at fault; else the other side is to come again. */
function refusalOf({ parts }: Inbound, error: unknown): Error {
  if (error instanceof Error && 'responseCode' in error) return error
  if (error instanceof PutOff) return reply(451, '4.7.1 Too many mails of this sender; try later.')
  parts.log.error({ err: error }, 'a mail could not be taken')
  return reply(451, '4.3.0 Not now; try again.')
}

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}
