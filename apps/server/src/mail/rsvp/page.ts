/** The answer page: no account, no script, one form. */
import { createHash } from 'node:crypto'
import { dateParts, type Time, timeAt, utcSeconds } from '@parley/icalendar'
import { escapeHtml, type Line, mailDocument, type Row } from '@parley/imip'
import type { Parts } from '../../parts.ts'
import { effectFor, type Invitation, type InvitedTo, upcoming } from './invitation.ts'
import type { PageTexts } from './texts.ts'

const style = `
body{font:16px/1.5 system-ui,sans-serif;max-width:38rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}
th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0;white-space:nowrap}
td{padding:.2rem 0;overflow-wrap:anywhere}
button,input,select,textarea{font:inherit;padding:.45rem .7rem;max-width:100%;box-sizing:border-box}
textarea{width:100%}
form,section,details{margin:1.25rem 0}
label{display:block;margin:.6rem 0}
.said{padding:.7rem 1rem;border:2px solid}
`

export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
}

export type Shown = {
  readonly texts: PageTexts
  readonly languages: readonly string[]
  readonly tzid: string | undefined
  readonly token: string
  /** What has just happened. */
  readonly said: string | undefined
}

export function answerPage(parts: Parts, invitation: Invitation, shown: Shown): string {
  const { texts, said } = shown
  const { event, owner } = invitation
  const head = [
    `<h1>${escapeHtml(texts.who(owner.displayName))}</h1>`,
    ...(said === undefined ? [] : [`<p class="said" role="status">${escapeHtml(said)}</p>`]),
  ]
  if (event === undefined) return page(texts, [...head, `<p>${escapeHtml(texts.cancelled)}</p>`])
  const rows = mailDocument(effectFor(invitation, event), {
    languages: [...shown.languages, texts.language],
    floatingTzid: owner.tzid,
    ...(shown.tzid !== undefined && { readerTzid: shown.tzid }),
    catalog: parts.catalog,
  }).rows
  return page(texts, [
    ...head,
    `<table>${rows.map(row).join('')}</table>`,
    zoneForm(shown),
    `<p>${escapeHtml(texts.yourAnswer)}: <strong>${escapeHtml(
      texts.partStats[event.partStat] ?? event.partStat,
    )}</strong></p>`,
    replyForm(parts, event, shown),
    counterForm(event, shown),
    `<p><a href="${escapeHtml(`${shown.token}/invite.ics`)}">${escapeHtml(texts.download)}</a></p>`,
    `<p><a href="${escapeHtml(`${shown.token}/unsubscribe`)}">${escapeHtml(texts.unsubscribe)}</a></p>`,
  ])
}

export function unsubscribePage(
  invitation: Invitation,
  { texts }: Pick<Shown, 'texts'>,
  muted: boolean,
): string {
  const value = muted ? 'no' : 'yes'
  return page(texts, [
    `<h1>${escapeHtml(
      muted ? texts.unsubscribed : texts.confirmUnsubscribe(invitation.owner.displayName),
    )}</h1>`,
    `<form method="post"><button name="mute" value="${value}">`,
    `${escapeHtml(muted ? texts.resubscribe : texts.unsubscribe)}</button></form>`,
  ])
}

export function wordsPage(texts: PageTexts, words: string): string {
  return page(texts, [`<h1>${escapeHtml(words)}</h1>`])
}

export function page(texts: PageTexts, body: readonly string[]): string {
  return [
    '<!doctype html>',
    `<html lang="${texts.language}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width"><title>Parley</title>',
    `<style>${style}</style></head><body><main>`,
    ...body,
    '</main></body></html>',
    '',
  ].join('\n')
}

export function row({ label, lines }: Row): string {
  return `<tr><th scope="row">${escapeHtml(label)}</th><td>${lines.map(line).join('<br>')}</td></tr>`
}

function line({ label, text, href }: Line): string {
  const shown =
    href === undefined
      ? escapeHtml(text)
      : `<a rel="noreferrer noopener" href="${escapeHtml(href)}">${escapeHtml(text)}</a>`
  return label === undefined ? shown : `${escapeHtml(label)}: ${shown}`
}

function replyForm(parts: Parts, event: InvitedTo, { texts }: Shown): string {
  const dates = upcoming(parts, event)
  const scope =
    dates.length === 0
      ? ''
      : `<label>${escapeHtml(texts.applies)} <select name="key"><option value="">${escapeHtml(
          texts.wholeSeries,
        )}</option>${dates
          .map(
            ({ key, start }) => `<option value="${escapeHtml(key)}">${plainTime(start)}</option>`,
          )
          .join('')}</select></label>`
  const button = (value: string, words: string): string =>
    `<button name="answer" value="${value}">${escapeHtml(words)}</button> `
  return [
    '<form method="post">',
    scope,
    `<label>${escapeHtml(texts.comment)}<textarea name="comment" rows="2" maxlength="2000"></textarea></label>`,
    button('ACCEPTED', texts.accept),
    button('TENTATIVE', texts.tentative),
    button('DECLINED', texts.decline),
    '</form>',
  ].join('\n')
}

function counterForm(event: InvitedTo, { texts, tzid }: Shown): string {
  const { start, zones } = event
  if (start === undefined || event.isRecurring) return ''
  const isDay = start.kind === 'DATE'
  const type = isDay ? 'date' : 'datetime-local'
  const shown = inZone(start, tzid, zones)
  const value = inputTime(shown)
  const zone = shown.tzid === undefined ? '' : ` (${escapeHtml(shown.tzid)})`
  return [
    `<details><summary>${escapeHtml(texts.otherTime)}</summary><form method="post">`,
    ...(shown.tzid === undefined
      ? []
      : [`<input type="hidden" name="zone" value="${escapeHtml(shown.tzid)}">`]),
    `<label>${escapeHtml(texts.from)}${zone} <input required type="${type}" name="start" value="${value}"></label>`,
    `<label>${escapeHtml(texts.to)}${zone} <input required type="${type}" name="end" value="${value}"></label>`,
    `<label>${escapeHtml(texts.comment)}<textarea name="comment" rows="2" maxlength="2000"></textarea></label>`,
    `<button name="answer" value="counter">${escapeHtml(texts.propose)}</button></form></details>`,
  ].join('\n')
}

function inZone(time: Time, tzid: string | undefined, zones: InvitedTo['zones']): Time {
  if (tzid === undefined || time.kind === 'DATE' || time.tzid === undefined) return time
  return timeAt(utcSeconds(time, zones), { ...time, tzid }, zones)
}

export function zoneForm({ texts, tzid }: Shown): string {
  const options = Intl.supportedValuesOf('timeZone').map(
    (each) => `<option${each === tzid ? ' selected' : ''}>${escapeHtml(each)}</option>`,
  )
  return [
    `<form method="get"><label>${escapeHtml(texts.zone)} <select name="tz"><option value=""></option>`,
    options.join(''),
    `</select></label><button>${escapeHtml(texts.show)}</button></form>`,
  ].join('')
}

function inputTime({ kind, wallSeconds }: Time): string {
  const { year, month, day, hour, minute } = dateParts(wallSeconds)
  const two = (value: number): string => `${value}`.padStart(2, '0')
  const date = `${`${year}`.padStart(4, '0')}-${two(month)}-${two(day)}`
  return kind === 'DATE' ? date : `${date}T${two(hour)}:${two(minute)}`
}

function plainTime(time: Time): string {
  const zone = time.tzid === undefined ? '' : ` (${time.tzid})`
  return escapeHtml(`${inputTime(time).replace('T', ' ')}${zone}`)
}
