/** Which language a mail is written in. */
import { german } from './de.ts'
import { english } from './en.ts'
import { spanish } from './es.ts'
import { french } from './fr.ts'
import { japanese } from './ja.ts'
import type { Texts } from './texts.ts'

/** The languages there are. The first is for readers whose language is not known. */
export const allTexts: readonly [Texts, ...Texts[]] = [english, german, french, spanish, japanese]

/** The language chosen for a reader. */
export type Language = {
  readonly texts: Texts
  /** For dates; undefined when the reader's language is not known: dates are then YYYY-MM-DD. */
  readonly locale: string | undefined
}

/** The first of the reader's languages (RFC 5646 tags, the best first) that there are texts for. */
export function chooseLanguage(
  languages: readonly string[],
  catalogue: readonly [Texts, ...Texts[]] = allTexts,
): Language {
  for (const tag of languages) {
    const primary = tag.trim().split(/[-_]/, 1)[0]?.toLowerCase()
    const texts = catalogue.find(({ language }) => language === primary)
    if (texts !== undefined) return { texts, locale: localeOf(tag, texts) }
  }
  return { texts: catalogue[0], locale: undefined }
}

/** The reader's own tag where it says more than the language, and is a tag at all. */
function localeOf(tag: string, texts: Texts): string {
  try {
    const locale = new Intl.Locale(tag.trim().replaceAll('_', '-'))
    return locale.region === undefined ? texts.locale : locale.baseName
  } catch {
    return texts.locale
  }
}
