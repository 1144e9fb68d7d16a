import type { ReactElement } from 'react'

export function Invitations(): ReactElement {
  return <h1>Invitations</h1>
}
