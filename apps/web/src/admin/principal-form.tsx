/** What people, groups, rooms and resources have in common: name, addresses, zone, language. */
import type { ReactElement } from 'react'
import { languageNames, languages, useWords } from '../app/languages.ts'
import { Field, Select, Switch } from '../ui/fields.tsx'
import { ZonePicker } from '../ui/zone-picker.tsx'
import { isBooked, type Kind } from './kinds.ts'
import { peopleWords } from './people-words.ts'
import { addressesIn, linesOf, namesIn } from './policy.ts'

export type Draft = {
  readonly displayName: string
  readonly addresses: string
  readonly zone: string
  readonly locale: string
  readonly isAdmin: boolean
  readonly capacity: string
  readonly features: string
}

export function emptyDraft(zone: string): Draft {
  return {
    ...{ displayName: '', addresses: '', zone, locale: '' },
    ...{ isAdmin: false, capacity: '', features: '' },
  }
}

export type Essentials = {
  readonly displayName: string
  readonly addresses: readonly string[]
  readonly zone: string
  readonly locale: string
  readonly isAdmin: boolean
  readonly capacity?: number
  readonly features: readonly string[]
}

export function draftOf(of: Essentials): Draft {
  return {
    displayName: of.displayName,
    addresses: linesOf(of.addresses),
    zone: of.zone,
    locale: of.locale,
    isAdmin: of.isAdmin,
    capacity: of.capacity === undefined ? '' : String(of.capacity),
    features: of.features.join(', '),
  }
}

/** As the API takes it. */
export function fieldsOf(
  kind: Kind,
  draft: Draft,
): Omit<Essentials, 'capacity' | 'isAdmin' | 'features'> & {
  readonly isAdmin?: boolean
  readonly capacity?: number | null
  readonly features?: readonly string[]
} {
  const seats = Number(draft.capacity)
  return {
    displayName: draft.displayName.trim(),
    addresses: addressesIn(draft.addresses),
    zone: draft.zone,
    locale: draft.locale,
    ...(kind === 'user' && { isAdmin: draft.isAdmin }),
    ...(isBooked(kind) && {
      capacity: seats > 0 ? Math.floor(seats) : null,
      features: namesIn(draft.features),
    }),
  }
}

type FormProps = {
  readonly kind: Kind
  readonly draft: Draft
  readonly onChange: (draft: Draft) => void
  /** One does not take one's own rights away. */
  readonly isSelf?: boolean
}

export function PrincipalFields({ kind, draft, onChange, isSelf }: FormProps): ReactElement {
  const words = useWords(peopleWords)
  const set = (some: Partial<Draft>): void => onChange({ ...draft, ...some })
  return (
    <>
      <Field
        label={words.displayName}
        value={draft.displayName}
        onChange={(displayName) => set({ displayName })}
        isRequired
        maxLength={200}
      />
      <Field
        label={words.addresses}
        hint={words.addressesHint}
        rows={Math.min(8, Math.max(2, draft.addresses.split('\n').length + 1))}
        value={draft.addresses}
        onChange={(addresses) => set({ addresses })}
        isRequired
      />
      <div className="admin-pair">
        <ZonePicker label={words.zone} value={draft.zone} onChange={(zone) => set({ zone })} />
        <Language value={draft.locale} onChange={(locale) => set({ locale })} />
      </div>
      {isBooked(kind) && (
        <div className="admin-pair">
          <Field
            label={words.seats}
            hint={words.seatsHint}
            inputMode="numeric"
            pattern="[0-9]*"
            value={draft.capacity}
            onChange={(capacity) => set({ capacity })}
          />
          <Field
            label={words.features}
            hint={words.featuresHint}
            value={draft.features}
            onChange={(features) => set({ features })}
          />
        </div>
      )}
      {kind === 'user' && isSelf !== true && (
        <Switch isSelected={draft.isAdmin} onChange={(isAdmin) => set({ isAdmin })}>
          {words.isAdmin}
        </Switch>
      )}
    </>
  )
}

type LanguageProps = { readonly value: string; readonly onChange: (locale: string) => void }

function Language({ value, onChange }: LanguageProps): ReactElement {
  const words = useWords(peopleWords)
  const known = ['', ...languages].includes(value) ? [] : [{ id: value, label: value }]
  const choices = [
    { id: '-', label: words.asBrowser },
    ...languages.map((each) => ({ id: each as string, label: languageNames[each] })),
    ...known,
  ]
  return (
    <Select
      label={words.language}
      choices={choices}
      value={value === '' ? '-' : value}
      onChange={(key) => onChange(key === '-' ? '' : key)}
    />
  )
}
