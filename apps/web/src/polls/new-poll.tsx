import type { ReactElement } from 'react'

export function NewPoll(): ReactElement {
  return <h1>NewPoll</h1>
}
