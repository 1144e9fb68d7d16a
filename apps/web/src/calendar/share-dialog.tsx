/** Who else sees a calendar, and may change it. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { useApi, useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/fields.tsx'
import { FindField, PersonOption } from '../ui/find-field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Avatar } from '../ui/person.tsx'
import { useEnter, useFoundPeople } from '../ui/search.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import type { Calendar } from './entries.ts'
import { calendarWords } from './words.ts'

type ShareDialogProps = { readonly calendar: Calendar; readonly onClose: () => void }

export function ShareDialog({ calendar, onClose }: ShareDialogProps): ReactElement {
  const words = useWords(calendarWords)
  const params = { calendar: calendar.id }
  const { data, error } = useApi('GET /calendars/:calendar/shares', { params })
  const put = useChange('PUT /calendars/:calendar/shares/:name')
  const end = useChange('DELETE /calendars/:calendar/shares/:name')
  const problem = error ?? put.error ?? end.error
  const access = [
    { id: 'read', label: words.mayRead },
    { id: 'write', label: words.mayWrite },
  ] as const
  return (
    <Dialog title={words.shares(calendar.name)} isOpen onClose={onClose}>
      {data === undefined && problem === null && <Loading />}
      {data?.shares.length === 0 && <p className="soft">{words.sharedWithNobody}</p>}
      <ul className="plain-list calendar-shares">
        {data?.shares.map(({ name, displayName, access: now }) => (
          <li key={name} className="calendar-share">
            <span className="person">
              <Avatar name={displayName} />
              <span className="person-name">{displayName}</span>
            </span>
            <Select
              label={words.access(displayName)}
              labelHidden
              choices={access}
              value={now}
              onChange={(chosen) =>
                put.mutate({ params: { ...params, name }, body: { access: chosen } })
              }
            />
            <Button
              className="button quiet"
              aria-label={words.stopSharing(displayName)}
              onPress={() => end.mutate({ params: { ...params, name } })}
            >
              <Icon name="cross" />
            </Button>
          </li>
        ))}
      </ul>
      <FindPerson
        known={[calendar.owner.name, ...(data?.shares ?? []).map((each) => each.name)]}
        onFound={(name) => put.mutate({ params: { ...params, name }, body: { access: 'read' } })}
      />
      {problem !== null && <Problem error={problem} />}
    </Dialog>
  )
}

type FindPersonProps = {
  readonly known: readonly string[]
  readonly onFound: (name: string) => void
}

function FindPerson({ known, onFound }: FindPersonProps): ReactElement {
  const words = useWords(calendarWords)
  const [text, setText] = useState('')
  const search = useFoundPeople(text, {
    limit: 10,
    isOffered: ({ name }) => !known.includes(name),
  })
  const choose = (name: string): void => {
    onFound(name)
    setText('')
  }
  const enter = useEnter(search, ({ name }) => choose(name))
  return (
    <FindField
      label={words.shareWith}
      search={search}
      items={search.found.map((each) => ({ id: each.name, ...each }))}
      nothing={words.nobodyFound}
      option={(each) => <PersonOption of={each} />}
      text={text}
      onText={setText}
      onChoose={(name) => name !== undefined && choose(name)}
      onKeyFirst={enter}
    />
  )
}
