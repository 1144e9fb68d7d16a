/** Who is in a group. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { notify } from '../ui/notices.tsx'
import { Person } from '../ui/person.tsx'
import { Problem } from '../ui/states.tsx'
import type { Principal } from './kinds.ts'
import { peopleWords } from './people-words.ts'
import { PrincipalPicker } from './pickers.tsx'

export function Members({ group }: { readonly group: Principal }): ReactElement {
  const words = useWords(peopleWords)
  const [added, setAdded] = useState<string>()
  const [round, setRound] = useState(0)
  const { mutate, error, isPending } = useChange('PUT /admin/principals/:name/members', {
    isSerial: true,
  })
  const members = group.members ?? []
  const save = (wanted: readonly string[], said: string): void =>
    mutate(
      { params: { name: group.name }, body: { members: wanted } },
      {
        onSuccess: () => {
          notify(said)
          setAdded(undefined)
          setRound(round + 1)
        },
      },
    )
  return (
    <section className="card stack">
      <h2>{words.members}</h2>
      {members.length === 0 ? (
        <p className="soft">{words.noMembers}</p>
      ) : (
        <MemberList
          members={members}
          isBusy={isPending}
          onTakeOut={(one) =>
            save(
              members.filter((each) => each !== one),
              words.takenOut(one),
            )
          }
        />
      )}
      <div className="admin-add">
        <PrincipalPicker
          key={round}
          label={words.addMember}
          kinds={['user', 'group', 'room', 'resource']}
          without={[group.name, ...members]}
          value={added}
          onChange={setAdded}
        />
        <Button
          className="button"
          isDisabled={added === undefined}
          isPending={isPending}
          onPress={() => added !== undefined && save([...members, added], words.added(added))}
        >
          {words.add}
        </Button>
      </div>
      {error !== null && <Problem error={error} />}
    </section>
  )
}

type MemberListProps = {
  readonly members: readonly string[]
  readonly isBusy: boolean
  readonly onTakeOut: (member: string) => void
}

function MemberList({ members, isBusy, onTakeOut }: MemberListProps): ReactElement {
  const words = useWords(peopleWords)
  return (
    <ul className="plain-list admin-lines">
      {members.map((each) => (
        <li key={each}>
          <Person address={each} />
          <Button
            className="button quiet"
            aria-label={words.takeOut(each)}
            isDisabled={isBusy}
            onPress={() => onTakeOut(each)}
          >
            <Icon name="cross" />
          </Button>
        </li>
      ))}
    </ul>
  )
}
