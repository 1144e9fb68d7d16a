import type { ReactElement } from 'react'

export function Compose(): ReactElement {
  return <h1>Compose</h1>
}
