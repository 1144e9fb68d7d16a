import type { Words } from '../app/languages.ts'

type State = 'done' | 'waiting' | 'ignored' | 'refused' | 'failed'

type MailsInWords = {
  readonly mails: string
  readonly intro: string
  readonly none: string
  readonly show: string
  readonly shown: Readonly<Record<'open' | 'failed' | 'refused' | 'waiting', string>>
  readonly counts: Readonly<Record<'failed' | 'refused' | 'waiting' | 'done', string>>
  readonly from: string
  readonly to: (recipients: string) => string
  readonly state: string
  readonly states: Readonly<Record<State, string>>
  readonly when: string
  readonly why: string
  readonly tries: (count: number) => string
  readonly actions: string
  readonly againOf: (sender: string) => string
  readonly taken: string
  readonly failedAgain: string
  readonly discardOf: (sender: string) => string
  readonly discarded: (sender: string) => string
}

export const mailsInWords: Words<MailsInWords> = {
  en: {
    mails: 'Mails in',
    intro:
      'Mails that came in and were not taken. What failed stays until somebody has looked at it: download it, try it again when the cause is gone, or discard it.',
    none: 'Every mail that came in was taken.',
    show: 'Show',
    shown: {
      open: 'All that was not taken',
      failed: 'What failed',
      refused: 'What was refused',
      waiting: 'What waits for somebody',
    },
    counts: { failed: 'Failed', refused: 'Refused', waiting: 'Waiting', done: 'Taken' },
    from: 'From',
    to: (recipients) => `to ${recipients}`,
    state: 'State',
    states: {
      done: 'Taken',
      waiting: 'Waits',
      ignored: 'Let go',
      refused: 'Refused',
      failed: 'Failed',
    },
    when: 'When',
    why: 'Why',
    tries: (count) => `after ${count} tries`,
    actions: 'Actions',
    againOf: (sender) => `Try again: ${sender}`,
    taken: 'It was taken now.',
    failedAgain: 'It failed again.',
    discardOf: (sender) => `Discard: ${sender}`,
    discarded: (sender) => `Discarded for good: the mail from ${sender}`,
  },
  de: {
    mails: 'Eingegangene Mails',
    intro:
      'Mails, die kamen und nicht übernommen wurden. Was gescheitert ist, bleibt, bis es jemand angesehen hat: herunterladen, erneut versuchen, wenn die Ursache behoben ist, oder verwerfen.',
    none: 'Jede eingegangene Mail wurde übernommen.',
    show: 'Zeigen',
    shown: {
      open: 'Alles nicht Übernommene',
      failed: 'Gescheitertes',
      refused: 'Abgelehntes',
      waiting: 'Was auf jemanden wartet',
    },
    counts: {
      failed: 'Gescheitert',
      refused: 'Abgelehnt',
      waiting: 'Wartet',
      done: 'Übernommen',
    },
    from: 'Von',
    to: (recipients) => `an ${recipients}`,
    state: 'Zustand',
    states: {
      done: 'Übernommen',
      waiting: 'Wartet',
      ignored: 'Übergangen',
      refused: 'Abgelehnt',
      failed: 'Gescheitert',
    },
    when: 'Wann',
    why: 'Warum',
    tries: (count) => `nach ${count} Versuchen`,
    actions: 'Aktionen',
    againOf: (sender) => `Erneut versuchen: ${sender}`,
    taken: 'Sie wurde nun übernommen.',
    failedAgain: 'Sie ist erneut gescheitert.',
    discardOf: (sender) => `Verwerfen: ${sender}`,
    discarded: (sender) => `Endgültig verworfen: Mail von ${sender}`,
  },
  fr: {
    mails: 'Courriels reçus',
    intro:
      'Courriels arrivés et non pris en compte. Ce qui a échoué reste jusqu’à ce que quelqu’un l’ait vu : téléchargez-le, réessayez une fois la cause réglée, ou supprimez-le.',
    none: 'Tous les courriels arrivés ont été pris en compte.',
    show: 'Afficher',
    shown: {
      open: 'Tout ce qui n’a pas été pris',
      failed: 'Les échecs',
      refused: 'Les refus',
      waiting: 'Ce qui attend quelqu’un',
    },
    counts: { failed: 'Échecs', refused: 'Refusés', waiting: 'En attente', done: 'Pris en compte' },
    from: 'De',
    to: (recipients) => `à ${recipients}`,
    state: 'État',
    states: {
      done: 'Pris en compte',
      waiting: 'En attente',
      ignored: 'Laissé de côté',
      refused: 'Refusé',
      failed: 'Échec',
    },
    when: 'Quand',
    why: 'Pourquoi',
    tries: (count) => `après ${count} essais`,
    actions: 'Actions',
    againOf: (sender) => `Réessayer : ${sender}`,
    taken: 'Il est maintenant pris en compte.',
    failedAgain: 'Nouvel échec.',
    discardOf: (sender) => `Supprimer : ${sender}`,
    discarded: (sender) => `Supprimé définitivement : courriel de ${sender}`,
  },
  es: {
    mails: 'Correos recibidos',
    intro:
      'Correos que llegaron y no se aceptaron. Lo que falló se queda hasta que alguien lo haya visto: descárguelo, inténtelo de nuevo cuando se resuelva la causa o descártelo.',
    none: 'Todos los correos recibidos se aceptaron.',
    show: 'Mostrar',
    shown: {
      open: 'Todo lo no aceptado',
      failed: 'Lo que falló',
      refused: 'Lo rechazado',
      waiting: 'Lo que espera a alguien',
    },
    counts: { failed: 'Fallidos', refused: 'Rechazados', waiting: 'En espera', done: 'Aceptados' },
    from: 'De',
    to: (recipients) => `para ${recipients}`,
    state: 'Estado',
    states: {
      done: 'Aceptado',
      waiting: 'En espera',
      ignored: 'Pasado por alto',
      refused: 'Rechazado',
      failed: 'Fallido',
    },
    when: 'Cuándo',
    why: 'Por qué',
    tries: (count) => `tras ${count} intentos`,
    actions: 'Acciones',
    againOf: (sender) => `Intentar de nuevo: ${sender}`,
    taken: 'Ahora se ha aceptado.',
    failedAgain: 'Ha fallado otra vez.',
    discardOf: (sender) => `Descartar: ${sender}`,
    discarded: (sender) => `Descartado para siempre: correo de ${sender}`,
  },
  ja: {
    mails: '受信メール',
    intro:
      '届いたものの受け付けられなかったメールです。失敗したものは誰かが確認するまで残ります。ダウンロード、原因の解消後の再試行、破棄ができます。',
    none: '届いたメールはすべて受け付けられました。',
    show: '表示',
    shown: {
      open: '受け付けられなかったものすべて',
      failed: '失敗したもの',
      refused: '拒否したもの',
      waiting: '判断を待つもの',
    },
    counts: { failed: '失敗', refused: '拒否', waiting: '待機中', done: '受付済み' },
    from: '差出人',
    to: (recipients) => `宛先：${recipients}`,
    state: '状態',
    states: {
      done: '受付済み',
      waiting: '待機中',
      ignored: '対象外',
      refused: '拒否',
      failed: '失敗',
    },
    when: '日時',
    why: '理由',
    tries: (count) => `${count}回試行後`,
    actions: '操作',
    againOf: (sender) => `再試行：${sender}`,
    taken: '受け付けました。',
    failedAgain: '再び失敗しました。',
    discardOf: (sender) => `破棄：${sender}`,
    discarded: (sender) => `完全に破棄しました：${sender}からのメール`,
  },
}
