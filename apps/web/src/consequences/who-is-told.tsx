/** Says who will be told, whose answers start over and what rooms say. */
import type { ReactElement } from 'react'
import { useReader, useWords } from '../app/languages.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { AnswerTag, Person } from '../ui/person.tsx'
import { Why } from '../why/why.tsx'
import { type ConsequencesOf, groupsOf, resetsOf, type Told } from './told.ts'
import { consequencesWords } from './words.ts'
import './consequences.css'

const shownAtMost = 12
const icons: Partial<Record<Told['method'], IconName>> = { CANCEL: 'cross', POLLSTATUS: 'poll' }

type ConsequencesProps = {
  readonly of: ConsequencesOf
  /** Names by address, where they are known. */
  readonly names?: ReadonlyMap<string, string>
}

export function Consequences({ of, names = new Map() }: ConsequencesProps): ReactElement {
  const words = useWords(consequencesWords)
  const groups = groupsOf(of)
  const resets = resetsOf(of)
  return (
    <div className="consequences">
      {groups.length === 0 && (
        <p className="consequences-quiet">
          <Icon name="lock" /> {words.nobody}
        </p>
      )}
      {groups.map((each) => (
        <ToldGroup key={`${each.method} ${each.changes}`} told={each} names={names} />
      ))}
      {resets.length > 0 && (
        <section className="consequences-part">
          <h3>
            <Icon name="repeat" /> {words.resets}
          </h3>
          <p className="hint">{words.resetsHint}</p>
          <ul className="consequences-people">
            {resets.slice(0, shownAtMost).map(({ address, was }) => (
              <li key={address}>
                <Person address={address} name={names.get(address)} />
                <AnswerTag status={was} />
              </li>
            ))}
          </ul>
          <More count={resets.length - shownAtMost} />
        </section>
      )}
      {of.rooms.length > 0 && (
        <section className="consequences-part">
          <h3>
            <Icon name="place" /> {words.rooms}
          </h3>
          <ul className="consequences-people">
            {of.rooms.map(({ address, status }) => (
              <li key={address}>
                <Person address={address} name={names.get(address)} />
                <AnswerTag status={status} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <Why reasons={of.reasons} />
    </div>
  )
}

type GroupProps = { readonly told: Told; readonly names: ReadonlyMap<string, string> }

function ToldGroup({ told, names }: GroupProps): ReactElement {
  const words = useWords(consequencesWords)
  const { locale } = useReader()
  const { method, recipients, changes } = told
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  return (
    <section className="consequences-part">
      <h3>
        <Icon name={icons[method] ?? 'mail'} /> {words.told[method]}
      </h3>
      {changes.length > 0 && (
        <p className="hint">
          {words.news(list.format(changes.map((each) => words.changes[each])))}
        </p>
      )}
      <ul className="consequences-people">
        {recipients.slice(0, shownAtMost).map(({ address, here }) => (
          <li key={address}>
            <Person address={address} name={names.get(address)} />
            {method !== 'POLLSTATUS' && (
              <span className="consequences-way">
                <Icon name={here ? 'calendar' : 'mail'} />
                {here ? words.here : words.byMail}
              </span>
            )}
          </li>
        ))}
      </ul>
      <More count={recipients.length - shownAtMost} />
    </section>
  )
}

function More({ count }: { readonly count: number }): ReactElement | undefined {
  const words = useWords(consequencesWords)
  return count > 0 ? <p className="hint">{words.more(count)}</p> : undefined
}
