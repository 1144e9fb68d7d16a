import type { ReactElement } from 'react'

export function Sent(): ReactElement {
  return <h1>Sent</h1>
}
