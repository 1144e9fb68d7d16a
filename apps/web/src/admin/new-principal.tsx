/** A new person, group, room or resource. */
import { type ReactElement, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { Link, useLocation } from 'wouter'
import { useChange } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { Field } from '../ui/fields.tsx'
import { notify } from '../ui/notices.tsx'
import { Problem } from '../ui/states.tsx'
import { type Folder, kindOf } from './kinds.ts'
import { peopleWords } from './people-words.ts'
import { emptyDraft, fieldsOf, PrincipalFields } from './principal-form.tsx'
import { adminWords } from './words.ts'

export function NewPrincipal({ folder }: { readonly folder: Folder }): ReactElement {
  const words = useWords(peopleWords)
  const admin = useWords(adminWords)
  const { zone } = useReader()
  const [, go] = useLocation()
  const [draft, setDraft] = useState(() => emptyDraft(zone))
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const { mutate, error, isPending } = useChange('POST /admin/principals')
  const kind = kindOf[folder]
  const submit = (): void => {
    const secret = kind === 'user' && password !== '' ? { password } : {}
    mutate(
      { body: { ...fieldsOf(kind, draft), name: name.trim(), kind, ...secret } },
      {
        onSuccess: (made) => {
          notify(words.added(made.displayName))
          go(`/${folder}/${encodeURIComponent(made.name)}`)
        },
      },
    )
  }
  return (
    <>
      <div className="page-head">
        <h1>{admin.add[kind]}</h1>
      </div>
      <Form
        className="card stack admin-narrow"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <PrincipalFields kind={kind} draft={draft} onChange={setDraft} />
        <Field
          label={words.loginName}
          hint={words.loginNameHint}
          value={name}
          onChange={(typed) => setName(typed.toLowerCase())}
          isRequired
          pattern="[a-z0-9][a-z0-9._@+\-]*"
          autoComplete="off"
        />
        {kind === 'user' && (
          <Field
            type="password"
            label={words.password}
            hint={words.passwordHint}
            value={password}
            onChange={setPassword}
            minLength={8}
            autoComplete="new-password"
          />
        )}
        {error !== null && <Problem error={error} />}
        <div className="row">
          <Button type="submit" className="button primary" isPending={isPending}>
            {admin.add[kind]}
          </Button>
          <Link className="button" href={`/${folder}`}>
            {words.cancel}
          </Link>
        </div>
      </Form>
    </>
  )
}
