/** The list of people, of groups, of rooms or of resources. */
import { type ReactElement, useState } from 'react'
import { Link } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Field } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { Avatar } from '../ui/person.tsx'
import { Empty } from '../ui/states.tsx'
import { bookingWords } from './booking-words.ts'
import { type Folder, isBooked, kindOf, type Principal } from './kinds.ts'
import { Answered } from './listed.tsx'
import { answerOf } from './policy.ts'
import { type Column, Table } from './table.tsx'
import { adminWords } from './words.ts'

const limit = 500

export function Principals({ folder }: { readonly folder: Folder }): ReactElement {
  const words = useWords(adminWords)
  const [text, setText] = useState('')
  const kind = kindOf[folder]
  const query = { text: text.trim().slice(0, 100), kind, limit }
  const answer = useApi('GET /admin/principals', { query }, { keepPrevious: true })
  const columns = useColumns(folder)
  const found = answer.data?.principals ?? []
  return (
    <>
      <div className="page-head">
        <h1>{words[folder]}</h1>
        <Link className="button primary" href={`/${folder}/new`}>
          <Icon name="plus" /> {words.add[kind]}
        </Link>
      </div>
      <div className="admin-search">
        <Field
          type="search"
          label={words.search}
          placeholder={words.searchHint}
          value={text}
          onChange={setText}
        />
      </div>
      <Answered of={answer}>
        {({ principals }) => (
          <Table
            label={words[folder]}
            items={principals}
            columns={columns}
            keyOf={({ name }) => name}
            hrefOf={({ name }) => `/admin/${folder}/${encodeURIComponent(name)}`}
            empty={<None folder={folder} isSearch={query.text !== ''} />}
          />
        )}
      </Answered>
      {found.length === limit && <p className="hint">{words.truncated(limit)}</p>}
    </>
  )
}

function None({ folder, isSearch }: { folder: Folder; isSearch: boolean }): ReactElement {
  const words = useWords(adminWords)
  const kind = kindOf[folder]
  if (isSearch) return <Empty title={words.noMatch} />
  return (
    <Empty title={words.none[kind]}>
      <Link className="button" href={`/${folder}/new`}>
        {words.add[kind]}
      </Link>
    </Empty>
  )
}

function useColumns(folder: Folder): readonly Column<Principal>[] {
  const words = useWords(adminWords)
  const booking = useWords(bookingWords)
  const name: Column<Principal> = {
    id: 'name',
    label: words.name,
    sort: ({ displayName }) => displayName,
    cell: (each) => (
      <span className="person">
        <Avatar name={each.displayName} />
        <span className="admin-link">{each.displayName}</span>
      </span>
    ),
  }
  const address: Column<Principal> = {
    id: 'address',
    label: words.address,
    sort: ({ addresses }) => addresses[0] ?? '',
    cell: ({ addresses: [first, ...aliases] }) => (
      <>
        {first}{' '}
        {aliases.length > 0 && <span className="hint">{words.aliases(aliases.length)}</span>}
      </>
    ),
  }
  const zone: Column<Principal> = {
    id: 'zone',
    label: words.zone,
    sort: (each) => each.zone,
    cell: (each) => each.zone.replaceAll('_', ' '),
  }
  const state: Column<Principal> = {
    id: 'state',
    label: words.state,
    sort: (each) => (each.disabled ? 2 : each.isAdmin ? 0 : 1),
    cell: (each) => <State of={each} />,
  }
  if (!isBooked(kindOf[folder])) return [name, address, zone, state]
  return [
    name,
    address,
    {
      id: 'seats',
      label: words.seats,
      sort: ({ capacity }) => capacity ?? 0,
      cell: ({ capacity }) => capacity ?? '–',
    },
    { id: 'features', label: words.features, cell: (each) => each.features.join(', ') || '–' },
    {
      id: 'answers',
      label: words.answers,
      cell: (each) => booking.answerShort[answerOf(each.booking)],
    },
    state,
  ]
}

export function State({ of }: { readonly of: Principal }): ReactElement {
  const words = useWords(adminWords)
  if (of.disabled) {
    return (
      <span className="tag admin-bad">
        <Icon name="lock" /> {words.disabled}
      </span>
    )
  }
  if (of.isAdmin) {
    return (
      <span className="tag admin-accent">
        <Icon name="admin" /> {words.administrator}
      </span>
    )
  }
  return (
    <span className="tag">
      <Icon name="check" /> {words.active}
    </span>
  )
}
