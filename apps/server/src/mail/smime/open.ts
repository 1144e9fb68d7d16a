/** Mails that come in: what is encrypted to us is opened, and signatures are checked. */
import { securedContent, withContent } from '@parley/imip'
import type { Certificate, ContentInfo, SignedData } from 'pkijs'
import { decrypted } from './decrypt.ts'
import { addressesOf, type Keyring } from './keyring.ts'
import { bufferOf } from './seal.ts'

export type Signature =
  /** Good, and a configured root vouches for who the signer is. */
  | { readonly kind: 'good'; readonly addresses: readonly string[] }
  | { readonly kind: 'broken'; readonly why: string }
  /** Good as to its content, and nobody we know says whose it is: it proves nothing. */
  | { readonly kind: 'unvouched'; readonly why: string }

export type Opened = {
  /** The mail with what was inside in the place of what was around it. */
  readonly bytes: Uint8Array
  readonly signature: Signature | undefined
  readonly encrypted: boolean
}

/** Signed in encrypted in signed … : more is no honest mail's. */
const maxLayers = 4

/** Errors: none. What cannot be opened stays closed, and `readMail` names it. */
export async function openMail(
  bytes: Uint8Array,
  keyring: Keyring,
  nowSeconds: number,
): Promise<Opened> {
  let opened: Opened = { bytes, signature: undefined, encrypted: false }
  for (let layer = 0; layer < maxLayers; layer++) {
    const next = await layerOf(opened, keyring, nowSeconds).catch(() => undefined)
    if (next === undefined) return opened
    opened = next
  }
  return opened
}

async function layerOf(
  { bytes, signature, encrypted }: Opened,
  keyring: Keyring,
  nowSeconds: number,
): Promise<Opened | undefined> {
  const secured = securedContent(bytes)
  if (secured === undefined) return undefined
  // The innermost signature is about the calendar part itself.
  if (secured.kind === 'signed-apart') {
    const content = canonical(secured.content)
    const found = await check(secured.signature, content, keyring, nowSeconds)
    return { bytes: withContent(bytes, content), signature: found, encrypted }
  }
  const { ContentInfo: Info, SignedData: Signed } = await import('pkijs')
  const info: ContentInfo = Info.fromBER(bufferOf(secured.bytes))
  if (info.contentType === Info.SIGNED_DATA) {
    const inside = new Signed({ schema: info.content }).encapContentInfo.eContent?.getValue()
    if (inside === undefined) return undefined
    const found = await check(secured.bytes, undefined, keyring, nowSeconds)
    return { bytes: withContent(bytes, new Uint8Array(inside)), signature: found, encrypted }
  }
  const content = await decrypted(info, keyring)
  return content && { bytes: withContent(bytes, content), signature, encrypted: true }
}

/** What is signed has CRLF; a mail from a pipe or a file may have lost it (RFC 8551 §3.1.1). */
function canonical(content: Uint8Array): Uint8Array {
  const text = Buffer.from(content)
  if (text.includes('\r\n') || !text.includes('\n')) return content
  return Buffer.from(text.toString('latin1').replaceAll('\n', '\r\n'), 'latin1')
}

const maxSigners = 5
const goodDigests: ReadonlySet<string> = new Set([
  '2.16.840.1.101.3.4.2.1', // SHA-256
  '2.16.840.1.101.3.4.2.2',
  '2.16.840.1.101.3.4.2.3',
])

/** All signatures must be good; those count whose certificates a root vouches for. */
// Requirement: 6047/2.2.2/only-signed-can-be-authenticated
// Requirement: 6047/3/signer-is-who-signed
async function check(
  der: Uint8Array,
  content: Uint8Array | undefined,
  keyring: Keyring,
  nowSeconds: number,
): Promise<Signature> {
  try {
    const { ContentInfo: Info, SignedData: Signed } = await import('pkijs')
    const signed = new Signed({ schema: Info.fromBER(bufferOf(der)).content })
    const count = signed.signerInfos.length
    if (count === 0 || count > maxSigners) return { kind: 'broken', why: `${count} signers` }
    const addresses: string[] = []
    let why = ''
    for (let signer = 0; signer < count; signer++) {
      const certificate = await signerOf(signed, signer, content)
      if (certificate === undefined) return { kind: 'broken', why: 'it does not fit the content' }
      const fault = await faultOf(signed, signer, { certificate, content, keyring, nowSeconds })
      if (fault === undefined) addresses.push(...addressesOf(certificate))
      else why = fault
    }
    return addresses.length > 0 ? { kind: 'good', addresses } : { kind: 'unvouched', why }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { kind: 'broken', why: why.slice(0, 200) }
  }
}

/** The certificate whose key made the signature; undefined where the signature is not good. */
async function signerOf(
  signed: SignedData,
  signer: number,
  content: Uint8Array | undefined,
): Promise<Certificate | undefined> {
  const digest = signed.signerInfos[signer]?.digestAlgorithm.algorithmId ?? ''
  if (!goodDigests.has(digest)) return undefined
  const data = content === undefined ? {} : { data: bufferOf(content) }
  const result = await signed
    .verify({ signer, ...data, checkChain: false, extendedMode: true })
    .catch(() => undefined)
  if (result?.signatureVerified !== true) return undefined
  return result.signerCertificate ?? undefined
}

type Vouching = {
  readonly certificate: Certificate
  readonly content: Uint8Array | undefined
  readonly keyring: Keyring
  readonly nowSeconds: number
}

/** Why the certificate does not count; undefined where it does. Its revocation is not looked up. */
async function faultOf(
  signed: SignedData,
  signer: number,
  { certificate, content, keyring, nowSeconds }: Vouching,
): Promise<string | undefined> {
  if (keyring.roots.length === 0) return 'no roots are configured'
  const use = faultOfUse(certificate)
  if (use !== undefined) return use
  if (addressesOf(certificate).length === 0) return 'the certificate names no mail address'
  const data = content === undefined ? {} : { data: bufferOf(content) }
  const ours = { trustedCerts: [...keyring.roots], checkDate: new Date(nowSeconds * 1000) }
  const result = await signed
    .verify({ signer, ...data, ...ours, checkChain: true, extendedMode: true })
    .catch((error: unknown) => (error instanceof Error ? error.message : String(error)))
  if (typeof result === 'string') return `no configured root vouches for it: ${result}`
  if (result.signerCertificateVerified !== true) return 'no configured root vouches for it'
  return undefined
}

const keyUsage = '2.5.29.15'
const extendedKeyUsage = '2.5.29.37'
const forMail = ['1.3.6.1.5.5.7.3.4', '2.5.29.37.0']

/** RFC 8550 §4.4: a certificate for servers, or one for encrypting, signs no mail. */
function faultOfUse({ extensions = [] }: Certificate): string | undefined {
  const usage = extensions.find((each) => each.extnID === keyUsage)?.parsedValue as
    | { valueBlock: { valueHexView: Uint8Array } }
    | undefined
  // digitalSignature and nonRepudiation are the first two bits.
  if (usage !== undefined && ((usage.valueBlock.valueHexView[0] ?? 0) & 0xc0) === 0) {
    return 'the certificate is not for signing'
  }
  const purposes = extensions.find((each) => each.extnID === extendedKeyUsage)?.parsedValue as
    | { keyPurposes?: readonly string[] }
    | undefined
  if (purposes === undefined) return undefined
  const isForMail = purposes.keyPurposes?.some((each) => forMail.includes(each)) ?? false
  return isForMail ? undefined : 'the certificate is not for mail'
}
