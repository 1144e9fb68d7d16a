import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { calendarOf, composeOptions, eventLines, review } from '../fixtures/build.ts'
import { composePoll, type PollLetter } from './compose-poll.ts'

const letter: PollLetter = {
  isCalledOff: false,
  organizer: { name: 'Alice Doe', address: 'alice@example.com' },
  title: 'When do we review?',
  description: undefined,
  candidates: calendarOf(eventLines(undefined, ...review)),
}
const to = [{ name: 'Bob Roe', address: 'bob@example.org' }]

describe('the mail that tells of a poll', () => {
  it('says what can be voted for and leads to the page to vote on', () => {
    const links = { answer: 'https://cal.example.com/vote/1' }
    const { subject, text, calendar } = composePoll(
      letter,
      composeOptions({ to, links, languages: ['en'] }),
    )
    assert.match(subject, /When do we review\?$/)
    assert.match(text, /Tue, 3 Mar 2026, 10:00 – 11:00 \(Europe\/Berlin, UTC\+01:00\)/)
    assert.match(text, /https:\/\/cal\.example\.com\/vote\/1/)
    assert.equal(calendar, undefined)
  })

  it('has names that pretend to be no address, whoever they are of', () => {
    const feigned = { name: 'boss@corp.example', address: 'mallory@example.net' }
    const options = composeOptions({
      from: feigned,
      sender: feigned,
      replyTo: [feigned],
      to: [feigned],
    })
    const { from, sender, replyTo, to: told } = composePoll(letter, options)
    for (const each of [from, sender, ...replyTo, ...told]) {
      assert.deepEqual(each, { name: '', address: 'mallory@example.net' })
    }
  })
})
