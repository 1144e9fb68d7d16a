/** Which meetings of the list a filter shows: pure. */
import type { Answer } from '../api/client.ts'
import type { Filter } from './words.ts'

export type Meeting = Answer<'GET /sent'>['meetings'][number]
export type Recipient = Meeting['recipients'][number]

export const filters: readonly Filter[] = ['all', 'open', 'waiting', 'failed', 'answered']

/** Does a recipient belong to what the filter is about? */
export function fits(of: Recipient, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'waiting':
      return of.state === 'waiting'
    case 'failed':
      return of.state === 'failed'
    case 'open':
      return of.status === 'needs-action' && of.state !== 'failed'
    case 'answered':
      return hasAnswered(of)
  }
}

export function hasAnswered({ status }: Recipient): boolean {
  return status !== undefined && status !== 'needs-action'
}

type Shown = { readonly filter: Filter; readonly text: string }

/** Meetings in which somebody fits; the search goes over title, name and address. */
export function shownOf(all: readonly Meeting[], { filter, text }: Shown): readonly Meeting[] {
  const wanted = text.trim().toLocaleLowerCase()
  return all.filter((meeting) => {
    const said = [
      meeting.title,
      ...meeting.recipients.flatMap(({ address, name = '' }) => [address, name]),
    ]
    const found = wanted === '' || said.some((each) => each.toLocaleLowerCase().includes(wanted))
    return found && meeting.recipients.some((each) => fits(each, filter))
  })
}

/** Whom the Organizer may ask again: nobody where it is called off or over. */
export function unanswered({ about, recipients }: Meeting, nowMs: number): readonly Recipient[] {
  if (about === undefined || about.role !== 'organizer' || about.status === 'cancelled') return []
  if (Date.parse(about.endsAt) < nowMs) return []
  return recipients.filter((each) => each.status === 'needs-action')
}
