/** What a page shows while it has nothing else to show: loading, empty, refused, offline. */
import type { ReactElement, ReactNode } from 'react'
import { Button, ProgressBar } from 'react-aria-components'
import type { ApiProblem } from '../api/client.ts'
import { useIsBack } from '../api/live.ts'
import { useWords } from '../app/languages.ts'
import { shellWords } from '../app/words.ts'
import { Icon } from './icon.tsx'

export function Loading(): ReactElement {
  const words = useWords(shellWords)
  return (
    <ProgressBar className="loading" isIndeterminate aria-label={words.loading}>
      <span className="loading-ring" />
      <span>{words.loading}</span>
    </ProgressBar>
  )
}

type EmptyProps = { readonly title: string; readonly children?: ReactNode }

/** Says what would be here, and offers the way to get it. */
export function Empty({ title, children }: EmptyProps): ReactElement {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}

type ProblemProps = { readonly error: ApiProblem; readonly again?: () => void }

/** What went wrong in the server's own words, and what to do next. */
export function Problem({ error, again }: ProblemProps): ReactElement | undefined {
  const words = useWords(shellWords)
  const isBack = useIsBack()
  // What could not be reached can be: nothing is in the way of trying again.
  if (error.status === 0 && isBack) return undefined
  const title =
    error.status === 0 ? words.offline : error.code === 'page' ? words.failed : error.message
  return (
    <div className="problem" role="alert">
      <Icon name="warning" />
      <div>
        <p>{title}</p>
        {error.fields.length > 0 && (
          <ul>
            {error.fields.map(({ field, detail }) => (
              <li key={field}>
                <code>{field}</code>: {detail}
              </li>
            ))}
          </ul>
        )}
        {error.status >= 500 && error.requestId !== undefined && (
          <p className="soft">{words.requestId(error.requestId)}</p>
        )}
        {again !== undefined && (
          <Button className="button" onPress={again}>
            {error.code === 'page' ? words.reload : words.tryAgain}
          </Button>
        )}
      </div>
    </div>
  )
}
