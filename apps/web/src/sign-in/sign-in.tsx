/** Signing in by name and password, or by the organisation's provider. */
import { type FormEvent, type ReactElement, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { Link } from 'wouter'
import { ApiProblem, call } from '../api/client.ts'
import { queryClient, useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Field } from '../ui/fields.tsx'
import { Problem } from '../ui/states.tsx'
import './sign-in.css'
import { signInWords } from './words.ts'

export function SignIn(): ReactElement {
  const words = useWords(signInWords)
  const ways = useApi('GET /sign-in').data
  const [problem, setProblem] = useState<ApiProblem>()
  const [busy, setBusy] = useState(false)

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    setProblem(undefined)
    try {
      const body = { name: String(form.get('name')), password: String(form.get('password')) }
      queryClient.setQueryData(['GET /me', {}], await call('POST /session', { body }))
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, {}))
    } finally {
      setBusy(false)
    }
  }

  return (
    <main className="sign-in" id="content">
      <img src="/parley.svg" alt="" width="56" height="56" />
      <h1>Parley</h1>
      <p className="lead">{words.lead}</p>
      {ways?.password !== false && (
        <Form className="card stack" onSubmit={(event) => void submit(event)}>
          <Field label={words.name} name="name" autoComplete="username" isRequired />
          <Field
            label={words.password}
            name="password"
            type="password"
            autoComplete="current-password"
            isRequired
          />
          {problem !== undefined &&
            (problem.code === 'wrong-password' ? (
              <p className="fault" role="alert">
                {words.wrong}
              </p>
            ) : (
              <Problem error={problem} />
            ))}
          <Button type="submit" className="button primary" isDisabled={busy}>
            {busy ? words.signingIn : words.signIn}
          </Button>
        </Form>
      )}
      {ways?.openIdConnect === true && (
        <a
          className="button"
          href={`/api/sign-in/openid?next=${encodeURIComponent(location.pathname)}`}
        >
          {words.openId}
        </a>
      )}
      <p className="soft">{words.noAccount}</p>
      <p>
        <Link href="/connect">{words.connect}</Link>
      </p>
    </main>
  )
}
