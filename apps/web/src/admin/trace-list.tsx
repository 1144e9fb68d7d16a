/** Decisions together with those that were made in the same moment for the same meeting. */
import type { ReactElement } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../api/client.ts'
import { useWords } from '../app/languages.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { addressWords } from '../ui/person.tsx'
import { useTimes } from '../ui/time.ts'
import { Why } from '../why/why.tsx'
import { traceWords } from './trace-words.ts'

type Entry = Answer<'GET /admin/trace'>['trace'][number]

const icons: Readonly<Record<Entry['direction'], IconName>> = {
  in: 'download',
  out: 'sent',
  local: 'check',
}

export function Decisions({ entries }: { readonly entries: readonly Entry[] }): ReactElement {
  const groups = Map.groupBy(entries, (each) => `${each.at} ${each.uid} ${each.requestId}`)
  return (
    <ol className="plain-list stack">
      {[...groups].map(([key, each]) => (
        <li key={key}>
          <Together entries={each} />
        </li>
      ))}
    </ol>
  )
}

/** Newest first from the API; within one moment, as it happened. */
function Together({ entries }: { readonly entries: readonly Entry[] }): ReactElement | undefined {
  const words = useWords(traceWords)
  const times = useTimes()
  const [first] = entries
  if (first === undefined) return undefined
  return (
    <article className="card admin-decision">
      <header className="apart">
        <h2 className="admin-when">
          <time dateTime={first.at}>{times.moment(first.at)}</time>
        </h2>
        <Link
          className="admin-uid"
          href={`/trace?uid=${encodeURIComponent(first.uid)}`}
          aria-label={words.onlyThis(first.uid)}
        >
          {first.uid}
        </Link>
      </header>
      <ul className="plain-list">
        {entries.toReversed().map((each, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two alike may stand in one moment
          <OneDecision key={index} entry={each} />
        ))}
      </ul>
    </article>
  )
}

/** Within this server too a message comes in; what is no method is what a person did here. */
function directionOf({ direction, method }: Entry): Entry['direction'] {
  if (method !== method.toUpperCase()) return 'local'
  return direction === 'local' ? 'in' : direction
}

function OneDecision({ entry }: { readonly entry: Entry }): ReactElement {
  const words = useWords(traceWords)
  const { method, peer, owner, classification } = entry
  const direction = directionOf(entry)
  const known = words.classifications[classification]
  return (
    <li className={`admin-entry admin-${direction}`}>
      <span className="admin-direction">
        <Icon name={icons[direction]} /> {words.directions[direction]}
      </span>
      <div>
        <p>
          <code>{method}</code> {words.between[direction](addressWords(peer), owner)}
        </p>
        <p className="admin-class">
          {known ?? <span lang="en">{classification.replaceAll('-', ' ')}</span>}
        </p>
        <Why reasons={entry.reasons} />
      </div>
    </li>
  )
}
