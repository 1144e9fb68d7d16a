/**
 * `npm run build`: makes a publishable `dist` folder for each package and for the command: JavaScript,
 * declarations, a package.json that points at them, README and licence. `--check` also runs publint;
 * names given as arguments limit it to those packages.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  globSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { root } from './registers.ts'
import { run } from './run.ts'

type Manifest = {
  exports?: Record<string, string>
  bin?: Record<string, string>
  [key: string]: unknown
}

const wanted = process.argv.slice(2).filter((each) => !each.startsWith('--'))
const folders = globSync('{packages,apps}/*/package.json', { cwd: root })
  .map((file) => file.replace('/package.json', ''))
  .filter((folder) => readManifest(folder)['private'] !== true)
  .filter((folder) => wanted.length === 0 || wanted.includes(basename(folder)))
  .sort()
let failed = 0
for (const folder of folders) {
  const problem = await build(folder)
  console.log(`${problem === undefined ? 'built ' : 'FAILED'} ${folder}/dist`)
  if (problem === undefined) continue
  failed++
  console.error(problem)
}
process.exit(failed === 0 ? 0 : 1)

async function build(folder: string): Promise<string | undefined> {
  const dist = join(root, folder, 'dist')
  rmSync(dist, { recursive: true, force: true })
  const options = ['--noEmit', 'false', '--outDir', dist, '--rootDir', join(root, folder, 'src')]
  const emit = ['--rewriteRelativeImportExtensions', '--removeComments', 'false']
  const compiled = await run('tsc', ['-p', folder, ...options, ...emit], { quiet: true })
  if (compiled.code !== 0) return compiled.output
  for (const file of globSync(['**/*.test.*', '**/testing.*', '**/testing'], { cwd: dist })) {
    rmSync(join(dist, file), { recursive: true })
  }
  writeFileSync(join(dist, 'package.json'), `${JSON.stringify(published(folder), undefined, 2)}\n`)
  copyFileSync(join(root, 'LICENSE'), join(dist, 'LICENSE'))
  const readme = join(root, folder, 'README.md')
  if (existsSync(readme)) copyFileSync(readme, join(dist, 'README.md'))
  for (const file of Object.values(published(folder).bin ?? {})) chmodSync(join(dist, file), 0o755)
  if (!process.argv.includes('--check')) return undefined
  const linted = await run('publint', [dist, '--strict'], { quiet: true })
  return linted.code === 0 ? undefined : linted.output
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
}

/** The manifest as published: entry points in JavaScript with their declarations beside them. */
function published(folder: string): Manifest {
  const manifest = readManifest(folder)
  const made: Manifest = { ...manifest, engines: { node: '>=26' } }
  const script = (file: string): string => file.replace('./src/', './').replace(/\.ts$/, '.js')
  if (manifest.exports !== undefined) {
    made.exports = Object.fromEntries(
      Object.entries(manifest.exports)
        // What tests need of one another is not published.
        .filter(([name]) => name !== './testing')
        .map(([name, file]) => [
          name,
          { types: script(file).replace(/\.js$/, '.d.ts'), default: script(file) },
        ]),
    ) as unknown as Record<string, string>
  }
  if (manifest.bin !== undefined) {
    made.bin = Object.fromEntries(
      Object.entries(manifest.bin).map(([name, file]) => [name, script(file)]),
    )
  }
  return made
}
