/** The class names by which calendar.css dresses FullCalendar. */
import type { CalendarOptions } from '@fullcalendar/react'

export const looks: CalendarOptions = {
  className: 'calendar-fc-root',
  viewClass: 'calendar-fc-view-own',
  tableHeaderClass: 'calendar-fc-head',
  dayHeaderRowClass: 'calendar-fc-head-row',
  dayHeaderClass: ({ isToday }) => `calendar-fc-day-head${isToday ? ' is-today' : ''}`,
  dayHeaderAlign: 'center',
  dayHeaderInnerClass: 'calendar-fc-day-head-in',
  dayRowClass: 'calendar-fc-row',
  dayCellClass: ({ isToday, isOther }) =>
    `calendar-fc-cell${isToday ? ' is-today' : ''}${isOther ? ' is-other' : ''}`,
  dayCellTopClass: 'calendar-fc-cell-top',
  dayCellTopInnerClass: 'calendar-fc-cell-number',
  dayLaneClass: ({ isToday }) => `calendar-fc-lane${isToday ? ' is-today' : ''}`,
  dayLaneInnerClass: 'calendar-fc-lane-in',
  slotLaneClass: ({ isMinor }) => `calendar-fc-slot${isMinor ? ' is-minor' : ''}`,
  slotHeaderClass: 'calendar-fc-slot-head',
  slotHeaderInnerClass: 'calendar-fc-slot-head-in',
  slotHeaderDividerClass: 'calendar-fc-divider-column',
  allDayHeaderClass: 'calendar-fc-allday-head',
  allDayHeaderInnerClass: 'calendar-fc-allday-head-in',
  allDayDividerClass: 'calendar-fc-divider-row',
  nowIndicatorLineClass: 'calendar-fc-now',
  nowIndicatorHeaderClass: 'calendar-fc-now-head',
  nonBusinessHoursClass: 'calendar-fc-closed',
  highlightClass: 'calendar-fc-selected',
  blockEventClass: 'calendar-fc-block',
  columnEventClass: 'calendar-fc-column-event',
  rowEventClass: 'calendar-fc-row-event',
  listItemEventClass: 'calendar-fc-item-event',
  columnEventBeforeClass: ({ isStartResizable }) =>
    isStartResizable ? 'calendar-fc-grip is-above' : '',
  columnEventAfterClass: ({ isEndResizable }) =>
    isEndResizable ? 'calendar-fc-grip is-below' : '',
  rowEventBeforeClass: ({ isStartResizable }) =>
    isStartResizable ? 'calendar-fc-grip is-before' : '',
  rowEventAfterClass: ({ isEndResizable }) => (isEndResizable ? 'calendar-fc-grip is-after' : ''),
  moreLinkClass: 'calendar-fc-more',
  popoverClass: 'calendar-fc-pop',
  popoverCloseClass: 'calendar-fc-pop-close button quiet',
  listDayClass: 'calendar-fc-list-day',
  listDayHeaderClass: 'calendar-fc-list-head',
  listDayHeaderInnerClass: 'calendar-fc-list-head-in',
  noEventsClass: 'calendar-fc-none',
}
