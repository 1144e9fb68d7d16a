/** A rule of one's own: every so many days, weeks, months or years, on which days, until when. */
import type { ReactElement } from 'react'
import {
  Button,
  Group,
  Input,
  Label,
  NumberField,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components'
import { useReader, useWords } from '../app/languages.ts'
import { Select } from '../ui/fields.tsx'
import { DayField } from './date-fields.tsx'
import { repeatWords } from './repeat-words.ts'
import {
  every,
  type Freq,
  placeInMonth,
  type Rule,
  type Weekday,
  weekdays,
  workdays,
  writeRule,
} from './rule.ts'
import { namesFor, useRuleWords } from './rule-words.ts'
import { addDays, instantMs, wallOf } from './wall.ts'

type BuilderProps = {
  readonly rule: Rule
  readonly start: string
  readonly zone: string
  readonly allDay: boolean
  readonly onChange: (rule: Rule) => void
}

export function RuleBuilder(props: BuilderProps): ReactElement {
  const { rule, start, onChange } = props
  const words = useWords(repeatWords)
  const units = [
    { id: 'DAILY', label: words.days },
    { id: 'WEEKLY', label: words.weeks },
    { id: 'MONTHLY', label: words.months },
    { id: 'YEARLY', label: words.years },
  ] as const
  const { count, until, weekStart, interval } = rule
  const setFreq = (freq: Freq): void => {
    const bare = every(freq, { interval, count, until, weekStart })
    onChange(freq === 'WEEKLY' ? { ...bare, byDay: [dayOfStart(start)] } : bare)
  }
  return (
    <div className="compose-builder">
      <div className="row compose-builder-line">
        <Count
          label={words.every}
          value={interval}
          onChange={(next) => onChange({ ...rule, interval: next })}
        />
        <Select label={words.unit} choices={units} value={rule.freq} onChange={setFreq} />
      </div>
      {rule.freq === 'WEEKLY' && <DaysOfWeek {...props} />}
      {(rule.freq === 'MONTHLY' || rule.freq === 'YEARLY') && <DayOfMonth {...props} />}
      <Ending {...props} />
    </div>
  )
}

function dayOfStart(start: string): { ordinal: number; weekday: Weekday } {
  return { ordinal: 0, weekday: placeInMonth(start).weekday }
}

function DaysOfWeek({ rule, start, onChange }: BuilderProps): ReactElement {
  const words = useWords(repeatWords)
  const { locale } = useReader()
  const names = namesFor({ locale })
  const short = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' })
  const days = rule.byDay.length === 0 ? [dayOfStart(start)] : rule.byDay
  return (
    <ToggleButtonGroup
      className="compose-days"
      aria-label={words.onDays}
      selectionMode="multiple"
      disallowEmptySelection
      selectedKeys={days.map((each) => each.weekday)}
      onSelectionChange={(keys) =>
        onChange({
          ...rule,
          byDay: weekdays
            .filter((each) => keys.has(each))
            .map((weekday) => ({ ordinal: 0, weekday })),
        })
      }
    >
      {weekdays.map((each, at) => (
        <ToggleButton key={each} id={each} className="button" aria-label={names.weekday(each)}>
          {short.format(Date.UTC(2027, 2, 1 + at))}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

/** The ways to say the day of a month, each shown as the sentence that it makes. */
function DayOfMonth({ rule, start, zone, onChange }: BuilderProps): ReactElement {
  const words = useWords(repeatWords)
  const say = useRuleWords()
  const { day, month, weekday, ordinal } = placeInMonth(start)
  const inMonth = rule.freq === 'YEARLY' ? { byMonth: [month] } : {}
  const ofDays = (days: readonly Weekday[], position: number): Partial<Rule> => ({
    byDay: days.map((each) => ({ ordinal: 0, weekday: each })),
    bySetPos: [position],
  })
  const ways: readonly Partial<Rule>[] = [
    { byMonthDay: [day] },
    ...(rule.freq === 'MONTHLY' ? [{ byMonthDay: [-1] }] : []),
    ...[1, 2, 3, 4].map((each) => ({ byDay: [{ ordinal: each, weekday }] })),
    { byDay: [{ ordinal: -1, weekday }] },
    ofDays(workdays, 1),
    ofDays(workdays, -1),
    ofDays(['SA', 'SU'], 1),
    ...(rule.freq === 'MONTHLY' && ordinal <= 2
      ? [{ byDay: [ordinal, ordinal + 2].map((each) => ({ ordinal: each, weekday })) }]
      : []),
  ]
  const made = ways.map((each) => every(rule.freq, { ...inMonth, ...each }))
  const bare = writeRule({ ...rule, interval: 1, count: undefined, until: undefined })
  const own = made.some((each) => writeRule(each) === bare) || bare === `FREQ=${rule.freq}`
  const all = own ? made : [...made, { ...rule, interval: 1, count: undefined, until: undefined }]
  return (
    <Select
      label={words.inMonth}
      choices={all.map((each) => ({
        id: writeRule(each),
        label: say(writeRule(each), { start, zone }),
      }))}
      value={bare === `FREQ=${rule.freq}` ? writeRule(made[0] ?? rule) : bare}
      onChange={(id) => {
        const found = all.find((each) => writeRule(each) === id)
        if (found === undefined) return
        const { byDay, byMonthDay, byMonth, bySetPos } = found
        onChange({ ...rule, byDay, byMonthDay, byMonth, bySetPos })
      }}
    />
  )
}

function Ending({ rule, start, zone, allDay, onChange }: BuilderProps): ReactElement {
  const words = useWords(repeatWords)
  const kind = rule.until !== undefined ? 'on' : rule.count !== undefined ? 'after' : 'never'
  const untilDay =
    rule.until === undefined ? addDays(start, 90).slice(0, 10) : dayIn(rule.until, zone)
  const setUntil = (day: string): void =>
    onChange({ ...rule, count: undefined, until: untilOf(day, { start, zone, allDay }) })
  return (
    <div className="row compose-builder-line">
      <Select
        label={words.endsLabel}
        value={kind}
        choices={[
          { id: 'never', label: words.endsNever },
          { id: 'on', label: words.endsOn },
          { id: 'after', label: words.endsAfter },
        ]}
        onChange={(next) => {
          if (next === 'on') return setUntil(untilDay)
          onChange({ ...rule, until: undefined, count: next === 'after' ? 10 : undefined })
        }}
      />
      {kind === 'on' && <DayField label={words.lastDay} value={untilDay} onChange={setUntil} />}
      {kind === 'after' && (
        <Count
          label={words.times}
          value={rule.count ?? 10}
          onChange={(count) => onChange({ ...rule, count })}
        />
      )}
    </div>
  )
}

type Clocked = { readonly start: string; readonly zone: string; readonly allDay: boolean }

/** The end of that day on the clock of the event, as UNTIL says it: in UTC (RFC 5545 §3.3.10). */
function untilOf(day: string, { zone, allDay }: Clocked): string {
  if (allDay) return day.replaceAll('-', '')
  const end = new Date(instantMs(`${day}T23:59:59`, zone)).toISOString()
  return `${end.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

function dayIn(until: string, zone: string): string {
  const day = `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`
  if (!until.endsWith('Z')) return day
  const time = until.slice(9, 15).replace(/(..)(..)(..)/, '$1:$2:$3')
  return wallOf(Date.parse(`${day}T${time}Z`), zone).slice(0, 10)
}

type CountProps = {
  readonly label: string
  readonly value: number
  readonly onChange: (value: number) => void
}

export function Count({ label, value, onChange }: CountProps): ReactElement {
  return (
    <NumberField
      className="field compose-count"
      value={value}
      minValue={1}
      maxValue={999}
      onChange={(next) => Number.isFinite(next) && onChange(next)}
    >
      <Label>{label}</Label>
      <Group className="compose-number">
        <Input className="input" />
        <Button slot="decrement" className="button quiet">
          −
        </Button>
        <Button slot="increment" className="button quiet">
          +
        </Button>
      </Group>
    </NumberField>
  )
}
