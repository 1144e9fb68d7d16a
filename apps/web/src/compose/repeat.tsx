/** How it repeats: what is usual for that date, said in words, or a rule of one's own. */
import { type ReactElement, useState } from 'react'
import { useReader, useWords } from '../app/languages.ts'
import { Select } from '../ui/fields.tsx'
import { repeatWords } from './repeat-words.ts'
import { presets, readRule, writeRule } from './rule.ts'
import { RuleBuilder } from './rule-builder.tsx'
import { ruleLanguages } from './rule-language.ts'
import { useRuleWords } from './rule-words.ts'
import type { PartProps } from './when.tsx'

export function Repeat({ draft, change }: PartProps): ReactElement {
  const words = useWords(repeatWords)
  const say = useRuleWords()
  const { language } = useReader()
  const { rule, start, zone } = draft
  const [isCustom, setCustom] = useState(false)
  const usual = presets(start).map(({ id, rule: preset }) => {
    const text = preset === undefined ? '' : writeRule(preset)
    const label = preset === undefined ? ruleLanguages[language].never : say(text, { start, zone })
    return { id, text, label }
  })
  const chosen = usual.find((each) => each.text === normal(rule))
  const choices = [
    ...usual.map(({ id, label }) => ({ id, label })),
    ...(chosen === undefined ? [{ id: 'kept', label: say(rule, { start, zone }) }] : []),
    { id: 'custom', label: words.custom },
  ]
  const value = isCustom ? 'custom' : (chosen?.id ?? 'kept')
  const choose = (id: string): void => {
    setCustom(id === 'custom')
    if (id === 'custom' && readRule(rule) === undefined) {
      change({ rule: usual.find((each) => each.id === 'weekly')?.text ?? '' })
    }
    const preset = usual.find((each) => each.id === id)
    if (preset !== undefined) change({ rule: preset.text })
  }
  const data = readRule(rule)
  return (
    <div className="compose-repeat">
      <Select
        label={words.label}
        choices={choices}
        value={value}
        onChange={choose}
        {...(rule !== '' && data === undefined && { hint: words.kept })}
      />
      {isCustom && data !== undefined && (
        <RuleBuilder
          rule={data}
          start={start}
          zone={zone}
          allDay={draft.allDay}
          onChange={(next) => change({ rule: writeRule(next) })}
        />
      )}
      {isCustom && rule !== '' && (
        <p className="hint" aria-live="polite">
          {say(rule, { start, zone })}
        </p>
      )}
    </div>
  )
}

/** However it was written: so that `FREQ=DAILY;INTERVAL=1` is found among the usual ones. */
function normal(rule: string): string {
  const data = readRule(rule)
  return data === undefined ? rule : writeRule(data)
}
