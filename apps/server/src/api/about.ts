/** What this server is, for whoever wants to add an account to a calendar app. */
import { z } from 'zod'
import { addressOfServer } from '../config.ts'
import { databaseFault } from '../operations/health.ts'
import { version } from '../version.ts'
import { openRoute, type Route } from './route.ts'

const about = openRoute(
  {
    method: 'GET',
    path: '/about',
    tag: 'about',
    summary: 'Where the server is reached, and its version',
    answer: z.object({
      /** As calendar apps are told: `https://cal.example.com`. */
      address: z.string(),
      /** The path under which CalDAV is served. */
      davPath: z.string(),
      version: z.string(),
      domains: z.array(z.string()),
      /** How mails to people elsewhere go out: by SMTP, or into a folder. */
      mail: z.enum(['smtp', 'folder']),
      database: z.enum(['answers', 'away']),
    }),
  },
  async ({ parts, request }) => {
    const { config } = parts
    const fault = await databaseFault(parts)
    const found = `${config.tls === undefined ? 'http' : 'https'}://${request.host}`
    const isFound = config.publicUrl === undefined && URL.canParse(found)
    return {
      address: isFound ? found : addressOfServer(config),
      davPath: '/dav/',
      version,
      domains: [...config.domains],
      mail: config.mail.smtp === undefined ? ('folder' as const) : ('smtp' as const),
      database: fault === undefined ? ('answers' as const) : ('away' as const),
    }
  },
)

export const aboutRoutes: readonly Route[] = [about]
