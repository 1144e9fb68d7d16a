import type { ReactElement } from 'react'

export function Calendar(): ReactElement {
  return <h1>Calendar</h1>
}
