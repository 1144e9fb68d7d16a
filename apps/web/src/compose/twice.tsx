/** Warns where one's calendar has a meeting of that name at that time: nothing more. */
import type { ReactElement } from 'react'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import type { Draft } from './draft.ts'
import { daysAround } from './wall.ts'
import { composeWords } from './words.ts'

type TwiceProps = {
  readonly draft: Draft
  readonly span: { readonly startMs: number; readonly endMs: number }
  readonly ignoredId: string | undefined
}

export function Twice({ draft, span, ignoredId }: TwiceProps): ReactElement {
  const words = useWords(composeWords)
  const title = draft.title.trim().toLocaleLowerCase()
  const { data } = useApi(
    'GET /events',
    {
      query: daysAround(span, draft.zone),
    },
    { enabled: span.endMs > span.startMs },
  )
  const twin = data?.instances.find(
    (each) =>
      title !== '' &&
      Date.parse(each.startsAt) < span.endMs &&
      Date.parse(each.endsAt) > span.startMs &&
      each.event !== ignoredId &&
      each.title.trim().toLocaleLowerCase() === title,
  )
  return (
    <div role="status" className="compose-twice">
      {twin !== undefined && (
        <p>
          <Icon name="warning" /> {words.looksTwice(twin.title)}
        </p>
      )}
    </div>
  )
}
