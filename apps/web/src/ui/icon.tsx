/** Our own icons: strokes of 24 by 24, in the colour of the text, silent to screen readers. */
import type { ReactElement } from 'react'

const paths = {
  calendar:
    'M4 9h16M8 3v4m8-4v4M5 5h14a1 1 0 0 1 1 1v13a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1z',
  inbox: 'M4 13l3-8h10l3 8v6H4zm0 0h5l1 3h4l1-3h5',
  sent: 'M21 3L10 14M21 3l-7 18-4-7-7-4z',
  poll: 'M5 20v-7m7 7V4m7 16v-11',
  plus: 'M12 5v14M5 12h14',
  settings:
    'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6zm0-6v3m0 12v3M4.200 7.500l2.600 1.500m10.400 6l2.600 1.500M4.200 16.500l2.600-1.500m10.400-6l2.600-1.500',
  device: 'M7 3h10v18H7zM11 18h2',
  admin: 'M12 3l8 3v6c0 5-3.500 8-8 9-4.500-1-8-4-8-9V6z',
  leave: 'M14 4h5v16h-5M10 8l-4 4 4 4m-4-4h10',
  check: 'M5 13l4 4L19 7',
  cross: 'M6 6l12 12M18 6L6 18',
  question: 'M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2m0 3.500v.1',
  clock: 'M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0z',
  place:
    'M12 21s7-6.500 7-12A7 7 0 0 0 5 9c0 5.500 7 12 7 12zm0-9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5z',
  people:
    'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zm-6.500 9c0-4 3-6 6.500-6s6.500 2 6.500 6M16 4.500a3.500 3.500 0 0 1 0 6.500m1.500 3.500c2.500.5 4 2.500 4 5.500',
  repeat: 'M4 11V9a3 3 0 0 1 3-3h12m-3-3l3 3-3 3m4 4v2a3 3 0 0 1-3 3H5m3 3l-3-3 3-3',
  left: 'M15 5l-7 7 7 7',
  right: 'M9 5l7 7-7 7',
  down: 'M5 9l7 7 7-7',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  edit: 'M4 20h4L19 9l-4-4L4 16z',
  trash: 'M5 7h14M10 4h4m-7 3l1 13h8l1-13',
  mail: 'M3 6h18v12H3zm0 1l9 7 9-7',
  forward: 'M13 6l6 6-6 6m6-6H5',
  warning: 'M12 4l9 16H3zm0 6v4m0 3v.1',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zm5-2l5 5',
  lock: 'M6 11h12v9H6zm2.500 0V8a3.500 3.500 0 0 1 7 0v3',
  link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1m2 4a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
  download: 'M12 4v11m-5-4l5 5 5-5M5 20h14',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l2 2H4zm4 5h4',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  swap: 'M7 4L3 8l4 4M3 8h13m1 4l4 4-4 4m4-4H8',
} as const
export type IconName = keyof typeof paths

export function Icon({ name }: { readonly name: IconName }): ReactElement {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
