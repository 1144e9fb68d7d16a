/** When it is, where, what about: everything of an event that is not people. */
import type { ReactElement, ReactNode } from 'react'
import { useApi } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { useRuleWords } from '../compose/rule-words.ts'
import { Icon, type IconName } from '../ui/icon.tsx'
import { useTimes } from '../ui/time.ts'
import { leadWords, triggerOf } from './alarm.ts'
import type { Component, EventShown } from './event.ts'
import { piecesOf } from './text-links.ts'
import { eventWords } from './words.ts'

export function Facts({ event }: { readonly event: EventShown }): ReactElement {
  const words = useWords(eventWords)
  const times = useTimes()
  const ruleWords = useRuleWords()
  const { shown } = event
  const calendars = useApi('GET /calendars').data?.calendars
  const calendar = calendars?.find((each) => each.id === event.calendar)
  const elsewhere = times.elsewhere(shown)
  return (
    <section className="card event-facts-card">
      <ul className="event-facts">
        {shown.startsAt !== '' && (
          <Fact icon="clock">
            <strong>{times.range(shown)}</strong>
            {elsewhere !== undefined && (
              <span className="soft event-line">{words.alsoThere(elsewhere)}</span>
            )}
          </Fact>
        )}
        {shown.rule !== undefined && <Fact icon="repeat">{ruleWords(shown.rule, shown)}</Fact>}
        {shown.location !== undefined && (
          <Fact icon="place">
            <Linked text={shown.location} />
          </Fact>
        )}
        {shown.conference !== undefined && (
          <Fact icon="device" label={words.conference}>
            <Linked text={shown.conference} />
          </Fact>
        )}
        {shown.url !== undefined && (
          <Fact icon="link">
            <Linked text={shown.url} />
          </Fact>
        )}
        <Alarms alarms={shown.alarms} />
        {shown.visibility !== 'public' && (
          <Fact icon="lock">{words.visibility[shown.visibility]}</Fact>
        )}
        {!shown.busy && <Fact icon="calendar">{words.free}</Fact>}
        {shown.categories.length > 0 && (
          <Fact icon="more" label={words.categories}>
            {shown.categories.join(', ')}
          </Fact>
        )}
        {calendar !== undefined && <Fact icon="calendar">{words.inCalendar(calendar.name)}</Fact>}
      </ul>
      {shown.description !== undefined && (
        <div className="event-about">
          <h2>{words.about}</h2>
          <p className="event-text">
            <Linked text={shown.description} />
          </p>
        </div>
      )}
      <Attachments event={event} />
    </section>
  )
}

type FactProps = {
  readonly icon: IconName
  /** Said before it. */
  readonly label?: string
  readonly children: ReactNode
}

function Fact({ icon, label, children }: FactProps): ReactElement {
  return (
    <li>
      <Icon name={icon} />
      <span className="event-fact">
        {label !== undefined && <span className="soft">{label}: </span>}
        {children}
      </span>
    </li>
  )
}

/** Text as text; links are shown whole and tell nobody where they were pressed. */
export function Linked({ text }: { readonly text: string }): ReactElement {
  return (
    <>
      {piecesOf(text).map(({ text: shown, href }, index) =>
        href === undefined ? (
          shown
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
          <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {shown}
          </a>
        ),
      )}
    </>
  )
}

function Alarms({ alarms }: Pick<Component, 'alarms'>): ReactElement | undefined {
  const words = useWords(eventWords)
  const times = useTimes()
  const { locale } = useReader()
  const said = alarms.flatMap(({ trigger }) => {
    const found = triggerOf(trigger)
    if (found.kind === 'start') return [words.atStart]
    if (found.kind === 'at') return [words.atMoment(times.moment(found.instant))]
    if (found.kind === 'other') return []
    return [words[found.kind](leadWords(found.lead, locale))]
  })
  if (said.length === 0) return undefined
  return (
    <Fact icon="bell" label={words.alarms}>
      {[...new Set(said)].join(', ')}
    </Fact>
  )
}

function Attachments({ event }: { readonly event: EventShown }): ReactElement | undefined {
  const words = useWords(eventWords)
  const { attachments } = event.shown
  if (attachments.length === 0) return undefined
  const instance = event.shown.instance === '' ? '' : `?instance=${event.shown.instance}`
  return (
    <div className="event-about">
      <h2>{words.attachments}</h2>
      <ul className="plain-list event-attachments">
        {attachments.map(({ number, name, type, link }) => (
          <li key={number}>
            <Icon name={link === undefined ? 'download' : 'link'} />
            <span className="event-fact">
              {link === undefined ? (
                <a
                  href={`/api/events/${event.id}/attachments/${number}${instance}`}
                  download={name}
                >
                  {words.download(name)}
                </a>
              ) : (
                <Linked text={link} />
              )}
              {type !== undefined && <span className="soft"> {type}</span>}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
