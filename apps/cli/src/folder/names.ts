/** File names made of UIDs and addresses from outside. */
import { createHash } from 'node:crypto'

/** What stands for itself: no upper case (some disks fold it), no separators, no leading dot. */
const plainUid = /^(?!.*\.\.)[a-z0-9][a-z0-9._@-]{0,79}$/
const reservedOnWindows = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/

/**
 * The name, without ending, of the file that holds a UID: the UID itself where that is safe on
 * every disk, else a readable remainder, `~`, and 96 bits of its SHA-256. A UID that stands for
 * itself has no `~`, so two UIDs never share a name.
 */
export function nameOfUid(uid: string): string {
  if (plainUid.test(uid) && !uid.endsWith('.') && !reservedOnWindows.test(uid)) return uid
  const hash = createHash('sha256').update(uid).digest('hex').slice(0, 24)
  return `${safeWords(uid, 40)}~${hash}`
}

/** A readable remainder of any text, safe within a file name; `x` where nothing is left. */
export function safeWords(text: string, limit: number): string {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9._@-]+/g, '-')
    .replace(/\.{2,}/g, '.')
    .replace(/^[^a-z0-9]+/, '')
    .slice(0, limit)
    .replace(/[.-]+$/, '')
  return words === '' ? 'x' : words
}

/** A file name that we would have made: nothing that leaves its folder. */
export function isPlainFileName(name: string): boolean {
  return /^[a-z0-9][a-z0-9._@~-]{0,199}$/.test(name) && !name.includes('..')
}
