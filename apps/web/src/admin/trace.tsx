/** Every decision: what came, what it was, which rule decided, what went out. */
import { parseAbsolute, toCalendarDateTime, toZoned } from '@internationalized/date'
import { type FormEvent, type ReactElement, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useLocation, useSearch } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { Field } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { Empty } from '../ui/states.tsx'
import { Answered } from './listed.tsx'
import { Moment } from './moment.tsx'
import { PrincipalPicker } from './pickers.tsx'
import { Decisions } from './trace-list.tsx'
import { traceWords } from './trace-words.ts'

/** As it stands in the page's address, so that a search can be sent to a colleague. */
export type Search = {
  readonly owner: string
  readonly peer: string
  readonly uid: string
  readonly from: string
  readonly to: string
}
const keys = ['owner', 'peer', 'uid', 'from', 'to'] as const
const step = 100
const most = 1_000

export function Trace(): ReactElement {
  const words = useWords(traceWords)
  const search = searchIn(useSearch())
  const [limit, setLimit] = useState(step)
  const query = { ...filled(search), limit }
  const answer = useApi('GET /admin/trace', { query }, { keepPrevious: true })
  const isSearch = Object.keys(filled(search)).length > 0
  return (
    <>
      <div className="page-head">
        <h1>{words.title}</h1>
      </div>
      <p className="admin-intro soft">{words.intro}</p>
      <SearchForm key={JSON.stringify(search)} search={search} />
      <Answered of={answer}>
        {({ trace }) =>
          trace.length === 0 ? (
            <Empty title={isSearch ? words.noMatch : words.none} />
          ) : (
            <Decisions entries={trace} />
          )
        }
      </Answered>
      {(answer.data?.trace.length ?? 0) >= limit && limit < most && (
        <p className="admin-more">
          <Button className="button" onPress={() => setLimit(Math.min(most, limit + 2 * step))}>
            {words.older}
          </Button>
        </p>
      )}
    </>
  )
}

function SearchForm({ search }: { readonly search: Search }): ReactElement {
  const words = useWords(traceWords)
  const { zone } = useReader()
  const [draft, setDraft] = useState(search)
  const [, go] = useLocation()
  const set = (some: Partial<Search>): void => setDraft({ ...draft, ...some })
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    go(`/trace?${new URLSearchParams(filled(draft))}`)
  }
  const momentOf = (text: string): ReturnType<typeof toCalendarDateTime> | null =>
    text === '' ? null : toCalendarDateTime(parseAbsolute(text, zone))
  return (
    <Form className="card admin-trace-search" onSubmit={submit} role="search">
      <PrincipalPicker
        label={words.owner}
        kinds={['user', 'room', 'resource']}
        value={draft.owner === '' ? undefined : draft.owner}
        onChange={(owner) => set({ owner: owner ?? '' })}
      />
      <Field
        label={words.peer}
        placeholder="name@example.com"
        value={draft.peer}
        onChange={(peer) => set({ peer: peer.trim() })}
      />
      <Field label={words.uid} value={draft.uid} onChange={(uid) => set({ uid: uid.trim() })} />
      <Moment
        label={words.from}
        value={momentOf(draft.from)}
        onChange={(at) => set({ from: at === null ? '' : toZoned(at, zone).toAbsoluteString() })}
      />
      <Moment
        label={words.to}
        value={momentOf(draft.to)}
        onChange={(at) => set({ to: at === null ? '' : toZoned(at, zone).toAbsoluteString() })}
      />
      <div className="row admin-trace-buttons">
        <Button type="submit" className="button primary">
          <Icon name="search" /> {words.search}
        </Button>
        {Object.keys(filled(search)).length > 0 && (
          <Button className="button" onPress={() => go('/trace')}>
            {words.clear}
          </Button>
        )}
      </div>
    </Form>
  )
}

function searchIn(text: string): Search {
  const found = new URLSearchParams(text)
  const [owner, peer, uid, from, to] = keys.map((key) => found.get(key) ?? '')
  const instant = (given = ''): string => (Number.isNaN(Date.parse(given)) ? '' : given)
  return {
    owner: owner ?? '',
    peer: peer ?? '',
    uid: uid ?? '',
    from: instant(from),
    to: instant(to),
  }
}

function filled(search: Search): Partial<Record<keyof Search, string>> {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== ''))
}
