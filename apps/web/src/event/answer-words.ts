import type { Words } from '../app/languages.ts'

export type GivenAnswer = 'accepted' | 'tentative' | 'declined'

type AnswerWords = {
  readonly label: string
  readonly verbs: Readonly<Record<GivenAnswer, string>>
  /** What will have been done: `Accepted: Planning`. */
  readonly done: Readonly<Record<GivenAnswer, (title: string) => string>>
  readonly comment: string
}

export const answerWords: Words<AnswerWords> = {
  en: {
    label: 'Your answer',
    verbs: { accepted: 'Accept', tentative: 'Maybe', declined: 'Decline' },
    done: {
      accepted: (title) => `Accepted: ${title}`,
      tentative: (title) => `Accepted tentatively: ${title}`,
      declined: (title) => `Declined: ${title}`,
    },
    comment: 'Message to the Organizer (optional)',
  },
  de: {
    label: 'Ihre Antwort',
    verbs: { accepted: 'Zusagen', tentative: 'Vielleicht', declined: 'Absagen' },
    done: {
      accepted: (title) => `Zugesagt: ${title}`,
      tentative: (title) => `Mit Vorbehalt zugesagt: ${title}`,
      declined: (title) => `Abgesagt: ${title}`,
    },
    comment: 'Nachricht an den Organisator (freiwillig)',
  },
  fr: {
    label: 'Votre réponse',
    verbs: { accepted: 'Accepter', tentative: 'Peut-être', declined: 'Refuser' },
    done: {
      accepted: (title) => `Accepté : ${title}`,
      tentative: (title) => `Peut-être : ${title}`,
      declined: (title) => `Refusé : ${title}`,
    },
    comment: 'Message à l’organisateur (facultatif)',
  },
  es: {
    label: 'Su respuesta',
    verbs: { accepted: 'Aceptar', tentative: 'Quizás', declined: 'Rechazar' },
    done: {
      accepted: (title) => `Aceptado: ${title}`,
      tentative: (title) => `Aceptado provisionalmente: ${title}`,
      declined: (title) => `Rechazado: ${title}`,
    },
    comment: 'Mensaje al organizador (opcional)',
  },
  ja: {
    label: 'あなたの回答',
    verbs: { accepted: '承諾', tentative: '仮承諾', declined: '辞退' },
    done: {
      accepted: (title) => `承諾しました: ${title}`,
      tentative: (title) => `仮承諾しました: ${title}`,
      declined: (title) => `辞退しました: ${title}`,
    },
    comment: '主催者へのメッセージ（任意）',
  },
}
