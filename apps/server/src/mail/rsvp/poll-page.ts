/** The page to vote on: each time that is offered, and what one thinks of it. */
import { answerOf, type Poll } from '@parley/busytime'
import { component } from '@parley/icalendar'
import { escapeHtml, mailDocument } from '@parley/imip'
import { calendarAddress } from '@parley/itip'
import type { Parts } from '../../parts.ts'
import type { Invitation } from './invitation.ts'
import { page, row, type Shown, zoneForm } from './page.ts'

export function pollPage(
  parts: Parts,
  invitation: Invitation & { readonly poll: Poll },
  shown: Shown,
): string {
  const { texts, said } = shown
  const { owner, poll } = invitation
  return page(texts, [
    `<h1>${escapeHtml(texts.asks(owner.displayName, poll.summary))}</h1>`,
    ...(said === undefined ? [] : [`<p class="said" role="status">${escapeHtml(said)}</p>`]),
    ...(poll.description === undefined ? [] : [`<p>${escapeHtml(poll.description)}</p>`]),
    ...(poll.status === 'IN-PROCESS'
      ? [zoneForm(shown), voteForm(parts, invitation, shown), ...othersNote(invitation, shown)]
      : [`<p>${escapeHtml(texts.pollOver)}</p>`]),
    `<p><a href="${escapeHtml(`${shown.token}/unsubscribe`)}">${escapeHtml(texts.unsubscribe)}</a></p>`,
  ])
}

/** Where nothing of others stands on the page: why. */
function othersNote(
  { poll, address, votesShown }: Invitation & { readonly poll: Poll },
  { texts }: Shown,
): readonly string[] {
  if (votesShown === 'hide') return [`<p>${escapeHtml(texts.votesHidden)}</p>`]
  const voted = poll.voters.some((each) => each.address !== address && each.votes.length > 0)
  return voted ? [] : [`<p>${escapeHtml(texts.nobodyYet)}</p>`]
}

/** Of each answer so many are named; the others are counted. */
const maxNames = 30

/** What others have said of one time, by name, where the Organizer shows it. */
function standing(
  { poll, address, votesShown }: Invitation & { readonly poll: Poll },
  { texts }: Shown,
  itemId: number,
): string {
  if (votesShown === 'hide') return ''
  const names = new Map<string, string[]>()
  for (const each of poll.voters) {
    const vote = each.votes.find((one) => one.itemId === itemId)
    if (vote === undefined || each.address === address) continue
    const answer = answerOf(vote.response)
    const said = { no: texts.no, maybe: texts.tentative, yes: texts.yes, 'yes-not-best': texts.yes }
    const name = each.commonName ?? each.address
    names.set(said[answer], [...(names.get(said[answer]) ?? []), name])
  }
  if (names.size === 0) return ''
  const list = new Intl.ListFormat(texts.language)
  const lines = [texts.yes, texts.tentative, texts.no].flatMap((each) => {
    const who = names.get(each)
    if (who === undefined) return []
    const shown = who.length > maxNames ? [...who.slice(0, maxNames), '…'] : who
    return [`${each} (${who.length}): ${list.format(shown)}`]
  })
  return `<p>${escapeHtml(texts.othersSay)}<br>${lines.map(escapeHtml).join('<br>')}</p>`
}

function voteForm(
  parts: Parts,
  invitation: Invitation & { readonly poll: Poll },
  shown: Shown,
): string {
  const { owner, poll, address } = invitation
  const { texts, languages, tzid } = shown
  const mine = poll.voters.find((each) => each.address === address)?.votes ?? []
  const fieldsets = poll.candidates.map(({ itemId, component: candidate }, index) => {
    const { rows } = mailDocument(
      {
        kind: 'send',
        method: 'PUBLISH',
        componentName: candidate.name === 'VTODO' ? 'VTODO' : 'VEVENT',
        uid: poll.uid,
        keys: [''],
        originator: calendarAddress(poll.organizer),
        sentBy: undefined,
        recipients: [],
        message: component('VCALENDAR', [], [candidate]),
        changes: [],
      },
      {
        languages: [...languages, texts.language],
        floatingTzid: owner.tzid,
        ...(tzid !== undefined && { readerTzid: tzid }),
        catalog: parts.catalog,
      },
    )
    const vote = mine.find((each) => each.itemId === itemId)
    const held = vote && answerOf(vote.response)
    const choice = (value: 'yes' | 'maybe' | 'no', words: string): string => {
      const checked = held === value || (value === 'yes' && held === 'yes-not-best')
      return (
        `<label><input type="radio" name="vote-${itemId}" value="${value}"` +
        `${checked ? ' checked' : ''}> ${escapeHtml(words)}</label>`
      )
    }
    return [
      `<fieldset><legend>${index + 1}</legend><table>${rows.map(row).join('')}</table>`,
      choice('yes', texts.yes),
      choice('maybe', texts.tentative),
      choice('no', texts.no),
      standing(invitation, shown, itemId),
      '</fieldset>',
    ].join('')
  })
  return [
    '<form method="post">',
    ...fieldsets,
    `<label>${escapeHtml(texts.comment)}<textarea name="comment" rows="2" maxlength="2000"></textarea></label>`,
    `<button name="answer" value="vote">${escapeHtml(texts.vote)}</button></form>`,
  ].join('\n')
}
