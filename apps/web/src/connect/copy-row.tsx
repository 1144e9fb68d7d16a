/** A value to be typed or pasted elsewhere, with a button that copies it. */
import type { ReactElement } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { notify, notifyProblem } from '../ui/notices.tsx'
import './copy-row.css'
import { copyWords } from './copy-words.ts'

type CopyRowProps = { readonly label: string; readonly value: string }

export function CopyRow({ label, value }: CopyRowProps): ReactElement {
  const words = useWords(copyWords)
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(value)
      notify(words.copied(label))
    } catch {
      notifyProblem(new Error(words.cannotCopy))
    }
  }
  return (
    <div className="copy-row">
      <span className="copy-row-label">{label}</span>
      <code className="copy-row-value">{value}</code>
      <Button className="button quiet" aria-label={words.copy(label)} onPress={() => void copy()}>
        <Icon name="copy" />
      </Button>
    </div>
  )
}
