import type { Words } from '../app/languages.ts'

/** What each message is for who gets it. */
export type MethodWord =
  | 'invitation'
  | 'REQUEST'
  | 'CANCEL'
  | 'REPLY'
  | 'COUNTER'
  | 'DECLINECOUNTER'
  | 'POLLSTATUS'
  | 'other'
/** What of an event a message changes. */
export type ChangeWord =
  | 'time'
  | 'title'
  | 'place'
  | 'description'
  | 'rule'
  | 'guests'
  | 'status'
  | 'added'
  | 'cancelled'
  | 'removed'
  | 'restored'
  | 'else'

type ConsequencesWords = {
  readonly nobody: string
  readonly nothing: string
  readonly cancel: string
  readonly comment: string
  readonly told: Readonly<Record<MethodWord, string>>
  readonly news: (list: string) => string
  readonly changes: Readonly<Record<ChangeWord, string>>
  readonly here: string
  readonly byMail: string
  readonly more: (count: number) => string
  readonly resets: string
  readonly resetsHint: string
  readonly rooms: string
  /** On the button: what is done, and how many are told of it. */
  readonly tell: (label: string, count: number) => string
}

export const consequencesWords: Words<ConsequencesWords> = {
  en: {
    nobody: 'Nobody is told: nothing is sent.',
    nothing: 'This changes nothing.',
    cancel: 'Leave as it is',
    comment: 'Message to them (optional)',
    told: {
      invitation: 'Will get the invitation',
      REQUEST: 'Will get the new version',
      CANCEL: 'Will be told that it is called off for them',
      REPLY: 'Will get your answer',
      COUNTER: 'Will get your proposal',
      DECLINECOUNTER: 'Will be told that the proposal is declined',
      POLLSTATUS: 'Will see in the poll which time it is',
      other: 'Will be told',
    },
    news: (list) => `What is new: ${list}`,
    changes: {
      time: 'time',
      title: 'title',
      place: 'place',
      description: 'description',
      rule: 'repetition',
      guests: 'guests',
      status: 'status',
      added: 'a date is added',
      cancelled: 'called off',
      removed: 'a date is taken out',
      restored: 'a date takes place again',
      else: 'other details',
    },
    here: 'in their calendar here',
    byMail: 'by mail',
    more: (count) => `and ${count} more`,
    resets: 'Are asked again',
    resetsHint: 'Their answers were for the old time.',
    rooms: 'Rooms say',
    tell: (label, count) =>
      count === 0 ? label : `${label} and tell ${count === 1 ? 'one person' : `${count} people`}`,
  },
  de: {
    nobody: 'Niemand wird benachrichtigt: Es wird nichts gesendet.',
    nothing: 'Das ändert nichts.',
    cancel: 'So lassen',
    comment: 'Nachricht dazu (freiwillig)',
    told: {
      invitation: 'Erhalten die Einladung',
      REQUEST: 'Erhalten die neue Fassung',
      CANCEL: 'Erfahren, dass der Termin für sie entfällt',
      REPLY: 'Erhält Ihre Antwort',
      COUNTER: 'Erhält Ihren Vorschlag',
      DECLINECOUNTER: 'Erfährt, dass der Vorschlag abgelehnt ist',
      POLLSTATUS: 'Sehen in der Umfrage, welche Zeit es ist',
      other: 'Werden benachrichtigt',
    },
    news: (list) => `Neu ist: ${list}`,
    changes: {
      time: 'Zeit',
      title: 'Titel',
      place: 'Ort',
      description: 'Beschreibung',
      rule: 'Wiederholung',
      guests: 'Gäste',
      status: 'Status',
      added: 'ein Termin kommt hinzu',
      cancelled: 'abgesagt',
      removed: 'ein Termin fällt weg',
      restored: 'ein Termin findet wieder statt',
      else: 'weitere Angaben',
    },
    here: 'im Kalender hier',
    byMail: 'per E-Mail',
    more: (count) => `und ${count} weitere`,
    resets: 'Werden neu gefragt',
    resetsHint: 'Die Antworten galten für die alte Zeit.',
    rooms: 'Antworten der Räume',
    tell: (label, count) =>
      count === 0
        ? label
        : `${label} und ${count === 1 ? 'eine Person' : `${count} Personen`} benachrichtigen`,
  },
  fr: {
    nobody: 'Personne n’est prévenu : rien n’est envoyé.',
    nothing: 'Cela ne change rien.',
    cancel: 'Laisser tel quel',
    comment: 'Message (facultatif)',
    told: {
      invitation: 'Recevront l’invitation',
      REQUEST: 'Recevront la nouvelle version',
      CANCEL: 'Apprendront que la réunion est annulée pour eux',
      REPLY: 'Recevra votre réponse',
      COUNTER: 'Recevra votre proposition',
      DECLINECOUNTER: 'Apprendra que la proposition est refusée',
      POLLSTATUS: 'Verront dans le sondage l’horaire choisi',
      other: 'Seront prévenus',
    },
    news: (list) => `Ce qui change : ${list}`,
    changes: {
      time: 'horaire',
      title: 'titre',
      place: 'lieu',
      description: 'description',
      rule: 'répétition',
      guests: 'invités',
      status: 'statut',
      added: 'une date ajoutée',
      cancelled: 'annulation',
      removed: 'une date supprimée',
      restored: 'une date rétablie',
      else: 'autres détails',
    },
    here: 'dans leur agenda ici',
    byMail: 'par e-mail',
    more: (count) => `et ${count} de plus`,
    resets: 'Seront interrogés à nouveau',
    resetsHint: 'Leurs réponses valaient pour l’ancien horaire.',
    rooms: 'Réponse des salles',
    tell: (label, count) =>
      count === 0
        ? label
        : `${label} et prévenir ${count === 1 ? 'une personne' : `${count} personnes`}`,
  },
  es: {
    nobody: 'No se avisa a nadie: no se envía nada.',
    nothing: 'Esto no cambia nada.',
    cancel: 'Dejar como está',
    comment: 'Mensaje (opcional)',
    told: {
      invitation: 'Recibirán la invitación',
      REQUEST: 'Recibirán la nueva versión',
      CANCEL: 'Sabrán que queda cancelada para ellos',
      REPLY: 'Recibirá su respuesta',
      COUNTER: 'Recibirá su propuesta',
      DECLINECOUNTER: 'Sabrá que la propuesta se rechaza',
      POLLSTATUS: 'Verán en la encuesta qué hora es',
      other: 'Recibirán un aviso',
    },
    news: (list) => `Novedades: ${list}`,
    changes: {
      time: 'hora',
      title: 'título',
      place: 'lugar',
      description: 'descripción',
      rule: 'repetición',
      guests: 'invitados',
      status: 'estado',
      added: 'una fecha añadida',
      cancelled: 'cancelación',
      removed: 'una fecha eliminada',
      restored: 'una fecha restablecida',
      else: 'otros datos',
    },
    here: 'en su calendario aquí',
    byMail: 'por correo',
    more: (count) => `y ${count} más`,
    resets: 'Se les pregunta de nuevo',
    resetsHint: 'Sus respuestas eran para la hora anterior.',
    rooms: 'Respuesta de las salas',
    tell: (label, count) =>
      count === 0
        ? label
        : `${label} y avisar a ${count === 1 ? 'una persona' : `${count} personas`}`,
  },
  ja: {
    nobody: '誰にも通知されません。何も送信されません。',
    nothing: '変更はありません。',
    cancel: 'このままにする',
    comment: 'メッセージ（任意）',
    told: {
      invitation: '招待が届く方',
      REQUEST: '新しい内容が届く方',
      CANCEL: '中止の知らせが届く方',
      REPLY: 'あなたの回答が届く方',
      COUNTER: 'あなたの提案が届く方',
      DECLINECOUNTER: '提案の辞退が届く方',
      POLLSTATUS: '投票ページで決定した時間を見る方',
      other: '通知が届く方',
    },
    news: (list) => `変更点: ${list}`,
    changes: {
      time: '日時',
      title: '件名',
      place: '場所',
      description: '説明',
      rule: '繰り返し',
      guests: '出席者',
      status: '状態',
      added: '日程の追加',
      cancelled: '中止',
      removed: '日程の削除',
      restored: '日程の復活',
      else: 'その他の内容',
    },
    here: 'こちらのカレンダーに',
    byMail: 'メールで',
    more: (count) => `ほか${count}名`,
    resets: 'もう一度回答を求められる方',
    resetsHint: '前の日時への回答は無効になります。',
    rooms: '会議室の回答',
    tell: (label, count) => (count === 0 ? label : `${label}（${count}名に通知）`),
  },
}
