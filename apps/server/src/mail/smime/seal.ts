/** Mails that go out: signed with the originator's key, encrypted to the recipient's certificate. */
import { constants, createCipheriv, createHash, publicEncrypt, randomBytes } from 'node:crypto'
import { splitMail } from '@parley/imip'
import type { Certificate } from 'pkijs'
import { type OwnKey, signingKey } from './keyring.ts'

/**
 * multipart/signed (RFC 8551 §3.5.3): whoever cannot check a signature reads the mail all the same.
 */
// Requirement: 6047/2.2.2/authentication-by-smime
// Requirement: 6047/3/signing-and-encrypting-supported
// Requirement: 5546/6.2.1/transport-authenticates
export async function signedMail(
  bytes: Uint8Array,
  own: OwnKey,
  nowSeconds: number,
): Promise<Uint8Array> {
  const { head, content } = splitMail(bytes)
  const signature = await detachedSignature(content, own, nowSeconds)
  // Made of the content: the same mail, sent again, has the same boundary.
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 32)
  const boundary = `signed-${digest}`
  return Buffer.concat([
    head,
    lines([
      `Content-Type: multipart/signed; protocol="application/pkcs7-signature";`,
      ` micalg=sha-256; boundary="${boundary}"`,
      '',
      `--${boundary}`,
    ]),
    content,
    lines([
      '',
      `--${boundary}`,
      'Content-Type: application/pkcs7-signature; name="smime.p7s"',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="smime.p7s"',
      '',
      ...base64Lines(signature),
      `--${boundary}--`,
    ]),
  ])
}

async function detachedSignature(
  content: Uint8Array,
  { certificate, chain, key }: OwnKey,
  nowSeconds: number,
): Promise<Uint8Array> {
  const pki = await import('pkijs')
  const asn = await import('asn1js')
  const digest = createHash('sha256').update(content).digest()
  const attribute = (type: string, value: unknown) => new pki.Attribute({ type, values: [value] })
  const signer = new pki.SignerInfo({
    version: 1,
    sid: new pki.IssuerAndSerialNumber({
      issuer: certificate.issuer,
      serialNumber: certificate.serialNumber,
    }),
    signedAttrs: new pki.SignedAndUnsignedAttributes({
      type: 0,
      attributes: [
        attribute(oids.contentType, new asn.ObjectIdentifier({ value: oids.data })),
        attribute(oids.signingTime, new asn.UTCTime({ valueDate: new Date(nowSeconds * 1000) })),
        attribute(oids.messageDigest, new asn.OctetString({ valueHex: bufferOf(digest) })),
      ],
    }),
  })
  const signed = new pki.SignedData({
    version: 1,
    encapContentInfo: new pki.EncapsulatedContentInfo({ eContentType: oids.data }),
    signerInfos: [signer],
    certificates: [...chain],
  })
  await signed.sign(await signingKey(key), 0, 'SHA-256', bufferOf(content))
  return wrapped(pki.ContentInfo.SIGNED_DATA, signed.toSchema(true))
}

/**
 * application/pkcs7-mime (RFC 8551 §3.3). Header fields travel open: the subject moves inside and
 * `[...]` stands in its place (RFC 9788 §3.2).
 */
// Requirement: 6047/2.2.3/encrypt-for-confidentiality
// Requirement: 6047/3/signed-messages-encrypted
// Requirement: 5546/6.2/protected-where-sensitive
export async function encryptedMail(
  bytes: Uint8Array,
  recipient: Certificate,
): Promise<Uint8Array> {
  const { head, content } = splitMail(bytes)
  const { open, subject } = withoutSubject(head)
  const closed = await enveloped(Buffer.concat([subject, protecting(content)]), recipient)
  return Buffer.concat([
    open,
    lines([
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
      'Content-Transfer-Encoding: base64',
      'Content-Disposition: attachment; filename="smime.p7m"',
      '',
      ...base64Lines(closed),
    ]),
  ])
}

/** Says that header fields inside are those that count (RFC 9788 §2.1.1). */
function protecting(content: Uint8Array): Uint8Array {
  const text = Buffer.from(content).toString('latin1')
  return Buffer.from(text.replace(/^(content-type:[^;\r\n]+);/i, '$1; hp="cipher";'), 'latin1')
}

function withoutSubject(head: Uint8Array): { open: Uint8Array; subject: Uint8Array } {
  const text = Buffer.from(head).toString('latin1')
  const found = /^subject:.*\r?\n(?:[ \t].*\r?\n)*/im.exec(text)
  if (found === null) return { open: head, subject: new Uint8Array() }
  const before = text.slice(0, found.index)
  const after = text.slice(found.index + found[0].length)
  return {
    open: Buffer.from(`${before}Subject: [...]\r\n${after}`, 'latin1'),
    subject: Buffer.from(found[0], 'latin1'),
  }
}

async function enveloped(content: Uint8Array, recipient: Certificate): Promise<Uint8Array> {
  const pki = await import('pkijs')
  const isRsa = recipient.subjectPublicKeyInfo.algorithm.algorithmId === oids.rsa
  if (!isRsa) {
    // Elliptic curves: a key is agreed upon (RFC 5753).
    const made = new pki.EnvelopedData()
    const how = { oaepHashAlgorithm: 'SHA-256', kdfAlgorithm: 'SHA-256', kekEncryptionLength: 256 }
    made.addRecipientByCertificate(recipient, how, 2)
    await made.encrypt({ name: 'AES-CBC', length: 256 }, bufferOf(content))
    return wrapped(pki.ContentInfo.ENVELOPED_DATA, made.toSchema())
  }
  const asn = await import('asn1js')
  const key = randomBytes(32)
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  const closed = Buffer.concat([cipher.update(content), cipher.final()])
  const octets = (bytes: Uint8Array) => new asn.OctetString({ valueHex: bufferOf(bytes) })
  const made = new pki.EnvelopedData({
    version: 0,
    recipientInfos: [
      new pki.RecipientInfo({
        variant: 1,
        value: new pki.KeyTransRecipientInfo({
          version: 0,
          rid: new pki.IssuerAndSerialNumber({
            issuer: recipient.issuer,
            serialNumber: recipient.serialNumber,
          }),
          keyEncryptionAlgorithm: new pki.AlgorithmIdentifier({
            algorithmId: oids.rsa,
            algorithmParams: new asn.Null(),
          }),
          encryptedKey: octets(publicEncrypt(await rsaKeyOf(recipient), key)),
        }),
      }),
    ],
    encryptedContentInfo: new pki.EncryptedContentInfo({
      contentType: oids.data,
      contentEncryptionAlgorithm: new pki.AlgorithmIdentifier({
        algorithmId: oids.aes256Cbc,
        algorithmParams: octets(iv),
      }),
      encryptedContent: octets(closed),
    }),
  })
  return wrapped(pki.ContentInfo.ENVELOPED_DATA, made.toSchema())
}

/** PKCS #1 v1.5: what mail programs that are in use can all open (RFC 8551 §2.3). */
async function rsaKeyOf(recipient: Certificate) {
  const { createPublicKey } = await import('node:crypto')
  const der = Buffer.from(recipient.subjectPublicKeyInfo.toSchema().toBER())
  return {
    key: createPublicKey({ key: der, type: 'spki', format: 'der' }),
    padding: constants.RSA_PKCS1_PADDING,
  }
}

export const oids = {
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  rsa: '1.2.840.113549.1.1.1',
  rsaOaep: '1.2.840.113549.1.1.7',
  aes128Cbc: '2.16.840.1.101.3.4.1.2',
  aes192Cbc: '2.16.840.1.101.3.4.1.22',
  aes256Cbc: '2.16.840.1.101.3.4.1.42',
  aes128Gcm: '2.16.840.1.101.3.4.1.6',
  aes256Gcm: '2.16.840.1.101.3.4.1.46',
  authEnveloped: '1.2.840.113549.1.9.16.1.23',
} as const

async function wrapped(contentType: string, content: unknown): Promise<Uint8Array> {
  const { ContentInfo } = await import('pkijs')
  const info = new ContentInfo({ contentType, content: content as never })
  return new Uint8Array(info.toSchema().toBER())
}

export function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}

function lines(all: readonly string[]): Uint8Array {
  return Buffer.from(`${all.join('\r\n')}\r\n`)
}

function base64Lines(bytes: Uint8Array): readonly string[] {
  return (
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,76}/g) ?? []
  )
}
