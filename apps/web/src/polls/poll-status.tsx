/** Where a poll stands, in a word. */
import type { ReactElement } from 'react'
import { useWords } from '../app/languages.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import type { Poll } from './standing.ts'
import { pollWords } from './words.ts'

const icons: Readonly<Record<Poll['status'], IconName>> = {
  'IN-PROCESS': 'clock',
  COMPLETED: 'lock',
  CONFIRMED: 'check',
  SUBMITTED: 'calendar',
  CANCELLED: 'cross',
}

export function PollStatus({ status }: Pick<Poll, 'status'>): ReactElement {
  const words = useWords(pollWords)
  const names = {
    'IN-PROCESS': words.open,
    COMPLETED: words.closed,
    CONFIRMED: words.chosen,
    SUBMITTED: words.submitted,
    CANCELLED: words.cancelled,
  }
  return (
    <span className={`tag polls-status ${status.toLowerCase()}`}>
      <Icon name={icons[status]} /> {names[status]}
    </span>
  )
}
