/** What was encrypted to one of our certificates (RFC 5652 §6, RFC 5083). */
import { constants, createDecipheriv, privateDecrypt } from 'node:crypto'
import type { ContentInfo, EnvelopedData } from 'pkijs'
import type { Keyring, OwnKey } from './keyring.ts'
import { bufferOf, oids } from './seal.ts'

/** Undefined where it is encrypted to others, or in a way that we do not read. */
export async function decrypted(
  info: ContentInfo,
  keyring: Keyring,
): Promise<Uint8Array | undefined> {
  const closed = await closedIn(info)
  if (closed === undefined) return undefined
  for (const index of closed.enveloped.recipientInfos.keys()) {
    for (const own of keyring.own.values()) {
      const content = await decryptedBy(closed, index, own).catch(() => undefined)
      if (content !== undefined) return content
    }
  }
  return undefined
}

type Closed = {
  readonly enveloped: EnvelopedData
  /** Of AuthEnvelopedData: what proves that nothing was altered. */
  readonly mac: Uint8Array | undefined
}

async function closedIn(info: ContentInfo): Promise<Closed | undefined> {
  const { ContentInfo: Info, EnvelopedData: Enveloped } = await import('pkijs')
  if (info.contentType === Info.ENVELOPED_DATA) {
    return { enveloped: new Enveloped({ schema: info.content }), mac: undefined }
  }
  if (info.contentType !== oids.authEnveloped) return undefined
  const asn = await import('asn1js')
  const fields: unknown[] = (info.content as InstanceType<typeof asn.Sequence>).valueBlock.value
  const mac = fields.at(-1)
  // Attributes that are authenticated with the content: nobody in mail has them.
  if (!(mac instanceof asn.OctetString) || fields.length !== 4) return undefined
  const schema = new asn.Sequence({ value: fields.slice(0, 3) as never })
  return { enveloped: new Enveloped({ schema }), mac: mac.valueBlock.valueHexView }
}

async function decryptedBy(
  closed: Closed,
  index: number,
  { certificate, key }: OwnKey,
): Promise<Uint8Array | undefined> {
  const { AlgorithmIdentifier, IssuerAndSerialNumber, KeyTransRecipientInfo } = await import(
    'pkijs'
  )
  const { enveloped, mac } = closed
  const value = enveloped.recipientInfos[index]?.value
  const byLibrary = async (): Promise<Uint8Array | undefined> => {
    if (mac !== undefined) return undefined
    const recipientPrivateKey = bufferOf(key.export({ type: 'pkcs8', format: 'der' }))
    const how = { recipientCertificate: certificate, recipientPrivateKey }
    return new Uint8Array(await enveloped.decrypt(index, how))
  }
  if (!(value instanceof KeyTransRecipientInfo)) {
    return key.asymmetricKeyType === 'ec' ? byLibrary() : undefined
  }
  const { rid, keyEncryptionAlgorithm, encryptedKey } = value
  if (!(rid instanceof IssuerAndSerialNumber) || key.asymmetricKeyType !== 'rsa') return undefined
  if (!rid.issuer.isEqual(certificate.issuer)) return undefined
  if (!rid.serialNumber.isEqual(certificate.serialNumber)) return undefined
  if (!(keyEncryptionAlgorithm instanceof AlgorithmIdentifier)) return undefined
  if (keyEncryptionAlgorithm.algorithmId !== oids.rsa) return byLibrary()
  const wrapped = Buffer.from(encryptedKey.valueBlock.valueHexView)
  const contentKey = privateDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, wrapped)
  return mac === undefined ? fromCbc(enveloped, contentKey) : fromGcm(enveloped, contentKey, mac)
}

const cbc: ReadonlyMap<string, string> = new Map([
  [oids.aes128Cbc, 'aes-128-cbc'],
  [oids.aes192Cbc, 'aes-192-cbc'],
  [oids.aes256Cbc, 'aes-256-cbc'],
])

function fromCbc(
  { encryptedContentInfo: of }: EnvelopedData,
  contentKey: Uint8Array,
): Uint8Array | undefined {
  const { algorithmId, algorithmParams } = of.contentEncryptionAlgorithm
  const name = cbc.get(algorithmId)
  if (name === undefined) return undefined
  const decipher = createDecipheriv(name, contentKey, octetsOf(algorithmParams))
  return Buffer.concat([decipher.update(Buffer.from(of.getEncryptedContent())), decipher.final()])
}

function fromGcm(
  { encryptedContentInfo: of }: EnvelopedData,
  contentKey: Uint8Array,
  mac: Uint8Array,
): Uint8Array | undefined {
  const { algorithmId, algorithmParams } = of.contentEncryptionAlgorithm
  const bits = { [oids.aes128Gcm]: 128, [oids.aes256Gcm]: 256 }[algorithmId]
  // 12 bytes and more (RFC 5084 §3.2): a short one is guessed.
  if (bits === undefined || mac.length < 12) return undefined
  const [nonce] = (algorithmParams as { valueBlock: { value: unknown[] } }).valueBlock.value
  const name = bits === 128 ? 'aes-128-gcm' : 'aes-256-gcm'
  const decipher = createDecipheriv(name, contentKey, octetsOf(nonce), {
    authTagLength: mac.length,
  })
  decipher.setAuthTag(mac)
  return Buffer.concat([decipher.update(Buffer.from(of.getEncryptedContent())), decipher.final()])
}

function octetsOf(field: unknown): Uint8Array {
  return (field as { valueBlock: { valueHexView: Uint8Array } }).valueBlock.valueHexView
}
