/** The OpenAPI document, made from the routes and their schemas. */
import { z } from 'zod'
import type { Route } from './route.ts'

type Json = { readonly [key: string]: unknown }

export function openApiOf(routes: readonly Route[], url: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const route of routes) {
    const path = `/api${route.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version: '1',
      description:
        'Scheduling on open calendar standards. Sign in by Basic with an app password, or by a ' +
        'session cookie with its token in X-CSRF-Token. Faults are problem details (RFC 9457).',
    },
    servers: [{ url }],
    paths,
    components: {
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic' },
        session: { type: 'apiKey', in: 'cookie', name: 'parley-session' },
      },
      schemas: { Problem: problemSchema },
    },
    security: [{ basic: [] }, { session: [] }],
  }
}

const problemSchema: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail', 'requestId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    detail: { type: 'string' },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['field', 'detail'],
        properties: { field: { type: 'string' }, detail: { type: 'string' } },
      },
    },
  },
}

function operationOf(route: Route): Json {
  const status = route.status ?? (route.answer === undefined ? 204 : 200)
  const problem = { $ref: '#/components/schemas/Problem' }
  return {
    tags: [route.tag],
    summary: route.summary,
    operationId: nameOf(route),
    ...(route.access === 'anyone' && { security: [] }),
    ...(route.access === 'admin' && { description: 'For administrators.' }),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body !== undefined && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: inputOf(route.body) } },
      },
    }),
    responses: {
      [status]: {
        description: 'Done.',
        ...(route.answer !== undefined && {
          content: { 'application/json': { schema: outputOf(route.answer) } },
        }),
      },
      default: {
        description: 'A problem.',
        content: { 'application/problem+json': { schema: problem } },
      },
    },
  }
}

/** `GET /events/:event/trace` becomes `getEventsByEventTrace`. */
function nameOf({ method, path }: Route): string {
  const words = path
    .split('/')
    .filter((each) => each !== '')
    .map((each) => (each.startsWith(':') ? `by-${each.slice(1)}` : each))
    .join('-')
  const camel = words.replaceAll(/[-.](\w)/g, (_, letter: string) => letter.toUpperCase())
  return `${method.toLowerCase()}${camel.charAt(0).toUpperCase()}${camel.slice(1)}`
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): readonly Json[] {
  if (schema === undefined) return []
  const made = inputOf(schema)
  const required = new Set((made['required'] as string[] | undefined) ?? [])
  const properties = (made['properties'] ?? {}) as Record<string, Json>
  return Object.entries(properties).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: of,
  }))
}

function inputOf(schema: z.ZodType): Json {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return made
}

function outputOf(schema: z.ZodType): Json {
  const { $schema: _, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return made
}
