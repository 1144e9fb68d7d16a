/** Ids that sort in the order in which they were made (RFC 9562 §5.7), and that nobody guesses. */
import { randomBytes } from 'node:crypto'

const maxCount = 0xfff
/** Random bytes drawn at once: one call for many ids. */
const poolBytes = 4096

export function makeNewId(): () => string {
  let pool = randomBytes(poolBytes)
  let at = 0
  let lastMs = 0
  let count = 0
  return () => {
    const nowMs = Date.now()
    if (nowMs > lastMs) {
      lastMs = nowMs
      count = 0
    } else if (++count > maxCount) {
      lastMs++
      count = 0
    }
    const time = lastMs.toString(16).padStart(12, '0')
    if (at + 8 > pool.length) {
      pool = randomBytes(poolBytes)
      at = 0
    }
    const random = pool.subarray(at, at + 8)
    at += 8
    random[0] = ((random[0] ?? 0) & 0x3f) | 0x80
    const tail = random.toString('hex')
    const order = count.toString(16).padStart(3, '0')
    return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${tail.slice(0, 4)}-${tail.slice(4)}`
  }
}
