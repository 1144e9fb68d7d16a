/** What is to be sent, as mails for the outbox. */
import type { Context, SendEffect } from '@parley/itip'
import { addressUri } from '@parley/itip'
import type { Decision } from './act.ts'
import type { Call } from './command.ts'
import { misused } from './failure.ts'
import type { OutgoingFile } from './folder/folder.ts'

export type OutgoingMail = OutgoingFile & {
  readonly recipients: readonly string[]
  readonly subject: string
}

/** One mail for each message that the decision sends; all its recipients are in To. */
export async function mailsOf(
  { transition, classification }: Pick<Decision, 'transition' | 'classification'>,
  call: Call,
  context: Context,
): Promise<readonly OutgoingMail[]> {
  const effects = transition.effects.filter((each) => each.kind === 'send')
  if (effects.length === 0) return []
  const automatic = classification !== undefined
  const mails: OutgoingMail[] = []
  for (const effect of effects) {
    const mail = await mailOf(effect, call, context, automatic)
    if (mail !== undefined) mails.push(mail)
  }
  return mails
}

async function mailOf(
  effect: SendEffect,
  call: Call,
  context: Context,
  automatic: boolean,
): Promise<OutgoingMail | undefined> {
  const { composeMail, isMailAddress } = await import('@parley/imip')
  const { mailBytes } = await import('@parley/imip/mail-bytes')
  const { method, originator, sentBy, recipients } = effect
  if (!isMailAddress(originator)) {
    throw misused(`${addressUri(originator)} cannot send mail; --as must be a mail address here`)
  }
  const reachable = recipients.filter(isMailAddress)
  if (reachable.length === 0) return undefined
  const domain = originator.split('@').at(-1) ?? 'localhost'
  const content = composeMail(effect, {
    from: { name: context.self.commonName ?? '', address: originator },
    ...(sentBy === undefined ? {} : { sender: { name: '', address: sentBy } }),
    messageId: `${call.world.freshName().replace(/[^\w.-]/g, '.')}@${domain}`,
    dateSeconds: context.nowSeconds,
    floatingTzid: context.floatingTzid,
    languages: [languageOf(call)],
    ...(automatic ? { autoSubmitted: 'auto-replied' as const } : {}),
    catalog: context.catalog,
  })
  const bytes = await mailBytes(content)
  return { originator, method, recipients: reachable, subject: content.subject, bytes }
}

function languageOf({ options }: Call): string {
  const tag = options.text('language') ?? 'en'
  if (/^[a-z]{2,3}(-[a-z0-9]{1,8})*$/i.test(tag)) return tag
  throw misused(`--language ${tag}: not a language tag like en or de-AT`)
}
