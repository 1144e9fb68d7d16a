import { QueryClientProvider } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { queryClient } from '../api/queries.ts'
import { Rooms } from './rooms.tsx'
import { SignedIn } from './session.tsx'
import { Shell } from './shell.tsx'

export function App(): ReactElement {
  return (
    <QueryClientProvider client={queryClient}>
      <SignedIn>
        <Shell>
          <Rooms />
        </Shell>
      </SignedIn>
    </QueryClientProvider>
  )
}
