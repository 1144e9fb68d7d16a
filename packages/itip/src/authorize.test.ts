import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarAddress } from './address.ts'
import { authorize } from './authorize.ts'
import type { Message } from './message.ts'
import { receive } from './receive.ts'
import { nothingHeld } from './state.ts'
import { attendee, context, holding, makeEvent, message, replyOf } from './testing.ts'

const held = holding([makeEvent()])
const sent = (organizer: string): Message =>
  message('REQUEST', [makeEvent({ sequence: 1, more: `ORGANIZER${organizer}` })])
const byAnn = sent(':mailto:ann@example.com')
const forAnn = (by: string): Message => sent(`;SENT-BY="mailto:${by}":mailto:ann@example.com`)
const cancel = message('CANCEL', [`STATUS:CANCELLED\n${attendee('bob')}`])
const stranger = 'eve@evil.example'

type Row = {
  readonly it: string
  readonly message: Message
  readonly from: string
  readonly self?: string
  readonly nothing?: true
  readonly may: boolean
}

const rows: readonly Row[] = [
  // Requirement: 6047/2/request-speaks-for-organizer
  { it: 'lets the Organizer update', message: byAnn, from: 'ann', may: true },
  { it: 'lets the Organizer cancel', message: cancel, from: 'ann', may: true },
  // Requirement: 5546/3.2.2/organizer-originates
  { it: 'lets no Attendee update', message: byAnn, from: 'cid', may: false },
  { it: 'lets no Attendee cancel', message: cancel, from: 'cid', may: false },
  // Requirement: 6047/2.2.1/from-is-organizer
  // Requirement: 5546/3.7.2/only-organizer-updates
  { it: 'lets no stranger update', message: byAnn, from: stranger, may: false },
  {
    it: 'lets an assistant of the same domain update',
    message: forAnn('eva@example.com'),
    from: 'eva',
    may: true,
  },
  {
    it: 'lets no stranger call himself an assistant',
    message: forAnn(stranger),
    from: stranger,
    may: false,
  },
  {
    it: 'lets no one use an assistant’s name',
    message: forAnn('eva@example.com'),
    from: stranger,
    may: false,
  },
  {
    it: 'lets a new Organizer ask',
    message: sent(':mailto:cid@example.com'),
    from: 'cid',
    may: true,
  },
  {
    it: 'lets the Organizer hand over',
    message: sent(':mailto:cid@example.com'),
    from: 'ann',
    may: true,
  },
  {
    it: 'lets a stranger not name a third one Organizer',
    message: sent(':mailto:cid@example.com'),
    from: stranger,
    may: false,
  },
  {
    it: 'lets anyone forward what is not held',
    message: byAnn,
    from: 'cid',
    nothing: true,
    may: true,
  },
  {
    it: 'lets no stranger cancel what is not held',
    message: cancel,
    from: stranger,
    nothing: true,
    may: false,
  },
  // Requirement: 6047/2/reply-speaks-for-attendee
  {
    it: 'lets an Attendee answer for himself',
    message: replyOf('bob', 'DECLINED'),
    from: 'bob',
    self: 'ann',
    may: true,
  },
  // Requirement: 6047/2.2.1/from-is-replier
  {
    it: 'lets no Attendee answer for another',
    message: replyOf('bob', 'DECLINED'),
    from: 'cid',
    self: 'ann',
    may: false,
  },
  {
    it: 'lets an Attendee’s assistant answer',
    message: replyOf('bob', 'DECLINED', { parameters: ['SENT-BY="mailto:eva@example.com"'] }),
    from: 'eva',
    self: 'ann',
    may: true,
  },
]

for (const row of rows) {
  it(row.it, () => {
    const by = context(row.self ?? 'bob', { from: row.from })
    const reason = authorize(row.nothing ? nothingHeld('meeting') : held, row.message, by)
    // Requirement: 5546/6.2.1/proceeds-when-authorized
    assert.equal(reason === undefined, row.may)
  })
}

it('believes no SENT-BY where strangers share a mail domain, unless it is the held one', () => {
  const event = (sentBy: string): string =>
    makeEvent({ sequence: 1, more: `ORGANIZER${sentBy}:mailto:ann@gmail.com` })
  const claimed = message('REQUEST', [event(';SENT-BY="mailto:eve@gmail.com"')])
  const by = context('bob', { from: 'eve@gmail.com' })
  // Requirement: 6047/2.2.1/sent-by-left-to-policy
  assert.ok(authorize(holding([event('')]), claimed, by))
  const trusting = context('bob', { from: 'eve@gmail.com', policy: { sharedMailDomains: [] } })
  assert.equal(authorize(holding([event('')]), claimed, trusting), undefined)
  const known = holding([event(';SENT-BY="mailto:eve@gmail.com"')])
  assert.equal(authorize(known, claimed, by), undefined)
})

it('lets a Delegator pass the REQUEST on to the Delegate', () => {
  const delegated = message('REQUEST', [
    makeEvent({
      attendees: [
        attendee('cid', 'PARTSTAT=DELEGATED', 'DELEGATED-TO="mailto:bob@example.com"'),
        attendee('bob', 'DELEGATED-FROM="mailto:cid@example.com"'),
      ],
    }),
  ])
  assert.equal(authorize(held, delegated, context('bob', { from: 'cid' })), undefined)
  assert.ok(authorize(held, delegated, context('bob', { from: 'dan' })))
})

it('lets stand what the transport does not confirm, unless the policy says otherwise', () => {
  const { originator: _, ...silent } = context('bob', { from: 'ann' })
  assert.equal(authorize(held, byAnn, silent), undefined)
  const { policy } = silent
  const careful = { ...silent, policy: { ...policy, unconfirmedOriginator: 'refuse' as const } }
  // Requirement: 6047/3/originator-authenticated
  assert.equal(
    authorize(held, byAnn, careful)?.requirement,
    '5546/6.1.1/organizer-identity-checked',
  )
  const reply = replyOf('bob', 'ACCEPTED')
  const reason = authorize(held, reply, careful)
  assert.equal(reason?.requirement, '5546/6.1.2/attendee-identity-checked')
})

describe('a group calendar of Google', () => {
  const team = 'c_0123abcd@group.calendar.google.com'
  const by = (organizer: string) => ({ more: `ORGANIZER;CN=Team:mailto:${organizer}` })
  const teams = holding([makeEvent(by(team))])
  const update = message('REQUEST', [makeEvent({ sequence: 1, ...by(team) })])
  const bob = context('bob', { from: 'someone@north.example' })

  it('is spoken for by whoever sends the mail, so that an update raises no question', () => {
    assert.equal(authorize(teams, update, bob), undefined)
    const { classification, state } = receive(teams, update, bob)
    assert.equal(classification, 'update')
    assert.deepEqual(state.ledger.questions, [])
  })

  it('is never confirmed: the policy for that decides', () => {
    for (const proven of [false, true]) {
      const originator = { address: calendarAddress('someone@north.example'), proven }
      for (const unconfirmedOriginator of ['ask', 'refuse'] as const) {
        const policy = { ...bob.policy, unconfirmedOriginator }
        assert.ok(authorize(teams, update, { ...bob, originator, policy }) !== undefined)
      }
    }
  })

  it('is so only where it is the Organizer held, and where the quirk is tolerated', () => {
    const other = message('REQUEST', [makeEvent({ sequence: 1, ...by(`c_9${team}`) })])
    assert.ok(authorize(teams, other, bob) !== undefined)
    assert.ok(authorize(held, update, bob) !== undefined)
    const policy = { ...bob.policy, refusedQuirks: ['group-calendar-organizer'] }
    assert.ok(authorize(teams, update, { ...bob, policy }) !== undefined)
  })

  it('gives no Attendee’s word to anybody else', () => {
    const reply = replyOf('cid', 'DECLINED')
    assert.ok(authorize(teams, reply, context('ann', { from: stranger })) !== undefined)
  })
})
