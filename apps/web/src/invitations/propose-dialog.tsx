/** Another time, proposed to the Organizer (RFC 5546 §3.2.7). */
import {
  type CalendarDateTime,
  parseAbsolute,
  parseDate,
  toCalendarDateTime,
  toZoned,
} from '@internationalized/date'
import { lazy, type ReactElement, Suspense, useState } from 'react'
import {
  Button,
  DateField,
  DateInput,
  DateSegment,
  type DateValue,
  Label,
} from 'react-aria-components'
import { type Answer, type Body, call } from '../api/client.ts'
import { useApi } from '../api/queries.ts'
import { useReader, useWords } from '../app/languages.ts'
import type { GridPerson } from '../grid/time-grid.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field, Select } from '../ui/fields.tsx'
import { undoable } from '../ui/notices.tsx'
import { Loading } from '../ui/states.tsx'
import { useTimes } from '../ui/time.ts'
import { actionWords } from './action-words.ts'
import { type Invitation, keyOf, senderOf } from './answer-bar.tsx'
import { decide } from './answering.ts'

type ProposeDialogProps = {
  readonly of: Invitation
  readonly onClose: () => void
  readonly onGone: () => void
}

type Meanwhile = 'none' | 'declined' | 'tentative'

export function ProposeDialog({ of, onClose, onGone }: ProposeDialogProps): ReactElement {
  const words = useWords(actionWords)
  const times = useTimes()
  const { zone } = useReader()
  const { data } = useApi('GET /events/:event', { params: { event: of.event } })
  const { start, end, moveTo, setEnd } = useSpan(of, zone)
  const [meanwhile, setMeanwhile] = useState<Meanwhile>('none')
  const [comment, setComment] = useState('')
  const mayNot = data?.shown.guestsMayPropose === false
  const isShort = end.compare(start) <= 0
  const send = (): void => {
    onClose()
    const body = bodyFor(of, { start, end, comment, meanwhile, zone })
    const act = (): Promise<unknown> =>
      call(
        'POST /events/:event/counter',
        { params: { event: of.event }, body },
        { keepalive: true },
      )
    const text = words.proposed(of.title)
    if (meanwhile === 'none') {
      undoable({ text, act })
      return
    }
    onGone()
    decide({ key: keyOf(of), text, act })
  }
  return (
    <Dialog title={words.propose} isOpen onClose={onClose} wide={!of.allDay}>
      <p>{mayNot ? words.mayNotPropose : words.proposeLead(senderOf(of))}</p>
      <p>
        <del className="soft">{times.range(of)}</del>
      </p>
      <div className="invitations-moments">
        <Moment label={words.newStart} value={start} onChange={moveTo} />
        <Moment label={words.newEnd} value={end} onChange={(next) => next && setEnd(next)} />
      </div>
      {data !== undefined && !of.allDay && !isShort && (
        <Suspense fallback={<Loading />}>
          <EveryonesTime
            people={peopleOf(data)}
            minutes={minutesBetween(start, end, zone)}
            value={start.toDate(zone).toISOString()}
            onChange={(at) => moveTo(onClock(at, zone))}
            ignoredUids={[of.uid]}
          />
        </Suspense>
      )}
      {isShort && (
        <p className="fault" role="alert">
          {words.endsBeforeStart}
        </p>
      )}
      <MeanwhileChoice value={meanwhile} onChange={setMeanwhile} />
      <Field label={words.comment} rows={2} value={comment} onChange={setComment} />
      <div className="dialog-foot">
        <Button className="button" onPress={onClose}>
          {words.cancel}
        </Button>
        <Button className="button primary" isDisabled={mayNot || isShort} onPress={send}>
          {words.sendProposal}
        </Button>
      </div>
    </Dialog>
  )
}

type Span = {
  readonly start: DateValue
  readonly end: DateValue
  /** The length stays unless it is changed. */
  readonly moveTo: (start: DateValue | null) => void
  readonly setEnd: (end: DateValue) => void
}

function useSpan(of: Invitation, zone: string): Span {
  const [start, setStart] = useState<DateValue>(() => readerValue(of.startsAt, of.start, of, zone))
  const [end, setEnd] = useState<DateValue>(() => readerValue(of.endsAt, of.end, of, zone))
  const moveTo = (next: DateValue | null): void => {
    if (next === null) return
    setEnd(ofLength(next, start, end, zone))
    setStart(next)
  }
  return { start, end, moveTo, setEnd }
}

type MeanwhileProps = {
  readonly value: Meanwhile
  readonly onChange: (value: Meanwhile) => void
}

function MeanwhileChoice(props: MeanwhileProps): ReactElement {
  const words = useWords(actionWords)
  return (
    <Select
      {...props}
      label={words.meanwhile}
      choices={[
        { id: 'none', label: words.stay },
        { id: 'tentative', label: words.meanwhileTentative },
        { id: 'declined', label: words.meanwhileDeclined },
      ]}
    />
  )
}

/** As large as the rest of the dialog together: fetched with it. */
const EveryonesTime = lazy(async () => ({
  default: (await import('../grid/time-grid.tsx')).TimeGrid,
}))

function peopleOf({ shown }: Answer<'GET /events/:event'>): readonly GridPerson[] {
  const guests = shown.attendees.map(({ address, name, role, kind, isMe }) => ({
    address,
    name,
    role: isMe
      ? ('me' as const)
      : kind === 'room'
        ? ('room' as const)
        : role === 'optional' || role === 'informed'
          ? ('optional' as const)
          : ('required' as const),
  }))
  const { organizer } = shown
  const listed = guests.some((each) => each.address === organizer?.address)
  const all =
    organizer === undefined || listed
      ? guests
      : [{ ...organizer, role: 'required' as const }, ...guests]
  return all.toSorted((one, other) => Number(other.role === 'me') - Number(one.role === 'me'))
}

function minutesBetween(start: DateValue, end: DateValue, zone: string): number {
  return Math.round((end.toDate(zone).getTime() - start.toDate(zone).getTime()) / 60_000)
}

type Proposed = {
  readonly start: DateValue
  readonly end: DateValue
  readonly comment: string
  readonly meanwhile: Meanwhile
  readonly zone: string
}

function bodyFor(
  of: Invitation,
  { start, end, comment, meanwhile, zone }: Proposed,
): Body<'POST /events/:event/counter'> {
  return {
    ...timesFor(start, end, of, zone),
    ...(of.recurring && of.instance !== '' && { instance: of.instance }),
    ...(comment.trim() !== '' && { comment: comment.trim() }),
    ...(meanwhile !== 'none' && { status: meanwhile }),
  }
}

function onClock(instant: string, zone: string): CalendarDateTime {
  return toCalendarDateTime(parseAbsolute(instant, zone))
}

type MomentProps = {
  readonly label: string
  readonly value: DateValue
  readonly onChange: (value: DateValue | null) => void
}

function Moment({ label, value, onChange }: MomentProps): ReactElement {
  return (
    <DateField
      className="field"
      value={value}
      onChange={onChange}
      granularity={granularityOf(value)}
    >
      <Label>{label}</Label>
      <DateInput className="input invitations-segments">
        {(segment) => <DateSegment segment={segment} className="invitations-segment" />}
      </DateInput>
    </DateField>
  )
}

function granularityOf(value: DateValue): 'day' | 'minute' {
  return 'hour' in value ? 'minute' : 'day'
}

/** On the reader's clock; a day where it is all day. */
function readerValue(
  instant: string,
  written: string,
  { allDay }: Pick<Invitation, 'allDay'>,
  zone: string,
): DateValue {
  if (allDay) return parseDate(written.slice(0, 10))
  return onClock(instant, zone)
}

function ofLength(next: DateValue, start: DateValue, end: DateValue, zone: string): DateValue {
  const lengthMs = end.toDate(zone).getTime() - start.toDate(zone).getTime()
  if (!('hour' in next)) return next.add({ days: Math.round(lengthMs / 86_400_000) })
  const at = next.toDate(zone).getTime() + lengthMs
  return onClock(new Date(at).toISOString(), zone)
}

type TimesBody = { readonly start: string; readonly end: string; readonly zone?: string }

/** In the event's own zone, where it has one that is known here. */
function timesFor(
  start: DateValue,
  end: DateValue,
  { zone: own }: Pick<Invitation, 'zone'>,
  zone: string,
): TimesBody {
  if (!('hour' in start)) return { start: start.toString(), end: end.toString() }
  const there = own !== undefined && isZone(own) ? own : zone
  const wall = (of: DateValue): string =>
    toCalendarDateTime(
      parseAbsolute(toZoned(of as CalendarDateTime, zone).toAbsoluteString(), there),
    ).toString()
  return { start: wall(start).slice(0, 16), end: wall(end).slice(0, 16), zone: there }
}

function isZone(zone: string): boolean {
  return Intl.supportedValuesOf('timeZone').includes(zone)
}
