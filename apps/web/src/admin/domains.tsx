/** The mail domains of this server, and the records by which calendar apps find it there. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Answer } from '../api/client.ts'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { notify, notifyProblem } from '../ui/notices.tsx'
import { Empty, Loading, Problem } from '../ui/states.tsx'
import { operationsWords } from './operations-words.ts'
import { Table } from './table.tsx'

type Domain = Answer<'GET /admin/domains'>['domains'][number]

export function Domains(): ReactElement {
  const words = useWords(operationsWords)
  const { data, error, refetch } = useApi('GET /admin/domains')
  if (error !== null) return <Problem error={error} again={() => void refetch()} />
  if (data === undefined) return <Loading />
  return (
    <>
      <div className="page-head">
        <h1>{words.domains}</h1>
      </div>
      <p className="admin-intro soft">{words.domainsIntro}</p>
      {data.problem !== undefined && (
        <div className="problem" role="status">
          <Icon name="warning" />
          <div>
            <p>{words.needsPublicUrl}</p>
            <p className="hint" lang="en">
              {data.problem}
            </p>
          </div>
        </div>
      )}
      {data.domains.length === 0 && <Empty title={words.noDomains} />}
      <div className="stack">
        {data.domains.map((each) => (
          <OneDomain key={each.domain} domain={each} />
        ))}
      </div>
    </>
  )
}

function OneDomain({ domain: { domain, records } }: { readonly domain: Domain }): ReactElement {
  const words = useWords(operationsWords)
  const lines = records.map(({ name, type, value }) => `${name} 3600 IN ${type} ${value}`)
  return (
    <section className="card stack">
      <div className="apart">
        <h2>{domain}</h2>
        {records.length > 0 && <Copy text={lines.join('\n')} />}
      </div>
      {records.length === 0 ? (
        <p className="soft">{words.noRecords}</p>
      ) : (
        <Table
          label={words.recordsOf(domain)}
          items={records}
          keyOf={({ name, type }) => `${name} ${type}`}
          columns={[
            { id: 'name', label: words.recordName, cell: ({ name }) => <code>{name}</code> },
            { id: 'type', label: words.recordType, cell: ({ type }) => type },
            { id: 'value', label: words.recordValue, cell: ({ value }) => <code>{value}</code> },
          ]}
          empty={undefined}
        />
      )}
    </section>
  )
}

function Copy({ text }: { readonly text: string }): ReactElement {
  const words = useWords(operationsWords)
  const [copied, setCopied] = useState(false)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      notify(words.copied)
    } catch (error) {
      notifyProblem(error)
    }
  }
  return (
    <Button className="button" onPress={() => void copy()}>
      <Icon name={copied ? 'check' : 'link'} /> {words.copy}
    </Button>
  )
}
