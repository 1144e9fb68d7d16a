/** The mail gateway of a running server: mails out of the outbox, and mails in by whatever way. */
import type { DNSResolver } from 'mailauth'
import type { Parts } from '../parts.ts'
import { makeAuthenticator, type Transport } from './in/authenticate.ts'
import { type ImapIn, startImap } from './in/imap.ts'
import { type LmtpIn, startLmtp } from './in/lmtp.ts'
import { type Inbound, type Receipt, receiveAgain, receiveMail } from './in/receive-mail.ts'
import { makeSenders } from './in/senders.ts'
import { type MailOut, startMailOut } from './out/send-mail.ts'
import { openSmime } from './smime/smime.ts'
import { openTokens } from './tokens.ts'

export type Gateway = {
  readonly inbound: Inbound
  /** Undefined while mail is paused. */
  readonly out: MailOut | undefined
  readonly lmtp: LmtpIn | undefined
  receive(bytes: Uint8Array, transport: Transport): Promise<Receipt>
  again(id: string): Promise<Receipt | undefined>
  stop(): Promise<void>
}

export type GatewayOptions = {
  /** For tests: DNS without a network. */
  readonly resolver?: DNSResolver
}

export async function openInbound(parts: Parts, options: GatewayOptions = {}): Promise<Inbound> {
  return {
    parts,
    tokens: await openTokens(parts.store),
    authenticate: makeAuthenticator(parts.config, options.resolver),
    smime: await openSmime(parts.config, parts.clock),
    senders: makeSenders(parts.config, () => parts.clock()),
  }
}

export async function startGateway(parts: Parts, options: GatewayOptions = {}): Promise<Gateway> {
  const { mail } = parts.config
  const inbound = await openInbound(parts, options)
  const lmtp =
    mail.paused || mail.lmtp === undefined ? undefined : await startLmtp(inbound, mail.lmtp)
  const out = mail.paused ? undefined : startMailOut(parts, inbound)
  const imap: ImapIn | undefined =
    mail.paused || mail.imap === undefined ? undefined : startImap(inbound, mail.imap)
  return {
    inbound,
    out,
    lmtp,
    receive: (bytes, transport) => receiveMail(inbound, bytes, transport),
    again: (id) => receiveAgain(inbound, id),
    async stop(): Promise<void> {
      await lmtp?.stop()
      await imap?.stop()
      await out?.stop()
    },
  }
}
