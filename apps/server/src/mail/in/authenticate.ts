/** Evidence about a mail: DKIM, SPF, DMARC and ARC, and what named hosts say. */
import { promises as dns } from 'node:dns'
import { type HeaderField, headerFields, type MailMessage } from '@parley/imip'
import type { AuthenticateResult, DNSResolver } from 'mailauth'
import type { Config } from '../../config.ts'
import { domainOf } from '../addresses.ts'
import { vouches } from './authentication-results.ts'
import type { Evidence } from './trust.ts'

/** What the transport knew of a mail. */
export type Transport = {
  readonly via: 'lmtp' | 'imap' | 'input' | 'check'
  readonly envelopeFrom?: string
  readonly recipients?: readonly string[]
  /** Of the client that handed the mail to our domain, where the transport knows it. */
  readonly ip?: string
  readonly helo?: string
}

export type Findings = Omit<Evidence, 'token' | 'signature' | 'signer' | 'signatureMissing'> & {
  /** For the trace: what each check said. */
  readonly said: Readonly<Record<string, string>>
}

export type Authenticator = (
  bytes: Uint8Array,
  mail: MailMessage,
  transport: Transport,
) => Promise<Findings>

const dnsTimeoutMs = 10_000

export function makeAuthenticator(config: Config, resolver: DNSResolver = resolve): Authenticator {
  return async (bytes, mail, transport) => {
    const fields = headerFields(bytes)
    const from = mail.envelope.from.map((each) => each.address.toLowerCase())
    const { trust } = config.mail
    const checked = trust.verify
      ? await check(bytes, transport, { resolver, trustReceived: trust.trustReceived })
      : undefined
    const domain = domainOf(from[0] ?? '')
    return {
      from,
      ...dmarcOf(checked),
      dkimAligned: isDkimAligned(checked),
      spfAligned: isSpfAligned(checked),
      vouchedByHost: vouches(
        valuesOf(fields, 'authentication-results'),
        trust.authenticationResults,
        domain,
      ),
      vouchedBySeal: isSealed(checked, fields, { sealers: trust.sealers, domain }),
      throughList: mail.envelope.listId !== undefined || hasListPrecedence(fields),
      said: saidOf(checked),
    }
  }
}

async function check(
  bytes: Uint8Array,
  transport: Transport,
  how: { readonly resolver: DNSResolver; readonly trustReceived: boolean },
): Promise<AuthenticateResult | undefined> {
  const { ip, helo, envelopeFrom } = transport
  const options = {
    resolver: how.resolver,
    trustReceived: how.trustReceived && ip === undefined,
    disableBimi: true,
    rejectRsaSha1: true,
    mta: 'parley',
    ...(ip !== undefined && { ip, helo: helo ?? ip, sender: envelopeFrom ?? '' }),
  }
  // Large, and needed by those only who take mail in: loaded with the first mail.
  const { authenticate } = await import('mailauth')
  try {
    return await authenticate(Buffer.from(bytes), options)
  } catch {
    return undefined // a header that cannot be read proves nothing
  }
}

async function resolve(name: string, type: string): Promise<string[][] | string[]> {
  const answer = dns.resolve(name, type) as Promise<string[][] | string[]>
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_done, fail) => {
    timer = setTimeout(
      () => fail(Object.assign(new Error('no answer'), { code: 'ETIMEOUT' })),
      dnsTimeoutMs,
    )
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

function dmarcOf(of: AuthenticateResult | undefined): Pick<Evidence, 'dmarc' | 'dmarcPolicy'> {
  const dmarc = of?.dmarc
  if (!dmarc) return { dmarc: 'none', dmarcPolicy: 'none' }
  const result = dmarc.status.result
  const isPass = result === 'pass' && isWhole(of)
  return {
    dmarc: isPass ? 'pass' : result === 'fail' ? 'fail' : 'none',
    dmarcPolicy: dmarc.policy === 'reject' || dmarc.policy === 'quarantine' ? dmarc.policy : 'none',
  }
}

/** A signature that leaves the end of the mail unsigned says nothing of a calendar object there. */
function isWhole(of: AuthenticateResult | undefined): boolean {
  if (!of?.dmarc) return true
  const { spf, dkim } = of.dmarc.alignment
  return spf.result !== undefined || dkim.underSized === undefined || dkim.underSized === 0
}

function isDkimAligned(of: AuthenticateResult | undefined): boolean {
  return (
    of?.dkim.fromFields === 1 &&
    of.dkim.results.some(
      ({ status }) =>
        status.result === 'pass' &&
        typeof status.aligned === 'string' &&
        (status.underSized ?? 0) === 0 &&
        status.testing !== true,
    )
  )
}

function isSpfAligned(of: AuthenticateResult | undefined): boolean {
  if (of === undefined || !of.spf || of.spf.status.result !== 'pass') return false
  if (of.dmarc && of.dmarc.alignment.spf.result !== undefined) return true
  const [author] = of.dkim.headerFrom
  const sender = of.spf['envelope-from'] ?? ''
  return author !== undefined && sender.includes('@') && domainOf(author) === domainOf(sender)
}

function isSealed(
  of: AuthenticateResult | undefined,
  fields: readonly HeaderField[],
  by: { readonly sealers: readonly string[]; readonly domain: string },
): boolean {
  if (of === undefined || !of.arc || of.arc.status.result !== 'pass' || of.arc.i === false)
    return false
  const instance = of.arc.i
  const isOfInstance = (value: string): boolean =>
    new RegExp(`(^|;)\\s*i\\s*=\\s*${instance}\\s*(;|$)`).test(value)
  const seal = valuesOf(fields, 'arc-seal').find(isOfInstance)
  const sealer = /(?:^|;)\s*d\s*=\s*([^;\s]+)/.exec(seal ?? '')?.[1]?.toLowerCase()
  if (sealer === undefined || !by.sealers.some((each) => each.toLowerCase() === sealer))
    return false
  const said = valuesOf(fields, 'arc-authentication-results').find(isOfInstance)
  if (said === undefined) return false
  return vouches([said.replace(/^\s*i\s*=\s*\d+\s*;/, '')], undefined, by.domain)
}

function hasListPrecedence(fields: readonly HeaderField[]): boolean {
  return valuesOf(fields, 'precedence').some((each) => /^list$/i.test(each.trim()))
}

function valuesOf(fields: readonly HeaderField[], name: string): readonly string[] {
  return fields.filter((each) => each.name === name).map((each) => each.value)
}

function saidOf(of: AuthenticateResult | undefined): Readonly<Record<string, string>> {
  if (of === undefined) return {}
  const dkim = of.dkim.results.map(
    ({ signingDomain, status }) => `${signingDomain ?? '?'}=${status.result}`,
  )
  return {
    dkim: dkim.join(' ') || 'none',
    spf: of.spf ? of.spf.status.result : 'none',
    dmarc: of.dmarc ? of.dmarc.status.result : (of.dmarcSkipReason ?? 'none'),
    arc: of.arc ? of.arc.status.result : 'none',
  }
}
