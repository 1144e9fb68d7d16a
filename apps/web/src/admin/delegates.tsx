/** Who reads, or reads and acts, for a person or a room. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { useApi, useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Select } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { notify } from '../ui/notices.tsx'
import { Person } from '../ui/person.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { isBooked, type Principal } from './kinds.ts'
import { peopleWords } from './people-words.ts'
import { PrincipalPicker } from './pickers.tsx'

type Access = 'read' | 'write'

export function Delegates({ principal }: { readonly principal: Principal }): ReactElement {
  const words = useWords(peopleWords)
  const { name, displayName } = principal
  const { data, error } = useApi('GET /admin/principals/:name/delegates', { params: { name } })
  const end = useChange('DELETE /admin/principals/:name/delegates/:delegate')
  const delegates = data?.delegates ?? []
  return (
    <section className="card stack">
      <h2>{words.delegates}</h2>
      <p className="soft">
        {isBooked(principal.kind) ? words.roomDelegatesHint : words.delegatesHint(displayName)}
      </p>
      {data === undefined && error === null && <Loading />}
      {delegates.length > 0 && (
        <ul className="plain-list admin-lines">
          {delegates.map((each) => (
            <li key={each.name}>
              <Person address={each.name} name={each.displayName} />
              <span className="soft">{words.access[each.access]}</span>
              <Button
                className="button quiet"
                aria-label={words.endDelegation(each.displayName)}
                onPress={() =>
                  end.mutate(
                    { params: { name, delegate: each.name } },
                    { onSuccess: () => notify(words.delegationEnded(each.displayName)) },
                  )
                }
              >
                <Icon name="cross" />
              </Button>
            </li>
          ))}
        </ul>
      )}
      {error !== null && <Problem error={error} />}
      {end.error !== null && <Problem error={end.error} />}
      <AddDelegate name={name} without={[name, ...delegates.map((each) => each.name)]} />
    </section>
  )
}

type AddProps = { readonly name: string; readonly without: readonly string[] }

function AddDelegate({ name, without }: AddProps): ReactElement {
  const words = useWords(peopleWords)
  const [delegate, setDelegate] = useState<string>()
  const [access, setAccess] = useState<Access>('write')
  const [round, setRound] = useState(0)
  const { mutate, error, isPending } = useChange('PUT /admin/principals/:name/delegates/:delegate')
  const choices = (['read', 'write'] as const).map((id) => ({ id, label: words.access[id] }))
  return (
    <>
      <div className="admin-add">
        <PrincipalPicker
          key={round}
          label={words.addDelegate}
          kinds={['user', 'group']}
          without={without}
          value={delegate}
          onChange={setDelegate}
        />
        <Select label={words.mayDo} choices={choices} value={access} onChange={setAccess} />
        <Button
          className="button"
          isDisabled={delegate === undefined}
          isPending={isPending}
          onPress={() => {
            if (delegate === undefined) return
            mutate(
              { params: { name, delegate }, body: { access } },
              {
                onSuccess: () => {
                  notify(words.added(delegate))
                  setDelegate(undefined)
                  setRound(round + 1)
                },
              },
            )
          }}
        >
          {words.add}
        </Button>
      </div>
      {error !== null && <Problem error={error} />}
    </>
  )
}
