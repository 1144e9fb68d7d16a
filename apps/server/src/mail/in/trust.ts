/**
 * Whether a mail is believed, before the engine sees what it says: a table, first row first
 * (RFC 6047 §2.2, §3; RFC 5546 §6.1). `docs/mail-trust.md` shows it.
 *
 * Believing who speaks is one thing; whether he may say it is the engine's to decide: REQUEST, CANCEL,
 * ADD and DECLINECOUNTER are the Organizer's or his SENT-BY's, REPLY, COUNTER and REFRESH the Attendee's.
 */
import type { MailReason } from '@parley/imip'
import type { Method } from '@parley/itip'

/** What is known of a mail beside what it says. */
export type Evidence = {
  /** The addresses of From, in lower case. More than one is a reason to distrust. */
  readonly from: readonly string[]
  /** Set where the mail carries an S/MIME signature of somebody whom a root vouches for, or a broken one. */
  readonly signature: 'good' | 'of-another' | 'broken' | undefined
  /** Of a good signature: whom among author, Organizer and Attendee its certificate names. */
  readonly signer: string | undefined
  /** Its sender signed before, and this mail is not signed. */
  readonly signatureMissing: boolean
  readonly dmarc: 'pass' | 'fail' | 'none'
  /** What the author's domain asks for where DMARC fails. */
  readonly dmarcPolicy: 'none' | 'quarantine' | 'reject'
  /** A signature or a path that belongs to the author's domain. */
  readonly dkimAligned: boolean
  readonly spfAligned: boolean
  /** A mail server that we named found it genuine (RFC 8601). */
  readonly vouchedByHost: boolean
  /** A relay that we named found it genuine before changing it (RFC 8617). */
  readonly vouchedBySeal: boolean
  /** It came to an address that only the recipient of our mail was given: whom and what it is about. */
  readonly token: { readonly recipient: string; readonly uid: string } | undefined
  readonly throughList: boolean
}

export type Verdict = 'apply' | 'hold' | 'refuse'

export type Judgement = {
  readonly verdict: Verdict
  /** The row that decided. */
  readonly row: TrustRow['name']
  readonly requirement: MailReason['requirement']
  /** Who speaks: the author, or whom the token or the certificate names. */
  readonly originator: string
  readonly proven: boolean
}

export type TrustRow = {
  readonly name: string
  readonly words: string
  readonly when: (evidence: Evidence, about: About) => boolean
  readonly verdict: Verdict
  readonly originator: 'from' | 'token' | 'signer'
  readonly requirement: MailReason['requirement']
}

export type About = { readonly method: Method; readonly uid: string }

const attendeesMethods: ReadonlySet<Method> = new Set(['REPLY', 'COUNTER', 'REFRESH'])

const isAttendees = ({ method }: About): boolean => attendeesMethods.has(method)

// Requirement: 5546/6.2.2/sources-limited
export const trustTable: readonly TrustRow[] = [
  {
    name: 'no-author',
    words: 'From names nobody.',
    when: ({ from }) => from.length === 0,
    verdict: 'refuse',
    originator: 'from',
    requirement: '6047/2.2.1/verify-before-acting',
  },
  {
    name: 'several-authors',
    words: 'From names more than one address: each reader would see another.',
    when: ({ from }) => new Set(from).size > 1,
    verdict: 'refuse',
    originator: 'from',
    requirement: '6047/2.2.1/verify-before-acting',
  },
  {
    name: 'signature-broken',
    words: 'The S/MIME signature does not fit the content.',
    when: ({ signature }) => signature === 'broken',
    verdict: 'refuse',
    originator: 'from',
    requirement: '6047/3/unauthorized-ignored',
  },
  {
    name: 'signature-of-another',
    words: 'The S/MIME signature is good, and its certificate names somebody else.',
    when: ({ signature }) => signature === 'of-another',
    verdict: 'hold',
    originator: 'from',
    requirement: '6047/3/unmatched-signer-warned',
  },
  {
    name: 'signature-missing',
    words: 'The author signed before, and this mail is not signed.',
    when: ({ signatureMissing }) => signatureMissing,
    verdict: 'hold',
    originator: 'from',
    requirement: '6047/3/unsigned-after-signed-warned',
  },
  {
    name: 'signed',
    words:
      'The S/MIME signature is good, and its certificate names the author, or the Organizer or Attendee for whom the mail speaks.',
    when: ({ signature }) => signature === 'good',
    verdict: 'apply',
    originator: 'signer',
    requirement: '6047/3/signer-matches-calendar-user',
  },
  {
    name: 'dmarc',
    words: 'DMARC passes.',
    when: ({ dmarc }) => dmarc === 'pass',
    verdict: 'apply',
    originator: 'from',
    requirement: '6047/3/originator-authenticated',
  },
  {
    name: 'dkim',
    words: 'A DKIM signature of the author’s domain is good, and covers the whole mail.',
    when: ({ dkimAligned }) => dkimAligned,
    verdict: 'apply',
    originator: 'from',
    requirement: '6047/3/originator-authenticated',
  },
  {
    name: 'named-host',
    words: 'A mail server named in `trust.authenticationResults` found it genuine.',
    when: ({ vouchedByHost }) => vouchedByHost,
    verdict: 'apply',
    originator: 'from',
    requirement: '6047/3/originator-authenticated',
  },
  {
    name: 'spf',
    words: 'It came from a host of the author’s domain (SPF).',
    when: ({ spfAligned }) => spfAligned,
    verdict: 'apply',
    originator: 'from',
    requirement: '6047/3/originator-authenticated',
  },
  {
    name: 'sealed',
    words: 'A relay named in `trust.sealers` found it genuine before passing it on (ARC).',
    when: ({ vouchedBySeal }) => vouchedBySeal,
    verdict: 'apply',
    originator: 'from',
    requirement: '6047/3/originator-authenticated',
  },
  {
    name: 'reply-token',
    words: 'An answer to an address that only its sender was given, about the same event.',
    when: ({ token }, about) => isAttendees(about) && token?.uid === about.uid,
    verdict: 'apply',
    originator: 'token',
    requirement: '6047/3/originator-authenticated',
  },
  {
    name: 'dmarc-forbids',
    words: 'DMARC fails, and the author’s domain asks not to believe such mails.',
    when: ({ dmarc, dmarcPolicy }) => dmarc === 'fail' && dmarcPolicy !== 'none',
    verdict: 'refuse',
    originator: 'from',
    requirement: '6047/2.2.1/from-is-replier',
  },
  {
    name: 'nothing-proven',
    words: 'Nobody vouches for it: it waits for the person (`trust.unproven` may say otherwise).',
    when: () => true,
    verdict: 'hold',
    originator: 'from',
    requirement: '6047/2.2.2/unsigned-not-trusted',
  },
]

/** The first row that fits. */
export function judge(evidence: Evidence, about: About, unproven: Verdict): Judgement {
  for (const row of trustTable) {
    if (!row.when(evidence, about)) continue
    const verdict = row.name === 'nothing-proven' ? unproven : row.verdict
    const speakers = {
      from: evidence.from[0],
      token: evidence.token?.recipient,
      signer: evidence.signer,
    }
    const originator = speakers[row.originator] ?? ''
    const proven = row.verdict === 'apply'
    return decidedBy(row.requirement, { verdict, row: row.name, originator, proven })
  }
  throw new Error('the last row fits everything')
}

type RequirementId = MailReason['requirement']

function decidedBy(requirement: RequirementId, rest: Omit<Judgement, 'requirement'>): Judgement {
  return { ...rest, requirement }
}
