/** Every route of the JSON API. */

import { aboutRoutes } from './about.ts'
import { accountRoutes } from './account.ts'
import { adminRoutes } from './admin.ts'
import { transferRoutes } from './admin-transfer.ts'
import { calendarRoutes } from './calendars.ts'
import { counterRoutes } from './counters.ts'
import { documentRoutes } from './document.ts'
import { actionRoutes } from './events/actions.ts'
import { eventRoutes } from './events/routes.ts'
import { findRoutes } from './find.ts'
import { inboxRoutes } from './inbox.ts'
import { linkRoutes } from './links.ts'
import { liveRoutes } from './live.ts'
import { mailRoutes } from './mails.ts'
import { openIdRoutes } from './openid.ts'
import { operationRoutes } from './operations.ts'
import { pollRoutes } from './polls/routes.ts'
import type { Route } from './route.ts'
import { sentRoutes } from './sent.ts'
import { sessionRoutes } from './session.ts'
import { settingsRoutes } from './settings.ts'
import { traceRoutes } from './traces.ts'
import { unwantedRoutes } from './unwanted.ts'
import { waitingRoutes } from './waiting.ts'
import { webhookRoutes } from './webhooks.ts'

const routes: readonly Route[] = [
  ...aboutRoutes,
  ...sessionRoutes,
  ...openIdRoutes,
  ...accountRoutes,
  ...calendarRoutes,
  ...eventRoutes,
  ...actionRoutes,
  ...counterRoutes,
  ...linkRoutes,
  ...waitingRoutes,
  ...inboxRoutes,
  ...mailRoutes,
  ...findRoutes,
  ...traceRoutes,
  ...sentRoutes,
  ...settingsRoutes,
  ...unwantedRoutes,
  ...pollRoutes,
  ...webhookRoutes,
  ...liveRoutes,
  ...adminRoutes,
  ...transferRoutes,
  ...operationRoutes,
]

export const apiRoutes: readonly Route[] = [...routes, ...documentRoutes(routes)]
