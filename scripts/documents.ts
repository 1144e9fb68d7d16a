/** The documents people read, and the TypeScript in them: whole programs, or regions of examples. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './registers.ts'

export type Block = {
  readonly document: string
  /** Of the line that opens it, from 1. */
  readonly line: number
  /** `examples/invite.ts#mails`: the region whose copy it is. Undefined: a program of its own. */
  readonly source: string | undefined
  readonly code: string
}

/** A block of TypeScript; the word after `ts` names the region that it shows. */
export const fence: RegExp = /^```ts(?: (\S+))?\n([\s\S]*?)^```$/gm

/** READMEs and pages of `docs/`, without those that are generated whole. */
export function documents(): readonly string[] {
  return globSync(
    ['*.md', '{packages,apps}/*/README.md', 'docs/*.md', '{examples,scenarios}/*.md'],
    {
      cwd: root,
    },
  )
    .filter((each) => each !== 'docs/conformance.md')
    .sort()
}

export function readDocument(document: string): string {
  return readFileSync(join(root, document), 'utf8')
}

/** The TypeScript blocks of a document, in order. */
export function blocksOf(document: string): readonly Block[] {
  const text = readDocument(document)
  return [...text.matchAll(fence)].map((match) => ({
    document,
    line: text.slice(0, match.index).split('\n').length,
    source: match[1],
    code: match[2] ?? '',
  }))
}

/** The lines between `// #region name` and the next `// #endregion`; without `#name`, all lines. */
export function regionOf(source: string): string {
  const [file = '', name] = source.split('#')
  const text = readDocument(file)
  if (name === undefined) return text
  const lines = text.split('\n')
  const from = lines.indexOf(`// #region ${name}`)
  const to = lines.indexOf('// #endregion', from)
  if (from < 0 || to < 0) throw new TypeError(`${file} has no region ${name}`)
  return `${lines.slice(from + 1, to).join('\n')}\n`
}
