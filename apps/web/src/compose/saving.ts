/** What happens on sending: faults first, then what follows from it, then the way back for a while. */
import { useState } from 'react'
import { useLocation } from 'wouter'
import { ApiProblem, type Body, call } from '../api/client.ts'
import { refreshAll, useApi } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import type { UseConsequences } from '../consequences/consequences.tsx'
import { notify, undoable } from '../ui/notices.tsx'
import type { Edited } from './compose-form.tsx'
import { bodyOf, changeOf, type Draft } from './draft.ts'
import { forgetDraft, keepDraft } from './keep.ts'
import { composeWords } from './words.ts'

export type Range = 'this' | 'following' | 'all'
type Fault = { readonly field: string; readonly detail: string }

type SavingOf = {
  readonly draftKey: string
  readonly began: Draft
  readonly draft: Draft
  readonly range: Range
  readonly edited: Edited | undefined
  readonly ask: UseConsequences['ask']
}

export type Saving = {
  readonly save: (silent: boolean) => Promise<void>
  readonly leave: () => void
  readonly isBusy: boolean
  readonly faults: readonly Fault[]
  readonly problem: ApiProblem | undefined
}

export function useSaving(of: SavingOf): Saving {
  const words = useWords(composeWords)
  const [, go] = useLocation()
  const [isBusy, setBusy] = useState(false)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [problem, setProblem] = useState<ApiProblem>()
  const sendNew = useSendNew(of)
  const sendChange = useSendChange(of)
  const save = async (silent: boolean): Promise<void> => {
    const found = faultsOf(of.draft, words)
    setFaults(found)
    setProblem(undefined)
    if (found.length > 0 || isBusy) return
    setBusy(true)
    try {
      await (of.edited === undefined ? sendNew(silent) : sendChange(silent, of.edited))
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const leave = (): void => {
    forgetDraft(of.draftKey)
    if (of.edited !== undefined) go(of.edited.page)
    else history.length > 1 ? history.back() : go('/calendar')
  }
  return { save, leave, isBusy, faults, problem }
}

function faultsOf(
  { title, allDay, start, end, conference }: Draft,
  words: (typeof composeWords)['en'],
): readonly Fault[] {
  const ends = allDay ? end.slice(0, 10) < start.slice(0, 10) : end < start
  return [
    ...(title.trim() === '' ? [{ field: 'title', detail: words.titleNeeded }] : []),
    ...(ends ? [{ field: 'end', detail: words.endBeforeStart }] : []),
    ...(conference.trim() !== '' && !/^https?:\/\/\S+$/.test(conference.trim())
      ? [{ field: 'conference', detail: `${words.conference}: ${words.conferenceHint}` }]
      : []),
  ]
}

/** A new meeting is tried first, so that faults show here; it is sent when it can no longer be undone. */
function useSendNew({ draft, draftKey }: SavingOf): (silent: boolean) => Promise<void> {
  const words = useWords(composeWords)
  const me = useMe()
  const [here, go] = useLocation()
  const calendars = useApi('GET /calendars').data?.calendars
  return async (silent) => {
    const writable = calendars?.filter((each) => each.access !== 'read') ?? []
    const own = writable.find((each) => each.isDefault && each.owner.name === me.name)
    const calendar = draft.calendar || (own ?? writable[0])?.id || ''
    const given = { params: { calendar }, body: { ...bodyOf(draft), silent } }
    await call('POST /calendars/:calendar/events', { ...given, query: { preview: 'true' } })
    const act = async (): Promise<void> => {
      await call('POST /calendars/:calendar/events', given, { keepalive: true })
      forgetDraft(draftKey)
      refreshAll()
    }
    const title = draft.title.trim()
    if (draft.guests.length === 0 || silent) {
      await act()
      notify(words.saved(title))
      return go(`/calendar?date=${draft.start.slice(0, 10)}`)
    }
    const back = `${here}${location.search}`
    forgetDraft(draftKey)
    go(`/calendar?date=${draft.start.slice(0, 10)}`)
    undoable({
      text: words.invited(title),
      act,
      undo: () => {
        keepDraft(draftKey, draft)
        go(back)
      },
    })
  }
}

function useSendChange({
  began,
  draft,
  draftKey,
  range,
  ask,
}: SavingOf): (silent: boolean, edited: Edited) => Promise<void> {
  const words = useWords(composeWords)
  const [, go] = useLocation()
  return async (silent, { id, instance, page, recurring }) => {
    const change = changeOf(began, draft)
    if (Object.keys(change).length === 0) {
      notify(words.unchanged)
      forgetDraft(draftKey)
      return go(page)
    }
    const part = recurring && instance !== '' ? { instance, range } : {}
    const body: Body<'PATCH /events/:event'> = { ...change, ...part, silent }
    const patch = (preview: 'true' | 'false'): ReturnType<typeof call<'PATCH /events/:event'>> =>
      call('PATCH /events/:event', { params: { event: id }, query: { preview }, body })
    // A fault of a field is shown beside the fields, not in the dialog.
    await patch('true')
    const outcome = await ask({
      title: words.askTitle,
      actionLabel: silent ? words.saveSilently : words.update,
      skipIfNobody: true,
      preview: () => patch('true'),
      act: () => patch('false'),
    })
    if (outcome === 'left') return
    forgetDraft(draftKey)
    notify(words.saved(draft.title.trim()))
    go(range === 'this' || !recurring ? page : (page.split('?')[0] ?? page))
  }
}
