/** Signed tokens: who holds one was sent it by us. Lower case only, since mail addresses are. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Store, setSetting, settingOf } from '@parley/store'

/** `answer`: the page. `reply`: an address to write to. `bounce`: where reports of failure go. */
export type TokenUse = 'answer' | 'reply' | 'bounce'

export type Tokens = {
  make(use: TokenUse, id: string): string
  /** The id; undefined where we did not make it. */
  read(use: TokenUse, token: string): string | undefined
}

const secretName = 'mail-secret'
const macBytes: Readonly<Record<TokenUse, number>> = { answer: 16, reply: 9, bounce: 5 }
const letters: Readonly<Record<TokenUse, string>> = { answer: 'a', reply: 'r', bounce: 'b' }

/** The secret is made once per store, and shared by all its processes. */
export async function openTokens(store: Store): Promise<Tokens> {
  const known = await store.read((tables) => settingOf(tables, secretName))
  const secret =
    known ??
    (await store.write(['setting'], async (tables) => {
      const held = await settingOf(tables, secretName)
      if (held !== undefined) return held
      const made = randomBytes(32).toString('hex')
      await setSetting(tables, secretName, made)
      return made
    }))
  return makeTokens(secret)
}

/** Ids are UUIDs: 32 hexadecimal digits with hyphens, which the token leaves out. */
export function makeTokens(secret: string): Tokens {
  const key = Buffer.from(secret, 'hex')
  const mac = (use: TokenUse, digits: string): Buffer =>
    createHmac('sha256', key).update(`${use} ${digits}`).digest().subarray(0, macBytes[use])
  return {
    make(use, id) {
      const digits = id.replaceAll('-', '')
      if (!isDigits(digits)) throw new TypeError('the id of a token is a UUID')
      return `${letters[use]}${digits}${mac(use, digits).toString('hex')}`
    },
    read(use, token) {
      if (token.length !== 33 + macBytes[use] * 2 || token[0] !== letters[use]) return undefined
      const digits = token.slice(1, 33)
      if (!isDigits(digits)) return undefined
      const given = Buffer.from(token.slice(33), 'hex')
      const right = mac(use, digits)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined
      return hyphened(digits)
    },
  }
}

function isDigits(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text)
}

function hyphened(digits: string): string {
  const cuts = [0, 8, 12, 16, 20, 32]
  return cuts
    .slice(1)
    .map((end, i) => digits.slice(cuts[i], end))
    .join('-')
}
