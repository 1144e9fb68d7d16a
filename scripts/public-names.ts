/**
 * The public names of a package with their docstrings, read from the sources: what `src/index.ts`
 * exports, and the declaration of each as it is written there. The formatter makes the sources regular
 * enough for this: a declaration begins at the margin and ends with the last line that closes it.
 */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './registers.ts'

export type PublicName = {
  readonly name: string
  readonly kind: 'function' | 'type' | 'const'
  /** From the root: `packages/itip/src/receive.ts`. */
  readonly file: string
  /** Without the marks of the comment; '' where there is none. */
  readonly doc: string
  /** A function without its body, a value without its own; a type as it is written. */
  readonly declaration: string
}

/** Folders of the packages that are published, in the order of their names. */
export function publishedPackages(): readonly string[] {
  return globSync('packages/*/package.json', { cwd: root })
    .filter((file) => JSON.parse(readFileSync(join(root, file), 'utf8')).private !== true)
    .map(dirname)
    .sort()
}

/** Entry points of a package: `.` → `src/index.ts`, and what else its manifest exports. */
export function entriesOf(folder: string): ReadonlyMap<string, string> {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  return new Map(
    Object.entries<string>(manifest.exports).map(([name, file]) => [
      name.replace('.', manifest.name),
      join(folder, file),
    ]),
  )
}

/** All that an entry point exports: functions and values, then types, each in alphabetical order. */
export function publicNames(entry: string): readonly PublicName[] {
  const rank = ({ kind }: PublicName): number => (kind === 'type' ? 1 : 0)
  return [...exportsOf(entry).values()].sort(
    (one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, 'en'),
  )
}

/** What a file exports: what it declares, and what it passes on. */
function exportsOf(file: string): ReadonlyMap<string, PublicName> {
  const text = readFileSync(join(root, file), 'utf8')
  const found = new Map<string, PublicName>()
  for (const match of text.matchAll(/^export \* from '(\.[^']+)'/gm)) {
    const passed = exportsOf(join(dirname(file), match[1] ?? ''))
    for (const each of passed.values()) found.set(each.name, each)
  }
  for (const match of text.matchAll(/^export (?:type )?\{([^}]*)\} from '(\.[^']+)'/gm)) {
    const passed = exportsOf(join(dirname(file), match[2] ?? ''))
    for (const spelt of (match[1] ?? '').split(',')) {
      const name = spelt.trim().replace(/^type /, '')
      const declared = passed.get(name)
      if (declared !== undefined) found.set(name, declared)
      else if (name !== '') throw new TypeError(`${file}: where is ${name} declared?`)
    }
  }
  for (const each of declarationsOf(file, text.split('\n'))) found.set(each.name, each)
  return found
}

function declarationsOf(file: string, lines: readonly string[]): readonly PublicName[] {
  const made: PublicName[] = []
  lines.forEach((line, at) => {
    const match = /^export (?:async )?(function|type|const) (\w+)/.exec(line)
    if (match === null) return
    const kind = match[1] as PublicName['kind']
    const declaration = kind === 'function' ? signature(lines, at) : statement(lines, at, kind)
    made.push({ name: match[2] ?? '', kind, file, doc: docAbove(lines, at), declaration })
  })
  return made
}

/** The docstring that ends right above a line; `// Requirement:` lines may stand between. */
function docAbove(lines: readonly string[], at: number): string {
  let end = at - 1
  while (lines[end]?.startsWith('// ')) end--
  if (lines[end]?.endsWith('*/') !== true) return ''
  let start = end
  while (start > 0 && lines[start]?.startsWith('/**') !== true) start--
  return lines
    .slice(start, end + 1)
    .map((line) => line.replace(/^\/\*\* ?|^ \*\/$|^ \* ?/, '').replace(/ ?\*\/$/, ''))
    .join('\n')
    .trim()
}

/** Up to the brace that opens the body: the first that closes at the margin or ends the line. */
function signature(lines: readonly string[], at: number): string {
  let end = at
  while (end + 1 < lines.length && !opensBody(lines, at, end)) end++
  const text = lines.slice(at, end + 1).join('\n')
  return text.replace(/^export (async )?/, '').replace(/ \{$/, '')
}

/** The parameters are closed by now, and what the line opens is no part of them. */
function opensBody(lines: readonly string[], at: number, end: number): boolean {
  const line = lines[end] ?? ''
  return line.endsWith(' {') && (end === at ? !line.endsWith('({') : /^[)}]/.test(line))
}

/** Lines of a declaration that are shown; generated types and tables have more. */
const maxLines = 60

/** To the end of the statement; a long value that says its type goes without what it holds. */
function statement(lines: readonly string[], at: number, kind: 'type' | 'const'): string {
  let end = at
  while (/^([ })\]]|\/\/ |\/\*|$)/.test(lines[end + 1] ?? 'end') && goesOn(lines, end + 1)) end++
  const text = lines
    .slice(at, end + 1)
    .join('\n')
    .replace(/^export /, '')
  const typed = /^(const \w+: [\s\S]*?) = /.exec(text)?.[1]
  if (kind === 'const' && typed !== undefined && end - at > 20) return typed
  if (end - at <= maxLines) return text
  const rest = end - at - 10
  return `${text.split('\n').slice(0, 10).join('\n')}\n  // … and ${rest} lines more`
}

/** Is there more of the statement: does an indented or closing line come before the next one? */
function goesOn(lines: readonly string[], from: number): boolean {
  const next = lines.slice(from, from + 8).find((line) => !/^(\/\/ |\/\*| \*)/.test(line))
  return next !== undefined && /^[ })\]]/.test(next)
}
