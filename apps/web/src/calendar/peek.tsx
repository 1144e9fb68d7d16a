/** The essentials of an event beside it: when, where, who, one's answer, the way to the whole page. */
import type { ReactElement, RefObject } from 'react'
import { Button, Dialog, Heading, Popover } from 'react-aria-components'
import { Link } from 'wouter'
import { useWords } from '../app/languages.ts'
import { shellWords } from '../app/words.ts'
import { AnswerButtons } from '../event/answer-buttons.tsx'
import { Icon } from '../ui/icon.tsx'
import { AnswerTag, nameOf } from '../ui/person.tsx'
import { useTimes } from '../ui/time.ts'
import { actionWords } from './action-words.ts'
import { type Entry, mayMove, standingOf } from './entries.ts'
import { calendarWords } from './words.ts'

type PeekProps = {
  readonly entry: Entry
  readonly at: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly onMove: () => void
}

export function eventPath({ event, instance }: { event: string; instance: string }): string {
  return `/events/${event}${instance === '' ? '' : `?instance=${instance}`}`
}

export function Peek({ entry, at, onClose, onMove }: PeekProps): ReactElement {
  const words = useWords(actionWords)
  const shell = useWords(shellWords)
  const { line, calendar } = entry
  const title = line.title === '' ? words.untitled : line.title
  const answers = line.role === 'attendee' && line.status !== 'cancelled'
  return (
    <Popover
      className="popover calendar-peek"
      triggerRef={at}
      isOpen
      onOpenChange={(open) => open || onClose()}
      placement="end top"
    >
      <Dialog className="calendar-peek-in">
        <header className="dialog-head">
          <Heading slot="title">{title}</Heading>
          <Button className="button quiet" aria-label={shell.close} onPress={onClose}>
            <Icon name="cross" />
          </Button>
        </header>
        <Essentials entry={entry} />
        {answers && (
          <AnswerButtons
            event={line.event}
            instance={line.instance}
            title={title}
            status={line.myStatus}
            onAnswered={onClose}
          />
        )}
        <div className="dialog-foot">
          {mayMove(line, calendar) && (
            <Button className="button quiet" onPress={onMove}>
              {words.moveIt}
            </Button>
          )}
          <Link className="button primary" href={eventPath(line)}>
            {words.open}
          </Link>
        </div>
      </Dialog>
    </Popover>
  )
}

function Essentials({ entry: { line, calendar } }: Pick<PeekProps, 'entry'>): ReactElement {
  const words = useWords(actionWords)
  const more = useWords(calendarWords)
  const times = useTimes()
  const elsewhere = times.elsewhere(line)
  const standing = standingOf(line)
  return (
    <ul className="calendar-facts">
      <li>
        <Icon name="clock" />
        <span>
          {times.range(line)}
          {elsewhere !== undefined && <span className="soft"> {elsewhere}</span>}
        </span>
      </li>
      {line.recurring && (
        <li>
          <Icon name="repeat" /> {more.recurring}
        </li>
      )}
      {line.location !== undefined && (
        <li>
          <Icon name="place" /> {line.location}
        </li>
      )}
      {line.organizer !== undefined && (
        <li>
          <Icon name="people" />
          <span>
            {words.organizer}: {nameOf(line.organizer)}, {words.guests(line.guests)}
          </span>
        </li>
      )}
      {calendar !== undefined && (
        <li>
          <Icon name="calendar" /> {calendar.name}
        </li>
      )}
      {standing === 'cancelled' ? (
        <li className="calendar-cancelled">
          <Icon name="cross" /> {more.standing.cancelled}
        </li>
      ) : (
        line.role === 'attendee' &&
        line.myStatus !== undefined && (
          <li>
            <AnswerTag status={line.myStatus} />
          </li>
        )
      )}
    </ul>
  )
}
