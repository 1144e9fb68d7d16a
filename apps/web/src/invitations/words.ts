import type { Words } from '../app/languages.ts'

export type AnswerWord = 'accepted' | 'tentative' | 'declined'

type InvitationWords = {
  readonly heading: string
  readonly awaiting: string
  readonly none: string
  readonly noneHint: string
  readonly openCalendar: string
  readonly whose: string
  readonly myself: string
  readonly keys: string
  readonly arrived: (title: string, from: string) => string
  readonly from: (who: string) => string
  readonly passedOn: (who: string) => string
  readonly guests: (count: number) => string
  readonly repeats: string
  readonly untitled: string
  readonly answers: Readonly<Record<AnswerWord, string>>
  /** What the notice says: what will have been done. */
  readonly did: Readonly<Record<AnswerWord, (title: string) => string>>
  readonly yourAnswer: string
  readonly comment: string
  readonly commentHint: (who: string) => string
  readonly which: string
  readonly all: string
  readonly allOf: (count: number) => string
  readonly details: string
  readonly openMeeting: string
  readonly guestList: string
  readonly free: string
  readonly collides: string
  readonly uncertain: string
  readonly stripOf: (day: string) => string
  readonly nothingElse: string
  readonly showMore: (count: number) => string
  readonly asText: (title: string, time: string) => string
}

export const invitationWords: Words<InvitationWords> = {
  en: {
    heading: 'Invitations',
    awaiting: 'Awaiting your answer',
    none: 'Nothing awaits your answer.',
    noneHint: 'New invitations, proposals and questions appear here by themselves.',
    openCalendar: 'Open the calendar',
    whose: 'Invitations of',
    myself: 'Myself',
    keys: 'On an invitation: j and k or the arrow keys move, a accepts, t is tentative, d declines.',
    arrived: (title, from) => `New invitation: ${title}, from ${from}`,
    from: (who) => `From ${who}`,
    passedOn: (who) => `From ${who}, passed on to you`,
    guests: (count) => (count === 1 ? '1 guest' : `${count} guests`),
    repeats: 'Repeats',
    untitled: 'Without a title',
    answers: { accepted: 'Accept', tentative: 'Tentative', declined: 'Decline' },
    did: {
      accepted: (title) => `Accepted: ${title}`,
      tentative: (title) => `Tentatively accepted: ${title}`,
      declined: (title) => `Declined: ${title}`,
    },
    yourAnswer: 'Your answer',
    comment: 'Comment',
    commentHint: (who) => `Goes to ${who} with your answer.`,
    which: 'Answer for',
    all: 'All dates',
    allOf: (count) => `All ${count} dates asked about`,
    details: 'Details',
    openMeeting: 'Open the meeting',
    guestList: 'Guests',
    free: 'You have nothing else at that time.',
    collides: 'Collides with',
    uncertain: 'not certain',
    stripOf: (day) => `Your ${day}`,
    nothingElse: 'nothing else',
    showMore: (count) => `Show ${count} more`,
    asText: (title, time) => `${title}, ${time}`,
  },
  de: {
    heading: 'Einladungen',
    awaiting: 'Warten auf Ihre Antwort',
    none: 'Nichts wartet auf Ihre Antwort.',
    noneHint: 'Neue Einladungen, Vorschläge und Fragen erscheinen hier von selbst.',
    openCalendar: 'Kalender öffnen',
    whose: 'Einladungen von',
    myself: 'Mir',
    keys: 'Auf einer Einladung: j und k oder die Pfeiltasten wechseln, a sagt zu, t sagt mit Vorbehalt zu, d lehnt ab.',
    arrived: (title, from) => `Neue Einladung: ${title}, von ${from}`,
    from: (who) => `Von ${who}`,
    passedOn: (who) => `Von ${who}, an Sie weitergeleitet`,
    guests: (count) => (count === 1 ? '1 Gast' : `${count} Gäste`),
    repeats: 'Wiederholt sich',
    untitled: 'Ohne Titel',
    answers: { accepted: 'Zusagen', tentative: 'Mit Vorbehalt', declined: 'Ablehnen' },
    did: {
      accepted: (title) => `Zugesagt: ${title}`,
      tentative: (title) => `Mit Vorbehalt zugesagt: ${title}`,
      declined: (title) => `Abgelehnt: ${title}`,
    },
    yourAnswer: 'Ihre Antwort',
    comment: 'Kommentar',
    commentHint: (who) => `Geht mit Ihrer Antwort an ${who}.`,
    which: 'Antwort für',
    all: 'Alle Termine',
    allOf: (count) => `Alle ${count} angefragten Termine`,
    details: 'Einzelheiten',
    openMeeting: 'Termin öffnen',
    guestList: 'Gäste',
    free: 'Sie haben zu dieser Zeit nichts anderes.',
    collides: 'Überschneidet sich mit',
    uncertain: 'nicht sicher',
    stripOf: (day) => `Ihr ${day}`,
    nothingElse: 'nichts anderes',
    showMore: (count) => `${count} weitere zeigen`,
    asText: (title, time) => `${title}, ${time}`,
  },
  fr: {
    heading: 'Invitations',
    awaiting: 'En attente de votre réponse',
    none: 'Rien n’attend votre réponse.',
    noneHint: 'Les invitations, propositions et questions apparaissent ici d’elles-mêmes.',
    openCalendar: 'Ouvrir l’agenda',
    whose: 'Invitations de',
    myself: 'Moi',
    keys: 'Sur une invitation : j et k ou les flèches pour circuler, a pour accepter, t pour peut-être, d pour refuser.',
    arrived: (title, from) => `Nouvelle invitation : ${title}, de ${from}`,
    from: (who) => `De ${who}`,
    passedOn: (who) => `De ${who}, transmise à vous`,
    guests: (count) => (count === 1 ? '1 invité' : `${count} invités`),
    repeats: 'Se répète',
    untitled: 'Sans titre',
    answers: { accepted: 'Accepter', tentative: 'Peut-être', declined: 'Refuser' },
    did: {
      accepted: (title) => `Accepté : ${title}`,
      tentative: (title) => `Accepté sous réserve : ${title}`,
      declined: (title) => `Refusé : ${title}`,
    },
    yourAnswer: 'Votre réponse',
    comment: 'Commentaire',
    commentHint: (who) => `Envoyé à ${who} avec votre réponse.`,
    which: 'Répondre pour',
    all: 'Toutes les dates',
    allOf: (count) => `Les ${count} dates demandées`,
    details: 'Détails',
    openMeeting: 'Ouvrir la réunion',
    guestList: 'Invités',
    free: 'Vous n’avez rien d’autre à ce moment.',
    collides: 'En conflit avec',
    uncertain: 'pas certain',
    stripOf: (day) => `Votre ${day}`,
    nothingElse: 'rien d’autre',
    showMore: (count) => `En afficher ${count} de plus`,
    asText: (title, time) => `${title}, ${time}`,
  },
  es: {
    heading: 'Invitaciones',
    awaiting: 'Esperan su respuesta',
    none: 'Nada espera su respuesta.',
    noneHint: 'Las invitaciones, propuestas y preguntas aparecen aquí por sí solas.',
    openCalendar: 'Abrir el calendario',
    whose: 'Invitaciones de',
    myself: 'Mías',
    keys: 'En una invitación: j y k o las flechas para moverse, a acepta, t responde quizá, d rechaza.',
    arrived: (title, from) => `Nueva invitación: ${title}, de ${from}`,
    from: (who) => `De ${who}`,
    passedOn: (who) => `De ${who}, reenviada a usted`,
    guests: (count) => (count === 1 ? '1 invitado' : `${count} invitados`),
    repeats: 'Se repite',
    untitled: 'Sin título',
    answers: { accepted: 'Aceptar', tentative: 'Quizá', declined: 'Rechazar' },
    did: {
      accepted: (title) => `Aceptada: ${title}`,
      tentative: (title) => `Aceptada provisionalmente: ${title}`,
      declined: (title) => `Rechazada: ${title}`,
    },
    yourAnswer: 'Su respuesta',
    comment: 'Comentario',
    commentHint: (who) => `Llega a ${who} con su respuesta.`,
    which: 'Responder para',
    all: 'Todas las fechas',
    allOf: (count) => `Las ${count} fechas consultadas`,
    details: 'Detalles',
    openMeeting: 'Abrir la reunión',
    guestList: 'Invitados',
    free: 'No tiene nada más a esa hora.',
    collides: 'Coincide con',
    uncertain: 'no seguro',
    stripOf: (day) => `Su ${day}`,
    nothingElse: 'nada más',
    showMore: (count) => `Mostrar ${count} más`,
    asText: (title, time) => `${title}, ${time}`,
  },
  ja: {
    heading: '招待',
    awaiting: '回答待ち',
    none: '回答待ちのものはありません。',
    noneHint: '新しい招待、提案、質問は自動的にここに表示されます。',
    openCalendar: 'カレンダーを開く',
    whose: '対象',
    myself: '自分',
    keys: '招待の上で: j / k または矢印キーで移動、a で承諾、t で仮承諾、d で辞退。',
    arrived: (title, from) => `新しい招待: ${title}（${from}さんから）`,
    from: (who) => `${who}さんから`,
    passedOn: (who) => `${who}さんから（転送）`,
    guests: (count) => `出席者${count}名`,
    repeats: '繰り返しあり',
    untitled: '件名なし',
    answers: { accepted: '承諾', tentative: '仮承諾', declined: '辞退' },
    did: {
      accepted: (title) => `承諾: ${title}`,
      tentative: (title) => `仮承諾: ${title}`,
      declined: (title) => `辞退: ${title}`,
    },
    yourAnswer: 'あなたの回答',
    comment: 'コメント',
    commentHint: (who) => `回答とともに${who}さんに送られます。`,
    which: '回答の対象',
    all: 'すべての日程',
    allOf: (count) => `対象の${count}件すべて`,
    details: '詳細',
    openMeeting: '会議を開く',
    guestList: '出席者',
    free: 'この時間にほかの予定はありません。',
    collides: '重なる予定',
    uncertain: '未確定',
    stripOf: (day) => `${day}の予定`,
    nothingElse: 'ほかの予定なし',
    showMore: (count) => `さらに${count}件を表示`,
    asText: (title, time) => `${title}、${time}`,
  },
}
