/** What tests of mail ask and do. */
import { createHash } from 'node:crypto'
import { readMail } from '@parley/imip'
import { type Change, type Ledger, ledgerFromJson, type Transition } from '@parley/itip'
import {
  heldLedgers,
  type MailIn,
  mailInById,
  mailsIn,
  type Principal,
  principalByName,
  resourcesByUid,
  searchTrace,
  type TraceEntry,
} from '@parley/store'
import { dkimSign } from 'mailauth/lib/dkim/sign.js'
import type { Parts } from '../parts.ts'
import { changeHeld } from '../scheduling/change-held.ts'
import type { Carried } from '../testing/wire.ts'

type At = { readonly parts: Parts }

export async function principalAt({ parts }: At, name: string): Promise<Principal> {
  const found = await parts.store.read((tables) => principalByName(tables, name))
  if (found === undefined) throw new Error(`nobody is called ${name}`)
  return found
}

export async function heldText(at: At, name: string, uid: string): Promise<string | undefined> {
  const { id } = await principalAt(at, name)
  const [found] = await at.parts.store.read((tables) => resourcesByUid(tables, [id], uid))
  return found?.text
}

export async function ledgerOf(at: At, name: string, uid: string): Promise<Ledger | undefined> {
  const { id } = await principalAt(at, name)
  const ledgers = await at.parts.store.read((tables) => heldLedgers(tables, [id], uid))
  const found = ledgers.get(id)
  return found && ledgerFromJson(JSON.parse(found.ledger))
}

export async function originateAs(
  at: At,
  name: string,
  uid: string,
  change: Change,
): Promise<Transition> {
  const acting = { principal: await principalAt(at, name), uid, requestId: 'test' }
  return (await changeHeld(at.parts, acting, change)).transition
}

/** Newest first, with their bytes. */
export async function mailsOf({ parts }: At): Promise<readonly MailIn[]> {
  return parts.store.read(async (tables) => {
    const found = await mailsIn(tables, { limit: 100 })
    const whole = await Promise.all(found.map((each) => mailInById(tables, each.id)))
    return whole.filter((each) => each !== undefined)
  })
}

export async function traceOf(at: At, name: string): Promise<readonly TraceEntry[]> {
  const { id } = await principalAt(at, name)
  return at.parts.store.read((tables) => searchTrace(tables, { ownerId: id, limit: 500 }))
}

export type Read = { readonly subject: string; readonly text: string; readonly method: string }

export function readCarried(mail: Carried | undefined): Read {
  if (mail === undefined) throw new Error('there is no such mail')
  const { envelope, calendars } = readMail(mail.bytes)
  const text = Buffer.from(calendars[0]?.bytes ?? new Uint8Array()).toString()
  return { subject: envelope.subject, text, method: calendars[0]?.method ?? '' }
}

export type Raw = {
  readonly from: string
  readonly to: string
  readonly method: string
  readonly text: string
  readonly messageId?: string
  /** Further header lines, first. */
  readonly headers?: readonly string[]
}

/** A mail as a stranger's program writes it: one part. */
export function rawMail({ from, to, method, text, messageId, headers = [] }: Raw): Carried {
  const id = messageId ?? `${createHash('sha256').update(text).digest('hex').slice(0, 20)}@raw`
  const lines = [
    ...headers,
    `From: ${from}`,
    `To: ${to}`,
    'Subject: raw',
    'Date: Sun, 22 Nov 2026 10:00:00 +0000',
    `Message-ID: <${id}>`,
    'MIME-Version: 1.0',
    `Content-Type: text/calendar; method=${method}; charset=utf-8`,
    '',
    text,
  ]
  return { from, to, bytes: Buffer.from(lines.join('\r\n')) }
}

export type Key = { readonly domain: string; readonly privateKey: string }

/** Signed as the mail server of that domain would. */
export async function signed(mail: Carried, key: Key): Promise<Carried> {
  const how = { signingDomain: key.domain, selector: 's1', privateKey: key.privateKey }
  const made = await dkimSign(mail.bytes, { ...how, signatureData: [how] })
  if (made.signatures === '') throw new Error('the mail was not signed')
  return { ...mail, bytes: Buffer.concat([Buffer.from(made.signatures), mail.bytes]) }
}
