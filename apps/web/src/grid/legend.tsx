/** What the patterns of the grid mean. */
import type { ReactElement } from 'react'
import { useWords } from '../app/languages.ts'
import { gridWords } from './words.ts'

export function Legend({ hasSuggestions }: { readonly hasSuggestions: boolean }): ReactElement {
  const words = useWords(gridWords)
  return (
    <ul className="grid-legend plain-list" aria-label={words.legend}>
      {(['busy', 'tentative', 'away'] as const).map((kind) => (
        <li key={kind}>
          <span className={`grid-swatch grid-period ${kind}`} aria-hidden="true" />
          {words.states[kind]}
        </li>
      ))}
      <li>
        <span className="grid-swatch grid-outside" aria-hidden="true" />
        {words.states.outside}
      </li>
      {hasSuggestions && (
        <li>
          <span className="grid-swatch grid-suggested" aria-hidden="true" />
          {words.suggested}
        </li>
      )}
    </ul>
  )
}
