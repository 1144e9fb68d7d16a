/** What the lists of administration share: waiting for the server, counts by state, and when. */
import type { ReactElement } from 'react'
import type { ApiProblem } from '../api/client.ts'
import { Loading, Problem } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'

type AnsweredProps<Data> = {
  readonly of: {
    readonly data: Data | undefined
    readonly error: ApiProblem | null
    readonly refetch: () => unknown
  }
  readonly children: (data: Data) => ReactElement
}

/** Shows what was asked for once it is there; until then that it comes, or what is in the way. */
export function Answered<Data>({ of, children }: AnsweredProps<Data>): ReactElement {
  if (of.error !== null) return <Problem error={of.error} again={() => void of.refetch()} />
  return of.data === undefined ? <Loading /> : children(of.data)
}

type CountsProps<State extends string> = {
  readonly of: Readonly<Partial<Record<string, number>>> | undefined
  /** In the order in which they are shown. */
  readonly states: readonly State[]
  readonly labels: Readonly<Record<State, string>>
}

/** How many are in each state; what failed stands out. */
export function Counts<State extends string>({
  of,
  states,
  labels,
}: CountsProps<State>): ReactElement | undefined {
  if (of === undefined) return undefined
  return (
    <dl className="admin-counts">
      {states.map((each) => (
        <div key={each} className={each === 'failed' && (of[each] ?? 0) > 0 ? 'admin-bad' : ''}>
          <dt>{labels[each]}</dt>
          <dd>{of[each] ?? 0}</dd>
        </div>
      ))}
    </dl>
  )
}

/** How long ago that was; the very moment on pointing at it. */
export function Ago({ at }: { readonly at: string }): ReactElement {
  const times = useTimes()
  return (
    <time dateTime={at} title={times.moment(at)}>
      {times.ago(at)}
    </time>
  )
}
