/** Mails that came in and were not taken: from whom, when, why; download, try again, discard. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { type Answer, call } from '../api/client.ts'
import { refresh, useApi, useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import '../mails/mails.css'
import { whyOf } from '../mails/why.ts'
import { mailWords } from '../mails/words.ts'
import { Select } from '../ui/fields.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { notify, notifyProblem, undoable } from '../ui/notices.tsx'
import { Empty } from '../ui/states.tsx'
import { useEvery } from './every.ts'
import { Ago, Answered, Counts } from './listed.tsx'
import { mailsInWords } from './mails-in-words.ts'
import { type Column, Table } from './table.tsx'

type Mails = Answer<'GET /admin/mails'>
type Mail = Mails['mails'][number]
type Shown = 'open' | 'failed' | 'refused' | 'waiting'

const choices = ['open', 'failed', 'refused', 'waiting'] as const

const counted = ['failed', 'refused', 'waiting', 'done'] as const

export function MailsIn(): ReactElement {
  const words = useWords(mailsInWords)
  const [shown, setShown] = useState<Shown>('open')
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set())
  const query = { limit: 500, ...(shown !== 'open' && { state: shown }) }
  const answer = useApi('GET /admin/mails', { query }, { keepPrevious: true })
  useEvery(10_000, () => refresh('GET /admin/mails'))
  const discard = (mail: Mail): void => {
    setGone(new Set([...gone, mail.id]))
    undoable({
      text: words.discarded(senderOf(mail)),
      act: () => discarded(mail),
      undo: () => setGone((before) => new Set([...before].filter((each) => each !== mail.id))),
    })
  }
  const columns = useColumns(discard)
  return (
    <>
      <div className="page-head">
        <h1>{words.mails}</h1>
      </div>
      <p className="admin-intro soft">{words.intro}</p>
      <Counts of={answer.data?.counts} states={counted} labels={words.counts} />
      <div className="admin-search">
        <Select
          label={words.show}
          choices={choices.map((id) => ({ id, label: words.shown[id] }))}
          value={shown}
          onChange={setShown}
        />
      </div>
      <Answered of={answer}>
        {(data) => (
          <Table
            label={words.mails}
            items={data.mails.filter((each) => !gone.has(each.id))}
            columns={columns}
            keyOf={({ id }) => id}
            empty={<Empty title={words.none} />}
          />
        )}
      </Answered>
    </>
  )
}

function senderOf({ from, messageId }: Mail): string {
  return from === '' ? messageId : from
}

/** What the server noted, where it says more than the page's own words. */
function saidOf(mail: Mail): string {
  const why = whyOf(mail)
  return why === 'fault' || why === 'unreadable' || why === 'loop' ? mail.reason : ''
}

async function discarded({ id }: Mail): Promise<void> {
  await call('DELETE /admin/mails/:mail', { params: { mail: id } }, { keepalive: true })
  refresh('GET /admin/mails')
}

const icons: Readonly<Record<Mail['state'], IconName>> = {
  failed: 'warning',
  refused: 'lock',
  waiting: 'question',
  done: 'check',
  ignored: 'mail',
}

function useColumns(discard: (mail: Mail) => void): readonly Column<Mail>[] {
  const words = useWords(mailsInWords)
  const { why } = useWords(mailWords)
  return [
    {
      id: 'from',
      label: words.from,
      sort: ({ from }) => from,
      cell: (mail) => (
        <>
          {senderOf(mail)}
          {mail.to.length > 0 && <span className="mails-hint">{words.to(mail.to.join(', '))}</span>}
        </>
      ),
    },
    {
      id: 'state',
      label: words.state,
      sort: ({ state }) => state,
      cell: ({ state }) => (
        <span className={state === 'failed' ? 'tag admin-bad' : 'tag'}>
          <Icon name={icons[state]} /> {words.states[state]}
        </span>
      ),
    },
    {
      id: 'when',
      label: words.when,
      sort: ({ at }) => at,
      cell: ({ at }) => <Ago at={at} />,
    },
    {
      id: 'why',
      label: words.why,
      cell: (mail) => (
        <>
          {why[whyOf(mail)]}
          {saidOf(mail) !== '' && (
            <span className="mails-hint" lang="en">
              {saidOf(mail)}
            </span>
          )}
          {mail.attempts > 1 && <span className="mails-hint">{words.tries(mail.attempts)}</span>}
        </>
      ),
    },
    {
      id: 'actions',
      label: words.actions,
      isAction: true,
      cell: (mail) => <Actions mail={mail} onDiscard={() => discard(mail)} />,
    },
  ]
}

type ActionsProps = { readonly mail: Mail; readonly onDiscard: () => void }

/** What waits is with the person who is asked: nothing is kept of it here. */
function Actions({ mail, onDiscard }: ActionsProps): ReactElement | undefined {
  const words = useWords(mailsInWords)
  const { downloadOf } = useWords(mailWords)
  const { mutate, isPending } = useChange('POST /admin/mails/:mail/again')
  if (mail.state !== 'failed' && mail.state !== 'refused') return undefined
  const sender = senderOf(mail)
  return (
    <span className="mails-actions">
      <a
        className="button"
        href={`/api/admin/mails/${encodeURIComponent(mail.id)}/original`}
        download
        aria-label={downloadOf(sender)}
      >
        <Icon name="download" />
      </a>
      {mail.state === 'failed' && (
        <Button
          className="button"
          aria-label={words.againOf(sender)}
          isPending={isPending}
          onPress={() =>
            mutate(
              { params: { mail: mail.id } },
              {
                onSuccess: ({ state }) =>
                  notify(state === 'failed' ? words.failedAgain : words.taken),
                onError: notifyProblem,
              },
            )
          }
        >
          <Icon name="repeat" />
        </Button>
      )}
      <Button className="button danger" aria-label={words.discardOf(sender)} onPress={onDiscard}>
        <Icon name="trash" />
      </Button>
    </span>
  )
}
