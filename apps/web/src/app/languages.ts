/** The languages that the pages speak, and which one a person reads. */
import { createContext, useContext } from 'react'

export const languages = ['en', 'de', 'fr', 'es', 'ja'] as const
export type Language = (typeof languages)[number]

/** Sentences of one room, in every language: each must say the same things. */
export type Words<T> = Readonly<Record<Language, T>>

export const languageNames: Words<string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  ja: '日本語',
}

/** `locale` is a whole tag (`de-CH`): dates and week starts follow it; `zone` an IANA name. */
export type Reader = { readonly language: Language; readonly locale: string; readonly zone: string }

export const ReaderContext = createContext<Reader>(readerOf({}))

export function useReader(): Reader {
  return useContext(ReaderContext)
}

/**
 * The sentences of a room in the reader's language.
 *
 * @example
 * const words = useWords(inboxWords)
 */
export function useWords<T>(words: Words<T>): T {
  return words[useReader().language]
}

/** What a person has set, else what the browser is set to. */
export function readerOf(set: { readonly locale?: string; readonly zone?: string }): Reader {
  const own = set.locale && [regional(set.locale), set.locale]
  const wished = own ? [...own, ...navigator.languages] : navigator.languages
  const locale = wished.find((each) => languageOf(each) !== undefined) ?? 'en'
  return {
    language: languageOf(locale) ?? 'en',
    locale,
    zone: set.zone || Intl.DateTimeFormat().resolvedOptions().timeZone,
  }
}

/** `en` says neither how a date is written nor when a week starts: the browser may know which. */
function regional(language: string): string {
  return navigator.languages.find((each) => each.startsWith(`${language}-`)) ?? language
}

function languageOf(locale: string): Language | undefined {
  const [first] = locale.toLowerCase().split('-')
  return languages.find((each) => each === first)
}
