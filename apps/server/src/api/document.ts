/** The description of the API itself. */
import { addressOfServer } from '../config.ts'
import { openApiOf } from './openapi.ts'
import { openRoute, type Route } from './route.ts'

/** Given all routes, for it describes itself too. */
export function documentRoutes(others: readonly Route[]): readonly Route[] {
  const own: Route = openRoute(
    {
      method: 'GET',
      path: '/openapi.json',
      tag: 'document',
      summary: 'This document',
    },
    async (call) => {
      const made = openApiOf([...others, own], addressOfServer(call.parts.config))
      return call.reply.type('application/json; charset=utf-8').send(JSON.stringify(made))
    },
  )
  return [own]
}
