/** What is seldom opened, fetched when it is. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'

export const CalendarDialog = dialog(() =>
  import('./calendar-dialog.tsx').then((each) => each.CalendarDialog),
)
export const DeleteDialog = dialog(() =>
  import('./delete-dialog.tsx').then((each) => each.DeleteDialog),
)
export const MoveDialog = dialog(() => import('./move-dialog.tsx').then((each) => each.MoveDialog))
export const ShareDialog = dialog(() =>
  import('./share-dialog.tsx').then((each) => each.ShareDialog),
)
export const DatePick = dialog(() => import('./date-pick.tsx').then((each) => each.DatePick))

/** `lazy` wants a default export, which we have none of. */
function dialog<Props>(
  load: () => Promise<ComponentType<Props>>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: await load() }))
}
