/** Mails that are nobody's scheduling message: recognised, and let go with a reason. */
import { headerFields, type MailMessage } from '@parley/imip'
import type { MailInState } from '@parley/store'
import type { Config } from '../../config.ts'
import { messageIdDomain } from '../addresses.ts'
import { checkHeader } from '../check.ts'

/** More hops than any honest mail takes (RFC 5321 §6.3). */
const maxHops = 100

export type Unasked = {
  readonly state: MailInState
  readonly reason: string
  readonly keepsBytes?: boolean
}

/** Undefined: there is a scheduling message in it. */
export function reasonToIgnore(
  config: Config,
  bytes: Uint8Array,
  mail: MailMessage,
): Unasked | undefined {
  const { envelope, calendars, unread } = mail
  const fields = headerFields(bytes)
  const hops = fields.filter(({ name }) => name === 'received').length
  if (hops > maxHops) return { state: 'refused', reason: `a loop: ${hops} hops` }
  if (isOurs(config, envelope.messageId)) {
    if (fields.some(({ name }) => name === checkHeader.toLowerCase())) {
      return { state: 'ignored', reason: 'the self-test', keepsBytes: true }
    }
    return { state: 'ignored', reason: 'our own mail came back' }
  }
  const messages = calendars.flatMap((each) => each.messages)
  if (messages.length > 0) return undefined
  if (unread.some(({ why }) => why === 'winmail.dat' || why === 'encrypted')) {
    const why = unread.map((each) => each.why).join(', ')
    return { state: 'failed', reason: `what may be a scheduling message cannot be read: ${why}` }
  }
  if (unread.some(({ why }) => why.startsWith('max'))) {
    return { state: 'failed', reason: 'the mail is larger than what is read' }
  }
  const { autoSubmitted, listId } = envelope
  if (autoSubmitted !== undefined && autoSubmitted !== 'no') {
    return { state: 'ignored', reason: `an automatic answer (${autoSubmitted.slice(0, 40)})` }
  }
  const automatic = fields.some(
    ({ name, value }) =>
      name === 'x-autoreply' ||
      name === 'x-autorespond' ||
      (name === 'precedence' && /^(auto_reply|junk|bulk)$/i.test(value.trim())),
  )
  if (automatic) return { state: 'ignored', reason: 'an automatic answer' }
  if (listId !== undefined) {
    return { state: 'ignored', reason: 'a mailing list, and no scheduling message' }
  }
  const objects = calendars.length
  return {
    state: 'ignored',
    reason: objects > 0 ? 'a calendar object, and no METHOD' : 'no scheduling message',
  }
}

/** Only our server makes these: the id of an outbox entry before our own domain. */
function isOurs(config: Config, messageId: string | undefined): boolean {
  if (messageId === undefined) return false
  const [id = '', domain = ''] = messageId.split('@')
  return domain.toLowerCase() === messageIdDomain(config) && /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(id)
}
