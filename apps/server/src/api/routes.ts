/** Every route of the JSON API. */
import { accountRoutes } from './account.ts'
import { calendarRoutes } from './calendars.ts'
import { actionRoutes } from './events/actions.ts'
import { eventRoutes } from './events/routes.ts'
import type { Route } from './route.ts'
import { sessionRoutes } from './session.ts'

export const apiRoutes: readonly Route[] = [
  ...sessionRoutes,
  ...accountRoutes,
  ...calendarRoutes,
  ...eventRoutes,
  ...actionRoutes,
]
