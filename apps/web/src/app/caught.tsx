/** Keeps the rest of the app alive when one page fails, and says what to do. */
import { Component, type ReactElement, type ReactNode } from 'react'
import { ApiProblem } from '../api/client.ts'
import { Problem } from '../ui/states.tsx'

type State = { readonly error: unknown }

export class Caught extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { error: undefined }

  static getDerivedStateFromError(error: unknown): State {
    return { error }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === undefined) return this.props.children
    return <PageFailed error={error} />
  }
}

function PageFailed({ error }: { readonly error: unknown }): ReactElement {
  // A page that can no longer be fetched: a newer version is being served.
  const known = error instanceof ApiProblem ? error : new ApiProblem(500, { code: 'page' })
  return <Problem error={known} again={() => location.reload()} />
}
