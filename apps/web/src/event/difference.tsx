/** What changed since one last answered: the old struck through, the new beside it, in words. */
import type { ReactElement } from 'react'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { addressWords } from '../ui/person.tsx'
import { type Times, useTimes } from '../ui/time.ts'
import {
  type DifferenceRow,
  differencesOf,
  instantOfKey,
  type SaidChange,
  type Stretch,
} from './difference-rows.ts'
import { differenceWords } from './difference-words.ts'
import './difference.css'

type DifferenceProps = {
  readonly changes: readonly SaidChange[]
  /** RRULE in words, where somebody knows how to say it. */
  readonly ruleWords?: (rule: string) => string
}

/** Nothing where nothing changed that people see. */
export function Difference({ changes, ruleWords }: DifferenceProps): ReactElement | undefined {
  const words = useWords(differenceWords)
  const times = useTimes()
  const all = differencesOf(changes)
  if (all.length === 0) return undefined
  return (
    <section className="difference" aria-label={words.heading}>
      <p className="difference-heading" aria-hidden="true">
        <Icon name="swap" /> {words.heading}
      </p>
      {all.map(({ instance, rows }) => (
        <div key={instance}>
          {instance !== '' && <p className="difference-instance">{dayOfKey(instance, times)}</p>}
          <dl className="difference-rows">
            {rows.map((row) => (
              <Row key={keyOf(row)} row={row} ruleWords={ruleWords} />
            ))}
          </dl>
        </div>
      ))}
    </section>
  )
}

type RowProps = {
  readonly row: DifferenceRow
  readonly ruleWords: DifferenceProps['ruleWords']
}

function Row({ row, ruleWords = (rule) => rule }: RowProps): ReactElement {
  const words = useWords(differenceWords)
  const times = useTimes()
  switch (row.kind) {
    case 'time': {
      const before = stretchWords(row.before, times)
      const after = stretchWords(row.after, times)
      return <Line label={words.when} before={before} after={after} />
    }
    case 'instance':
      return (
        <div>
          <dt className="hidden">{words.when}</dt>
          <dd>{words.instance[row.what]}</dd>
        </div>
      )
    case 'guests':
      return (
        <>
          {row.left.length > 0 && <People label={words.left} addresses={row.left} />}
          {row.came.length > 0 && <People label={words.came} addresses={row.came} />}
        </>
      )
    case 'text': {
      const { field, before, after } = row
      if (field === 'else') {
        return (
          <div>
            <dt className="hidden">{words.fields.else}</dt>
            <dd>{words.otherDetails}</dd>
          </div>
        )
      }
      const said = (value: string | undefined): string | undefined => {
        if (value === undefined) return undefined
        if (field === 'rule') return ruleWords(value)
        if (field === 'organizer') return addressWords(value)
        if (field !== 'status') return value
        const known = value.toLowerCase() as keyof typeof words.statuses
        return words.statuses[known] ?? value
      }
      return <Line label={words.fields[field]} before={said(before)} after={said(after)} />
    }
  }
}

type LineProps = {
  readonly label: string
  readonly before: string | undefined
  readonly after: string | undefined
}

function Line({ label, before, after }: LineProps): ReactElement {
  const words = useWords(differenceWords)
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {before !== undefined && (
          <del className="difference-old">
            <span className="hidden">{words.before} </span>
            {before}
          </del>
        )}{' '}
        {before !== undefined && <Icon name="forward" />}{' '}
        <ins className="difference-new">
          <span className="hidden">{words.now} </span>
          {after ?? words.nothing}
        </ins>
      </dd>
    </div>
  )
}

type PeopleProps = { readonly label: string; readonly addresses: readonly string[] }

function People({ label, addresses }: PeopleProps): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{addresses.map(addressWords).join(', ')}</dd>
    </div>
  )
}

function keyOf(row: DifferenceRow): string {
  return row.kind === 'text' ? row.field : row.kind
}

export function dayOfKey(key: string, times: Times): string {
  const instant = instantOfKey(key)
  return instant.length === 10 ? allDay(instant, instant, times) : times.moment(instant)
}

/** The range where both ends are known, else the one that is. */
function stretchWords({ start, end }: Stretch, times: Times): string | undefined {
  const known = start ?? end
  if (known === undefined) return undefined
  if (start === undefined || end === undefined) {
    return known.length === 10
      ? allDay(known, known, times)
      : `${times.day(known)} ${times.time(known)}`
  }
  if (start.length === 10) return allDay(start, end, times)
  return times.range({ startsAt: start, endsAt: end, start, end, allDay: false })
}

function allDay(start: string, end: string, times: Times): string {
  return times.range({ startsAt: start, endsAt: end, start, end, allDay: true })
}
