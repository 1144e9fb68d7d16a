import type { ReactElement } from 'react'

export function PollPage(): ReactElement {
  return <h1>PollPage</h1>
}
