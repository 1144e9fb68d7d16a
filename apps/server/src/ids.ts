/** Ids that sort in the order in which they were made (RFC 9562 §5.7), and that nobody guesses. */
import { randomBytes } from 'node:crypto'

const maxCount = 0xfff
/** Random bytes drawn at once: one call for many ids. */
const poolBytes = 4096
/** As many digits of the pool as an id takes. */
const digits = 16
/** The variant of RFC 9562 §4.1, in place of two random bits. */
const variants = ['8', '9', 'a', 'b'] as const

export function makeNewId(): () => string {
  let pool = ''
  let at = 0
  let lastMs = 0
  let time = ''
  let count = 0
  return () => {
    const nowMs = Date.now()
    if (nowMs > lastMs || ++count > maxCount) {
      lastMs = Math.max(nowMs, lastMs + 1)
      count = 0
      const hex = lastMs.toString(16).padStart(12, '0')
      time = `${hex.slice(0, 8)}-${hex.slice(8)}-7`
    }
    if (at >= pool.length) {
      pool = randomBytes(poolBytes).toString('hex')
      at = 0
    }
    const variant = variants[pool.charCodeAt(at) & 3]
    const id = `${time}${(4096 + count).toString(16).slice(1)}-${variant}${pool.slice(at + 1, at + 4)}-${pool.slice(at + 4, at + digits)}`
    at += digits
    return id
  }
}
