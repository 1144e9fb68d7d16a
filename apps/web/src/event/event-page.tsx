import type { ReactElement } from 'react'

export function EventPage(): ReactElement {
  return <h1>EventPage</h1>
}
