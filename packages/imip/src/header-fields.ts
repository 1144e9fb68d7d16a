import { defaultMailLimits } from './limits.ts'
import { type HeaderField, readFields } from './mime/header.ts'

/**
 * The header fields of a mail, in its order: for trace fields that `MailEnvelope` does not name
 * (Received, Authentication-Results, Precedence).
 *
 * Names are in lower case; values are unfolded, encoded words stay encoded. Errors: none; at most
 * `maxHeaderBytes` are read.
 */
export function headerFields(
  bytes: Uint8Array,
  maxHeaderBytes: number = defaultMailLimits.maxHeaderBytes,
): readonly HeaderField[] {
  const head = bytes.subarray(0, maxHeaderBytes)
  return readFields(head.subarray(0, endOfHeader(head)))
}

/** Where the first empty line begins. */
function endOfHeader(head: Uint8Array): number {
  for (let at = head.indexOf(10); at >= 0; at = head.indexOf(10, at + 1)) {
    const next = head[at + 1]
    if (next === 10 || (next === 13 && head[at + 2] === 10)) return at + 1
  }
  return head.length
}
