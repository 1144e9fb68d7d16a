/** By which rules a room answers what it is asked. */
import { type ReactElement, useState } from 'react'
import { Button, Form } from 'react-aria-components'
import { useChange } from '../api/queries.ts'
import { useWords } from '../app/languages.ts'
import { Field, Select, Switch } from '../ui/fields.tsx'
import { notify } from '../ui/notices.tsx'
import { Problem } from '../ui/states.tsx'
import { BookingHours } from './booking-hours.tsx'
import { WhoMay } from './booking-who.tsx'
import { bookingWords } from './booking-words.ts'
import type { Principal } from './kinds.ts'
import {
  addressesIn,
  answers,
  bookingOf,
  linesOf,
  type WholeBooking,
  wholeBooking,
} from './policy.ts'

export type PartProps = {
  readonly booking: WholeBooking
  readonly set: (some: Partial<WholeBooking>) => void
}

export function BookingForm({ principal }: { readonly principal: Principal }): ReactElement {
  const words = useWords(bookingWords)
  const [booking, setBooking] = useState(() => wholeBooking(principal.booking))
  const set = (some: Partial<WholeBooking>): void => setBooking({ ...booking, ...some })
  const { mutate, error, isPending } = useChange('PATCH /admin/principals/:name')
  const { name, zone } = principal
  return (
    <section className="card">
      <Form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          mutate(
            { params: { name }, body: { booking: bookingOf(booking) } },
            { onSuccess: () => notify(words.saved) },
          )
        }}
      >
        <div>
          <h2>{words.title}</h2>
          <p className="soft">{words.hint}</p>
        </div>
        <Select
          label={words.answer}
          choices={answers.map((id) => ({ id, label: words.answers[id] }))}
          value={booking.answer}
          onChange={(answer) => set({ answer })}
        />
        <When booking={booking} set={set} zone={zone} />
        <Conflicts booking={booking} set={set} />
        <Who booking={booking} set={set} />
        <Shown booking={booking} set={set} />
        {error !== null && <Problem error={error} />}
        <div className="row">
          <Button type="submit" className="button primary" isPending={isPending}>
            {words.save}
          </Button>
        </div>
      </Form>
    </section>
  )
}

function When({ booking, set, zone }: PartProps & { readonly zone: string }): ReactElement {
  const words = useWords(bookingWords)
  return (
    <fieldset className="admin-part">
      <legend>{words.when}</legend>
      <div className="admin-pair">
        <NumberField
          label={words.horizonDays}
          value={booking.horizonDays}
          onChange={(horizonDays) => set({ horizonDays: Math.min(horizonDays, 3_650) })}
        />
        <Select
          label={words.beyondHorizon}
          choices={(['decline', 'cut'] as const).map((id) => ({ id, label: words.beyond[id] }))}
          value={booking.beyondHorizon}
          onChange={(beyondHorizon) => set({ beyondHorizon })}
        />
        <NumberField
          label={words.minMinutes}
          hint={words.noBound}
          value={booking.minDurationSeconds / 60}
          onChange={(minutes) => set({ minDurationSeconds: minutes * 60 })}
        />
        <NumberField
          label={words.maxMinutes}
          hint={words.noBound}
          value={booking.maxDurationSeconds / 60}
          onChange={(minutes) => set({ maxDurationSeconds: minutes * 60 })}
        />
      </div>
      <BookingHours booking={booking} set={set} zone={zone} />
    </fieldset>
  )
}

function Conflicts({ booking, set }: PartProps): ReactElement {
  const words = useWords(bookingWords)
  return (
    <fieldset className="admin-part">
      <legend>{words.conflicts}</legend>
      <Switch
        isSelected={booking.allowConflicts}
        onChange={(allowConflicts) => set({ allowConflicts })}
      >
        {words.allowConflicts}
      </Switch>
      <Switch
        isSelected={booking.allowRecurring}
        onChange={(allowRecurring) => set({ allowRecurring })}
      >
        {words.allowRecurring}
      </Switch>
      {booking.allowRecurring && !booking.allowConflicts && (
        <div className="admin-pair">
          <NumberField
            label={words.maxConflicts}
            hint={words.maxConflictsHint}
            value={booking.maxConflicts}
            onChange={(maxConflicts) => set({ maxConflicts: Math.min(maxConflicts, 10_000) })}
          />
          <NumberField
            label={words.maxConflictPercent}
            value={booking.maxConflictPercent}
            onChange={(percent) => set({ maxConflictPercent: Math.min(percent, 100) })}
          />
        </div>
      )}
    </fieldset>
  )
}

function Who({ booking, set }: PartProps): ReactElement {
  const words = useWords(bookingWords)
  return (
    <fieldset className="admin-part">
      <legend>{words.who}</legend>
      <WhoMay
        label={words.mayBook}
        value={booking.mayBook}
        onChange={(mayBook) => set({ mayBook })}
      />
      <WhoMay
        label={words.mayRequest}
        value={booking.mayRequest}
        onChange={(mayRequest) => set({ mayRequest })}
      />
      <WhoMay
        label={words.mayRequestOutOfPolicy}
        value={booking.mayRequestOutOfPolicy}
        onChange={(mayRequestOutOfPolicy) => set({ mayRequestOutOfPolicy })}
      />
      <Field
        label={words.keepers}
        hint={booking.keepers.length === 0 ? words.noKeepers : words.keepersHint}
        rows={2}
        defaultValue={linesOf(booking.keepers)}
        onChange={(text) => set({ keepers: addressesIn(text) })}
      />
    </fieldset>
  )
}

function Shown({ booking, set }: PartProps): ReactElement {
  const words = useWords(bookingWords)
  const { keeps } = booking
  const keep = (some: Partial<typeof keeps>): void => set({ keeps: { ...keeps, ...some } })
  const subjects = (['organizer', 'keep', 'remove'] as const).map((id) => ({
    ...{ id, label: words.subjects[id] },
  }))
  return (
    <fieldset className="admin-part">
      <legend>{words.shown}</legend>
      <Select
        label={words.subject}
        choices={subjects}
        value={keeps.subject}
        onChange={(subject) => keep({ subject })}
      />
      <Switch isSelected={keeps.comments} onChange={(comments) => keep({ comments })}>
        {words.comments}
      </Switch>
      <Switch isSelected={keeps.attachments} onChange={(attachments) => keep({ attachments })}>
        {words.attachments}
      </Switch>
      <Switch isSelected={keeps.privateFlag} onChange={(privateFlag) => keep({ privateFlag })}>
        {words.privateFlag}
      </Switch>
      <Switch isSelected={booking.saysWhy} onChange={(saysWhy) => set({ saysWhy })}>
        {words.saysWhy}
      </Switch>
      <Field
        label={words.additionalComment}
        rows={2}
        maxLength={2_000}
        value={booking.additionalComment}
        onChange={(additionalComment) => set({ additionalComment })}
      />
    </fieldset>
  )
}

type NumberProps = {
  readonly label: string
  readonly hint?: string
  readonly value: number
  readonly onChange: (value: number) => void
}

function NumberField({ label, hint, value, onChange }: NumberProps): ReactElement {
  return (
    <Field
      label={label}
      {...(hint !== undefined && { hint })}
      inputMode="numeric"
      value={String(value)}
      onChange={(text) => onChange(Number(text.replaceAll(/\D/g, '').slice(0, 8)))}
    />
  )
}
