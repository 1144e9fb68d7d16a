import type { Words } from '../app/languages.ts'

type CopyWords = {
  readonly copy: (what: string) => string
  readonly copied: (what: string) => string
  readonly cannotCopy: string
}

export const copyWords: Words<CopyWords> = {
  en: {
    copy: (what) => `Copy: ${what}`,
    copied: (what) => `Copied: ${what}`,
    cannotCopy: 'The browser does not let this page copy: select the value and copy it yourself.',
  },
  de: {
    copy: (what) => `Kopieren: ${what}`,
    copied: (what) => `Kopiert: ${what}`,
    cannotCopy:
      'Der Browser lässt diese Seite nicht kopieren: Markieren und kopieren Sie den Wert selbst.',
  },
  fr: {
    copy: (what) => `Copier : ${what}`,
    copied: (what) => `Copié : ${what}`,
    cannotCopy:
      'Le navigateur ne laisse pas cette page copier : sélectionnez la valeur et copiez-la vous-même.',
  },
  es: {
    copy: (what) => `Copiar: ${what}`,
    copied: (what) => `Copiado: ${what}`,
    cannotCopy: 'El navegador no deja copiar a esta página: seleccione el valor y cópielo usted.',
  },
  ja: {
    copy: (what) => `コピー: ${what}`,
    copied: (what) => `コピーしました: ${what}`,
    cannotCopy: 'このページからはコピーできません。値を選択してコピーしてください。',
  },
}
