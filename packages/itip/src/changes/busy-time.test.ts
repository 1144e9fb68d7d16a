import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarAddress } from '../address.ts'
import type { Change } from '../change.ts'
import { originate } from '../originate.ts'
import { nothingHeld } from '../state.ts'
import { context, seconds } from '../testing.ts'
import { delivered, properly, sent, summary } from './testing.ts'

const ann = context('ann')

const address = (name: string): ReturnType<typeof calendarAddress> =>
  calendarAddress(`${name}@example.com`)

describe('busy time', () => {
  const ask: Change = {
    kind: 'request-busy-time',
    uid: 'busy',
    attendees: [address('bob'), address('cid')],
    startSeconds: seconds('20260302T080000Z'),
    endSeconds: seconds('20260302T180000Z'),
  }
  const time = (text: string) =>
    ({ kind: 'DATE-TIME', wallSeconds: seconds(text), tzid: 'UTC' }) as const
  const busy = (from: string, to: string, busyType: 'BUSY' | 'BUSY-TENTATIVE' | 'FREE') => ({
    busyType,
    period: {
      start: time(`20260302T${from}0000Z`),
      end: time(`20260302T${to}0000Z`),
      duration: undefined,
    },
  })

  it('is asked for, answered, and known to who asked', () => {
    const asked = properly(originate(nothingHeld('busy'), ask, ann))
    assert.deepEqual(summary(asked), ['REQUEST [] bob cid'])
    // Requirement: 5546/3.3.2/organizer-is-requester
    assert.match(sent(asked), /ORGANIZER:mailto:ann@example.com\n/)
    const bobs = delivered(asked, 'bob', nothingHeld('busy'))
    const question = bobs.state.ledger.questions[0]?.id ?? ''
    const periods = [
      busy('09', '11', 'BUSY'),
      busy('07', '09', 'BUSY'),
      busy('10', '13', 'BUSY-TENTATIVE'),
      busy('15', '16', 'FREE'),
    ]
    const answer = properly(
      originate(
        bobs.state,
        { kind: 'answer-busy-time', question, busy: periods },
        context('bob', { nowSeconds: seconds('20260201T130000Z') }),
      ),
    )
    assert.deepEqual(summary(answer), ['REPLY [] ann'])
    // Requirement: 5546/3.3.3/one-reply-per-attendee
    // Requirement: 5546/3.3.3/attendee-is-replier
    assert.deepEqual(sent(answer).match(/ATTENDEE.*/g), ['ATTENDEE:mailto:bob@example.com'])
    // Requirement: 5546/3.3.3/organizer-is-requester
    // Requirement: 5546/3.3.3/uid-of-request
    assert.match(sent(answer), /UID:busy\n[\s\S]*ORGANIZER:mailto:ann@example.com\n/)
    assert.match(sent(answer), /FREEBUSY;FBTYPE=BUSY:20260302T080000Z\/20260302T110000Z\n/)
    assert.match(
      sent(answer),
      /FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260302T110000Z\/20260302T130000Z\n/,
    )
    const anns = delivered(answer, 'ann', asked.state)
    assert.equal(anns.classification, 'busy-time-answered')
  })

  it('is published', () => {
    const { startSeconds, endSeconds } = ask
    const made = properly(
      originate(
        nothingHeld('busy'),
        {
          kind: 'publish-busy-time',
          uid: 'busy',
          recipients: [address('zoe')],
          startSeconds,
          endSeconds,
          busy: [busy('09', '11', 'BUSY')],
        },
        ann,
      ),
    )
    assert.deepEqual(summary(made), ['PUBLISH [] zoe'])
  })
})
