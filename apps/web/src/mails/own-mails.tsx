/** Mails to oneself that were not taken: from whom, when, why, and the mail as it came. */
import { type ReactElement, useState } from 'react'
import { Button } from 'react-aria-components'
import { useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { useTimes } from '../ui/time.ts'
import './mails.css'
import { whyOf } from './why.ts'
import { mailWords } from './words.ts'

const shownAtFirst = 5

/** Nothing where there are none: few people ever have one. `owner` is whose they are, if not one's own. */
export function OwnMails({
  owner,
}: {
  readonly owner?: string | undefined
}): ReactElement | undefined {
  const words = useWords(mailWords)
  const times = useTimes()
  const [isOpen, setOpen] = useState(false)
  const { data } = useApi('GET /mails', owner === undefined ? {} : { query: { for: owner } })
  const mails = data?.mails ?? []
  if (mails.length === 0) return undefined
  const shown = isOpen ? mails : mails.slice(0, shownAtFirst)
  const query = owner === undefined ? '' : `?for=${encodeURIComponent(owner)}`
  return (
    <section className="stack mails" aria-labelledby="mails-not-taken">
      <h2 id="mails-not-taken">{words.heading}</h2>
      <p className="soft">{words.lead}</p>
      <ul className="plain-list stack">
        {shown.map((each) => {
          const sender = each.from === '' ? words.nobodyNamed : each.from
          return (
            <li key={each.id} className="card mails-one">
              <div>
                <p className="mails-from">
                  <Icon name="mail" /> {words.from(sender)}
                </p>
                <p>{words.why[whyOf(each)]}</p>
                <p className="hint">
                  <time dateTime={each.at}>{times.moment(each.at)}</time>
                </p>
              </div>
              <a
                className="button"
                href={`/api/mails/${encodeURIComponent(each.id)}/original${query}`}
                download
                aria-label={words.downloadOf(sender)}
              >
                <Icon name="download" /> {words.download}
              </a>
            </li>
          )
        })}
      </ul>
      {shown.length < mails.length && (
        <Button className="button" onPress={() => setOpen(true)}>
          {words.showMore(mails.length - shown.length)}
        </Button>
      )}
    </section>
  )
}
