/** One's own password, and those of devices and programs. */
import { type FormEvent, type ReactElement, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { type Answer, ApiProblem, call, keepCsrfToken } from '../api/client.ts'
import { refresh, useApi, useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { CopyRow } from '../connect/copy-row.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { notify, undoable } from '../ui/notices.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import { accessWords } from './access-words.ts'
import { accountUrl } from './account-url.ts'
import { QrCode } from './qr-code.tsx'
import { settingsWords } from './words.ts'

type AppPassword = Answer<'GET /me/app-passwords'>['appPasswords'][number]

export function Passwords(): ReactElement {
  const { pages } = useWords(settingsWords)
  return (
    <>
      <h2>{pages.passwords}</h2>
      <AppPasswords />
      <OwnPassword />
    </>
  )
}

function AppPasswords(): ReactElement {
  const words = useWords(accessWords)
  const { data, error, refetch } = useApi('GET /me/app-passwords')
  const create = useChange('POST /me/app-passwords')
  const [label, setLabel] = useState('')
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const [made, setMade] = useState<string>()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    create.mutate(
      { body: { label: label.trim() } },
      {
        onSuccess: ({ password }) => {
          setMade(password)
          setLabel('')
        },
      },
    )
  }
  const revoke = ({ id, label: of }: AppPassword): void => {
    setGone(new Set([...gone, id]))
    undoable({
      text: words.revoked(of),
      act: async () => {
        await call('DELETE /me/app-passwords/:id', { params: { id } }, { keepalive: true })
        refresh('GET /me/app-passwords')
      },
      undo: () => setGone((now) => new Set([...now].filter((each) => each !== id))),
    })
  }
  const shown = data?.appPasswords.filter((each) => !gone.has(each.id))
  return (
    <section className="card stack">
      <h3>{words.appPasswords}</h3>
      <p className="soft">{words.appLead}</p>
      {error ? (
        <Problem error={error} again={() => void refetch()} />
      ) : shown === undefined ? (
        <Loading />
      ) : shown.length === 0 ? (
        <p>{words.noApps}</p>
      ) : (
        <ul className="plain-list settings-rows">
          {shown.map((each) => (
            <AppPasswordRow key={each.id} of={each} onRevoke={() => revoke(each)} />
          ))}
        </ul>
      )}
      <Form className="settings-add" onSubmit={submit}>
        <Field
          label={words.appLabel}
          hint={words.appLabelHint}
          value={label}
          onChange={setLabel}
          maxLength={100}
          isRequired
        />
        <Button type="submit" className="button primary" isPending={create.isPending}>
          {words.makeApp}
        </Button>
      </Form>
      {create.error && <Problem error={create.error} />}
      {made !== undefined && <Shown password={made} onClose={() => setMade(undefined)} />}
    </section>
  )
}

type AppPasswordRowProps = { readonly of: AppPassword; readonly onRevoke: () => void }

function AppPasswordRow({ of, onRevoke }: AppPasswordRowProps): ReactElement {
  const words = useWords(accessWords)
  const times = useTimes()
  const { label, createdAt, lastUsedAt } = of
  return (
    <li>
      <span>
        <strong>{label}</strong>
        <br />
        <span className="soft">
          {words.created(times.ago(createdAt))} ·{' '}
          {lastUsedAt === undefined ? words.neverUsed : words.lastUsed(times.ago(lastUsedAt))}
        </span>
      </span>
      <Button className="button danger" aria-label={words.revokeOf(label)} onPress={onRevoke}>
        {words.revoke}
      </Button>
    </li>
  )
}

type ShownProps = { readonly password: string; readonly onClose: () => void }

function Shown({ password, onClose }: ShownProps): ReactElement {
  const words = useWords(accessWords)
  const { name } = useMe()
  const about = useApi('GET /about').data
  return (
    <Dialog title={words.shownOnce} isOpen onClose={onClose}>
      <p>{words.shownOnceLead}</p>
      {about !== undefined && (
        <div className="settings-shown">
          <div className="settings-scan">
            <QrCode
              label={words.qrLabel}
              text={accountUrl(about.address, about.davPath, { name, password })}
            />
            <p className="hint">{words.qrLead}</p>
          </div>
          <div className="stack">
            <p className="hint">{words.qrElsewhere}</p>
            <CopyRow label={words.address} value={`${about.address}${about.davPath}`} />
            <CopyRow label={words.userName} value={name} />
            <CopyRow label={words.password} value={password} />
          </div>
        </div>
      )}
      <div className="dialog-foot">
        <Button className="button primary" onPress={onClose}>
          {words.done}
        </Button>
      </div>
    </Dialog>
  )
}

type Password = 'current' | 'wanted' | 'again'
const noPasswords: Readonly<Record<Password, string>> = { current: '', wanted: '', again: '' }

function OwnPassword(): ReactElement {
  const words = useWords(accessWords)
  const change = useChange('POST /me/password')
  const [typed, setTyped] = useState(noPasswords)
  const differ = typed.again !== '' && typed.wanted !== typed.again
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    const { current, wanted, again } = typed
    if (wanted !== again) return
    change.mutate(
      { body: { current, wanted } },
      {
        onSuccess: ({ csrf }) => {
          keepCsrfToken(csrf)
          refresh('GET /me')
          setTyped(noPasswords)
          notify(words.passwordChanged)
        },
      },
    )
  }
  const field = (name: Password) => ({
    ...({ type: 'password', isRequired: true } as const),
    label: words[name],
    autoComplete: name === 'current' ? 'current-password' : 'new-password',
    value: typed[name],
    onChange: (text: string) => setTyped({ ...typed, [name]: text }),
  })
  const wrong = change.error instanceof ApiProblem && change.error.code === 'wrong-password'
  return (
    <section className="card stack">
      <h3>{words.changePassword}</h3>
      <Form className="stack" onSubmit={submit}>
        <Field {...field('current')} />
        <Field {...field('wanted')} hint={words.wantedHint} minLength={8} />
        <Field {...field('again')} />
        {differ && (
          <p className="fault" role="alert">
            {words.notSame}
          </p>
        )}
        {wrong ? (
          <p className="fault" role="alert">
            {words.wrong}
          </p>
        ) : (
          change.error && <Problem error={change.error} />
        )}
        <div>
          <Button type="submit" className="button" isDisabled={differ} isPending={change.isPending}>
            <Icon name="lock" /> {words.change}
          </Button>
        </div>
      </Form>
    </section>
  )
}
