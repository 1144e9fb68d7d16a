/** A real Chromium for tests: the one given by PARLEY_CHROMIUM, the system's, or the one from npm. */
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
/** Nothing of the browser's own goes out to a network; root may start it too. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
]

export async function startBrowser(): Promise<Browser> {
  const given = process.env['PARLEY_CHROMIUM']
  const found = given ?? usual.find((each) => existsSync(each))
  if (found !== undefined) return chromium.launch({ executablePath: found, args: quiet })
  // Where the system lacks its libraries, the package unpacks its own copies for this setting.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x'
  const { default: packed } = await import('@sparticuz/chromium')
  return chromium.launch({
    executablePath: await packed.executablePath(),
    args: [...packed.args, ...quiet],
  })
}
