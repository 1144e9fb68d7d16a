/** Everyone, nobody, or those whose addresses are named. */
import { type ReactElement, useState } from 'react'
import { useWords } from '../app/languages.ts'
import { Field, Select } from '../ui/fields.tsx'
import { bookingWords } from './booking-words.ts'
import { addressesIn, linesOf, type Who, whoOf } from './policy.ts'

type WhoMayProps = {
  readonly label: string
  readonly value: 'all' | readonly string[]
  readonly onChange: (value: 'all' | readonly string[]) => void
}

export function WhoMay({ label, value, onChange }: WhoMayProps): ReactElement {
  const words = useWords(bookingWords)
  const [who, setWho] = useState<Who>(() => whoOf(value))
  const [text, setText] = useState(() => (value === 'all' ? '' : linesOf(value)))
  return (
    <div className="stack">
      <Select
        label={label}
        choices={(['all', 'none', 'some'] as const).map((id) => ({ id, label: words.whoMay[id] }))}
        value={who}
        onChange={(chosen) => {
          setWho(chosen)
          onChange(chosen === 'all' ? 'all' : chosen === 'none' ? [] : addressesIn(text))
        }}
      />
      {who === 'some' && (
        <Field
          aria-label={`${label}: ${words.whoMay.some}`}
          label={words.whoMay.some}
          hint={words.whoHint}
          rows={2}
          value={text}
          onChange={(typed) => {
            setText(typed)
            onChange(addressesIn(typed))
          }}
        />
      )}
    </div>
  )
}
