/** Moves an event: first says who will be told and whose answers start over, then does it. */
import type { ReactElement } from 'react'
import { call } from '../api/client.ts'
import { useReader, useWords } from '../app/languages.ts'
import { useConsequences } from '../consequences/consequences.tsx'
import type { Changed } from '../consequences/told.ts'
import { notify } from '../ui/notices.tsx'
import { useTimes } from '../ui/time.ts'
import { actionWords } from './action-words.ts'
import type { Line } from './entries.ts'
import { type Place, timesAt } from './moved.ts'

type UseMove = {
  /** False where it was left as it is. */
  readonly move: (line: Line, place: Place) => Promise<boolean>
  readonly dialog: ReactElement | undefined
}

export function useMove(): UseMove {
  const words = useWords(actionWords)
  const { zone } = useReader()
  const times = useTimes()
  const { ask, dialog } = useConsequences()
  const move = async (line: Line, place: Place): Promise<boolean> => {
    const fields = timesAt(line, place, zone)
    const patch = (preview: 'true' | 'false', range: string): Promise<Changed> =>
      call('PATCH /events/:event', {
        params: { event: line.event },
        query: { preview },
        body: {
          ...fields,
          ...(line.instance !== '' && { instance: line.instance, range: range as 'this' }),
        },
      })
    const end = place.end ?? place.start
    const when = times.range({
      ...fields,
      allDay: place.allDay,
      startsAt: place.start.toISOString(),
      endsAt: end.toISOString(),
    })
    const title = line.title === '' ? words.untitled : line.title
    const outcome = await ask({
      title: words.moveTo(title, when),
      actionLabel: words.move,
      skipIfNobody: true,
      ...(line.recurring && {
        choicesLabel: words.which,
        choices: [
          { id: 'this', label: words.this },
          { id: 'following', label: words.following },
          { id: 'all', label: words.all },
        ],
      }),
      preview: ({ choice }) => patch('true', choice),
      act: ({ choice }) => patch('false', choice),
    })
    if (outcome === 'done') notify(words.moved(title))
    return outcome === 'done'
  }
  return { move, dialog }
}
