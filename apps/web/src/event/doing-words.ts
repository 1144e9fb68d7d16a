import type { Words } from '../app/languages.ts'

/** Sentences of what one does with a meeting. */
type DoingWords = {
  readonly answerHeading: string
  readonly onlyThis: string
  readonly allOfThem: string
  readonly answerWhich: string
  readonly propose: string
  readonly edit: string
  readonly askAgain: string
  readonly askAgainTitle: string
  readonly asked: string
  readonly allAnswered: string
  readonly cancel: string
  readonly cancelTitle: (title: string) => string
  readonly cancelDone: (title: string) => string
  readonly delete: string
  readonly deleteTitle: (title: string) => string
  readonly deleted: (title: string) => string
  readonly which: string
  readonly this: string
  readonly following: string
  readonly all: string
  readonly uninvite: (name: string) => string
  readonly uninviteTitle: (name: string) => string
  readonly uninviteAction: string
  readonly uninvited: (name: string) => string
  readonly proposals: string
  readonly proposesFrom: (who: string) => string
  readonly nowAt: string
  readonly proposedAt: string
  readonly everyoneFree: string
  readonly notEveryoneFree: string
  readonly outdated: string
  readonly otherToo: (list: string) => string
  readonly accept: string
  readonly decline: string
  readonly accepted: (who: string) => string
  readonly declined: (who: string) => string
  readonly everyonesTime: string
}

export const doingWords: Words<DoingWords> = {
  en: {
    answerHeading: 'Will you be there?',
    onlyThis: 'This date only',
    allOfThem: 'All dates',
    answerWhich: 'Answer for',
    propose: 'Propose another time',
    edit: 'Edit',
    askAgain: 'Ask again who has not answered',
    askAgainTitle: 'Ask again who has not answered?',
    asked: 'Asked again',
    allAnswered: 'Everyone has answered.',
    cancel: 'Call off',
    cancelTitle: (title) => `Call off ${title}?`,
    cancelDone: (title) => `Called off: ${title}`,
    delete: 'Delete',
    deleteTitle: (title) => `Delete ${title}?`,
    deleted: (title) => `Deleted: ${title}`,
    which: 'Which of them?',
    this: 'This date only',
    following: 'This date and those after it',
    all: 'All dates',
    uninvite: (name) => `Uninvite ${name}`,
    uninviteTitle: (name) => `Uninvite ${name}?`,
    uninviteAction: 'Uninvite',
    uninvited: (name) => `Uninvited: ${name}`,
    proposals: 'Proposed times',
    proposesFrom: (who) => `${who} proposes`,
    nowAt: 'Now',
    proposedAt: 'Proposed',
    everyoneFree: 'Everyone is free then, as far as is known.',
    notEveryoneFree: 'Not everyone is free then.',
    outdated: 'It was proposed for an earlier version.',
    otherToo: (list) => `Also changes: ${list}`,
    accept: 'Take it over',
    decline: 'Decline',
    accepted: (who) => `Taken over: the time that ${who} proposed`,
    declined: (who) => `Declined: the time that ${who} proposed`,
    everyonesTime: 'Everyone’s time',
  },
  de: {
    answerHeading: 'Nehmen Sie teil?',
    onlyThis: 'Nur dieser Termin',
    allOfThem: 'Alle Termine',
    answerWhich: 'Antwort für',
    propose: 'Andere Zeit vorschlagen',
    edit: 'Bearbeiten',
    askAgain: 'Offene Antworten erbitten',
    askAgainTitle: 'Alle ohne Antwort erneut fragen?',
    asked: 'Erneut gefragt',
    allAnswered: 'Alle haben geantwortet.',
    cancel: 'Absagen',
    cancelTitle: (title) => `${title} absagen?`,
    cancelDone: (title) => `Abgesagt: ${title}`,
    delete: 'Löschen',
    deleteTitle: (title) => `${title} löschen?`,
    deleted: (title) => `Gelöscht: ${title}`,
    which: 'Welche davon?',
    this: 'Nur diesen Termin',
    following: 'Diesen und alle folgenden',
    all: 'Alle Termine',
    uninvite: (name) => `${name} ausladen`,
    uninviteTitle: (name) => `${name} ausladen?`,
    uninviteAction: 'Ausladen',
    uninvited: (name) => `Ausgeladen: ${name}`,
    proposals: 'Vorgeschlagene Zeiten',
    proposesFrom: (who) => `${who} schlägt vor`,
    nowAt: 'Jetzt',
    proposedAt: 'Vorgeschlagen',
    everyoneFree: 'Soweit bekannt, haben dann alle Zeit.',
    notEveryoneFree: 'Dann haben nicht alle Zeit.',
    outdated: 'Der Vorschlag galt einer früheren Fassung.',
    otherToo: (list) => `Ändert auch: ${list}`,
    accept: 'Übernehmen',
    decline: 'Ablehnen',
    accepted: (who) => `Übernommen: der Vorschlag von ${who}`,
    declined: (who) => `Abgelehnt: der Vorschlag von ${who}`,
    everyonesTime: 'Zeit aller Beteiligten',
  },
  fr: {
    answerHeading: 'Y serez-vous ?',
    onlyThis: 'Cette date seulement',
    allOfThem: 'Toutes les dates',
    answerWhich: 'Répondre pour',
    propose: 'Proposer un autre horaire',
    edit: 'Modifier',
    askAgain: 'Relancer ceux qui n’ont pas répondu',
    askAgainTitle: 'Relancer ceux qui n’ont pas répondu ?',
    asked: 'Relance envoyée',
    allAnswered: 'Tout le monde a répondu.',
    cancel: 'Annuler la réunion',
    cancelTitle: (title) => `Annuler ${title} ?`,
    cancelDone: (title) => `Annulé : ${title}`,
    delete: 'Supprimer',
    deleteTitle: (title) => `Supprimer ${title} ?`,
    deleted: (title) => `Supprimé : ${title}`,
    which: 'Lesquelles ?',
    this: 'Cette date seulement',
    following: 'Cette date et les suivantes',
    all: 'Toutes les dates',
    uninvite: (name) => `Désinviter ${name}`,
    uninviteTitle: (name) => `Désinviter ${name} ?`,
    uninviteAction: 'Désinviter',
    uninvited: (name) => `Désinvité : ${name}`,
    proposals: 'Horaires proposés',
    proposesFrom: (who) => `${who} propose`,
    nowAt: 'Actuellement',
    proposedAt: 'Proposé',
    everyoneFree: 'Tout le monde est libre alors, pour autant qu’on le sache.',
    notEveryoneFree: 'Tout le monde n’est pas libre alors.',
    outdated: 'La proposition portait sur une version antérieure.',
    otherToo: (list) => `Change aussi : ${list}`,
    accept: 'Adopter',
    decline: 'Refuser',
    accepted: (who) => `Adopté : l’horaire proposé par ${who}`,
    declined: (who) => `Refusé : l’horaire proposé par ${who}`,
    everyonesTime: 'Disponibilité de chacun',
  },
  es: {
    answerHeading: '¿Asistirá?',
    onlyThis: 'Solo esta fecha',
    allOfThem: 'Todas las fechas',
    answerWhich: 'Responder para',
    propose: 'Proponer otra hora',
    edit: 'Editar',
    askAgain: 'Volver a preguntar a quien no ha respondido',
    askAgainTitle: '¿Volver a preguntar a quien no ha respondido?',
    asked: 'Se ha vuelto a preguntar',
    allAnswered: 'Todos han respondido.',
    cancel: 'Cancelar la reunión',
    cancelTitle: (title) => `¿Cancelar ${title}?`,
    cancelDone: (title) => `Cancelado: ${title}`,
    delete: 'Eliminar',
    deleteTitle: (title) => `¿Eliminar ${title}?`,
    deleted: (title) => `Eliminado: ${title}`,
    which: '¿Cuáles?',
    this: 'Solo esta fecha',
    following: 'Esta fecha y las siguientes',
    all: 'Todas las fechas',
    uninvite: (name) => `Retirar la invitación a ${name}`,
    uninviteTitle: (name) => `¿Retirar la invitación a ${name}?`,
    uninviteAction: 'Retirar la invitación',
    uninvited: (name) => `Invitación retirada: ${name}`,
    proposals: 'Horas propuestas',
    proposesFrom: (who) => `${who} propone`,
    nowAt: 'Ahora',
    proposedAt: 'Propuesta',
    everyoneFree: 'Entonces todos están libres, por lo que se sabe.',
    notEveryoneFree: 'Entonces no todos están libres.',
    outdated: 'Se propuso para una versión anterior.',
    otherToo: (list) => `También cambia: ${list}`,
    accept: 'Adoptar',
    decline: 'Rechazar',
    accepted: (who) => `Adoptada: la hora que propuso ${who}`,
    declined: (who) => `Rechazada: la hora que propuso ${who}`,
    everyonesTime: 'El tiempo de todos',
  },
  ja: {
    answerHeading: '出席されますか？',
    onlyThis: 'この回のみ',
    allOfThem: 'すべての回',
    answerWhich: '回答の対象',
    propose: '別の日時を提案',
    edit: '編集',
    askAgain: '未回答の方にもう一度尋ねる',
    askAgainTitle: '未回答の方にもう一度尋ねますか？',
    asked: 'もう一度尋ねました',
    allAnswered: '全員が回答済みです。',
    cancel: '中止する',
    cancelTitle: (title) => `${title}を中止しますか？`,
    cancelDone: (title) => `中止しました: ${title}`,
    delete: '削除',
    deleteTitle: (title) => `${title}を削除しますか？`,
    deleted: (title) => `削除しました: ${title}`,
    which: 'どの回ですか？',
    this: 'この回のみ',
    following: 'この回以降',
    all: 'すべての回',
    uninvite: (name) => `${name}さんの招待を取り消す`,
    uninviteTitle: (name) => `${name}さんの招待を取り消しますか？`,
    uninviteAction: '招待を取り消す',
    uninvited: (name) => `招待を取り消しました: ${name}`,
    proposals: '提案された日時',
    proposesFrom: (who) => `${who}さんの提案`,
    nowAt: '現在',
    proposedAt: '提案',
    everyoneFree: '分かる範囲では全員空いています。',
    notEveryoneFree: '空いていない方がいます。',
    outdated: '以前の内容に対する提案です。',
    otherToo: (list) => `ほかの変更: ${list}`,
    accept: '採用する',
    decline: '断る',
    accepted: (who) => `${who}さんの提案を採用しました`,
    declined: (who) => `${who}さんの提案を断りました`,
    everyonesTime: '全員の予定',
  },
}
