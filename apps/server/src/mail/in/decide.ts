/** What each message comes to: trust first, then the engine. */
import { serializeText } from '@parley/icalendar'
import type { MailMessage } from '@parley/imip'
import {
  attendeeAddresses,
  calendarAddress,
  type Message,
  type Method,
  type Policy,
} from '@parley/itip'
import {
  addThreads,
  type MailPeer,
  type MailThread,
  notePeer,
  noteThreadMail,
  peersOf,
  principalsByAddress,
  threadsOf,
} from '@parley/store'
import { userOf } from '../../people.ts'
import { deliverAll, hand } from '../../scheduling/deliver.ts'
import { type Desk, deskOf, holderOf, seat } from '../../scheduling/desk.ts'
import { isOwnDomain } from '../addresses.ts'
import type { Signature } from '../smime/open.ts'
import type { Findings } from './authenticate.ts'
import type { Matter } from './matters.ts'
import { type Evidence, type Judgement, judge } from './trust.ts'

export type Decided = { readonly state: 'done' | 'waiting' | 'refused'; readonly reason: string }

export type Given = {
  readonly findings: Findings
  readonly signature: Signature | undefined
  readonly token: MailThread | undefined
  readonly mail: MailMessage
}

export async function decideMessages(
  desk: Desk,
  matters: readonly Matter[],
  given: Given,
): Promise<readonly Decided[]> {
  const peers = await peersOf(desk.tables, given.findings.from)
  const decided: Decided[] = []
  for (const matter of matters) decided.push(await decideOne(desk, matter, given, peers))
  return decided
}

async function decideOne(
  root: Desk,
  matter: Matter,
  given: Given,
  peers: readonly MailPeer[],
): Promise<Decided> {
  const { principal, message } = matter
  const { findings, token } = given
  const desk = deskOf(root, message.uid)
  await seat(desk, [principal])
  const holder = holderOf(desk, principal)
  const peer = peers.find((each) => each.ownerId === principal.id)
  const about = { method: message.method, uid: message.uid }
  const evidence = {
    ...findings,
    token: token === undefined ? undefined : { recipient: token.recipient, uid: token.uid },
    ...signedBy(given.signature, findings.from, message),
    signatureMissing: peer?.signed === true && given.signature?.kind !== 'good',
  }
  const judged = judge(evidence, about, desk.parts.config.mail.trust.unproven)
  if (judged.verdict === 'refuse') return refuse(desk, matter, judged, saidOf(given))
  const speaker = calendarAddress(judged.originator)
  const local = (await principalsByAddress(desk.tables, [speaker])).get(speaker)
  const isKnown =
    judged.proven &&
    (peer !== undefined || local !== undefined || isOwnDomain(desk.parts.config, speaker))
  const before = holder.held
  const waiting = await hand(desk, {
    sender: { user: local === undefined ? { address: speaker, aliases: [] } : userOf(local) },
    to: holder,
    message,
    effect: { method: message.method, originator: speaker, componentName: message.componentName },
    text: serializeText(message.object),
    transport: {
      originator: {
        address: speaker,
        proven: judged.verdict === 'apply',
        ...(local !== undefined && { aliases: userOf(local).aliases }),
      },
      policy: policyFor(desk, judged, {
        isKnown: isKnown && !findings.throughList,
        isNews: holder.held.object === undefined,
      }),
      facts: { trust: judged.row, ...saidOf(given) },
    },
  })
  await deliverAll(desk, waiting)
  const asks = holder.held.ledger.questions.length > before.ledger.questions.length
  if (judged.proven) await remember(desk, matter, given, speaker, isKnown)
  // Requirement: 6047/3/remember-senders-security
  if (isKnown && judged.row === 'signed') {
    await notePeer(desk.tables, { ownerId: principal.id, address: speaker, signed: true })
  }
  const classification = desk.trace.findLast((each) => each.ownerId === principal.id)
  const words = `${classification?.classification ?? ''} (${judged.row})`
  return { state: asks ? 'waiting' : 'done', reason: words.trim() }
}

const attendeesMethods: ReadonlySet<Method> = new Set(['REPLY', 'COUNTER', 'REFRESH'])

/**
 * Whom of those who may speak the certificate names: the author, or, where somebody else handed the
 * mail over, the Organizer or Attendee himself (RFC 6047 §3).
 */
// Requirement: 6047/3/signer-matches-calendar-user
// Requirement: 6047/3/unmatched-signer-warned
function signedBy(
  signature: Signature | undefined,
  from: readonly string[],
  { method, organizer, components }: Message,
): Pick<Evidence, 'signature' | 'signer'> {
  if (signature?.kind === 'broken') return { signature: 'broken', signer: undefined }
  if (signature?.kind !== 'good') return { signature: undefined, signer: undefined }
  const callFor = attendeesMethods.has(method)
    ? components.flatMap(attendeeAddresses)
    : organizer === undefined
      ? []
      : [organizer]
  const names = (address: string): boolean =>
    signature.addresses.some((each) => calendarAddress(each) === calendarAddress(address))
  const signer = [...from, ...callFor].find(names)
  return { signature: signer === undefined ? 'of-another' : 'good', signer }
}

/** For the trace. */
function saidOf({ findings, signature }: Given): Readonly<Record<string, string>> {
  if (signature === undefined) return findings.said
  const { kind } = signature
  const more = kind === 'good' ? signature.addresses.join(' ') : signature.why
  return { ...findings.said, smime: `${kind}: ${more}`.slice(0, 300) }
}

/**
 * What nobody vouches for waits for the person. News from those who were never written to waits
 * apart, and nothing answers it.
 */
// Requirement: 6047/2.2.1/verify-before-acting
// Requirement: 6047/2.2.2/unsigned-not-trusted
// Requirement: 6047/3/unmatched-signer-override
// Requirement: 6047/3/unsigned-after-signed-warned
// Requirement: 6047/3/unsigned-after-signed-ignored
function policyFor(
  desk: Desk,
  judged: Judgement,
  who: { readonly isKnown: boolean; readonly isNews: boolean },
): Partial<Policy> {
  const { trust } = desk.parts.config.mail
  const holds = judged.verdict === 'hold'
  const waitsApart = who.isNews && (holds || (!who.isKnown && trust.strangers === 'ask'))
  return {
    // News is held by the question of an unknown sender; anything else by that of an unauthorized one.
    unconfirmedOriginator: holds && !who.isNews ? 'ask' : 'apply',
    ...(waitsApart && { newInvitations: 'ask' as const }),
  }
}

/** Refused: nothing is held, nobody is answered, and the trace says why. */
function refuse(
  desk: Desk,
  { principal, message }: Matter,
  judged: Judgement,
  said: Readonly<Record<string, string>>,
): Decided {
  desk.trace.push({
    atSeconds: desk.nowSeconds,
    ownerId: principal.id,
    uid: message.uid,
    direction: 'in',
    method: message.method,
    peer: judged.originator,
    classification: 'mail-refused',
    reasons: JSON.stringify([
      { requirement: judged.requirement, facts: { trust: judged.row, ...said } },
    ]),
    requestId: desk.requestId,
  })
  return { state: 'refused', reason: judged.row }
}

/** The language that they write in, and the mail that an answer replies to. */
async function remember(
  desk: Desk,
  { principal, message }: Matter,
  { mail }: Given,
  speaker: string,
  isKnown: boolean,
): Promise<void> {
  const { language, messageId } = mail.envelope
  if (isKnown && language !== undefined && /^[A-Za-z-]{2,35}$/.test(language)) {
    await notePeer(desk.tables, { ownerId: principal.id, address: speaker, language })
  }
  const isInvitation = message.method === 'REQUEST' && messageId !== undefined
  if (!isInvitation || messageId.length > 998 || /[\s<>]/.test(messageId)) return
  const key = { ownerId: principal.id, uid: message.uid, recipient: speaker }
  const [thread] = await threadsOf(desk.tables, [key])
  const expiresSeconds = desk.nowSeconds + desk.parts.config.mail.links.days * 86_400
  if (thread === undefined) {
    const made = { firstMessageId: messageId, lastMessageId: messageId, expiresSeconds }
    await addThreads(desk.tables, [{ id: desk.parts.newId(), ...key, ...made, revoked: false }])
  } else {
    await noteThreadMail(desk.tables, {
      id: thread.id,
      firstMessageId: thread.firstMessageId ?? messageId,
      lastMessageId: messageId,
      expiresSeconds,
    })
  }
}
