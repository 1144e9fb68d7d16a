/**
 * `npm run api-types`: writes apps/web/src/api/routes.ts, the JSON API's routes as types, from the
 * same schemas by which the server judges what it is sent. `--check` only says whether the file is
 * as it would be written.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiOf } from '../apps/server/src/api/openapi.ts'
import { apiRoutes } from '../apps/server/src/api/routes.ts'
import { root } from './registers.ts'

type Schema = {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly items?: Schema | false
  readonly prefixItems?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: Schema | boolean
}
type Parameter = { name: string; in: 'path' | 'query'; required: boolean; schema: Schema }
type Operation = {
  readonly summary: string
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { content: { 'application/json': { schema: Schema } } }
  readonly responses: Record<string, { content?: { 'application/json'?: { schema: Schema } } }>
}

const file = join(root, 'apps/web/src/api/routes.ts')
const text = fileText()
if (!process.argv.includes('--check')) writeFileSync(file, text)
else if (readFileSync(file, 'utf8') !== text) {
  console.error('apps/web/src/api/routes.ts is not as the API is: run `npm run api-types`')
  process.exit(1)
}

function fileText(): string {
  const document = openApiOf(apiRoutes, '') as { paths: Record<string, Record<string, Operation>> }
  const lines = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => routeLines(path, method, operation)),
  )
  return [
    '// Made by `npm run api-types` from the schemas of the JSON API; change those.',
    '',
    'export type Routes = {',
    ...lines,
    '}',
    '',
  ].join('\n')
}

function routeLines(path: string, method: string, operation: Operation): string {
  const name = `${method.toUpperCase()} ${path.slice('/api'.length).replaceAll(/\{(\w+)\}/g, ':$1')}`
  const parts = [
    partOf('params', operation.parameters, 'path'),
    partOf('query', operation.parameters, 'query'),
    operation.requestBody &&
      `body: ${typeOf(operation.requestBody.content['application/json'].schema)}`,
    `answer: ${answerOf(operation)}`,
  ].filter((each) => each !== undefined)
  return `  /** ${operation.summary}. */\n  '${name}': { ${parts.join('; ')} }`
}

function partOf(
  name: string,
  parameters: readonly Parameter[],
  place: Parameter['in'],
): string | undefined {
  const own = parameters.filter((each) => each.in === place)
  if (own.length === 0) return undefined
  const mark = own.some((each) => each.required) ? '' : '?'
  const fields = own.map(
    (each) => `${each.name}${each.required ? '' : '?'}: ${typeOf(each.schema)}`,
  )
  return `${name}${mark}: { ${fields.join('; ')} }`
}

function answerOf(operation: Operation): string {
  const schema = Object.values(operation.responses)[0]?.content?.['application/json']?.schema
  return schema === undefined ? 'undefined' : typeOf(schema)
}

function typeOf(schema: Schema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum !== undefined) return schema.enum.map((each) => JSON.stringify(each)).join(' | ')
  const among = schema.anyOf ?? schema.oneOf
  if (among !== undefined) return [...new Set(among.map(typeOf))].join(' | ')
  if (Array.isArray(schema.type)) {
    return schema.type.map((type: string) => typeOf({ ...schema, type })).join(' | ')
  }
  switch (schema.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type
    case 'integer':
      return 'number'
    case 'array':
      return arrayOf(schema)
    case 'object':
      return objectOf(schema)
    default:
      return 'unknown'
  }
}

function arrayOf({ prefixItems, items }: Schema): string {
  if (prefixItems !== undefined) return `readonly [${prefixItems.map(typeOf).join(', ')}]`
  return `readonly (${items ? typeOf(items) : 'unknown'})[]`
}

function objectOf({ properties, required = [], additionalProperties }: Schema): string {
  if (properties === undefined) {
    const of = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown'
    return `Readonly<Record<string, ${of}>>`
  }
  const fields = Object.entries(properties).map(([name, of]) => {
    const key = /^[a-zA-Z_]\w*$/.test(name) ? name : JSON.stringify(name)
    return `${key}${required.includes(name) ? '' : '?'}: ${typeOf(of)}`
  })
  return fields.length === 0 ? '{}' : `{ ${fields.join('; ')} }`
}
