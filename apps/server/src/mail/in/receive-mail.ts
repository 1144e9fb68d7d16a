/** The one way in: a mail is read, judged, decided on, and committed before anyone is told so. */
import { createHash } from 'node:crypto'
import { type MailMessage, readDeliveryReport, readMail } from '@parley/imip'
import {
  addMailIn,
  type MailIn,
  type MailInState,
  mailInById,
  noteSeen,
  seenBefore,
  settleMailIn,
  type Tables,
} from '@parley/store'
import { worldFaultOf } from '../../operations/world-fault.ts'
import type { Parts } from '../../parts.ts'
import { announceChanges, changesOf } from '../../scheduling/announce.ts'
import { clearDesk, openDesk } from '../../scheduling/desk.ts'
import type { Opened } from '../smime/open.ts'
import type { Smime } from '../smime/smime.ts'
import type { Tokens } from '../tokens.ts'
import type { Authenticator, Findings, Transport } from './authenticate.ts'
import { type Decided, decideMessages } from './decide.ts'
import { takeReport } from './delivery-report.ts'
import { type Addressees, addressees, locksOf, type Matter, mattersOf } from './matters.ts'
import { PutOff, type Senders } from './senders.ts'
import { reasonToIgnore } from './unasked.ts'

export type Inbound = {
  readonly parts: Parts
  readonly tokens: Tokens
  readonly authenticate: Authenticator
  readonly smime: Smime
  readonly senders: Senders
}

export type Receipt = {
  /** Of the record that is kept; undefined for a mail that was taken before. */
  readonly id: string | undefined
  readonly state: MailInState | 'duplicate'
  readonly reason: string
}

/**
 * Takes a mail in. What it decides is committed when this resolves, and a mail that cannot be dealt
 * with is kept; only where nothing could be kept (the database is away), or its sender has to wait
 * (`PutOff`), does it reject, and the caller must not acknowledge.
 */
export async function receiveMail(
  inbound: Inbound,
  bytes: Uint8Array,
  transport: Transport,
): Promise<Receipt> {
  const { parts } = inbound
  const opened = await inbound.smime.open(bytes)
  const mail = readMail(opened.bytes, { limits: { maxBytes: parts.config.mail.maxBytes } })
  const record = recordOf(inbound, mail, transport)
  const count = (outcome: string): void => parts.metrics.mails.inc({ direction: 'in', outcome })
  try {
    const receipt = await attempt(inbound, { bytes, opened, mail, transport, record }, 'add')
    count(receipt.state)
    return receipt
  } catch (error) {
    count(error instanceof PutOff ? 'put-off' : 'away')
    throw error
  }
}

/** Tries a kept mail again, by its id. Undefined: there is none of that id, or its bytes are gone. */
export async function receiveAgain(inbound: Inbound, id: string): Promise<Receipt | undefined> {
  const kept = await inbound.parts.store.read((tables) => mailInById(tables, id))
  if (kept?.bytes === undefined) return undefined
  const bytes = new Uint8Array(Buffer.from(kept.bytes, 'base64'))
  const opened = await inbound.smime.open(bytes)
  const { maxBytes } = inbound.parts.config.mail
  const mail = readMail(opened.bytes, { limits: { maxBytes } })
  const { envelopeFrom, recipients, ip, helo } = JSON.parse(kept.facts) as Partial<Transport>
  const transport: Transport = {
    via: kept.via as Transport['via'],
    ...(envelopeFrom !== undefined && { envelopeFrom }),
    ...(recipients !== undefined && { recipients }),
    ...(ip !== undefined && { ip }),
    ...(helo !== undefined && { helo }),
  }
  const record = { ...kept, attempts: kept.attempts + 1 }
  return attempt(inbound, { bytes, opened, mail, transport, record }, 'update')
}

type Taking = {
  /** As it came: what DKIM covers, and what is kept. */
  readonly bytes: Uint8Array
  readonly opened: Opened
  readonly mail: MailMessage
  readonly transport: Transport
  readonly record: MailIn
}

type Saving = 'add' | 'update'

async function attempt(inbound: Inbound, taking: Taking, saving: Saving): Promise<Receipt> {
  const { parts } = inbound
  try {
    return await take(inbound, taking, saving)
  } catch (error) {
    if (error instanceof PutOff || worldFaultOf(error) !== undefined) throw error
    parts.log.error({ err: error, mail: taking.record.id }, 'a mail could not be dealt with')
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    return parts.store.write([], (tables) =>
      keep(tables, taking, saving, { state: 'failed', reason: reason.slice(0, 500) }),
    )
  }
}

async function take(inbound: Inbound, taking: Taking, saving: Saving): Promise<Receipt> {
  const { parts } = inbound
  const { bytes, mail } = taking
  const report = readDeliveryReport(bytes)
  if (report !== undefined && mail.envelope.reportType !== undefined) {
    return takeReport(inbound, { report, transport: taking.transport }, (tables, outcome) =>
      keep(tables, taking, saving, outcome),
    )
  }
  const unasked = reasonToIgnore(parts.config, bytes, mail)
  if (unasked !== undefined) return settleAlone(inbound, taking, saving, unasked)
  const to = await addressees(inbound, mail, taking.transport)
  const matters = await mattersOf(parts, mail, to)
  const [first] = matters
  if (first === undefined) {
    const outcome = { state: 'failed', reason: 'nobody here is meant' } as const
    return settleAlone(inbound, taking, saving, outcome)
  }
  const findings = await inbound.authenticate(bytes, mail, taking.transport)
  admit(inbound, taking, saving, believedBy(findings, taking.opened, to))
  return decide(inbound, taking, saving, { matters: [first, ...matters.slice(1)], findings, to })
}

type Judged = {
  readonly matters: readonly [Matter, ...Matter[]]
  readonly findings: Findings
  readonly to: Addressees
}

/** One transaction: what was seen, what is held, what goes out, and the record of the mail. */
async function decide(
  inbound: Inbound,
  taking: Taking,
  saving: Saving,
  judged: Judged,
): Promise<Receipt> {
  const { parts } = inbound
  const { matters, findings } = judged
  const done = await parts.store.write(locksOf(matters), async (tables) => {
    const keys = new Map(matters.map((each) => [each, keyOf(taking, each, judged)]))
    const seen = await seenBefore(tables, [...keys.values()])
    const news = matters.filter((each) => !seen.has(keys.get(each) ?? ''))
    const [first] = news
    if (first === undefined) {
      const reason = 'this mail was taken before'
      const receipt: Receipt = { id: undefined, state: 'duplicate', reason }
      // What was refused before stays so, with its bytes.
      const isOpen = saving === 'update' && taking.record.state !== 'refused'
      if (isOpen) await keep(tables, taking, saving, { state: 'ignored', reason })
      return { receipt, desk: undefined }
    }
    const desk = openDesk(parts, tables, { uid: first.message.uid, requestId: taking.record.id })
    const decided = await decideMessages(desk, news, {
      findings,
      signature: taking.opened.signature,
      token: judged.to.token,
      mail: taking.mail,
    })
    await clearDesk(desk)
    await noteSeen(
      tables,
      news.map((each) => keys.get(each) ?? ''),
      parts.clock(),
    )
    return { receipt: await keep(tables, taking, saving, summary(decided)), desk }
  })
  if (done.desk !== undefined) await announceChanges(parts, changesOf(done.desk))
  return done.receipt
}

/** The mail counts as what the strongest of its messages came to. */
function summary(decided: readonly Decided[]): Outcome {
  const order = ['waiting', 'done', 'refused'] as const
  for (const state of order) {
    const found = decided.find((each) => each.state === state)
    if (found !== undefined) return { state, reason: found.reason }
  }
  return { state: 'ignored', reason: 'nothing in it is about anyone here' }
}

type Outcome = {
  readonly state: MailInState
  readonly reason: string
  readonly keepsBytes?: boolean
}

/** Who is asked to wait has sent too many: not a person, who looks at kept mails one by one. */
function admit(
  { senders }: Inbound,
  { mail }: Taking,
  saving: Saving,
  believed: readonly string[],
): void {
  if (saving === 'update') return
  senders.admit({ from: mail.envelope.from.map((each) => each.address.toLowerCase()), believed })
}

/** Only what keeps no bytes is let go however many there are. */
async function settleAlone(
  inbound: Inbound,
  taking: Taking,
  saving: Saving,
  outcome: Outcome,
): Promise<Receipt> {
  if (outcome.state !== 'ignored') admit(inbound, taking, saving, [])
  return inbound.parts.store.write([], (tables) => keep(tables, taking, saving, outcome))
}

/** Where no envelope says whom a mail is for, so many of its header do. */
const maxNamed = 100

/** What failed or was refused keeps its bytes; what is done needs them no more. */
async function keep(
  tables: Tables,
  { record, bytes, mail, transport }: Taking,
  saving: Saving,
  { state, reason, keepsBytes = false }: Outcome,
): Promise<Receipt> {
  const { to, cc } = mail.envelope
  const named = [...to, ...cc].slice(0, maxNamed).map((each) => each.address)
  const keeps = keepsBytes || state === 'failed' || state === 'refused'
  const saved: MailIn = {
    ...record,
    state,
    reason,
    facts: JSON.stringify(
      transport.recipients === undefined ? { ...transport, to: named } : transport,
    ),
    bytes: keeps ? Buffer.from(bytes).toString('base64') : undefined,
  }
  await (saving === 'add' ? addMailIn(tables, saved) : settleMailIn(tables, saved))
  return { id: record.id, state, reason }
}

function recordOf({ parts }: Inbound, mail: MailMessage, transport: Transport): MailIn {
  return {
    id: parts.newId(),
    receivedSeconds: parts.clock(),
    via: transport.via,
    state: 'failed',
    reason: '',
    facts: '{}',
    messageId: (mail.envelope.messageId ?? '').slice(0, 998),
    sender: (mail.envelope.from[0]?.address ?? '').slice(0, 512),
    bytes: undefined,
    attempts: 1,
  }
}

/**
 * Of one message for one person: Message-ID, author, content, and how far it was believed, so that a
 * forgery sent ahead does not make the genuine mail look like a double.
 */
function keyOf(
  { mail, opened: { signature } }: Taking,
  { principal, message, calendar }: Matter,
  { findings: of, to }: Judged,
): string {
  const believed = [
    of.dmarc,
    of.dkimAligned,
    of.spfAligned,
    of.vouchedByHost,
    of.vouchedBySeal,
    to.token?.id ?? '',
    signature?.kind ?? '',
    ...(signature?.kind === 'good' ? signature.addresses : []),
  ]
  return createHash('sha256')
    .update([mail.envelope.messageId ?? '', ...of.from, ...believed].join('\n'))
    .update(`\n${principal.id}\n${message.method}\n${message.uid}\n`)
    .update(calendar.bytes)
    .digest('base64url')
}

/** What speaks for a mail; empty where nobody does. */
function believedBy(
  { dmarc, dkimAligned, spfAligned, vouchedByHost, vouchedBySeal }: Findings,
  { signature }: Opened,
  { token }: Addressees,
): readonly string[] {
  return [
    ...(dmarc === 'pass' ? ['dmarc'] : []),
    ...(dkimAligned ? ['dkim'] : []),
    ...(spfAligned ? ['spf'] : []),
    ...(vouchedByHost ? ['host'] : []),
    ...(vouchedBySeal ? ['seal'] : []),
    ...(token === undefined ? [] : [`token ${token.id}`]),
    ...(signature?.kind === 'good' ? signature.addresses : []),
  ]
}
