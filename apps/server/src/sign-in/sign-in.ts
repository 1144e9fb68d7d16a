/** Who asks: Basic with a password or an app password, a session cookie, or a trusted proxy's header. */
import { createHash, randomBytes } from 'node:crypto'
import {
  addSession,
  clearFailures,
  credentialsOf,
  failuresOf,
  noteFailure,
  type Principal,
  principalByCredential,
  principalById,
  principalByName,
  principalsByAddress,
  pruneSessions,
  removeSession,
  type Session,
  sessionByHash,
  touchCredential,
} from '@parley/store'
import type { Cache } from '../cache.ts'
import { worldFaultOf } from '../operations/world-fault.ts'
import type { Parts } from '../parts.ts'
import { checkPassword, credentialMemory, memoryKey, type Remembered } from './passwords.ts'

export type SignIn = {
  /** From `Authorization: Basic`. */
  basic(header: string, address: string): Promise<SignInResult>
  password(name: string, password: string, address: string): Promise<SignInResult>
  /** From the proxy's header, if the configuration trusts that address. */
  proxied(value: string | undefined, address: string): Promise<Principal | undefined>
  startSession(principal: Principal): Promise<StartedSession>
  session(cookie: string): Promise<SignedInSession | undefined>
  endSession(cookie: string): Promise<void>
  /** Credentials were changed or revoked: nothing remembered holds any more. */
  forget(): void
}

type SignInResult =
  | { readonly kind: 'signed-in'; readonly principal: Principal }
  | { readonly kind: 'refused' }
  /** Too many failures: seconds to wait. */
  | { readonly kind: 'slowed'; readonly seconds: number }

export type StartedSession = {
  readonly cookie: string
  readonly csrf: string
  readonly seconds: number
}
export type SignedInSession = { readonly principal: Principal; readonly session: Session }

const rememberSeconds = 300
const maxWaitSeconds = 900
const dummyHash =
  'argon2id$19456$2$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'

export function makeSignIn(parts: Parts): SignIn {
  let memory: Cache<Remembered> = credentialMemory()
  const secret = randomBytes(32).toString('hex')

  async function password(name: string, given: string, address: string): Promise<SignInResult> {
    const key = memoryKey(name.toLowerCase(), given, secret)
    const known = memory.get(key)
    if (known !== undefined && known.untilSeconds > parts.clock()) {
      const principal = await stillValid(parts, known)
      if (principal !== undefined) return { kind: 'signed-in', principal }
    }
    const wait = await waitFor(parts, name, address)
    if (wait > 0) return { kind: 'slowed', seconds: wait }
    const found = await check(parts, name, given)
    if (found === undefined) {
      parts.metrics.signInFailures.inc()
      await fail(parts, name, address)
      return { kind: 'refused' }
    }
    const { principal, credentialId } = found
    memory.set(key, {
      principalId: principal.id,
      credentialId,
      untilSeconds: parts.clock() + rememberSeconds,
    })
    await noteSuccess(parts, name, credentialId)
    return { kind: 'signed-in', principal }
  }

  return {
    password,
    async basic(header: string, address: string): Promise<SignInResult> {
      const encoded = /^[Bb][Aa][Ss][Ii][Cc]\s+([A-Za-z0-9+/=_-]+)$/.exec(header.trim())?.[1]
      if (encoded === undefined) return { kind: 'refused' }
      const text = Buffer.from(encoded, 'base64').toString('utf8')
      const colon = text.indexOf(':')
      if (colon < 0) return { kind: 'refused' }
      return password(text.slice(0, colon), text.slice(colon + 1), address)
    },
    async proxied(value: string | undefined, address: string): Promise<Principal | undefined> {
      const { proxy } = parts.config.signIn
      if (proxy === undefined || value === undefined || !proxy.from.includes(address))
        return undefined
      return findByLogin(parts, value)
    },
    startSession: (principal) => startSession(parts, principal),
    session: (cookie) => findSession(parts, cookie),
    endSession: (cookie) =>
      parts.store.write([], (tables) => removeSession(tables, hashOf(cookie))),
    forget(): void {
      memory = credentialMemory()
    },
  }
}

/** Where the disk is full, who is known may read all the same. */
async function noteSuccess(parts: Parts, name: string, credentialId: string): Promise<void> {
  try {
    await parts.store.write([], async (tables) => {
      await clearFailures(tables, `name:${name.toLowerCase()}`)
      await touchCredential(tables, credentialId, parts.clock())
    })
  } catch (error) {
    if (worldFaultOf(error) !== 'full') throw error
    parts.log.warn({ err: error }, 'a sign-in could not be noted')
  }
}

/** A remembered sign-in holds only while its credential is there: revoking works at once. */
async function stillValid(parts: Parts, known: Remembered): Promise<Principal | undefined> {
  const principal = await parts.store.read((tables) =>
    principalByCredential(tables, known.credentialId),
  )
  return principal?.disabled === true ? undefined : principal
}

async function findByLogin(parts: Parts, login: string): Promise<Principal | undefined> {
  const name = login.trim().toLowerCase()
  const found = await parts.store.read(
    async (tables) =>
      (await principalByName(tables, name)) ??
      (await principalsByAddress(tables, [name])).get(name),
  )
  return found?.disabled === true || found?.kind !== 'user' ? undefined : found
}

async function check(
  parts: Parts,
  name: string,
  given: string,
): Promise<{ principal: Principal; credentialId: string } | undefined> {
  const principal = await findByLogin(parts, name)
  const credentials =
    principal === undefined
      ? []
      : await parts.store.read((tables) => credentialsOf(tables, principal.id))
  for (const each of credentials) {
    if (await checkPassword(given, each.hash)) {
      return principal && { principal, credentialId: each.id }
    }
  }
  // Whether the name exists is not to be told by the time that the answer takes.
  if (credentials.length === 0) await checkPassword(given, dummyHash)
  return undefined
}

/** Seconds until this account or address may try again. */
async function waitFor(parts: Parts, name: string, address: string): Promise<number> {
  const free = parts.config.signIn.slowAfterFailures
  const waits = await parts.store.read(async (tables) => [
    { ...(await failuresOf(tables, `name:${name.toLowerCase()}`)), free },
    { ...(await failuresOf(tables, `from:${address}`)), free: free * 4 },
  ])
  const seconds = waits.map(({ failures, lastSeconds, free: allowed }) => {
    if (failures < allowed) return 0
    const pause = Math.min(2 ** (failures - allowed), maxWaitSeconds)
    return lastSeconds + pause - parts.clock()
  })
  return Math.max(0, ...seconds)
}

async function fail(parts: Parts, name: string, address: string): Promise<void> {
  await parts.store.write([], async (tables) => {
    await noteFailure(tables, `name:${name.toLowerCase().slice(0, 200)}`, parts.clock())
    await noteFailure(tables, `from:${address}`, parts.clock())
  })
}

function hashOf(cookie: string): string {
  return createHash('sha256').update(cookie).digest('base64url')
}

async function startSession(parts: Parts, principal: Principal): Promise<StartedSession> {
  const cookie = randomBytes(32).toString('base64url')
  const csrf = randomBytes(18).toString('base64url')
  const seconds = Math.round(parts.config.signIn.sessionDays * 86_400)
  const session: Session = {
    idHash: hashOf(cookie),
    principalId: principal.id,
    expiresSeconds: parts.clock() + seconds,
    csrf,
  }
  await parts.store.write([], async (tables) => {
    await pruneSessions(tables, { nowSeconds: parts.clock() })
    await addSession(tables, session)
  })
  return { cookie, csrf, seconds }
}

async function findSession(parts: Parts, cookie: string): Promise<SignedInSession | undefined> {
  return parts.store.read(async (tables) => {
    const session = await sessionByHash(tables, hashOf(cookie), parts.clock())
    const principal = session && (await principalById(tables, session.principalId))
    if (session === undefined || principal === undefined || principal.disabled) return undefined
    return { principal, session }
  })
}
