import type { Words } from '../app/languages.ts'

type Why = {
  readonly why: string
  readonly section: (source: string, section: string) => string
}

export const whyWords: Words<Why> = {
  en: {
    why: 'Why?',
    section: (source, section) => `${source}, section ${section}`,
  },
  de: {
    why: 'Warum?',
    section: (source, section) => `${source}, Abschnitt ${section}`,
  },
  fr: {
    why: 'Pourquoi ?',
    section: (source, section) => `${source}, section ${section}`,
  },
  es: {
    why: '¿Por qué?',
    section: (source, section) => `${source}, apartado ${section}`,
  },
  ja: {
    why: '理由',
    section: (source, section) => `${source} ${section}節`,
  },
}
