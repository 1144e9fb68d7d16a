/** The form: what and when, who and where, everyone's time beside it, and what happens on sending. */
import { type ReactElement, useMemo, useState } from 'react'
import { Button, Label, Radio, RadioGroup } from 'react-aria-components'
import { useWords } from '../app/languages.ts'
import { useMe } from '../app/session.tsx'
import { useConsequences } from '../consequences/consequences.tsx'
import { type GridPerson, rowsOf, useBusy } from '../grid/busy.ts'
import { Suggestions } from '../grid/suggestions.tsx'
import { type Suggested, TimeGrid } from '../grid/time-grid.tsx'
import { Field } from '../ui/fields.tsx'
import { Icon } from '../ui/icon.tsx'
import { Problem } from '../ui/states.tsx'
import { Details } from './details.tsx'
import { type Draft, isRoom } from './draft.ts'
import { Guests } from './guests.tsx'
import { useKeptDraft } from './keep.ts'
import { Repeat } from './repeat.tsx'
import { Rooms } from './rooms.tsx'
import { type Range, type Saving, useSaving } from './saving.ts'
import { SendBar } from './send-bar.tsx'
import { Twice } from './twice.tsx'
import { daysAround, minutesOf, spanOf, startingAtMoment } from './wall.ts'
import { When } from './when.tsx'
import { composeWords } from './words.ts'
import './compose.css'

export type Edited = {
  readonly id: string
  readonly uid: string
  /** '' where all of it is changed, or it does not recur. */
  readonly instance: string
  readonly recurring: boolean
  readonly range: Range
  /** Where to go when it is done. */
  readonly page: string
}

type FormProps = {
  readonly draftKey: string
  readonly initial: Draft
  readonly edited?: Edited
}

export function ComposeForm({ draftKey, initial, edited }: FormProps): ReactElement {
  const words = useWords(composeWords)
  // What it began with stays, though the server's answer is read anew meanwhile.
  const [began] = useState(initial)
  const { draft, change, isRestored, startOver } = useKeptDraft(draftKey, began)
  const [range, setRange] = useState<Range>(edited?.range ?? 'all')
  const { ask, dialog } = useConsequences()
  const saving = useSaving({ draftKey, began, draft, range, edited, ask })
  return (
    <form
      className="compose"
      onSubmit={(event) => {
        event.preventDefault()
        void saving.save(false)
      }}
    >
      <h1>{edited === undefined ? words.newTitle : words.editTitle}</h1>
      {isRestored && (
        <p className="compose-restored" role="status">
          {words.restored}{' '}
          <Button className="button quiet" onPress={startOver}>
            {words.startOver}
          </Button>
        </p>
      )}
      {edited?.recurring === true && edited.instance !== '' && (
        <RangeChoice value={range} onChange={setRange} />
      )}
      <Columns
        draft={draft}
        change={change}
        edited={edited}
        isOne={edited?.recurring === true && edited.instance !== '' && range === 'this'}
        lacksTitle={saving.faults.some((each) => each.field === 'title')}
      />
      <Faults saving={saving} />
      <SendBar
        isNew={edited === undefined}
        hasGuests={draft.guests.length > 0 || began.guests.length > 0}
        isBusy={saving.isBusy}
        onSave={(silent) => void saving.save(silent)}
        onLeave={saving.leave}
      />
      {dialog}
    </form>
  )
}

function Faults({ saving }: { readonly saving: Saving }): ReactElement | undefined {
  const words = useWords(composeWords)
  if (saving.faults.length === 0 && saving.problem === undefined) return undefined
  return (
    <div className="compose-said">
      {saving.faults.length > 0 && (
        <div className="compose-faults" role="alert">
          <p>{words.fix}</p>
          <ul>
            {saving.faults.map(({ field, detail }) => (
              <li key={field}>{detail}</li>
            ))}
          </ul>
        </div>
      )}
      {saving.problem !== undefined && <Problem error={saving.problem} />}
    </div>
  )
}

type ColumnsProps = {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly edited: Edited | undefined
  /** One instance of a series: it has no rule of its own. */
  readonly isOne: boolean
  readonly lacksTitle: boolean
}

function Columns({ draft, change, edited, isOne, lacksTitle }: ColumnsProps): ReactElement {
  const words = useWords(composeWords)
  const { allDay, start, end, guests } = draft
  const isWrong = allDay ? end.slice(0, 10) < start.slice(0, 10) : end < start
  const span = useMemo(() => (isWrong ? { startMs: 0, endMs: 0 } : spanOf(draft)), [isWrong, draft])
  const plan = usePlan(draft, span, edited)
  return (
    <div className="compose-columns">
      <div className="compose-main">
        <section className="card compose-what">
          <Field
            label={words.title}
            value={draft.title}
            onChange={(title) => change({ title })}
            isInvalid={lacksTitle && draft.title.trim() === ''}
            autoFocus={edited === undefined && draft.title === ''}
          />
          <When draft={draft} change={change} />
          <Twice draft={draft} span={span} ignoredId={edited?.id} />
          {!isOne && <Repeat draft={draft} change={change} />}
        </section>
        <section className="card compose-who">
          <Guests draft={draft} change={change} rows={plan.rows} span={span} />
          <Rooms draft={draft} change={change} rows={plan.rows} span={span} />
        </section>
      </div>
      <div className="compose-beside">
        <Aside draft={draft} change={change} plan={plan} edited={edited} />
      </div>
      {guests.length > 0 && !isWrong && (
        <section className="card compose-time">
          <h2>{words.everyonesTime}</h2>
          <TimeGrid
            people={plan.people}
            zone={draft.zone}
            minutes={minutesOf(draft)}
            value={plan.value}
            onChange={(instant) => change(times(startingAtMoment(draft, instant)))}
            suggestions={plan.suggested}
            ignoredUids={plan.ignoredUids}
          />
        </section>
      )}
      <div className="card compose-rest">
        <Details draft={draft} change={change} isNew={edited === undefined} />
      </div>
    </div>
  )
}

function times({ start, end }: Draft): Partial<Draft> {
  return { start, end }
}

type Plan = {
  readonly people: readonly GridPerson[]
  readonly rows: ReturnType<typeof rowsOf>
  readonly value: string
  readonly ignoredUids: readonly string[]
  readonly suggested: readonly Suggested[]
  readonly setSuggested: (times: readonly Suggested[]) => void
}

/** Everyone with their part, and what is known of their time. */
function usePlan(
  { guests, zone }: Draft,
  { startMs, endMs }: { startMs: number; endMs: number },
  edited: Edited | undefined,
): Plan {
  const me = useMe()
  const [suggested, setSuggested] = useState<readonly Suggested[]>([])
  const people = useMemo<readonly GridPerson[]>(
    () => [
      { address: me.addresses[0] ?? '', name: me.displayName, role: 'me' },
      ...guests.map((each) => ({
        address: each.address,
        name: each.name,
        role: isRoom(each) ? ('room' as const) : each.role === 'chair' ? 'required' : each.role,
      })),
    ],
    [me, guests],
  )
  const ignoredUids = useMemo(() => (edited === undefined ? [] : [edited.uid]), [edited])
  const { data } = useBusy({
    addresses: endMs > startMs && guests.length > 0 ? people.map((each) => each.address) : [],
    ...daysAround({ startMs, endMs }, zone),
    ignoredUids,
  })
  const rows = useMemo(
    () => (data === undefined ? [] : rowsOf(people, data.people)),
    [people, data],
  )
  // Who came by address alone is called as the server knows them.
  const named = useMemo(() => {
    const names = new Map(rows.map((each) => [each.address, each.name]))
    return people.map((each) => ({ ...each, name: each.name ?? names.get(each.address) }))
  }, [people, rows])
  const value = `${new Date(startMs).toISOString().slice(0, 19)}Z`
  return { people: named, rows, value, ignoredUids, suggested, setSuggested }
}

type AsideProps = {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
  readonly plan: Plan
  readonly edited: Edited | undefined
}

function Aside({ draft, change, plan, edited }: AsideProps): ReactElement {
  const words = useWords(composeWords)
  const from = useFrom(draft, plan)
  if (draft.guests.length === 0) {
    return (
      <aside className="card compose-aside">
        <p className="soft">
          <Icon name="clock" /> {words.suggestHint}
        </p>
      </aside>
    )
  }
  return (
    <aside className="card compose-aside">
      <Suggestions
        people={plan.people}
        minutes={minutesOf(draft)}
        zone={draft.zone}
        value={plan.value}
        from={from}
        onChoose={({ startsAt }) => change(times(startingAtMoment(draft, startsAt)))}
        onFound={plan.setSuggested}
        ignoredUids={edited === undefined ? [] : [edited.uid]}
      />
    </aside>
  )
}

/** Looks from the day of the meeting on; a suggestion that was taken does not move that day. */
function useFrom({ start, zone, end, allDay }: Draft, { value, suggested }: Plan): string {
  const day = start.slice(0, 10)
  const [from, setFrom] = useState(day)
  const isTaken = suggested.some((each) => Date.parse(each.startsAt) === Date.parse(value))
  if (day !== from && !isTaken) setFrom(day)
  const { startMs } = spanOf({ start: `${from}T00:00`, end, zone, allDay })
  return new Date(startMs).toISOString()
}

type RangeProps = { readonly value: Range; readonly onChange: (range: Range) => void }

function RangeChoice({ value, onChange }: RangeProps): ReactElement {
  const words = useWords(composeWords)
  const choices = [
    ['this', words.rangeThis],
    ['following', words.rangeFollowing],
    ['all', words.rangeAll],
  ] as const
  return (
    <RadioGroup
      className="compose-range"
      value={value}
      onChange={(next) => onChange(next as Range)}
    >
      <Label className="field-label">{words.range}</Label>
      {choices.map(([id, label]) => (
        <Radio key={id} value={id} className="compose-range-choice">
          <span className="compose-dot" aria-hidden="true" />
          {label}
        </Radio>
      ))}
    </RadioGroup>
  )
}
