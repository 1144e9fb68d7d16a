/** Accept a series, decline one instance, and write the mails that say so. */
import assert from 'node:assert/strict'
import { composeMail } from '@parley/imip'
import { mailBytes } from '@parley/imip/mail-bytes'
import { originate } from '@parley/itip'
import { contextOf, heldByBen } from './setting.ts'

const ben = contextOf('ben@south.example', 10)
const accepted = originate(heldByBen(), { kind: 'reply', partStat: 'ACCEPTED' }, ben)

// An instance is named by its recurrence id as UTC: Tuesday 10 March, ten o'clock in Berlin.
const declined = originate(
  accepted.state,
  { kind: 'reply', partStat: 'DECLINED', keys: ['20260310T090000Z'], comment: 'On the road' },
  contextOf('ben@south.example', 20),
)

for (const { effects, explanation } of [accepted, declined]) {
  console.log(explanation.map((reason) => reason.requirement))
  for (const [i, effect] of effects.entries()) {
    if (effect.kind !== 'send') continue
    const mail = composeMail(effect, {
      from: { name: 'Ben South', address: 'ben@south.example' },
      messageId: `reply-${i}@south.example`,
      dateSeconds: ben.nowSeconds,
      catalog: ben.catalog,
    })
    const bytes = await mailBytes(mail)
    console.log(
      `${effect.method} to ${effect.recipients}: "${mail.subject}", ${bytes.length} bytes`,
    )
    assert.deepEqual(effect.recipients, ['anna@north.example'])
  }
}
assert.ok(declined.effects.some((effect) => effect.kind === 'send' && effect.method === 'REPLY'))
