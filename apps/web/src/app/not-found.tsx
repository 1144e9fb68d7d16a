import type { ReactElement } from 'react'
import { Link } from 'wouter'
import { useWords } from './languages.ts'
import { shellWords } from './words.ts'

export function NotFound(): ReactElement {
  const words = useWords(shellWords)
  return (
    <div className="empty">
      <h1 className="empty-title">{words.nothingHere}</h1>
      <Link className="button" href="~/calendar">
        {words.calendar}
      </Link>
    </div>
  )
}
