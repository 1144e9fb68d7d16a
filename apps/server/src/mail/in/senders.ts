/**
 * How many mails that make work are taken from one sender. Who sends more is put off, so that the
 * others do not wait behind him; nothing of his is lost, since whoever holds his mails keeps them.
 */
import type { Config } from '../../config.ts'
import { makePace } from '../pace.ts'

export type Senders = { admit(sender: Sender): void }

export type Sender = {
  readonly from: readonly string[]
  /** What speaks for it; empty where nobody does. A forged flood does not put off the genuine author. */
  readonly believed: readonly string[]
}

/** Too many for now: the caller must not acknowledge the mail, and is to offer it again later. */
export class PutOff extends Error {
  /** Whose mails have to wait. */
  readonly who: string
  constructor(who: string) {
    super('too many mails of one sender')
    this.name = 'PutOff'
    this.who = who
  }
}

export function makeSenders({ mail }: Pick<Config, 'mail'>, clock: () => number): Senders {
  const proven = makePace(mail.senders.provenPerMinute, clock)
  const unproven = makePace(mail.senders.unprovenPerMinute, clock)
  return {
    admit({ from, believed }): void {
      const who = [...from, ...believed].join(' ')
      const pace = believed.length === 0 ? unproven : proven
      if (!pace.allows(who)) throw new PutOff(who)
    },
  }
}
