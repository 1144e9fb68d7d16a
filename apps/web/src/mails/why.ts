/** Why a mail was not taken: what the server notes, as a word that pages have sentences for. */
const known = {
  'nobody here is meant': 'nobody',
  'the mail is larger than what is read': 'too-large',
  'no-author': 'no-author',
  'several-authors': 'several-authors',
  'signature-broken': 'signature-broken',
  'dmarc-forbids': 'forged',
  'nothing-proven': 'unproven',
} as const

export type WhyWord = (typeof known)[keyof typeof known] | 'unreadable' | 'loop' | 'waits' | 'fault'

/** `fault`: the server itself stumbled over it, and its own words say more. */
export function whyOf(mail: { readonly state: string; readonly reason: string }): WhyWord {
  if (mail.state === 'waiting') return 'waits'
  const found = new Map<string, WhyWord>(Object.entries(known)).get(mail.reason)
  if (found !== undefined) return found
  if (mail.reason.startsWith('a loop:')) return 'loop'
  return mail.reason.includes('cannot be read') ? 'unreadable' : 'fault'
}
