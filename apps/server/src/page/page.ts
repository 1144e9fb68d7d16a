/** The page at `/` for a person with a browser: what this is, how to add the account, how it does. */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { addressOfServer } from '../config.ts'
import { databaseFault, depthOfOutbox } from '../operations/health.ts'
import type { Parts } from '../parts.ts'
import { version } from '../version.ts'
import { appCards } from './apps.ts'
import { type Html, html } from './html.ts'
import { style } from './style.ts'

const styleHash = createHash('sha256').update(style).digest('base64')
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

export function addPage(http: FastifyInstance, parts: Parts): void {
  http.get('/', { exposeHeadRoute: true }, async (request, reply) => {
    const state = await stateOf(parts)
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .send(`<!doctype html>\n${page(addressFor(parts, request), state).html}`)
  })
}

export type ServerState = {
  readonly database: 'SQLite' | 'PostgreSQL'
  readonly answers: boolean
  /** Undefined: not known, because the database is away. */
  readonly outbox: { readonly waiting: number; readonly failed: number } | undefined
}

async function stateOf(parts: Parts): Promise<ServerState> {
  const [fault, depth] = await Promise.all([databaseFault(parts), depthOfOutbox(parts)])
  return {
    database: parts.store.kind === 'sqlite' ? 'SQLite' : 'PostgreSQL',
    answers: fault === undefined,
    outbox: depth && {
      waiting: (depth.get('waiting') ?? 0) + (depth.get('claimed') ?? 0),
      failed: depth.get('failed') ?? 0,
    },
  }
}

/** The configured address, or else the one by which this browser found us. */
function addressFor({ config }: Parts, request: FastifyRequest): string {
  const found = `${config.tls === undefined ? 'http' : 'https'}://${request.host}`
  return config.publicUrl === undefined && URL.canParse(found) ? found : addressOfServer(config)
}

export function page(address: string, state: ServerState): Html {
  return html`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>Parley: calendars that schedule by themselves</title>
<style>${{ html: style }}</style>
</head>
<body>
<header>
<h1>Parley</h1>
<p class="lead">This is a calendar server. Add your account to the calendar app you like; when you
invite people there, it brings them the invitation, and brings you their answers.</p>
<nav aria-label="On this page"><ul>
<li><a href="#account">Your account</a></li>
<li><a href="#apps">Add it to an app</a></li>
<li><a href="#state">State of the server</a></li>
</ul></nav>
</header>
<main>
<section id="account" aria-labelledby="account-title">
<h2 id="account-title">Your account</h2>
<p>Apps ask for three things: the server, your name, and a password. The server is</p>
<p class="address">${address}</p>
<p>Name and password come from whoever runs this server. Ask for an app password for each device:
when you lose one, only that one has to be revoked.</p>
</section>
<section id="apps" aria-labelledby="apps-title">
<h2 id="apps-title">Add it to an app</h2>
<div class="apps">${appCards(address)}</div>
</section>
<section id="state" aria-labelledby="state-title">
<h2 id="state-title">State of the server</h2>
<div class="card">${stateList(state)}</div>
</section>
</main>
<footer>Parley ${version}. Open standards: CalDAV scheduling (RFC 6638), iTIP (RFC 5546), iMIP (RFC 6047).</footer>
</body>
</html>
`
}

function stateList({ database, answers, outbox }: ServerState): Html {
  const verdict = answers
    ? html`<span class="well">answers</span>`
    : html`<span class="wrong">does not answer</span>; try again in some minutes`
  return html`<dl>
<dt>Database</dt><dd>${database} ${verdict}</dd>
<dt>Messages on their way</dt><dd>${outboxWords(outbox)}</dd>
<dt>Version</dt><dd>${version}</dd>
</dl>`
}

function outboxWords(outbox: ServerState['outbox']): Html {
  if (outbox === undefined) return html`not known`
  const { waiting, failed } = outbox
  const waits = waiting === 0 ? 'none' : `${waiting}`
  return failed === 0
    ? html`${waits}`
    : html`${waits}, and <span class="wrong">${failed} that failed</span>`
}
