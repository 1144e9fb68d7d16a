/** Certificates and keys of S/MIME, from the files that the administrator names. */
import { createPrivateKey, type KeyObject, webcrypto } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Certificate } from 'pkijs'
import type { Config } from '../../config.ts'

/** One of ours, who signs and for whom what is encrypted can be opened. */
export type OwnKey = {
  readonly address: string
  readonly certificate: Certificate
  /** The certificate first, then those between it and its root. */
  readonly chain: readonly Certificate[]
  readonly key: KeyObject
}

export type Keyring = {
  readonly own: ReadonlyMap<string, OwnKey>
  /** Those to whom we encrypt. */
  readonly recipients: ReadonlyMap<string, Certificate>
  /** Whose word counts about who somebody is. */
  readonly roots: readonly Certificate[]
}

/**
 * Reads the files. Throws where one is missing, is no PEM, or certificate and key are not of a pair:
 * the server says so when it starts, not when the first mail goes out.
 */
export async function openKeyring({ mail }: Pick<Config, 'mail'>): Promise<Keyring> {
  const { certificates, recipients, rootsFile } = mail.smime
  const own = new Map<string, OwnKey>()
  for (const { address, certificateFile, keyFile } of certificates) {
    const chain = await certificatesIn(certificateFile)
    const [certificate] = chain
    if (certificate === undefined) throw new Error(`${certificateFile} holds no certificate`)
    const key = createPrivateKey(readFileSync(keyFile))
    if (!(await isPair(certificate, key))) {
      throw new Error(`${keyFile} is not the key of the certificate in ${certificateFile}`)
    }
    const lower = address.toLowerCase()
    if (!addressesOf(certificate).includes(lower)) {
      throw new Error(`the certificate in ${certificateFile} does not name ${lower} (RFC 6047 §3)`)
    }
    own.set(lower, { address: lower, certificate, chain, key })
  }
  const others = new Map<string, Certificate>()
  for (const { address, certificateFile } of recipients) {
    const [certificate] = await certificatesIn(certificateFile)
    if (certificate === undefined) throw new Error(`${certificateFile} holds no certificate`)
    others.set(address.toLowerCase(), certificate)
  }
  return {
    own,
    recipients: others,
    roots: rootsFile === undefined ? [] : await certificatesIn(rootsFile),
  }
}

async function certificatesIn(file: string): Promise<readonly Certificate[]> {
  const { Certificate } = await import('pkijs')
  const text = readFileSync(file, 'latin1')
  const blocks = text.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)
  return [...blocks].map(([, base64 = '']) => Certificate.fromBER(Buffer.from(base64, 'base64')))
}

async function isPair(certificate: Certificate, key: KeyObject): Promise<boolean> {
  const { createPublicKey } = await import('node:crypto')
  const ofKey = createPublicKey(key).export({ type: 'spki', format: 'der' })
  const ofCertificate = Buffer.from(certificate.subjectPublicKeyInfo.toSchema().toBER())
  return ofKey.equals(ofCertificate)
}

const subjectAlternativeName = '2.5.29.17'
const rfc822Name = 1

/**
 * The mail addresses that a certificate speaks for: rfc822Name in its subject alternative name, and
 * nothing else. An address in the subject itself may be anybody's text.
 */
// Requirement: 6047/3/signer-address-in-certificate
export function addressesOf(certificate: Certificate): readonly string[] {
  const found = certificate.extensions?.find((each) => each.extnID === subjectAlternativeName)
  const names = (found?.parsedValue as { altNames?: { type: number; value: unknown }[] })?.altNames
  return (names ?? [])
    .filter(({ type, value }) => type === rfc822Name && typeof value === 'string')
    .map(({ value }) => String(value).toLowerCase())
}

/** For WebCrypto, which signs: RSA and the curves of NIST. */
export async function signingKey(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const der = key.export({ type: 'pkcs8', format: 'der' })
  return webcrypto.subtle.importKey('pkcs8', der, algorithmOf(key), false, ['sign'])
}

function algorithmOf(
  key: KeyObject,
): webcrypto.RsaHashedImportParams | webcrypto.EcKeyImportParams {
  if (key.asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  const curves: Readonly<Record<string, string>> = {
    prime256v1: 'P-256',
    secp384r1: 'P-384',
    secp521r1: 'P-521',
  }
  const namedCurve = curves[key.asymmetricKeyDetails?.namedCurve ?? '']
  if (namedCurve === undefined) throw new Error('S/MIME keys are RSA, P-256, P-384 or P-521')
  return { name: 'ECDSA', namedCurve }
}
