/** Writing a meeting: a new one at `/new`, one that is at `/events/:event/edit?instance&range`. */
import type { ReactElement } from 'react'
import { useState } from 'react'
import { Link, useParams, useSearch } from 'wouter'
import { useApi } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { Loading, Problem } from '../ui/states.tsx'
import { ComposeForm, type Edited } from './compose-form.tsx'
import { draftOf, newDraft } from './draft.ts'
import { composeWords } from './words.ts'

export function Compose(): ReactElement {
  const { event } = useParams<{ event?: string }>()
  const search = useSearch()
  return event === undefined ? (
    <NewMeeting key={search} search={search} />
  ) : (
    <EditMeeting key={`${event}?${search}`} event={event} search={search} />
  )
}

function NewMeeting({ search }: { readonly search: string }): ReactElement {
  const me = useMe()
  const reader = useReader()
  const settings = useApi('GET /me/settings')
  const [nowMs] = useState(Date.now)
  // Reminders are a wish of the settings; without an answer the page is as good.
  if (settings.isPending) return <Loading />
  const alarms = settings.data?.effectivePolicy['defaultAlarms']
  const initial = newDraft(new URLSearchParams(search), {
    zone: reader.zone || me.zone,
    nowMs,
    alarms: Array.isArray(alarms) ? alarms.map(String) : [],
  })
  return <ComposeForm draftKey={`/new?${search}`} initial={initial} />
}

type EditProps = { readonly event: string; readonly search: string }

function EditMeeting({ event, search }: EditProps): ReactElement {
  const words = useWords(composeWords)
  const reader = useReader()
  const query = new URLSearchParams(search)
  const instance = query.get('instance') ?? ''
  const asked = { params: { event }, ...(instance !== '' && { query: { instance } }) }
  const { data, error, refetch } = useApi('GET /events/:event', asked)
  if (error !== null) return <Problem error={error} again={() => void refetch()} />
  if (data === undefined) return <Loading />
  if (!data.mayWrite || data.role === 'attendee') {
    return (
      <div className="stack">
        <h1>{data.shown.title}</h1>
        <p>{words.notYours}</p>
        <p>
          <Link className="button" href={pageOf(event, instance)}>
            {words.toEvent}
          </Link>
        </p>
      </div>
    )
  }
  const range = query.get('range')
  const edited: Edited = {
    id: event,
    uid: data.uid,
    instance,
    recurring: data.recurring,
    range:
      range === 'this' || range === 'following' || range === 'all'
        ? range
        : instance === ''
          ? 'all'
          : 'this',
    page: pageOf(event, instance),
  }
  const initial = draftOf(data.shown, data.calendar, reader.zone)
  return (
    <ComposeForm draftKey={`/events/${event}/edit?${search}`} initial={initial} edited={edited} />
  )
}

function pageOf(event: string, instance: string): string {
  const query = instance === '' ? '' : `?instance=${encodeURIComponent(instance)}`
  return `/events/${encodeURIComponent(event)}${query}`
}
