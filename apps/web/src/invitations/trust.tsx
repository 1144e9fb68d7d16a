/** How far the sender is believed, in words and a colour. */
import type { ReactElement } from 'react'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { type TrustRowName, trustWords } from './trust-words.ts'

type TrustProps = {
  /** Undefined: it did not come by mail. */
  readonly trust:
    | { readonly verdict: string; readonly row: string; readonly words: string }
    | undefined
}

export function Trust({ trust }: TrustProps): ReactElement {
  const words = useWords(trustWords)
  if (trust === undefined) {
    return (
      <span className="tag invitations-trust">
        <Icon name="lock" /> {words.here}
      </span>
    )
  }
  const believed = trust.verdict === 'apply'
  const said = words.rows[trust.row as TrustRowName] ?? trust.words
  return (
    <span className={believed ? 'tag invitations-trust believed' : 'tag invitations-trust doubted'}>
      <Icon name={believed ? 'check' : 'warning'} />
      <span className="hidden">{believed ? words.believed : words.doubted}: </span>
      {said}
    </span>
  )
}
