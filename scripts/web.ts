/**
 * `npm run web`: makes apps/web/dist, which the server serves, if a source is newer than it.
 * `--always` makes it in any case. Each file that compresses gets a `.br` and a `.gz` beside it.
 */
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { root } from './registers.ts'
import { run } from './run.ts'

const folder = join(root, 'apps/web')
const made = join(folder, 'dist/index.html')
const sources = [
  'src/**/*.{ts,tsx,css}',
  'public/*',
  'index.html',
  'vite.config.ts',
  'package.json',
]

if (process.argv.includes('--always') || isOld()) {
  const { code, output } = await run('vite', ['build', folder, '--logLevel', 'error'], {
    quiet: true,
    env: { NODE_ENV: 'production' },
  })
  if (code !== 0) {
    console.error(output)
    process.exit(1)
  }
  compressAll()
  console.log('web: made apps/web/dist')
}

function isOld(): boolean {
  if (!existsSync(made)) return true
  const age = statSync(made).mtimeMs
  return globSync(sources, { cwd: folder })
    .filter((each) => !/\.test\.ts$|^src\/testing\//.test(each))
    .some((each) => statSync(join(folder, each)).mtimeMs > age)
}

function compressAll(): void {
  for (const file of globSync('**/*.{js,css,html,svg,webmanifest}', {
    cwd: join(folder, 'dist'),
  })) {
    const path = join(folder, 'dist', file)
    const bytes = readFileSync(path)
    if (bytes.length < 1_000) continue
    const quality = { [constants.BROTLI_PARAM_QUALITY]: 9 }
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: quality }))
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
  }
}
