/** One's own settings, a page for each topic. */
import type { ReactElement } from 'react'
import { Link, Redirect, Route, Switch, useLocation } from 'wouter'
import { useWords } from '../app/languages.ts'
import { Answers } from './answers.tsx'
import { Delegates } from './delegates.tsx'
import { Hours } from './hours.tsx'
import { Passwords } from './passwords.tsx'
import { Profile } from './profile.tsx'
import { Programs } from './programs.tsx'
import './settings.css'
import { settingsWords } from './words.ts'

const pages = [
  { key: 'profile', page: Profile },
  { key: 'hours', page: Hours },
  { key: 'answers', page: Answers },
  { key: 'people', page: Delegates },
  { key: 'passwords', page: Passwords },
  { key: 'programs', page: Programs },
] as const

export function Settings(): ReactElement {
  const words = useWords(settingsWords)
  const [location] = useLocation()
  return (
    <div className="settings">
      <h1>{words.heading}</h1>
      <nav className="settings-ways" aria-label={words.heading}>
        {pages.map(({ key }) => (
          <Link
            key={key}
            href={`/${key}`}
            className="settings-way"
            aria-current={location === `/${key}` ? 'page' : undefined}
          >
            {words.pages[key]}
          </Link>
        ))}
      </nav>
      <div className="settings-page">
        <Switch>
          {pages.map(({ key, page }) => (
            <Route key={key} path={`/${key}`} component={page} />
          ))}
          <Route>
            <Redirect to="/profile" replace />
          </Route>
        </Switch>
      </div>
    </div>
  )
}
