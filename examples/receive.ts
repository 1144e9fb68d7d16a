/** Put an invitation on a calendar, twice: the second time nothing changes, and it says why. */
import assert from 'node:assert/strict'
import { nothingHeld, receive } from '@parley/itip'
import { contextOf, invitation } from './setting.ts'

const message = invitation()
const ben = contextOf('ben@south.example', 0)

const first = receive(nothingHeld(message.uid), message, ben)
console.log(first.classification, first.explanation)
for (const effect of first.effects) console.log(effect.kind)
assert.equal(first.classification, 'new')

// Save `first.state` and `first.effects` in one transaction; then act on the effects.

const second = receive(first.state, message, ben)
console.log(second.classification, second.explanation)
assert.equal(second.classification, 'duplicate')
assert.equal(second.state, first.state, 'the same object comes back when nothing changes')
