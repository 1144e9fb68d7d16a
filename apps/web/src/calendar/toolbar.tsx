/** Where in time one is, and in which view. */
import { parseDate } from '@internationalized/date'
import { type ReactElement, Suspense } from 'react'
import {
  Button,
  DialogTrigger,
  Popover,
  ToggleButton,
  ToggleButtonGroup,
} from 'react-aria-components'
import { useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { Loading } from '../ui/states.tsx'
import { DatePick } from './dialogs.ts'
import { type View, views } from './preferences.ts'
import { calendarWords } from './words.ts'

type ToolbarProps = {
  readonly title: string
  readonly date: string
  readonly today: string
  readonly view: View
  readonly onDate: (date: string) => void
  readonly onView: (view: View) => void
  readonly onPanel: () => void
  readonly isPanelOpen: boolean
}

/** The date so many days, weeks or months away. */
export function stepped(date: string, view: View, by: 1 | -1): string {
  const from = parseDate(date)
  if (view === 'day') return from.add({ days: by }).toString()
  if (view === 'week') return from.add({ weeks: by }).toString()
  return from.set({ day: 1 }).add({ months: by }).toString()
}

export function Toolbar(props: ToolbarProps): ReactElement {
  const words = useWords(calendarWords)
  const { title, date, today, view, onDate, onView, onPanel, isPanelOpen } = props
  return (
    <header className="calendar-bar">
      <ToggleButton
        className="button quiet calendar-panel-button"
        aria-label={words.shown}
        isSelected={isPanelOpen}
        onChange={onPanel}
      >
        <Icon name="calendar" />
      </ToggleButton>
      <Button className="button" onPress={() => onDate(today)}>
        {words.today}
      </Button>
      <div className="calendar-steps">
        <Button
          className="button quiet"
          aria-label={words.previous}
          onPress={() => onDate(stepped(date, view, -1))}
        >
          <Icon name="left" />
        </Button>
        <Button
          className="button quiet"
          aria-label={words.next}
          onPress={() => onDate(stepped(date, view, 1))}
        >
          <Icon name="right" />
        </Button>
      </div>
      <h1 className="calendar-title">
        <DateButton title={title} date={date} onDate={onDate} />
      </h1>
      <ToggleButtonGroup
        className="calendar-views"
        aria-label={words.view}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view]}
        onSelectionChange={(keys) => {
          const [chosen] = keys
          const found = views.find((each) => each === chosen)
          if (found !== undefined) onView(found)
        }}
      >
        {views.map((each) => (
          <ToggleButton key={each} id={each} className="calendar-view-button">
            {words.views[each]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </header>
  )
}

type DateButtonProps = Pick<ToolbarProps, 'title' | 'date' | 'onDate'>

function DateButton({ title, date, onDate }: DateButtonProps): ReactElement {
  const words = useWords(calendarWords)
  return (
    <DialogTrigger>
      <Button className="calendar-date-button">
        <span aria-live="polite">{title}</span>
        <Icon name="down" />
        <span className="hidden">, {words.pickDate}</span>
      </Button>
      <Popover className="popover" placement="bottom start">
        <Suspense fallback={<Loading />}>
          <DatePick date={date} onDate={onDate} />
        </Suspense>
      </Popover>
    </DialogTrigger>
  )
}
