/** Queries that are asked all the time: built once for each shape, and only bound after that. */
import type { CompiledQuery } from 'kysely'
import { isPostgres, type Tables } from './tables.ts'

/** What a query is about: single values, and lists for `in`. */
type Argument = string | number | readonly string[] | readonly number[]
type Built<Row> = { compile(): CompiledQuery<Row> }
/** Where each parameter comes from: an argument, one of a list, or always the same. */
type Source = { readonly argument: number; readonly index: number } | { readonly always: unknown }
type Shape<Row> = { readonly query: CompiledQuery<Row>; readonly sources: readonly Source[] }

/**
 * The function that asks what `build` builds. `build` must build the same for all arguments: it gets
 * marks in their place, and lists filled up to a power of two, so that there are few shapes.
 */
export function kept<const Args extends readonly Argument[], Row>(
  build: (tables: Tables, ...args: Args) => Built<Row>,
): (tables: Tables, ...args: Args) => Promise<readonly Row[]> {
  const shapes = new Map<string, Shape<Row>>()
  return async (tables, ...args) => {
    let name = isPostgres(tables) ? 'p' : 's'
    for (const each of args) if (typeof each === 'object') name += ` ${widthFor(each.length)}`
    let shape = shapes.get(name)
    if (shape === undefined) {
      shape = shapeOf(build(tables, ...(args.map(markOf) as unknown as Args)))
      shapes.set(name, shape)
    }
    const { query, sources } = shape
    const parameters = sources.map((source) => valueFrom(args, source))
    return (await tables.executeQuery<Row>({ ...query, parameters })).rows
  }
}

const mark = '\u0000argument '

function markOf(argument: Argument, position: number): unknown {
  const name = `${mark}${position}`
  if (typeof argument !== 'object') return name
  return Array.from({ length: widthFor(argument.length) }, (_, index) => `${name} ${index}`)
}

function shapeOf<Row>(built: Built<Row>): Shape<Row> {
  const query = built.compile()
  const sources = query.parameters.map((parameter): Source => {
    if (typeof parameter !== 'string' || !parameter.startsWith(mark)) return { always: parameter }
    const [argument, index = 0] = parameter.slice(mark.length).split(' ').map(Number)
    return { argument: argument ?? 0, index }
  })
  return { query, sources }
}

function valueFrom(args: readonly Argument[], source: Source): unknown {
  if ('always' in source) return source.always
  const argument = args[source.argument]
  if (typeof argument !== 'object') return argument
  return argument[Math.min(source.index, argument.length - 1)]
}

function widthFor(length: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, length)))
}
