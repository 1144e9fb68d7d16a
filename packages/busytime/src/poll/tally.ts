/** Where the vote stands. */
import type { CalendarAddress } from '@parley/itip'
import { answerOf, type Poll } from './model.ts'

/** How many voters say what of one candidate. */
export type CandidateTally = {
  readonly itemId: number
  /** 80 and above. */
  readonly yes: number
  /** Of those, 90 and above. */
  readonly best: number
  readonly maybe: number
  readonly no: number
  readonly unanswered: readonly CalendarAddress[]
  /** Sum of the responses. */
  readonly sum: number
}

/**
 * Counts the votes for each candidate, the best first: fewest who cannot, then most who can, then the
 * larger sum of responses, then the one that was offered first (decision 0044). Whoever has not
 * answered is counted as neither.
 */
export function tallyPoll(poll: Poll): readonly CandidateTally[] {
  const rows = poll.candidates.map(({ itemId }) => {
    const row = { itemId, yes: 0, best: 0, maybe: 0, no: 0, sum: 0 }
    const unanswered: CalendarAddress[] = []
    return { ...row, unanswered }
  })
  const byItem = new Map(rows.map((row) => [row.itemId, row]))
  for (const voter of poll.voters) {
    const responses = new Map(voter.votes.map(({ itemId, response }) => [itemId, response]))
    for (const [itemId, row] of byItem) {
      const response = responses.get(itemId)
      if (response === undefined) {
        row.unanswered.push(voter.address)
        continue
      }
      const answer = answerOf(response)
      row.sum += response
      if (answer === 'no') row.no++
      else if (answer === 'maybe') row.maybe++
      else row.yes++
      if (answer === 'yes') row.best++
    }
  }
  const offered = new Map(poll.candidates.map(({ itemId }, index) => [itemId, index]))
  return rows.sort(
    (one, other) =>
      one.no - other.no ||
      other.yes - one.yes ||
      other.sum - one.sum ||
      (offered.get(one.itemId) ?? 0) - (offered.get(other.itemId) ?? 0),
  )
}
