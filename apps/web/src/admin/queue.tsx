/** What waits to go out or failed: since when, why, when it is tried next. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Answer } from '../api/client.ts'
import { call } from '../api/client.ts'
import { refresh, useApi, useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Select } from '../ui/fields.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { notify, notifyProblem } from '../ui/notices.tsx'
import { addressWords } from '../ui/person.tsx'
import { Empty } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import { useEvery } from './every.ts'
import { Ago, Answered, Counts } from './listed.tsx'
import { operationsWords } from './operations-words.ts'
import { type Column, Table } from './table.tsx'

type Queue = Answer<'GET /admin/queue'>
type Entry = Queue['entries'][number]
type Shown = 'all' | 'waiting' | 'failed'

const counted = ['waiting', 'failed', 'done'] as const

export function Queue(): ReactElement {
  const words = useWords(operationsWords)
  const [shown, setShown] = useState<Shown>('all')
  const query = { limit: 500, ...(shown !== 'all' && { state: shown }) }
  const answer = useApi('GET /admin/queue', { query }, { keepPrevious: true })
  useEvery(10_000, () => refresh('GET /admin/queue'))
  const columns = useColumns()
  return (
    <>
      <div className="page-head">
        <h1>{words.queue}</h1>
        {(answer.data?.counts['failed'] ?? 0) > 0 && (
          <RetryFailed entries={answer.data?.entries ?? []} />
        )}
      </div>
      <p className="admin-intro soft">{words.queueIntro}</p>
      <Counts of={answer.data?.counts} states={counted} labels={words.counts} />
      <div className="admin-search">
        <Select
          label={words.show}
          choices={(['all', 'waiting', 'failed'] as const).map((id) => ({
            ...{ id, label: words.shown[id] },
          }))}
          value={shown}
          onChange={setShown}
        />
      </div>
      <Answered of={answer}>
        {(data) => (
          <Table
            label={words.queue}
            items={data.entries}
            columns={columns}
            keyOf={({ id }) => id}
            empty={<Empty title={words.queueEmpty} />}
          />
        )}
      </Answered>
    </>
  )
}

/** One after the other: each is a request of its own. */
function RetryFailed({ entries }: { readonly entries: readonly Entry[] }): ReactElement {
  const words = useWords(operationsWords)
  const [isPending, setPending] = useState(false)
  const failed = entries.filter(({ state }) => state === 'failed')
  const retry = async (): Promise<void> => {
    setPending(true)
    try {
      for (const { id } of failed) await call('POST /admin/queue/:id/retry', { params: { id } })
      notify(words.retried(failed.length))
    } catch (error) {
      notifyProblem(error)
    }
    setPending(false)
    refresh('GET /admin/queue')
  }
  return (
    <Button
      className="button"
      isDisabled={failed.length === 0}
      isPending={isPending}
      onPress={() => void retry()}
    >
      <Icon name="repeat" /> {words.retryAll}
    </Button>
  )
}

const kinds: Readonly<Record<Entry['kind'], IconName>> = {
  mail: 'mail',
  local: 'calendar',
  webhook: 'link',
}

function useColumns(): readonly Column<Entry>[] {
  const words = useWords(operationsWords)
  const times = useTimes()
  return [
    {
      id: 'recipient',
      label: words.recipient,
      sort: ({ recipient }) => recipient,
      cell: ({ recipient, method, kind }) => (
        <>
          <Icon name={kinds[kind]} /> {addressWords(recipient)}{' '}
          <span className="hint">
            {words.kinds[kind]} · {method}
          </span>
        </>
      ),
    },
    {
      id: 'state',
      label: words.state,
      sort: ({ state }) => state,
      cell: ({ state }) => (
        <span className={state === 'failed' ? 'tag admin-bad' : 'tag'}>
          <Icon name={state === 'failed' ? 'warning' : 'clock'} /> {words.states[state]}
        </span>
      ),
    },
    {
      id: 'since',
      label: words.since,
      sort: ({ createdAt }) => createdAt,
      cell: ({ createdAt }) => <Ago at={createdAt} />,
    },
    {
      id: 'why',
      label: words.why,
      cell: ({ lastError, attempts }) =>
        lastError === undefined ? (
          words.notTried
        ) : (
          <>
            <span lang="en">{lastError}</span> <span className="hint">{words.tries(attempts)}</span>
          </>
        ),
    },
    {
      id: 'next',
      label: words.nextTry,
      sort: ({ dueAt }) => dueAt,
      cell: ({ dueAt, state }) => (state === 'failed' ? words.noMoreTries : times.moment(dueAt)),
    },
    { id: 'retry', label: words.retry, isAction: true, cell: (each) => <Retry entry={each} /> },
  ]
}

function Retry({ entry }: { readonly entry: Entry }): ReactElement {
  const words = useWords(operationsWords)
  const { mutate, isPending } = useChange('POST /admin/queue/:id/retry')
  const { id, recipient } = entry
  return (
    <Button
      className="button"
      aria-label={words.retryOne(addressWords(recipient))}
      isPending={isPending}
      onPress={() =>
        mutate(
          { params: { id } },
          { onSuccess: () => notify(words.retried(1)), onError: notifyProblem },
        )
      }
    >
      {words.retry}
    </Button>
  )
}
