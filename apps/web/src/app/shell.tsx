/** What surrounds every page: the way to each room, what waits, the state of the connection. */
import { type ReactElement, type ReactNode, Suspense } from 'react'
import { Button, Menu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components'
import { Link, useLocation } from 'wouter'
import { call, keepCsrfToken } from '../api/client.ts'
import { useConnection } from '../api/live.ts'
import { queryClient, useApi } from '../api/queries.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Notices } from '../ui/notices.tsx'
import { Avatar } from '../ui/person.tsx'
import { Loading } from '../ui/states.tsx'
import { useArrival } from './arrival.ts'
import { Caught } from './caught.tsx'
import { useWords } from './languages.ts'
import './shell.css'
import { useMe } from './session.tsx'
import { shellWords } from './words.ts'

export function Shell({ children }: { readonly children: ReactNode }): ReactElement {
  const words = useWords(shellWords)
  const [location] = useLocation()
  useArrival(useWaiting())
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        {words.skip}
      </a>
      <header className="shell-bar">
        <Link className="shell-brand" href="/calendar">
          <img src="/parley.svg" alt="" width="28" height="28" />
          Parley
        </Link>
        <Ways />
        <Link className="button primary shell-new" href="/new">
          <Icon name="plus" />
          <span>{words.newMeeting}</span>
        </Link>
        <Account />
      </header>
      <ConnectionBar />
      <main id="content" className="shell-content" tabIndex={-1}>
        <Caught key={location.split('/')[1]}>
          <Suspense fallback={<Loading />}>{children}</Suspense>
        </Caught>
      </main>
      <Notices />
    </div>
  )
}

/** How many things wait for an answer. */
function useWaiting(): number {
  const { data } = useApi('GET /waiting')
  if (data === undefined) return 0
  return data.invitations.length + data.questions.length + data.counters.length
}

function Ways(): ReactElement {
  const words = useWords(shellWords)
  const count = useWaiting()
  return (
    <nav className="shell-ways" aria-label={words.main}>
      <Way to="/calendar" icon="calendar" label={words.calendar} />
      <Way to="/invitations" icon="inbox" label={words.invitations} count={count} />
      <Way to="/sent" icon="sent" label={words.sent} />
      <Way to="/polls" icon="poll" label={words.polls} />
    </nav>
  )
}

type WayProps = {
  readonly to: string
  readonly icon: IconName
  readonly label: string
  readonly count?: number
}

function Way({ to, icon, label, count = 0 }: WayProps): ReactElement {
  const words = useWords(shellWords)
  const [location] = useLocation()
  const here = location === to || location.startsWith(`${to}/`)
  return (
    <Link href={to} className="shell-way" aria-current={here ? 'page' : undefined}>
      <Icon name={icon} />
      <span>{label}</span>
      {count > 0 && (
        <span className="shell-count">
          {count}
          <span className="hidden"> {words.waiting(count)}</span>
        </span>
      )}
    </Link>
  )
}

function Account(): ReactElement {
  const words = useWords(shellWords)
  const me = useMe()
  const [, go] = useLocation()
  return (
    <MenuTrigger>
      <Button className="shell-account" aria-label={`${words.account}: ${me.displayName}`}>
        <Avatar name={me.displayName} />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={words.account}
          onAction={(key) => void act(String(key), go)}
        >
          <MenuItem id="/settings" className="menu-item" textValue={words.settings}>
            <Icon name="settings" /> {words.settings}
          </MenuItem>
          <MenuItem id="/connect" className="menu-item" textValue={words.connect}>
            <Icon name="device" /> {words.connect}
          </MenuItem>
          {me.isAdmin && (
            <MenuItem id="/admin" className="menu-item" textValue={words.admin}>
              <Icon name="admin" /> {words.admin}
            </MenuItem>
          )}
          <Separator className="menu-line" />
          <MenuItem id="sign-out" className="menu-item" textValue={words.signOut}>
            <Icon name="leave" /> {words.signOut}
          </MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

async function act(key: string, go: (to: string) => void): Promise<void> {
  if (key !== 'sign-out') return go(key)
  await call('DELETE /session').catch(() => undefined)
  keepCsrfToken(undefined)
  queryClient.clear()
  location.assign('/')
}

function ConnectionBar(): ReactElement | undefined {
  const words = useWords(shellWords)
  const connection = useConnection()
  return (
    <div role="status" className="shell-connection" hidden={connection !== 'lost'}>
      {connection === 'lost' && words.lost}
    </div>
  )
}
