import type { ReactElement } from 'react'

export function Admin(): ReactElement {
  return <h1>Admin</h1>
}
