import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { receive } from '../receive.ts'
import type { HeldState } from '../state.ts'
import { context, holding, makeEvent, type message, replyOf, statusIn } from '../testing.ts'

const series = makeEvent({ more: 'RRULE:FREQ=DAILY;COUNT=5' })
const second = '20260303T090000Z'
const third = '20260304T090000Z'

const names = ['bob', 'cid', 'dan'] as const
const answer = fc.record({
  name: fc.constantFrom(...names),
  partStat: fc.constantFrom('ACCEPTED', 'DECLINED', 'TENTATIVE'),
  recurrenceId: fc.constantFrom(undefined, second, third),
})

function deliver(
  answers: readonly { readonly name: string; readonly reply: ReturnType<typeof message> }[],
): HeldState {
  return answers.reduce(
    (state, { name, reply }) => receive(state, reply, context('ann', { from: name })).state,
    holding([series]),
  )
}

/** Who said what for which instance; an overridden component that says nothing new does not count. */
function answersIn(state: HeldState): unknown {
  return names.map((name) =>
    [undefined, second, third].map(
      (id) => statusIn(state.object, name, id) ?? statusIn(state.object, name),
    ),
  )
}

describe('answers', () => {
  it('end in one state in whatever order they come', () => {
    fc.assert(
      fc.property(
        fc.array(answer, { maxLength: 7 }),
        fc.array(fc.nat({ max: 99 }), { minLength: 7, maxLength: 7 }),
        (answers, ranks) => {
          const made = answers.map(({ name, partStat, recurrenceId }, i) => {
            const dtstamp = `202601${10 + i}T000000Z`
            const given = recurrenceId === undefined ? { dtstamp } : { dtstamp, recurrenceId }
            return { name, reply: replyOf(name, partStat, given), rank: ranks[i] ?? 0 }
          })
          const shuffled = [...made].sort((one, other) => one.rank - other.rank)
          assert.deepEqual(answersIn(deliver(shuffled)), answersIn(deliver(made)))
        },
      ),
    )
  })

  it('change the lines of the one who answers, and nobody else’s', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 5 }), answer, (before, last) => {
        const made = before.map(({ name, partStat, recurrenceId }, i) => {
          const dtstamp = `202601${10 + i}T000000Z`
          const given = recurrenceId === undefined ? { dtstamp } : { dtstamp, recurrenceId }
          return { name, reply: replyOf(name, partStat, given) }
        })
        const state = deliver(made)
        const dtstamp = '20260120T000000Z'
        const { name, partStat, recurrenceId } = last
        const given = recurrenceId === undefined ? { dtstamp } : { dtstamp, recurrenceId }
        const after = receive(state, replyOf(name, partStat, given), context('ann', { from: name }))
        for (const other of names) {
          if (other === name) continue
          for (const id of [undefined, second, third]) {
            const was = statusIn(state.object, other, id) ?? statusIn(state.object, other)
            const is =
              statusIn(after.state.object, other, id) ?? statusIn(after.state.object, other)
            assert.equal(is, was)
          }
        }
      }),
    )
  })
})
