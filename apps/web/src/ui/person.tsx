/** People as they are shown everywhere: a coloured initial, a name, what they answered. */
import type { ReactElement } from 'react'
import { useWords, type Words } from '../app/languages.ts'
import { Icon, type IconName } from './icon.tsx'
import './person.css'

export function Avatar({ name }: { readonly name: string }): ReactElement {
  return (
    <span className={`avatar hue-${hueOf(name)}`} aria-hidden="true">
      {[...name.trim()][0]?.toUpperCase() ?? '?'}
    </span>
  )
}

/** One of eight, the same for the same name. */
function hueOf(name: string): number {
  let sum = 0
  for (const each of name) sum = (sum * 31 + (each.codePointAt(0) ?? 0)) % 9973
  return sum % 8
}

type PersonProps = { readonly address: string; readonly name?: string | undefined }

export function nameOf({ address, name }: PersonProps): string {
  return name !== undefined && name !== '' ? name : addressWords(address)
}

export function addressWords(address: string): string {
  return address.replace(/^mailto:/i, '')
}

export function Person({ address, name }: PersonProps): ReactElement {
  const shown = nameOf({ address, name })
  return (
    <span className="person" title={addressWords(address)}>
      <Avatar name={shown} />
      <span className="person-name">{shown}</span>
    </span>
  )
}

export type AnswerStatus =
  | 'needs-action'
  | 'accepted'
  | 'declined'
  | 'tentative'
  | 'delegated'
  | 'completed'
  | 'in-process'
  | 'other'

const icons: Readonly<Record<AnswerStatus, IconName>> = {
  'needs-action': 'question',
  accepted: 'check',
  declined: 'cross',
  tentative: 'question',
  delegated: 'forward',
  completed: 'check',
  'in-process': 'clock',
  other: 'more',
}

/** An answer in words and colour, never in colour alone. */
export function AnswerTag({ status }: { readonly status: AnswerStatus }): ReactElement {
  const words = useWords(statusWords)
  return (
    <span className={`tag answer-${status}`}>
      <Icon name={icons[status]} />
      {words[status]}
    </span>
  )
}

export const statusWords: Words<Readonly<Record<AnswerStatus, string>>> = {
  en: {
    'needs-action': 'No answer yet',
    accepted: 'Accepted',
    declined: 'Declined',
    tentative: 'Tentative',
    delegated: 'Delegated',
    completed: 'Completed',
    'in-process': 'In process',
    other: 'Other',
  },
  de: {
    'needs-action': 'Noch keine Antwort',
    accepted: 'Zugesagt',
    declined: 'Abgelehnt',
    tentative: 'Mit Vorbehalt',
    delegated: 'Übertragen',
    completed: 'Erledigt',
    'in-process': 'In Arbeit',
    other: 'Sonstige',
  },
  fr: {
    'needs-action': 'Pas encore de réponse',
    accepted: 'Accepté',
    declined: 'Refusé',
    tentative: 'Peut-être',
    delegated: 'Délégué',
    completed: 'Terminé',
    'in-process': 'En cours',
    other: 'Autre',
  },
  es: {
    'needs-action': 'Sin respuesta',
    accepted: 'Aceptado',
    declined: 'Rechazado',
    tentative: 'Provisional',
    delegated: 'Delegado',
    completed: 'Completado',
    'in-process': 'En curso',
    other: 'Otro',
  },
  ja: {
    'needs-action': '未回答',
    accepted: '承諾',
    declined: '辞退',
    tentative: '仮承諾',
    delegated: '委任',
    completed: '完了',
    'in-process': '進行中',
    other: 'その他',
  },
}
