/** What became of every message that went out, per meeting and person. */
import { type ReactElement, useState } from 'react'
import { Button, Input, SearchField, ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { Link } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { Empty, Loading, Problem } from '../ui/states.tsx'
import { filters, type Meeting, shownOf } from './filter.ts'
import { MeetingCard } from './meeting-card.tsx'
import './sent.css'
import { type Filter, sentWords } from './words.ts'

const shownAtFirst = 30

export function Sent(): ReactElement {
  const words = useWords(sentWords)
  const { data, error, refetch } = useApi('GET /sent')
  const [filter, setFilter] = useState<Filter>('all')
  const [text, setText] = useState('')
  const [count, setCount] = useState(shownAtFirst)
  const shown = shownOf(data?.meetings ?? [], { filter, text })
  return (
    <div className="sent">
      <header>
        <h1>{words.heading}</h1>
        <p className="soft">{words.lead}</p>
      </header>
      {data === undefined ? (
        error ? (
          <Problem error={error} again={() => void refetch()} />
        ) : (
          <Loading />
        )
      ) : data.meetings.length === 0 ? (
        <Empty title={words.none}>
          <p>{words.noneHint}</p>
          <Link className="button primary" href="/new">
            <Icon name="plus" /> {words.newMeeting}
          </Link>
        </Empty>
      ) : (
        <>
          <Tools meetings={data.meetings} {...{ filter, setFilter, text, setText }} />
          <div className="stack" aria-live="polite">
            {shown.length === 0 ? (
              <Empty title={words.noneOf[filter]} />
            ) : (
              shown
                .slice(0, count)
                .map((each) => <MeetingCard key={each.uid} of={each} filter={filter} />)
            )}
          </div>
          {shown.length > count && (
            <Button className="button" onPress={() => setCount(count + shownAtFirst)}>
              <Icon name="down" /> {shown.length - count}
            </Button>
          )}
        </>
      )}
    </div>
  )
}

type ToolsProps = {
  readonly meetings: readonly Meeting[]
  readonly filter: Filter
  readonly setFilter: (filter: Filter) => void
  readonly text: string
  readonly setText: (text: string) => void
}

function Tools({ meetings, filter, setFilter, text, setText }: ToolsProps): ReactElement {
  const words = useWords(sentWords)
  return (
    <div className="sent-tools">
      <ToggleButtonGroup
        className="sent-filters"
        aria-label={words.filter}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[filter]}
        onSelectionChange={(keys) => setFilter([...keys][0] as Filter)}
      >
        {filters.map((each) => (
          <ToggleButton key={each} id={each} className="sent-filter">
            {words.filters[each]}{' '}
            <span className="sent-count">{shownOf(meetings, { filter: each, text }).length}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <SearchField
        className="sent-search"
        aria-label={words.search}
        value={text}
        onChange={setText}
      >
        <Icon name="search" />
        <Input className="input" placeholder={words.search} />
      </SearchField>
    </div>
  )
}
