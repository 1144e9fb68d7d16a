import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { Empty } from '../ui/states.tsx'
import { useWords } from './languages.ts'
import { shellWords } from './words.ts'

export function NotFound(): ReactElement {
  const words = useWords(shellWords)
  return (
    <Empty title={words.nothingHere}>
      <Link href="/calendar">{words.calendar}</Link>
    </Empty>
  )
}
