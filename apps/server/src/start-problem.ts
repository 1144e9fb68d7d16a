/** Why a server cannot start, in one line that names the key to change. */
import type { Config } from './config.ts'

type Failed = {
  readonly code?: unknown
  readonly errcode?: unknown
  readonly message?: unknown
  readonly path?: unknown
  readonly syscall?: unknown
}

export function startProblem(error: unknown, config: Config): string {
  const failed = (error ?? {}) as Failed
  return (
    listenProblem(failed, config) ??
    tlsProblem(failed, config) ??
    databaseProblem(failed, config) ??
    `the server cannot start: ${firstLine(failed.message ?? error)}`
  )
}

function listenProblem({ code, syscall }: Failed, config: Config): string | undefined {
  const { host, port } = config.listen
  if (code === 'EADDRINUSE') {
    return `listen.port: ${host}:${port} is taken by another program; set listen.port or PARLEY_PORT`
  }
  if (code === 'EADDRNOTAVAIL') return `listen.host: this machine does not have the address ${host}`
  if (code === 'ENOTFOUND' && 'file' in config.database) {
    return `listen.host: there is no host called ${host}`
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return `listen.port: ${port} may not be opened by this user; take one above 1023`
  }
  return undefined
}

function tlsProblem(
  { code, path, message }: Failed,
  { tls }: Pick<Config, 'tls'>,
): string | undefined {
  if (tls === undefined) return undefined
  const key = path === tls.certificate ? 'certificate' : path === tls.key ? 'key' : undefined
  if (key !== undefined) {
    return `tls.${key}: ${tls[key]}: ${code === 'ENOENT' ? 'no such file' : firstLine(message)}`
  }
  if (!/^ERR_(OSSL|TLS|CRYPTO)/.test(String(code))) return undefined
  return 'tls: the files are no certificate and key in PEM that belong together'
}

const sqliteWords: Readonly<Record<number, string>> = {
  5: 'another process holds it locked',
  8: 'it may not be written',
  10: 'the disk fails',
  11: 'it is damaged; restore a backup by "parley admin restore"',
  13: 'the disk is full',
  14: 'it cannot be opened: is its folder there, and writable?',
  26: 'it is no database',
}

export function databaseProblem(
  { code, errcode, message }: Failed,
  { database }: Pick<Config, 'database'>,
): string | undefined {
  if ('file' in database) {
    if (code !== 'ERR_SQLITE_ERROR') return undefined
    const words = sqliteWords[Number(errcode) & 0xff] ?? firstLine(message)
    return `database.file: ${database.file}: ${words}`
  }
  const words = postgresWords(String(code))
  return words === undefined ? undefined : `database.url: ${placeOf(database.url)}: ${words}`
}

function postgresWords(code: string): string | undefined {
  if (code === 'ECONNREFUSED' || code === 'ETIMEDOUT' || code === 'EHOSTUNREACH') {
    return 'nobody answers there'
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'there is no such host'
  if (code === '28P01' || code === '28000') return 'the name or the password is refused'
  if (code === '3D000') return 'there is no such database'
  if (code === '42501') return 'this user may not make tables there'
  return code === '53300' ? 'it takes no more connections' : undefined
}

/** Host, port and name: never the password. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'the address'
  }
}

function firstLine(of: unknown): string {
  return String(of).split('\n')[0] ?? ''
}
