import type { ReactElement } from 'react'

export function Polls(): ReactElement {
  return <h1>Polls</h1>
}
