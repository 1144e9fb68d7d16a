/** The subject: what the mail is, the title, and the date. */
import { cleanLine } from '../clean.ts'
import { allTexts } from '../texts/choose.ts'
import type { Texts } from '../texts/texts.ts'
import { titleOf } from './component-rows.ts'
import type { Story } from './story.ts'
import { type Clock, startText, timeIn } from './times.ts'

const maxTitleLength = 150

/** `Accepted: Review – Tue 3 Mar 2026, 10:00 (Europe/Berlin)`. */
export function subjectOf({ kind, main, instances }: Story, clock: Clock): string {
  const { texts } = clock
  const title = cleanLine(withoutPrefixes(titleOf(main), [texts, ...allTexts]), maxTitleLength)
  const time = timeIn(main, 'DTSTART') ?? timeIn(main, 'RECURRENCE-ID') ?? timeIn(main, 'DUE')
  const more = instances.length > 1 ? ` ${texts.others(instances.length - 1)}` : ''
  const date = time === undefined ? '' : ` – ${startText(time, clock)}${more}`
  const named =
    kind === 'busy-time-asked' || kind === 'busy-time' ? '' : `: ${title || texts.untitled}`
  return `${texts.subjects[kind]}${named}${date}`
}

/** Takes off what mails put before titles, in any language, so that prefixes never stack. */
function withoutPrefixes(title: string, catalogue: readonly Texts[]): string {
  const prefixes = new Set(
    catalogue.flatMap(({ subjects, foreignPrefixes }) =>
      [...Object.values(subjects), ...foreignPrefixes].map((each) => each.toLowerCase()),
    ),
  )
  let rest = title
  for (;;) {
    const colon = rest.indexOf(':')
    if (colon < 0 || !prefixes.has(rest.slice(0, colon).trim().toLowerCase())) return rest
    rest = rest.slice(colon + 1).trim()
  }
}
