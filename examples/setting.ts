/** What the examples share: an invitation, two people, and what time it is. */
import { readFileSync } from 'node:fs'
import { zoneCatalog } from '@parley/icalendar'
import { readMail } from '@parley/imip'
import type { Context, HeldState, Message } from '@parley/itip'
import { calendarUser, defaultPolicy, nothingHeld, originate, receive } from '@parley/itip'

export const invitationBytes: Uint8Array = readFileSync(new URL('invitation.eml', import.meta.url))

const catalog = zoneCatalog()

/** Whose state it is, and when: the engine reads no clock. */
export function contextOf(address: string, minutes: number): Context {
  return {
    nowSeconds: Date.UTC(2026, 1, 23, 9) / 1000 + minutes * 60,
    self: calendarUser(address),
    policy: defaultPolicy,
    catalog,
    floatingTzid: 'Europe/Berlin',
    productId: '-//Example//Examples//EN',
  }
}

export function invitation(): Message {
  const message = readMail(invitationBytes).calendars[0]?.messages[0]
  if (message === undefined) throw new Error('the mail holds no message')
  return message
}

/** Ben's copy, just received; or that of somebody to whom the invitation was passed on. */
export function heldByBen(address = 'ben@south.example'): HeldState {
  const message = invitation()
  return receive(nothingHeld(message.uid), message, contextOf(address, 0)).state
}

/** Anna's own copy; her guests have been told. */
export function heldByAnna(): HeldState {
  const { uid, object } = invitation()
  const kept = { ...object, properties: object.properties.filter((each) => each.name !== 'METHOD') }
  const save = { kind: 'save', object: kept, silent: true } as const
  return originate(nothingHeld(uid), save, contextOf('anna@north.example', 0)).state
}
