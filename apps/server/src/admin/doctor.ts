/** Asks a server, over the network, what a calendar app would ask, and says what is wrong. */
import { connect } from 'node:tls'
import { addressOfServer, type Config } from '../config.ts'

export type Finding = {
  readonly verdict: 'well' | 'doubtful' | 'wrong'
  /** What was looked at. */
  readonly about: string
  readonly words: string
}

export type Doctor = {
  /** Absent: the configured public address. */
  readonly url?: string
  /** Signs in, so that a person's own addresses can be followed too. */
  readonly login?: { readonly name: string; readonly password: string }
}

const timeoutMs = 10_000
const warnDays = 14

export async function examine(config: Config, given: Doctor = {}): Promise<readonly Finding[]> {
  const url = new URL(given.url ?? addressOfServer(config))
  const findings: Finding[] = [...adviceOn(config, url)]
  if (url.protocol === 'https:') findings.push(await certificate(url))
  const alive = await look('the server', async () => {
    const answer = await ask(url, 'GET', '/health/ready')
    return answer.status === 200
      ? well('it answers, and its database too')
      : wrong(`/health/ready answers ${answer.status}: ${answer.text.trim()}`)
  })
  findings.push(alive)
  if (alive.verdict === 'wrong') return findings
  findings.push(await look('discovery', () => discovery(url)))
  findings.push(await look('the root', () => signInAsked(url, '/')))
  findings.push(await look('sign-in', () => signInAsked(url, '/dav/')))
  if (given.login === undefined) return findings
  return [...findings, ...(await asUser(url, given.login))]
}

type Judged = Pick<Finding, 'verdict' | 'words'>

function well(words: string): Judged {
  return { verdict: 'well', words }
}
function doubtful(words: string): Judged {
  return { verdict: 'doubtful', words }
}
function wrong(words: string): Judged {
  return { verdict: 'wrong', words }
}

async function look(about: string, at: () => Promise<Judged>): Promise<Finding> {
  try {
    return { about, ...(await at()) }
  } catch (error) {
    return { about, ...wrong(wordsOf(error)) }
  }
}

function wordsOf(error: unknown): string {
  const { message, cause, name } = error as Error
  if (name === 'TimeoutError') return `nothing comes back within ${timeoutMs / 1000} seconds`
  const { code } = (cause ?? error) as { code?: unknown }
  if (code === 'ECONNREFUSED') return 'nobody listens there'
  if (code === 'ENOTFOUND') return 'there is no such host'
  return cause instanceof Error ? cause.message : message
}

/** What is no fault, and yet will not do for many people. */
function adviceOn({ domains, publicUrl }: Config, url: URL): readonly Finding[] {
  const about = 'configuration'
  const onLoopback = /^(127\.|localhost$|\[?::1\]?$)/.test(url.hostname)
  const findings: Finding[] = []
  if (url.protocol === 'http:' && !onLoopback) {
    findings.push({
      about,
      ...wrong('passwords would travel in the clear: use TLS, or a proxy that does (publicUrl)'),
    })
  }
  if (onLoopback && publicUrl === undefined) {
    findings.push({
      about,
      ...doubtful('only this machine reaches it: set publicUrl, and listen.host or a proxy'),
    })
  }
  if (domains.length === 0) {
    findings.push({ about, ...doubtful('domains is empty: no mail domain is known as ours') })
  }
  if (findings.length === 0) findings.push({ about, ...well('nothing to say against it') })
  return findings
}

function certificate(url: URL): Promise<Finding> {
  return look(
    'certificate',
    () =>
      new Promise((resolve, reject) => {
        const port = url.port === '' ? 443 : Number(url.port)
        const options = { host: url.hostname, port, servername: url.hostname }
        const socket = connect(
          { ...options, rejectUnauthorized: false, timeout: timeoutMs },
          () => {
            const { valid_to: until } = socket.getPeerCertificate()
            const days = Math.floor((Date.parse(until) - Date.now()) / 86_400_000)
            const fault = socket.authorizationError
            socket.destroy()
            if (days < 0) resolve(wrong(`it ran out ${-days} days ago`))
            else if (fault) resolve(wrong(`it is not trusted: ${String(fault)}`))
            else if (days < warnDays) resolve(doubtful(`it runs out in ${days} days`))
            else resolve(well(`it is trusted, for ${days} more days`))
          },
        )
        socket.on('timeout', () => socket.destroy(new Error('nothing comes back')))
        socket.on('error', reject)
      }),
  )
}

type Answer = { readonly status: number; readonly headers: Headers; readonly text: string }

async function ask(
  url: URL,
  method: string,
  path: string,
  more: { headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const answer = await fetch(new URL(path, url), {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    headers: { 'content-type': 'application/xml', ...more.headers },
    ...(more.body !== undefined && { body: more.body }),
  })
  return { status: answer.status, headers: answer.headers, text: await answer.text() }
}

async function discovery(url: URL): Promise<Judged> {
  const { status, headers } = await ask(url, 'PROPFIND', '/.well-known/caldav')
  const to = headers.get('location')
  if (status < 300 || status > 399 || to === null) {
    return wrong(`/.well-known/caldav answers ${status} and leads nowhere: does the proxy pass it?`)
  }
  const target = new URL(to, url)
  if (target.pathname !== '/dav/') return wrong(`/.well-known/caldav leads to ${target.pathname}`)
  if (target.origin !== url.origin) {
    return wrong(`/.well-known/caldav leads away, to ${target.origin}`)
  }
  return well('/.well-known/caldav leads to /dav/')
}

async function signInAsked(url: URL, path: string): Promise<Judged> {
  const { status, headers } = await ask(url, 'PROPFIND', path, { headers: { depth: '0' } })
  if (status === 207) return doubtful(`PROPFIND ${path} answers without a password`)
  if (status !== 401) return wrong(`PROPFIND ${path} answers ${status}: does the proxy pass it?`)
  if (!/basic/i.test(headers.get('www-authenticate') ?? '')) {
    return wrong(`PROPFIND ${path} does not ask for a password: the proxy hides WWW-Authenticate`)
  }
  return well(`PROPFIND ${path} asks for a name and a password`)
}

const needed = ['calendar-access', 'calendar-auto-schedule']

async function asUser(
  url: URL,
  { name, password }: NonNullable<Doctor['login']>,
): Promise<readonly Finding[]> {
  const authorization = `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
  const options = await look('scheduling', async () => {
    const { headers } = await ask(url, 'OPTIONS', '/dav/', { headers: { authorization } })
    const dav = (headers.get('dav') ?? '').split(',').map((each) => each.trim())
    const missing = needed.filter((each) => !dav.includes(each))
    return missing.length === 0
      ? well('the DAV header promises calendars that schedule')
      : wrong(`the DAV header lacks ${missing.join(', ')}: does the proxy change it?`)
  })
  let principal = ''
  const found = await look('principal', async () => {
    const body = propfind('<current-user-principal xmlns="DAV:"/>')
    const headers = { authorization, depth: '0' }
    const { status, text } = await ask(url, 'PROPFIND', '/dav/', { headers, body })
    principal = hrefIn(text, 'current-user-principal') ?? ''
    return status === 207 && principal !== ''
      ? well(`${name} is ${principal}`)
      : wrong(`PROPFIND /dav/ answers ${status}, without a principal`)
  })
  if (principal === '') return [options, found]
  const homes = await look('homes', async () => {
    const names = ['calendar-home-set', 'schedule-inbox-URL', 'schedule-outbox-URL']
    const caldav = 'urn:ietf:params:xml:ns:caldav'
    const body = propfind(names.map((each) => `<${each} xmlns="${caldav}"/>`).join(''))
    const headers = { authorization, depth: '0' }
    const { text } = await ask(url, 'PROPFIND', principal, { headers, body })
    const missing = names.filter((each) => hrefIn(text, each) === undefined)
    return missing.length === 0
      ? well('the principal names its calendars, its Inbox and its Outbox')
      : wrong(`the principal does not name ${missing.join(', ')}`)
  })
  return [options, found, homes]
}

function propfind(properties: string): string {
  return `<propfind xmlns="DAV:"><prop>${properties}</prop></propfind>`
}

function hrefIn(xml: string, element: string): string | undefined {
  const inside = new RegExp(`<(?:\\w+:)?${element}[^>]*>([\\s\\S]*?)</(?:\\w+:)?${element}>`).exec(
    xml,
  )
  return /<(?:\w+:)?href[^>]*>([^<]+)</.exec(inside?.[1] ?? '')?.[1]
}
