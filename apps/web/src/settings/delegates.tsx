/** Who reads or acts for one, and for whom one acts. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { type Answer, call } from '../api/client.ts'
import { refresh, useApi, useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { AddressField, type Someone } from '../invitations/address-field.tsx'
import { Select } from '../ui/fields.tsx'
import { notify, undoable } from '../ui/notices.tsx'
import { Avatar } from '../ui/person.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { accessWords } from './access-words.ts'
import { settingsWords } from './words.ts'

type Delegate = Answer<'GET /me/delegates'>['delegates'][number]
type Access = Delegate['access']

export function Delegates(): ReactElement {
  const words = useWords(accessWords)
  const { pages } = useWords(settingsWords)
  const me = useMe()
  const { data, error, refetch } = useApi('GET /me/delegates')
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const shown = data?.delegates.filter((each) => !gone.has(each.name))
  const end = ({ name, displayName }: Delegate): void => {
    setGone(new Set([...gone, name]))
    const restore = (): void => setGone((now) => new Set([...now].filter((each) => each !== name)))
    undoable({
      text: words.ended(displayName),
      act: async () => {
        await call('DELETE /me/delegates/:name', { params: { name } }, { keepalive: true })
        refresh('GET /me/delegates')
        restore()
      },
      undo: restore,
    })
  }
  return (
    <>
      <h2>{pages.people}</h2>
      <section className="card stack">
        <p className="soft">{words.delegatesLead}</p>
        {error ? (
          <Problem error={error} again={() => void refetch()} />
        ) : shown === undefined ? (
          <Loading />
        ) : shown.length === 0 ? (
          <p>{words.noDelegates}</p>
        ) : (
          <ul className="plain-list settings-rows">
            {shown.map((each) => (
              <DelegateRow key={each.name} of={each} onEnd={() => end(each)} />
            ))}
          </ul>
        )}
        <Add known={[me.name, ...(shown ?? []).map((each) => each.name)]} />
      </section>
      {me.actsFor.length > 0 && (
        <section className="card stack">
          <h3>{words.actsFor}</h3>
          <ul className="plain-list settings-rows">
            {me.actsFor.map(({ name, displayName, access }) => (
              <li key={name}>
                <span className="person">
                  <Avatar name={displayName} /> {displayName}
                </span>
                <span className="soft">{access === 'write' ? words.mayAct : words.mayRead}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

type DelegateRowProps = { readonly of: Delegate; readonly onEnd: () => void }

function DelegateRow({ of, onEnd }: DelegateRowProps): ReactElement {
  const words = useWords(accessWords)
  const { saved } = useWords(settingsWords)
  const { mutate } = useChange('PUT /me/delegates/:name')
  const { name, displayName, access } = of
  return (
    <li>
      <span className="person">
        <Avatar name={displayName} /> {displayName}
      </span>
      <span className="row">
        <AccessSelect
          label={words.access(displayName)}
          labelHidden
          value={access}
          onChange={(next) =>
            mutate({ params: { name }, body: { access: next } }, { onSuccess: () => notify(saved) })
          }
        />
        <Button className="button danger" aria-label={words.end(displayName)} onPress={onEnd}>
          {words.endShort}
        </Button>
      </span>
    </li>
  )
}

type AddProps = { readonly known: readonly string[] }

function Add({ known }: AddProps): ReactElement {
  const words = useWords(accessWords)
  const change = useChange('PUT /me/delegates/:name')
  const [who, setWho] = useState<Someone>()
  const [access, setAccess] = useState<Access>('write')
  const [round, setRound] = useState(0)
  const add = (): void => {
    const name = who?.name
    if (who === undefined || name === undefined || known.includes(name)) return
    change.mutate(
      { params: { name }, body: { access } },
      {
        onSuccess: () => {
          notify(words.added(who.displayName))
          setWho(undefined)
          setRound(round + 1)
        },
      },
    )
  }
  return (
    <>
      <div className="settings-add">
        <AddressField
          key={round}
          label={words.person}
          hint={words.personHint}
          onlyHere
          onChoose={setWho}
        />
        <AccessSelect label={words.accessLabel} value={access} onChange={setAccess} />
        <Button
          className="button primary"
          isDisabled={who?.name === undefined || known.includes(who.name)}
          isPending={change.isPending}
          onPress={add}
        >
          {words.add}
        </Button>
      </div>
      {change.error && <Problem error={change.error} />}
    </>
  )
}

type AccessSelectProps = {
  readonly label: string
  readonly labelHidden?: boolean
  readonly value: Access
  readonly onChange: (access: Access) => void
}

function AccessSelect(props: AccessSelectProps): ReactElement {
  const words = useWords(accessWords)
  return (
    <Select
      {...props}
      choices={[
        { id: 'read', label: words.mayRead },
        { id: 'write', label: words.mayAct },
      ]}
    />
  )
}
