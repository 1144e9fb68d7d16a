/** What stands above the grid: which days, how many at once, which clocks. */
import { type ReactElement, useMemo } from 'react'
import { Button, ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { useReader, useWords } from '../app/languages.ts'
import { Icon } from '../ui/icon.tsx'
import { ZonePicker } from '../ui/zone-picker.tsx'
import type { GridWindow, Zoom } from './window.ts'
import { gridWords } from './words.ts'

type ToolsProps = {
  readonly window: GridWindow
  readonly zoom: Zoom
  readonly onZoom: (zoom: Zoom) => void
  readonly onStep: (sign: number) => void
  readonly onHome: () => void
  /** The first is the grid's own. */
  readonly zones: readonly string[]
  readonly onZones: (zones: readonly string[]) => void
}

const zooms: readonly Zoom[] = ['day', 'days', 'week']

export function GridTools(props: ToolsProps): ReactElement {
  const { window, zoom, onZoom, onStep, onHome, zones, onZones } = props
  const words = useWords(gridWords)
  return (
    <div className="grid-tools">
      <div className="grid-steps">
        <Button className="button quiet" aria-label={words.earlier} onPress={() => onStep(-1)}>
          <Icon name="left" />
        </Button>
        <Button className="button quiet" aria-label={words.later} onPress={() => onStep(1)}>
          <Icon name="right" />
        </Button>
        <span className="grid-days" aria-live="polite">
          {useDaysInWords(window)}
        </span>
        <Button className="button quiet" aria-label={words.toSlot} onPress={onHome}>
          <Icon name="clock" />
        </Button>
      </div>
      <ToggleButtonGroup
        className="grid-zooms"
        aria-label={words.zoom}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[zoom]}
        onSelectionChange={(keys) => {
          for (const key of keys) onZoom(key as Zoom)
        }}
      >
        {zooms.map((each) => (
          <ToggleButton key={each} id={each} className="button">
            {words.zooms[each]}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ZonePicker
        label={words.otherZone}
        labelHidden
        placeholder={words.otherZone}
        onChange={(zone) => onZones([...zones, zone])}
      />
    </div>
  )
}

function useDaysInWords({ startMs, endMs, zone }: GridWindow): string {
  const { locale } = useReader()
  return useMemo(
    () =>
      new Intl.DateTimeFormat(locale, {
        timeZone: zone,
        weekday: 'short',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
      }).formatRange(new Date(startMs), new Date(endMs - 1)),
    [locale, zone, startMs, endMs],
  )
}
