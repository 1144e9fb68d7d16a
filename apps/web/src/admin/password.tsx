/** A new password for someone who has forgotten theirs. */
import { type ReactElement, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Field } from '../ui/fields.tsx'
import { notify } from '../ui/notices.tsx'
import { Problem } from '../ui/states.tsx'
import type { Principal } from './kinds.ts'
import { peopleWords } from './people-words.ts'

export function SetPassword({ principal }: { readonly principal: Principal }): ReactElement {
  const words = useWords(peopleWords)
  const [password, setPassword] = useState('')
  const { mutate, error, isPending } = useChange('PUT /admin/principals/:name/password')
  const { name, displayName } = principal
  return (
    <section className="card">
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          mutate(
            { params: { name }, body: { password } },
            {
              onSuccess: () => {
                notify(words.passwordSet(displayName))
                setPassword('')
              },
            },
          )
        }}
      >
        <h2>{words.password}</h2>
        <p className="soft">{words.passwordConsequence(displayName)}</p>
        <div className="admin-add">
          <Field
            type="password"
            label={words.newPassword}
            value={password}
            onChange={setPassword}
            minLength={8}
            isRequired
            autoComplete="new-password"
          />
          <Button type="submit" className="button" isPending={isPending}>
            {words.setPassword}
          </Button>
        </div>
        {error !== null && <Problem error={error} />}
      </Form>
    </section>
  )
}
