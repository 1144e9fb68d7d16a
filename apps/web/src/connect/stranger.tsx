/** The frame of the pages that need nobody to be signed in. */
import { lazy, type ReactElement, Suspense } from 'react'
import { Notices } from '../ui/notices.tsx'
import { Loading } from '../ui/states.tsx'

const Connect = lazy(async () => ({ default: (await import('./connect.tsx')).Connect }))

export function ConnectForStrangers(): ReactElement {
  return (
    <>
      <main id="content" className="shell-content">
        <Suspense fallback={<Loading />}>
          <Connect />
        </Suspense>
      </main>
      <Notices />
    </>
  )
}
