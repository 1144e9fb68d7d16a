/** What the world did, told from what we did: the database is away, or there is no room. */

/** Of sockets and names, of PostgreSQL's classes 08 and 57P, and too many connections. */
const awayCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ERR_SOCKET_CLOSED',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '08000',
  '08001',
  '08003',
  '08004',
  '08006',
])
/** What the client says that has no code. */
const awayWords =
  /driver has already been destroyed|Connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|Client was closed/i
/** SQLite: busy, locked, an error of input or output, the file cannot be opened. */
const awaySqlite: ReadonlySet<number> = new Set([5, 6, 10, 14])

/** `away`: try again soon. `full`: there is no room. Undefined: it is our own fault. */
export function worldFaultOf(error: unknown): 'away' | 'full' | undefined {
  const { code, errcode } = (error ?? {}) as { code?: unknown; errcode?: unknown }
  // The low byte is the kind of the error; the rest says more.
  const sqlite = typeof errcode === 'number' ? errcode & 0xff : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === '53100' || sqlite === 13) return 'full'
  if (typeof code === 'string' && awayCodes.has(code)) return 'away'
  if (error instanceof Error && awayWords.test(error.message)) return 'away'
  return sqlite !== undefined && awaySqlite.has(sqlite) ? 'away' : undefined
}
