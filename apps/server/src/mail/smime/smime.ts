/** S/MIME of a server (RFC 8551, RFC 6047 §2.2): loaded where it is configured or a mail uses it. */
import type { Config } from '../../config.ts'
import type { Keyring } from './keyring.ts'
import type { Opened } from './open.ts'

export type Smime = {
  /** The mail as it goes out: signed and encrypted as far as there are keys for it. */
  seal(
    bytes: Uint8Array,
    who: { readonly originator: string; readonly recipient: string },
  ): Promise<Uint8Array>
  open(bytes: Uint8Array): Promise<Opened>
}

const nothing: Keyring = { own: new Map(), recipients: new Map(), roots: [] }

/** Rejects where a configured file is missing or wrong. */
export async function openSmime(config: Config, clock: () => number): Promise<Smime> {
  const { smime } = config.mail
  const isUsed =
    smime.certificates.length > 0 || smime.recipients.length > 0 || smime.rootsFile !== undefined
  const keyring = isUsed ? await (await import('./keyring.ts')).openKeyring(config) : nothing
  return {
    // Requirement: 6047/3/signing-can-be-disabled
    async seal(bytes, { originator, recipient }) {
      const own = smime.sign ? keyring.own.get(originator) : undefined
      const to = smime.encrypt ? keyring.recipients.get(recipient) : undefined
      if (own === undefined && to === undefined) return bytes
      const { encryptedMail, signedMail } = await import('./seal.ts')
      const signed = own === undefined ? bytes : await signedMail(bytes, own, clock())
      return to === undefined ? signed : encryptedMail(signed, to)
    },
    async open(bytes) {
      if (!looksSecured(bytes)) return { bytes, signature: undefined, encrypted: false }
      return (await import('./open.ts')).openMail(bytes, keyring, clock())
    },
  }
}

const maxHeaderBytes = 256 * 1024

/** Most mails have none of it, and are spared its code. */
function looksSecured(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, maxHeaderBytes)).toString('latin1')
  return /pkcs7-(signature|mime)/i.test(head)
}
