/** The examples in docstrings of public names, made programs of their own. */
import * as setting from './docstring-setting.ts'
import { entriesOf, type PublicName, publicNames, publishedPackages } from './public-names.ts'

export type Example = {
  readonly title: string
  /** Exports `value`, and `expected` where the comment at the end is a value and no words. */
  readonly program: string
}

export function examplesOfDocstrings(): readonly Example[] {
  return publishedPackages().flatMap((folder) =>
    [...entriesOf(folder)].flatMap(([entry, file]) => {
      const names = publicNames(file)
      return names.flatMap((each) => exampleOf(entry, each, names))
    }),
  )
}

function exampleOf(
  entry: string,
  of: PublicName,
  names: readonly PublicName[],
): readonly Example[] {
  const text = of.doc.split(/^@example\n/m)[1]
  if (text === undefined) return []
  const [, code = text, value] = /^([\s\S]*?)\s*\/\/ (.*)$/.exec(text.trim()) ?? []
  const said = (name: string): boolean =>
    new RegExp(`(?<![.\\w])${name}\\b(?!:)`).test(code) &&
    !new RegExp(`const (\\{[^}]*\\b)?${name}\\b`).test(code)
  const imported = names.filter((each) => each.kind !== 'type' && said(each.name))
  const given = Object.keys(setting).filter(
    (name) => said(name) && !imported.some((each) => each.name === name),
  )
  const lines = code.trim().split('\n')
  // The statement that begins last, at the margin, is what the comment is about.
  const last = lines.findLastIndex((line) => /^[a-zA-Z]/.test(line))
  const isValue = lines[last]?.startsWith('const ') !== true
  if (isValue) lines[last] = `export const value: unknown = ${lines[last]}`
  const isLiteral =
    isValue && value !== undefined && /^(['[{\d-]|true$|false$|undefined$)/.test(value)
  const program = [
    `import { ${imported.map((each) => each.name).join(', ')} } from '${entry}'`,
    `import { ${given.join(', ')} } from '../../scripts/docstring-setting.ts'`,
    ...lines,
    ...(isLiteral ? [`export const expected: unknown = ${value}`] : []),
    '',
  ]
  return [{ title: `${entry} ${of.name}`, program: program.join('\n') }]
}
