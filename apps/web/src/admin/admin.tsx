/** Administration: people, groups, rooms, domains, what was decided, what waits, how the server is. */
import type { ReactElement } from 'react'
import { RouterProvider } from 'react-aria-components'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { useWords } from '../app/languages.ts'
import { NotFound } from '../app/not-found.tsx'
import { useMe } from '../app/session.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { Empty } from '../ui/states.tsx'
import './admin.css'
import './operations.css'
import { Domains } from './domains.tsx'
import { Health } from './health.tsx'
import { type Folder, folders } from './kinds.ts'
import { MailsIn } from './mails-in.tsx'
import { NewPrincipal } from './new-principal.tsx'
import { PrincipalPage } from './principal-page.tsx'
import { Principals } from './principals.tsx'
import { Queue } from './queue.tsx'
import { Trace } from './trace.tsx'
import { adminWords } from './words.ts'

const sections = [...folders, 'domains', 'trace', 'queue', 'mails', 'health'] as const
type Section = (typeof sections)[number]

const icons: Readonly<Record<Section, IconName>> = {
  people: 'people',
  groups: 'people',
  rooms: 'place',
  resources: 'device',
  domains: 'link',
  trace: 'search',
  queue: 'sent',
  mails: 'mail',
  health: 'admin',
}

export function Admin(): ReactElement {
  const me = useMe()
  const words = useWords(adminWords)
  const [, go] = useLocation()
  if (!me.isAdmin) {
    return (
      <>
        <h1>{words.title}</h1>
        <Empty title={words.onlyAdministrators}>
          <p>{words.askOne}</p>
          <Link className="button" href="~/calendar">
            {words.toCalendar}
          </Link>
        </Empty>
      </>
    )
  }
  return (
    <RouterProvider navigate={(to) => go(`~${to}`)}>
      <div className="admin">
        <Sections />
        <div className="admin-page">
          <Pages />
        </div>
      </div>
    </RouterProvider>
  )
}

function Sections(): ReactElement {
  const words = useWords(adminWords)
  const [location] = useLocation()
  return (
    <nav className="admin-nav" aria-label={words.title}>
      {sections.map((each) => (
        <Link
          key={each}
          href={`/${each}`}
          aria-current={location.split('/')[1] === each ? 'page' : undefined}
        >
          <Icon name={icons[each]} /> {words[each]}
        </Link>
      ))}
    </nav>
  )
}

function Pages(): ReactElement {
  return (
    <Switch>
      <Route path="/">
        <Redirect to="/people" replace />
      </Route>
      <Route path="/domains" component={Domains} />
      <Route path="/trace" component={Trace} />
      <Route path="/queue" component={Queue} />
      <Route path="/mails" component={MailsIn} />
      <Route path="/health" component={Health} />
      {folders.map((folder) => (
        <Route key={folder} path={`/${folder}`}>
          <Principals key={folder} folder={folder} />
        </Route>
      ))}
      {folders.map((folder) => (
        <Route key={folder} path={`/${folder}/new`}>
          <NewPrincipal key={folder} folder={folder} />
        </Route>
      ))}
      <Route path="/:folder/:name">{(params) => <One {...params} />}</Route>
      <Route component={NotFound} />
    </Switch>
  )
}

function One({ folder, name }: { readonly folder: string; readonly name: string }): ReactElement {
  const known: Folder | undefined = folders.find((each) => each === folder)
  if (known === undefined) return <NotFound />
  return <PrincipalPage key={name} folder={known} name={decodeURIComponent(name)} />
}
