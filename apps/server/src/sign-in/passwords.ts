/** Passwords: argon2id by Node's own crypto, and a short memory so that a client's every request is not one. */
import { argon2, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { type Cache, makeCache } from '../cache.ts'

const argon2id = promisify(argon2)
const memoryKib = 19_456
const passes = 2
const tagLength = 32

/** `argon2id$m$t$salt$hash`, everything that is needed to check it later. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive(password, nonce, memoryKib, passes)
  return `argon2id$${memoryKib}$${passes}$${nonce.toString('base64url')}$${tag.toString('base64url')}`
}

export async function checkPassword(password: string, stored: string): Promise<boolean> {
  const [kind, memory, time, salt, tag] = stored.split('$')
  if (kind !== 'argon2id' || salt === undefined || tag === undefined) return false
  const wanted = Buffer.from(tag, 'base64url')
  const found = await derive(password, Buffer.from(salt, 'base64url'), Number(memory), Number(time))
  return wanted.length === found.length && timingSafeEqual(wanted, found)
}

async function derive(
  password: string,
  nonce: Buffer,
  memory: number,
  time: number,
): Promise<Buffer> {
  const made = await argon2id('argon2id', {
    message: password.normalize('NFC'),
    nonce,
    parallelism: 1,
    tagLength,
    memory,
    passes: time,
  })
  return Buffer.from(made)
}

/** An app password: long enough that nobody guesses it, in groups that people can type. */
export function newAppPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const bytes = randomBytes(20)
  const letters = [...bytes].map((each) => alphabet[each % alphabet.length]).join('')
  return letters.match(/.{1,5}/g)?.join('-') ?? letters
}

/** Checked credentials for some minutes: argon2id takes longer than any request. */
export type Remembered = {
  readonly principalId: string
  readonly credentialId: string
  readonly untilSeconds: number
}

export function credentialMemory(): Cache<Remembered> {
  return makeCache<Remembered>(10_000)
}

/** Nothing of the password itself is kept in memory. */
export function memoryKey(name: string, password: string, secret: string): string {
  return hash('sha256', `${secret}${name}\0${password}`, 'base64')
}
