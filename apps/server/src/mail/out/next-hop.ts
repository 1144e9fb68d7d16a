/** Where mails leave us: an SMTP server, or a folder. */
import { readFileSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SMTPPoolOptions } from 'nodemailer'
import type { Config } from '../../config.ts'
import { domainOf, mailFolder } from '../addresses.ts'

export type OutgoingMail = {
  /** Of the outbox entry: the same mail has the same id whenever it is sent. */
  readonly id: string
  readonly envelopeFrom: string
  readonly to: string
  /** Of the From field: it decides who signs. */
  readonly from: string
  readonly bytes: Uint8Array
}

export type HandOver =
  | { readonly kind: 'accepted'; readonly response: string }
  | { readonly kind: 'written'; readonly file: string }
  | { readonly kind: 'temporary'; readonly why: string }
  | { readonly kind: 'permanent'; readonly why: string }

export type NextHop = {
  /** How many mails it takes at a time. */
  readonly width: number
  send(mail: OutgoingMail): Promise<HandOver>
  close(): Promise<void>
}

export function openNextHop(config: Config): NextHop {
  return config.mail.smtp === undefined ? openFolder(config) : openSmtp(config, config.mail.smtp)
}

/** The file's name is the mail's id: written twice, it is there once. */
function openFolder(config: Config): NextHop {
  const folder = mailFolder(config)
  return {
    width: 4,
    async send(mail): Promise<HandOver> {
      const file = join(folder, `${mail.id}.eml`)
      await mkdir(folder, { recursive: true })
      await writeFile(`${file}.part`, mail.bytes)
      await rename(`${file}.part`, file)
      return { kind: 'written', file: `${mail.id}.eml` }
    },
    async close(): Promise<void> {},
  }
}

type Smtp = NonNullable<Config['mail']['smtp']>

function openSmtp(config: Config, smtp: Smtp): NextHop {
  let opened: ReturnType<typeof openPool> | undefined
  const pool = (): ReturnType<typeof openPool> => {
    opened ??= openPool(smtp)
    return opened
  }
  const keys = new Map(
    config.mail.dkim.map(({ domain, selector, keyFile }) => [
      domain.toLowerCase(),
      { domainName: domain, keySelector: selector, privateKey: readFileSync(keyFile, 'utf8') },
    ]),
  )
  return {
    width: smtp.connections,
    async send({ envelopeFrom, to, from, bytes }): Promise<HandOver> {
      const dkim = keys.get(domainOf(from))
      try {
        const sent = await (await pool()).sendMail({
          envelope: { from: envelopeFrom, to: [to] },
          raw: Buffer.from(bytes),
          ...(dkim !== undefined && { dkim }),
        })
        return { kind: 'accepted', response: sent.response }
      } catch (error) {
        return refusal(error)
      }
    },
    async close(): Promise<void> {
      if (opened !== undefined) (await opened).close()
    },
  }
}

/** Loaded with the first mail: many servers send none. */
async function openPool(smtp: Smtp) {
  const { createTransport } = await import('nodemailer')
  return createTransport(poolOptions(smtp))
}

function poolOptions(smtp: Smtp): SMTPPoolOptions & { pool: true } {
  const { host, port, secure, user, password, connections } = smtp
  return {
    pool: true,
    host,
    port,
    secure,
    maxConnections: connections,
    maxMessages: 1000,
    // A requeued mail may have been taken: our own outbox decides when to try again.
    maxRequeues: 0,
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    ...(smtp.acceptAnyCertificate && { tls: { rejectUnauthorized: false } }),
  }
}

/** 5xx about this mail is for good; a login that fails, a line that breaks, a 4xx is not. */
function refusal(error: unknown): HandOver {
  const { responseCode, code, command, message } = (error ?? {}) as {
    responseCode?: number
    code?: string
    command?: string
    message?: string
  }
  const why = String(message ?? code ?? error).slice(0, 300)
  const aboutTheMail = command !== undefined && /^(MAIL|RCPT|DATA)/.test(command)
  const forGood = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH'
  return forGood && (aboutTheMail || code === 'EENVELOPE' || code === 'EMESSAGE')
    ? { kind: 'permanent', why }
    : { kind: 'temporary', why }
}
