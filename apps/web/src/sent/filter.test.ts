import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Meeting, shownOf, unanswered } from './filter.ts'

const meeting = (
  title: string,
  recipients: readonly Partial<Meeting['recipients'][number]>[],
): Meeting =>
  ({
    uid: title,
    title,
    at: '2027-01-01T00:00:00Z',
    about: { role: 'organizer', status: 'confirmed', endsAt: '2027-03-01T11:00:00Z' },
    recipients: recipients.map((each) => ({ address: 'bob@example.com', state: 'here', ...each })),
  }) as unknown as Meeting

const open = meeting('Plan', [{ status: 'needs-action' }])
const lost = meeting('Lost', [{ status: 'needs-action', state: 'failed', name: 'Nobody' }])
const said = meeting('Said', [{ status: 'accepted' }])
const titles = (filter: Parameters<typeof shownOf>[1]['filter'], text = ''): readonly string[] =>
  shownOf([open, lost, said], { filter, text }).map((each) => each.title)

describe('the filters of what was sent', () => {
  it('show meetings in which somebody fits', () => {
    assert.deepEqual(titles('all'), ['Plan', 'Lost', 'Said'])
    assert.deepEqual(titles('open'), ['Plan'])
    assert.deepEqual(titles('failed'), ['Lost'])
    assert.deepEqual(titles('answered'), ['Said'])
    assert.deepEqual(titles('waiting'), [])
  })

  it('search title, name and address', () => {
    assert.deepEqual(titles('all', 'NOBODY'), ['Lost'])
    assert.deepEqual(titles('all', 'bob@'), ['Plan', 'Lost', 'Said'])
  })

  it('offer to ask again only before it is over, and only those without an answer', () => {
    const before = Date.parse('2027-02-01T00:00:00Z')
    assert.equal(unanswered(open, before).length, 1)
    assert.equal(unanswered(said, before).length, 0)
    assert.equal(unanswered(open, Date.parse('2027-04-01T00:00:00Z')).length, 0)
  })
})
