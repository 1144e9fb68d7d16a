/** One person, group, room or resource: all that an administrator may change of it. */
import { type ReactElement, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { Link } from 'wouter'
import { useApi, useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Icon } from '../ui/icon.tsx'
import { notify } from '../ui/notices.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { BookingForm } from './booking-form.tsx'
import { Delegates } from './delegates.tsx'
import { type Folder, isBooked, kindOf, type Principal } from './kinds.ts'
import { Leaving } from './leaving.tsx'
import { Members } from './members.tsx'
import { SetPassword } from './password.tsx'
import { peopleWords } from './people-words.ts'
import { draftOf, fieldsOf, PrincipalFields } from './principal-form.tsx'
import { State } from './principals.tsx'
import { adminWords } from './words.ts'

type PageProps = { readonly folder: Folder; readonly name: string }

export function PrincipalPage({ folder, name }: PageProps): ReactElement {
  const words = useWords(adminWords)
  const { data, error, refetch } = useApi('GET /admin/principals/:name', { params: { name } })
  if (error !== null) return <Problem error={error} again={() => void refetch()} />
  if (data === undefined || data.kind !== kindOf[folder]) return <Loading />
  return (
    <>
      <p className="admin-back">
        <Link href={`/${folder}`}>
          <Icon name="left" /> {words[folder]}
        </Link>
      </p>
      <div className="page-head admin-narrow">
        <h1>{data.displayName}</h1>
        <State of={data} />
      </div>
      <div className="stack admin-narrow">
        <Essentials principal={data} />
        {isBooked(data.kind) && <BookingForm principal={data} />}
        {data.kind === 'group' && <Members group={data} />}
        {data.kind !== 'group' && <Delegates principal={data} />}
        {data.kind === 'user' && <SetPassword principal={data} />}
        <Leaving principal={data} />
      </div>
    </>
  )
}

function Essentials({ principal }: { readonly principal: Principal }): ReactElement {
  const words = useWords(peopleWords)
  const me = useMe()
  const [draft, setDraft] = useState(() => draftOf(principal))
  const { mutate, error, isPending } = useChange('PATCH /admin/principals/:name')
  const { name, kind } = principal
  return (
    <section className="card">
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          const body = fieldsOf(kind, draft)
          mutate({ params: { name }, body }, { onSuccess: () => notify(words.saved) })
        }}
      >
        <h2>{words.essentials}</h2>
        <p className="hint">
          {words.loginName}: <code>{name}</code>
        </p>
        <PrincipalFields kind={kind} draft={draft} onChange={setDraft} isSelf={name === me.name} />
        {error !== null && <Problem error={error} />}
        <div className="row">
          <Button type="submit" className="button primary" isPending={isPending}>
            {words.save}
          </Button>
        </div>
      </Form>
    </section>
  )
}
