/** The internet between organisations: a mail server that takes SMTP and hands over by LMTP. */
import { createTransport } from 'nodemailer'
import { SMTPServer } from 'smtp-server'

export type Carried = {
  readonly from: string
  readonly to: string
  readonly bytes: Buffer
}

export type Wire = {
  readonly port: number
  /** All that came through, in order. */
  readonly carried: Carried[]
  /** Says where mails of a domain go: the LMTP port there. */
  route(domain: string, lmtpPort: number): void
  /** What the wire answers to a mail instead of taking it: 451, 550; undefined takes it. */
  refuse: (mail: Carried) => number | undefined
  /** What is handed over for a mail: itself, nothing, it twice, another. */
  deliver: (mail: Carried) => readonly Carried[]
  /** Hands a mail over now. Returns what the other side said. */
  hand(mail: Carried): Promise<string>
  stop(): Promise<void>
}

export async function startWire(): Promise<Wire> {
  const ports = new Map<string, number>()
  const carried: Carried[] = []
  const wire: Omit<Wire, 'port'> = {
    carried,
    route: (domain, port) => void ports.set(domain, port),
    refuse: () => undefined,
    deliver: (mail) => [mail],
    hand: (mail) => handOver(mail, ports),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
  const made: Wire = { ...wire, port: 0 }
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 500,
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        const mails = rcptTo.map((each) => ({
          from,
          to: each.address,
          bytes: Buffer.concat(chunks),
        }))
        take(made, mails).then(
          () => done(null, 'taken'),
          (error: Error) => done(error),
        )
      })
    },
  })
  server.on('error', () => undefined) // a sender was cut off: it will come again
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return Object.assign(made, { port })
}

async function take(wire: Wire, mails: readonly Carried[]): Promise<void> {
  for (const mail of mails) {
    const responseCode = wire.refuse(mail)
    if (responseCode !== undefined) {
      throw Object.assign(new Error('not taken'), { responseCode })
    }
    wire.carried.push(mail)
    for (const each of wire.deliver(mail)) await wire.hand(each)
  }
}

async function handOver(mail: Carried, ports: ReadonlyMap<string, number>): Promise<string> {
  const port = ports.get(mail.to.slice(mail.to.lastIndexOf('@') + 1))
  if (port === undefined) return 'nobody'
  const transport = createTransport({ host: '127.0.0.1', port, lmtp: true, ignoreTLS: true })
  const trace = `Received: from wire by wire with SMTP; Sun, 22 Nov 2026 10:00:00 +0000\r\n`
  try {
    const sent = await transport.sendMail({
      envelope: { from: mail.from, to: [mail.to] },
      raw: Buffer.concat([Buffer.from(trace), mail.bytes]),
    })
    return sent.response
  } finally {
    transport.close()
  }
}
