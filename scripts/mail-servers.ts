/**
 * `node scripts/mail-servers.ts`: fetches Debian's Dovecot and Postfix into .cache/mail-servers, from
 * where tests start them on loopback. Nothing is installed. Exit code 1: not to be had here.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fetchedFolder, findMailServers } from '../apps/server/src/testing/mail-servers.ts'

const wanted = ['dovecot-imapd', 'dovecot-lmtpd', 'postfix']
const found = findMailServers()
if ('launch' in found) {
  console.log('There already.')
} else {
  try {
    fetchAll()
    const now = findMailServers()
    console.log('launch' in now ? 'Fetched.' : now.missing)
    process.exitCode = 'launch' in now ? 0 : 1
  } catch (error) {
    console.error(`Not to be had here: ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  }
}

function fetchAll(): void {
  const packages = join(fetchedFolder, 'packages')
  rmSync(fetchedFolder, { recursive: true, force: true })
  mkdirSync(packages, { recursive: true })
  // What they need beside what this machine has.
  const plan = execFileSync('apt-get', ['-s', 'install', '--no-install-recommends', ...wanted], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const names = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name = '']) => name)
  execFileSync('apt-get', ['download', '-qq', ...names], { cwd: packages, stdio: 'ignore' })
  for (const file of readdirSync(packages).filter((each) => each.endsWith('.deb'))) {
    execFileSync('dpkg', ['-x', join(packages, file), join(fetchedFolder, 'root')])
  }
  rmSync(packages, { recursive: true })
}
