/** Dovecot and Postfix on loopback, from Debian's packages: installed, or fetched beside the project. */
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

/** Where `node scripts/mail-servers.ts` puts them. */
export const fetchedFolder: string = new URL('../../../../.cache/mail-servers', import.meta.url)
  .pathname

/** `launch`: what is put before a command so that it finds them. `missing`: why tests are skipped. */
export type FoundServers = { readonly launch: readonly string[] } | { readonly missing: string }

const dovecot = '/usr/sbin/dovecot'
const postfix = '/usr/lib/postfix/sbin/master'

export function findMailServers(): FoundServers {
  if (process.platform !== 'linux' || userInfo().uid !== 0) {
    return { missing: 'Dovecot and Postfix are started on Linux, by root, who can give up rights' }
  }
  const isHere = (launch: readonly string[]): boolean => {
    const [command = '', ...args] = [...launch, 'test', '-x', dovecot, '-a', '-x', postfix]
    return spawnSync(command, args).status === 0
  }
  if (isHere([])) return { launch: [] }
  const fetched = join(fetchedFolder, 'root/usr')
  if (!existsSync(fetched)) {
    return { missing: 'no Dovecot and Postfix: `node scripts/mail-servers.ts` fetches them' }
  }
  // Their paths are built in: they see their files over those of the machine, and nobody else does.
  const mount = `mount -t overlay parley -o lowerdir=${fetched}:/usr /usr && exec "$@"`
  const launch = ['unshare', '--mount', 'sh', '-c', mount, 'sh']
  return isHere(launch) ? { launch } : { missing: 'no rights to show programs their files' }
}

export type MailServers = {
  readonly smtpPort: number
  readonly imapPort: number
  /** Postfix hands mails of that domain over to this LMTP port. */
  route(domain: string, lmtpPort: number): void
  stop(): Promise<void>
}

/** People of one domain, with the password `secret`, and addresses whose mails go to the first. */
export type Mailboxes = {
  readonly domain: string
  readonly users: readonly [string, ...string[]]
  readonly aliases: readonly string[]
}

/** Mails of that domain go to mailboxes in Dovecot. */
export async function startMailServers(
  launch: readonly string[],
  mailbox: Mailboxes,
): Promise<MailServers> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-mta-'))
  chmodSync(folder, 0o755)
  const [smtpPort, imapPort, lmtpPort] = [await freePort(), await freePort(), await freePort()]
  const mailboxes = dovecotConfig(folder, { ...mailbox, imapPort, lmtpPort })
  const to = `${mailbox.users[0]}@${mailbox.domain}`
  writeFileSync(join(folder, 'aliases'), mailbox.aliases.map((each) => `${each} ${to}\n`).join(''))
  const relay = postfixConfig(folder, smtpPort)
  const transports = new Map<string, number>()
  const route = (domain: string, port: number): void => {
    transports.set(domain, port)
    const lines = [...transports].map(([name, to]) => `${name} lmtp:inet:127.0.0.1:${to}`)
    writeFileSync(join(folder, 'transport'), `${lines.join('\n')}\n`)
  }
  route(mailbox.domain, lmtpPort)
  // In groups of their own: Postfix ends its whole group.
  const start = (...given: readonly string[]): ChildProcess => {
    const [command = '', ...args] = [...launch, ...given]
    return spawn(command, args, { stdio: 'ignore', detached: true })
  }
  const children = [start(dovecot, '-F', '-c', mailboxes), start(postfix, '-c', relay, '-d')]
  const stop = async (): Promise<void> => {
    await Promise.all(children.map(end))

    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    for (const port of [imapPort, lmtpPort, smtpPort]) await greeted(port)
  } catch (error) {
    await stop()
    throw error
  }
  return { smtpPort, imapPort, route, stop }
}

function dovecotConfig(
  folder: string,
  of: Mailboxes & { readonly imapPort: number; readonly lmtpPort: number },
): string {
  const file = join(folder, 'dovecot.conf')
  const users = join(folder, 'users')
  const lines = of.users.map(
    (name) => `${name}@${of.domain}:{PLAIN}secret:65534:65534::${folder}/mail/${name}::`,
  )
  writeFileSync(users, `${lines.join('\n')}\n`)
  mkdirSync(join(folder, 'mail'), { mode: 0o777 })
  chmodSync(join(folder, 'mail'), 0o777)
  const listener = (port: number): string => `address = 127.0.0.1\n port = ${port}`
  writeFileSync(
    file,
    `base_dir = ${folder}/dovecot
state_dir = ${folder}/dovecot-state
log_path = ${folder}/dovecot.log
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = nobody
default_internal_group = nogroup
default_login_user = nobody
first_valid_uid = 1
recipient_delimiter = +
mail_location = maildir:~/Maildir
auth_username_format = %Lu
service anvil {
 chroot =
}
service imap-login {
 chroot =
 inet_listener imap {
 ${listener(of.imapPort)}
 }
 inet_listener imaps {
 port = 0
 }
}
service lmtp {
 inet_listener lmtp {
 ${listener(of.lmtpPort)}
 }
}
service stats {
 chroot =
}
passdb {
 driver = passwd-file
 args = ${users}
}
userdb {
 driver = passwd-file
 args = ${users}
}
namespace inbox {
 inbox = yes
 separator = /
}
`,
  )
  return file
}

function postfixConfig(folder: string, smtpPort: number): string {
  const config = join(folder, 'postfix')
  const [queue, data] = [join(folder, 'queue'), join(folder, 'data')]
  for (const each of [config, queue, data]) mkdirSync(each, { mode: 0o755 })
  const names = ['active', 'bounce', 'corrupt', 'defer', 'deferred', 'flush', 'hold', 'incoming']
  for (const each of [...names, 'private', 'saved', 'trace', 'maildrop', 'pid', 'public']) {
    mkdirSync(join(queue, each), { mode: each === 'pid' ? 0o755 : 0o700 })
    if (each !== 'pid') execFileSync('chown', ['mail', join(queue, each)])
  }
  execFileSync('chown', ['mail', data])
  chmodSync(join(queue, 'public'), 0o755)
  writeFileSync(
    join(config, 'main.cf'),
    `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
daemon_directory = /usr/lib/postfix/sbin
mail_owner = mail
setgid_group = games
default_privs = nobody
maillog_file_prefixes = ${folder}
maillog_file = ${folder}/postfix.log
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.example
mydestination =
alias_maps =
local_recipient_maps =
mynetworks = 127.0.0.0/8
recipient_delimiter = +
virtual_alias_maps = texthash:${folder}/aliases
transport_maps = texthash:${folder}/transport
smtpd_relay_restrictions = permit_mynetworks, reject
default_transport = error:no route
disable_dns_lookups = yes
minimal_backoff_time = 1s
maximal_backoff_time = 2s
queue_run_delay = 1s
`,
  )
  const service = (name: string, how: string, program: string): string =>
    `${name} ${how} ${program}`
  writeFileSync(
    join(config, 'master.cf'),
    [
      service(`127.0.0.1:${smtpPort}`, 'inet n - n - -', 'smtpd'),
      service('cleanup', 'unix n - n - 0', 'cleanup'),
      service('qmgr', 'unix n - n 1 1', 'qmgr'),
      service('rewrite', 'unix - - n - -', 'trivial-rewrite'),
      service('bounce', 'unix - - n - 0', 'bounce'),
      service('defer', 'unix - - n - 0', 'bounce'),
      service('trace', 'unix - - n - 0', 'bounce'),
      service('flush', 'unix n - n 1000? 0', 'flush'),
      service('proxymap', 'unix - - n - -', 'proxymap'),
      service('lmtp', 'unix - - n - -', 'lmtp'),
      service('error', 'unix - - n - -', 'error'),
      service('retry', 'unix - - n - -', 'error'),
      service('anvil', 'unix - - n - 1', 'anvil'),
      service('scache', 'unix - - n - 1', 'scache'),
      service('postlog', 'unix-dgram n - n - 1', 'postlogd'),
      '',
    ].join('\n'),
  )
  return config
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}

const tries = 100

/** Waits for its first line. */
async function greeted(port: number): Promise<void> {
  for (let count = 0; count < tries; count++) {
    const line = await new Promise<string | undefined>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('data', (data) => resolve(data.toString()))
      socket.once('error', () => resolve(undefined))
      socket.setTimeout(2_000, () => resolve(undefined))
      socket.once('data', () => socket.destroy())
    })
    if (line !== undefined) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`no mail server answers on port ${port}`)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  await ended
}
