/** Invite people to a meeting: from nothing to the mails that carry the invitation. */
import assert from 'node:assert/strict'
import {
  component,
  parameter,
  parseTime,
  property,
  textProperty,
  timeProperty,
  zoneCatalog,
} from '@parley/icalendar'
import { composeMail } from '@parley/imip'
import { mailBytes } from '@parley/imip/mail-bytes'
import { type Context, calendarUser, defaultPolicy, nothingHeld, originate } from '@parley/itip'

// #region context
const context: Context = {
  nowSeconds: Date.UTC(2026, 1, 23, 9) / 1000, // the engine reads no clock
  self: calendarUser('anna@north.example', [], 'Anna North'),
  policy: defaultPolicy,
  catalog: zoneCatalog(), // remembers time zones: make one and keep it
  floatingTzid: 'Europe/Berlin',
  productId: '-//Example//Calendar 1.0//EN',
}
// #endregion

// #region invite
const start = parseTime('20260305T140000', 'Europe/Berlin')
assert.ok(start !== undefined)
const uid = 'kick-off-1@north.example' // unique in the world, for as long as the meeting is known
const event = component('VEVENT', [
  property('UID', uid),
  textProperty('SUMMARY', 'Kick-off'),
  timeProperty('DTSTART', start),
  property('DURATION', 'PT45M'),
  property('ORGANIZER', 'mailto:anna@north.example', [parameter('CN', 'Anna North')]),
  property('ATTENDEE', 'mailto:ben@south.example', [parameter('CN', 'Ben South')]),
  property('ATTENDEE', 'mailto:carla@south.example'),
])
const object = component('VCALENDAR', [], [event])

const { state, effects } = originate(nothingHeld(uid), { kind: 'save', object }, context)
// #endregion

// #region mails
for (const [i, effect] of effects.entries()) {
  if (effect.kind !== 'send') continue
  const content = composeMail(effect, {
    from: { name: 'Anna North', address: effect.originator },
    messageId: `kick-off-1.${context.nowSeconds}.${i}@north.example`,
    dateSeconds: context.nowSeconds,
    catalog: context.catalog,
  })
  const bytes = await mailBytes(content) // hand these to your SMTP client
  console.log(`${content.subject}: ${bytes.length} bytes to ${effect.recipients.join(', ')}`)
}
// #endregion
assert.equal(effects.length, 1, 'both may see the same, so it is one message')
assert.ok(state.object !== undefined)
