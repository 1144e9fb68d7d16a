/** Who is signed in. Without anyone: the page for signing in, wherever one came to. */
import {
  createContext,
  type ReactElement,
  type ReactNode,
  useContext,
  useEffect,
  useMemo,
} from 'react'
import { I18nProvider } from 'react-aria-components'
import { useLocation } from 'wouter'
import { type Answer, keepCsrfToken } from '../api/client.ts'
import { startLive } from '../api/live.ts'
import { useApi } from '../api/queries.ts'
import { ConnectForStrangers } from '../connect/stranger.tsx'
import { SignIn } from '../sign-in/sign-in.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { ReaderContext, readerOf } from './languages.ts'

export type Me = Answer<'GET /me'>

const MeContext = createContext<Me | undefined>(undefined)

/** The one who is signed in; only within `SignedIn`. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (me === undefined) throw new TypeError('useMe is for pages of those who are signed in')
  return me
}

/** The same for pages that strangers see too. */
export function useMeIfAny(): Me | undefined {
  return useContext(MeContext)
}

/** Shows `children` to who is signed in, and the page for signing in to everyone else. */
export function SignedIn({ children }: { readonly children: ReactNode }): ReactElement {
  const { data: me, error, refetch } = useApi('GET /me')
  const reader = useMemo(() => readerOf(me ?? {}), [me])
  const name = me?.name
  keepCsrfToken(me?.csrf)
  useEffect(() => (name === undefined ? undefined : startLive()), [name])
  useEffect(() => {
    document.documentElement.lang = reader.locale
  }, [reader.locale])
  const stranger = error?.status === 401
  const [path] = useLocation()
  return (
    <ReaderContext value={reader}>
      <I18nProvider locale={reader.locale}>
        {stranger ? (
          path === '/connect' ? (
            <ConnectForStrangers />
          ) : (
            <SignIn />
          )
        ) : me !== undefined ? (
          <MeContext value={me}>{children}</MeContext>
        ) : error ? (
          <Problem error={error} again={() => void refetch()} />
        ) : (
          <Loading />
        )}
      </I18nProvider>
    </ReaderContext>
  )
}
