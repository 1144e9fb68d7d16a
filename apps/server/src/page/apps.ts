/** How the account is added to each calendar app, step by step. */
import { type Html, html } from './html.ts'

type App = {
  readonly name: string
  /** None where there is nothing to set up. */
  readonly steps?: readonly Html[]
  readonly words?: Html
  readonly note?: Html
}

export function appCards(address: string): readonly Html[] {
  return apps(address).map(
    ({ name, steps, words, note }) => html`<article class="card">
<h3>${name}</h3>
${words && html`<p>${words}</p>`}${steps && html`<ol>${steps.map((each) => html`<li>${each}</li>`)}</ol>`}
${note && html`<p class="note">${note}</p>`}
</article>
`,
  )
}

function apps(address: string): readonly App[] {
  const { host, port, protocol } = new URL(address)
  const secure = protocol === 'https:'
  const named = html`<code>${address}/<wbr>dav/</code>`
  return [
    {
      name: 'macOS Calendar',
      steps: [
        html`Calendar › Settings › Accounts, then <b>+</b> and <b>Other CalDAV Account</b>.`,
        html`Account type <b>Manual</b>, server <code>${host}</code>, your name and password.`,
        html`Invitations appear under the bell at the top left.`,
      ],
      ...(!secure && {
        note: html`Without TLS choose <b>Advanced</b>: port <code>${port || '80'}</code>, path
<code>/dav/</code>, no SSL.`,
      }),
    },
    {
      name: 'iPhone and iPad',
      steps: [
        html`Settings › Apps › Calendar › Calendar Accounts › Add Account › Other.`,
        html`<b>Add CalDAV Account</b>: server <code>${host}</code>, your name and password.`,
        html`Invitations wait in the Inbox of the Calendar app.`,
      ],
      ...(!secure && {
        note: html`iOS warns that there is no TLS; continue only in a network you trust.`,
      }),
    },
    {
      name: 'Thunderbird',
      steps: [
        html`Calendar › <b>New Calendar…</b> › <b>On the Network</b>.`,
        html`Your name, and as location ${named}; then <b>Find Calendars</b>.`,
        html`In the calendar's properties choose the e-mail identity that is invited, and
<b>Prefer client-side email scheduling</b> off: the server sends.`,
      ],
    },
    {
      name: 'Android, with DAVx⁵',
      steps: [
        html`In DAVx⁵ <b>+</b>, then <b>Login with URL and user name</b>.`,
        html`Base URL ${named}, your name and password.`,
        html`Choose the calendars to synchronise; any calendar app on the phone then shows them.`,
      ],
      note: html`As account name take your e-mail address: apps use it as Organizer.`,
    },
    {
      name: 'GNOME Evolution',
      steps: [
        html`File › New › Calendar, type <b>CalDAV</b>.`,
        html`URL ${named}, your name; then <b>Find Calendars</b>.`,
        html`Choose your address as <b>Email</b>, and tick <b>Server handles meeting invitations</b>.`,
      ],
    },
    {
      name: 'Outlook',
      words: html`Outlook has no CalDAV of its own, and needs none: people who use it take part by
mail. Invite their e-mail address; they answer with Outlook's own buttons, and their answers find
their way back into your calendar.`,
      note: html`For this the server must be connected to a mail server.`,
    },
  ]
}
