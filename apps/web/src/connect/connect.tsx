import type { ReactElement } from 'react'

export function Connect(): ReactElement {
  return <h1>Connect</h1>
}
