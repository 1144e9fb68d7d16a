/** How the server is: database, what waits, mail, version, uptime. */
import type { ReactElement, ReactNode } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../api/client.ts'
import { refresh, useApi } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import { useEvery } from './every.ts'
import { operationsWords } from './operations-words.ts'

type State = Answer<'GET /admin/health'>
/** Whatever waits longer than this deserves a look. */
const longMs = 15 * 60_000

export function Health(): ReactElement {
  const words = useWords(operationsWords)
  const { data, error, refetch } = useApi('GET /admin/health')
  useEvery(10_000, () => refresh('GET /admin/health'))
  if (error !== null && data === undefined) {
    return <Problem error={error} again={() => void refetch()} />
  }
  if (data === undefined) return <Loading />
  return (
    <>
      <div className="page-head">
        <h1>{words.health}</h1>
      </div>
      <div className="admin-cards">
        <Database of={data} />
        <Outbox of={data} />
        <Mail of={data} />
        <Server of={data} />
      </div>
    </>
  )
}

type PartProps = {
  readonly title: string
  readonly good: boolean
  readonly verdict: string
  readonly children: ReactNode
}

function Part({ title, good, verdict, children }: PartProps): ReactElement {
  return (
    <section className="card stack">
      <div className="apart">
        <h2>{title}</h2>
        <span className={good ? 'tag admin-good' : 'tag admin-bad'}>
          <Icon name={good ? 'check' : 'warning'} /> {verdict}
        </span>
      </div>
      <dl className="admin-facts">{children}</dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

type Props = { readonly of: State }

function Database({ of: { database } }: Props): ReactElement {
  const words = useWords(operationsWords)
  const { locale } = useReader()
  const ms = new Intl.NumberFormat(locale, { style: 'unit', unit: 'millisecond' })
  return (
    <Part
      title={words.database}
      good={database.answers}
      verdict={database.answers ? words.fine : words.away}
    >
      <Fact name={words.databaseKind}>{database.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'}</Fact>
      <Fact name={words.answersIn}>{ms.format(database.ms)}</Fact>
    </Part>
  )
}

function Outbox({ of: { outbox } }: Props): ReactElement {
  const words = useWords(operationsWords)
  const times = useTimes()
  const { counts, oldestAt } = outbox
  const failed = counts['failed'] ?? 0
  const isOld = oldestAt !== undefined && Date.now() - Date.parse(oldestAt) > longMs
  const verdict = failed > 0 ? words.someFailed(failed) : isOld ? words.waitsLong : words.fine
  return (
    <Part title={words.outbox} good={failed === 0 && !isOld} verdict={verdict}>
      <Fact name={words.counts.waiting}>{(counts['waiting'] ?? 0) + (counts['claimed'] ?? 0)}</Fact>
      <Fact name={words.counts.failed}>{failed}</Fact>
      <Fact name={words.counts.done}>{counts['done'] ?? 0}</Fact>
      {oldestAt !== undefined && <Fact name={words.oldest}>{times.ago(oldestAt)}</Fact>}
      <Fact name={words.details}>
        <Link href="/queue">{words.toQueue}</Link>
      </Fact>
    </Part>
  )
}

function Mail({ of: { mail } }: Props): ReactElement {
  const words = useWords(operationsWords)
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((all, each) => all + each, 0)
  return (
    <Part
      title={words.mail}
      good={mail.out === 'smtp'}
      verdict={mail.out === 'smtp' ? words.fine : words.outShort[mail.out]}
    >
      <Fact name={words.mailOut}>{words.out[mail.out]}</Fact>
      <Fact name={words.mailIn}>
        {mail.in.length === 0
          ? words.noMailIn
          : mail.in.map((each) => each.toUpperCase()).join(', ')}
      </Fact>
      <Fact name={words.sentSince}>{sum(mail.sent)}</Fact>
      <Fact name={words.receivedSince}>{sum(mail.received)}</Fact>
    </Part>
  )
}

function Server({ of }: Props): ReactElement {
  const words = useWords(operationsWords)
  const { locale } = useReader()
  const times = useTimes()
  const megabytes = new Intl.NumberFormat(locale, {
    ...{ style: 'unit', unit: 'megabyte', maximumFractionDigits: 0 },
  })
  return (
    <Part title={words.server} good verdict={words.runs}>
      <Fact name={words.version}>{of.version}</Fact>
      <Fact name={words.runtime}>{of.runtime}</Fact>
      <Fact name={words.startedAt}>
        {times.moment(of.startedAt)} <span className="hint">{times.ago(of.startedAt)}</span>
      </Fact>
      <Fact name={words.memory}>{megabytes.format(of.memoryBytes / 1_000_000)}</Fact>
    </Part>
  )
}
