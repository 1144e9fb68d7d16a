/** Programs that are told what happens in one's calendar (webhooks). */
import { type FormEvent, type ReactElement, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { type Answer, call } from '../api/client.ts'
import { refresh, useApi, useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { CopyRow } from '../connect/copy-row.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Checkbox, Field } from '../ui/fields.tsx'
import { undoable } from '../ui/notices.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import { accessWords } from './access-words.ts'
import { settingsWords } from './words.ts'

type Webhook = Answer<'GET /webhooks'>['webhooks'][number]
type EventName = Webhook['events'][number]

const eventNames: readonly EventName[] = ['answered', 'proposed', 'invited', 'cancelled']

export function Programs(): ReactElement {
  const words = useWords(accessWords)
  const { pages } = useWords(settingsWords)
  const { data, error, refetch } = useApi('GET /webhooks')
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const shown = data?.webhooks.filter((each) => !gone.has(each.id))
  const end = ({ id, url }: Webhook): void => {
    setGone(new Set([...gone, id]))
    undoable({
      text: words.revoked(url),
      act: async () => {
        await call('DELETE /webhooks/:id', { params: { id } }, { keepalive: true })
        refresh('GET /webhooks')
      },
      undo: () => setGone((now) => new Set([...now].filter((each) => each !== id))),
    })
  }
  return (
    <>
      <h2>{pages.programs}</h2>
      <section className="card stack">
        <p className="soft">{words.webhooksLead}</p>
        {error ? (
          <Problem error={error} again={() => void refetch()} />
        ) : shown === undefined ? (
          <Loading />
        ) : shown.length === 0 ? (
          <p>{words.noWebhooks}</p>
        ) : (
          <ul className="plain-list settings-rows">
            {shown.map((each) => (
              <WebhookRow key={each.id} of={each} onEnd={() => end(each)} />
            ))}
          </ul>
        )}
        <Add />
      </section>
    </>
  )
}

type WebhookRowProps = { readonly of: Webhook; readonly onEnd: () => void }

function WebhookRow({ of, onEnd }: WebhookRowProps): ReactElement {
  const words = useWords(accessWords)
  const times = useTimes()
  return (
    <li>
      <span>
        <code>{of.url}</code>
        <br />
        <span className="soft">
          {of.events.map((each) => words.eventNames[each]).join(', ')} ·{' '}
          {words.created(times.ago(of.createdAt))}
        </span>
      </span>
      <Button className="button danger" aria-label={`${words.endShort}: ${of.url}`} onPress={onEnd}>
        {words.endShort}
      </Button>
    </li>
  )
}

function Add(): ReactElement {
  const words = useWords(accessWords)
  const create = useChange('POST /webhooks')
  const [url, setUrl] = useState('')
  const [events, setEvents] = useState<readonly EventName[]>(['answered'])
  const [secret, setSecret] = useState<string>()
  const submit = (event: FormEvent): void => {
    event.preventDefault()
    create.mutate(
      { body: { url: url.trim(), events } },
      {
        onSuccess: (made) => {
          setSecret(made.secret)
          setUrl('')
        },
      },
    )
  }
  return (
    <Form className="stack" onSubmit={submit}>
      <Field
        label={words.url}
        placeholder={words.urlHint}
        type="url"
        value={url}
        onChange={setUrl}
        isRequired
      />
      <fieldset className="settings-events">
        <legend className="field-label">{words.events}</legend>
        {eventNames.map((each) => (
          <Checkbox
            key={each}
            isSelected={events.includes(each)}
            onChange={(on) =>
              setEvents(on ? [...events, each] : events.filter((one) => one !== each))
            }
          >
            {words.eventNames[each]}
          </Checkbox>
        ))}
      </fieldset>
      {create.error && <Problem error={create.error} />}
      <div>
        <Button
          type="submit"
          className="button primary"
          isDisabled={events.length === 0}
          isPending={create.isPending}
        >
          {words.add}
        </Button>
      </div>
      <ShownOnce secret={secret} onClose={() => setSecret(undefined)} />
    </Form>
  )
}

type ShownOnceProps = { readonly secret: string | undefined; readonly onClose: () => void }

function ShownOnce({ secret, onClose }: ShownOnceProps): ReactElement {
  const words = useWords(accessWords)
  return (
    <Dialog title={words.secret} isOpen={secret !== undefined} onClose={onClose}>
      <p>{words.secretLead}</p>
      <CopyRow label={words.secret} value={secret ?? ''} />
      <div className="dialog-foot">
        <Button className="button primary" onPress={onClose}>
          {words.done}
        </Button>
      </div>
    </Dialog>
  )
}
