import type { ReactElement } from 'react'

export function Settings(): ReactElement {
  return <h1>Settings</h1>
}
