/** How the account is added to each calendar app; also for who is not signed in. */
import { Fragment, type ReactElement } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { Link } from 'wouter'
import type { Answer } from '../api/client.ts'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useMeIfAny } from '../app/session.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import './connect.css'
import { CopyRow } from './copy-row.tsx'
import { partsOf, valuesOf } from './filled.ts'
import { type AppName, connectWords } from './words.ts'

const apps: readonly AppName[] = ['ios', 'macos', 'davx5', 'thunderbird', 'evolution', 'outlook']

export function Connect(): ReactElement {
  const words = useWords(connectWords)
  const me = useMeIfAny()
  const { data, error, refetch } = useApi('GET /about')
  if (error) return <Problem error={error} again={() => void refetch()} />
  if (data === undefined) return <Loading />
  const values = valuesOf(data.address, data.davPath)
  const isSecure = data.address.startsWith('https:')
  return (
    <div className="connect">
      <header>
        <h1>{words.heading}</h1>
        <p className="lead">{words.lead}</p>
      </header>
      <section className="card stack">
        <h2>{words.values}</h2>
        <CopyRow label={words.server} value={values.get('url') ?? ''} />
        <CopyRow label={words.hostOnly} value={values.get('host') ?? ''} />
        {me === undefined ? (
          <p className="connect-row">
            <span className="soft">{words.userName}</span> <span>{words.yourUserName}</span>
          </p>
        ) : (
          <CopyRow label={words.userName} value={me.name} />
        )}
        <p className="connect-row">
          <span className="soft">{words.password}</span>
          <span className="row">
            {words.passwordHint}
            <Link className="button" href={me === undefined ? '/calendar' : '/settings/passwords'}>
              <Icon name="lock" /> {me === undefined ? words.signIn : words.makePassword}
            </Link>
          </span>
        </p>
      </section>
      <section>
        <h2 id="connect-where">{words.where}</h2>
        <Tabs className="connect-tabs" orientation="vertical" defaultSelectedKey={likelyApp()}>
          <TabList className="connect-list" aria-labelledby="connect-where">
            {apps.map((each) => (
              <Tab key={each} id={each} className="connect-tab">
                {words.apps[each].name}
              </Tab>
            ))}
          </TabList>
          {apps.map((each) => (
            <TabPanel key={each} id={each} className="card connect-panel">
              <Steps app={each} values={values} isSecure={isSecure} />
            </TabPanel>
          ))}
        </Tabs>
      </section>
      <State about={data} />
    </div>
  )
}

function State({ about }: { readonly about: Answer<'GET /about'> }): ReactElement {
  const words = useWords(connectWords)
  const isWell = about.database === 'answers'
  return (
    <section className="card stack" aria-labelledby="connect-state">
      <h2 id="connect-state">{words.state}</h2>
      <p className="row">
        <Icon name={isWell ? 'check' : 'warning'} />
        {isWell ? words.serves(about.version) : words.away}
      </p>
      {about.mail === 'folder' && (
        <p className="row">
          <Icon name="mail" />
          {words.mailToFolder}
        </p>
      )}
    </section>
  )
}

type StepsProps = {
  readonly app: AppName
  readonly values: ReadonlyMap<string, string>
  readonly isSecure: boolean
}

function Steps({ app, values, isSecure }: StepsProps): ReactElement {
  const words = useWords(connectWords)
  const { name, lead, steps, note, withoutTls } = words.apps[app]
  return (
    <>
      <h3>{name}</h3>
      {lead !== undefined && (
        <p>
          <Filled text={lead} values={values} />
        </p>
      )}
      <ol className="connect-steps">
        {steps.map((each) => (
          <li key={each}>
            <Filled text={each} values={values} />
          </li>
        ))}
      </ol>
      {note !== undefined && (
        <p className="soft">
          <Filled text={note} values={values} />
        </p>
      )}
      {withoutTls !== undefined && !isSecure && (
        <p className="connect-warning">
          <Icon name="warning" />
          <span>
            <Filled text={withoutTls} values={values} />
          </span>
        </p>
      )}
    </>
  )
}

type FilledProps = { readonly text: string; readonly values: ReadonlyMap<string, string> }

function Filled({ text, values }: FilledProps): ReactElement {
  let at = 0
  return (
    <>
      {partsOf(text, values).map((part) => {
        at += 1
        if (part.kind === 'label') return <strong key={at}>{part.text}</strong>
        if (part.kind === 'value') return <code key={at}>{part.text}</code>
        return <Fragment key={at}>{part.text}</Fragment>
      })}
    </>
  )
}

/** What this device would use; a guess that opens a tab and nothing more. */
function likelyApp(): AppName {
  const agent = navigator.userAgent
  if (/iPhone|iPad/.test(agent)) return 'ios'
  if (/Android/.test(agent)) return 'davx5'
  if (/Mac OS X/.test(agent)) return 'macos'
  return 'thunderbird'
}
