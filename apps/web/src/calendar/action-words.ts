import type { Words } from '../app/languages.ts'

export type ActionWords = {
  readonly moveTitle: (title: string) => string
  readonly moveTo: (title: string, when: string) => string
  readonly move: string
  readonly moved: (title: string) => string
  readonly from: string
  readonly to: string
  readonly day: string
  readonly lastDay: string
  readonly continue: string
  readonly which: string
  readonly this: string
  readonly following: string
  readonly all: string
  readonly endBeforeStart: string
  readonly newEvent: string
  readonly eventTitle: string
  readonly create: string
  readonly more: string
  readonly inCalendar: string
  readonly created: (title: string) => string
  readonly open: string
  readonly moveIt: string
  readonly cancel: string
  readonly untitled: string
  readonly guests: (count: number) => string
  readonly organizer: string
}

export const actionWords: Words<ActionWords> = {
  en: {
    moveTitle: (title) => `Move ${title}`,
    moveTo: (title, when) => `Move ${title} to ${when}?`,
    move: 'Move',
    moved: (title) => `Moved: ${title}`,
    from: 'From',
    to: 'To',
    day: 'First day',
    lastDay: 'Last day',
    continue: 'Continue',
    which: 'Which of them?',
    this: 'This one only',
    following: 'This one and those after it',
    all: 'All of them',
    endBeforeStart: 'The end is before the start.',
    newEvent: 'New event',
    eventTitle: 'Title',
    create: 'Create',
    more: 'More details and guests',
    inCalendar: 'Calendar',
    created: (title) => `Created: ${title}`,
    open: 'Open',
    moveIt: 'Move …',
    cancel: 'Cancel',
    untitled: 'Without a title',
    guests: (count) => (count === 1 ? '1 guest' : `${count} guests`),
    organizer: 'Organizer',
  },
  de: {
    moveTitle: (title) => `${title} verschieben`,
    moveTo: (title, when) => `${title} verschieben auf ${when}?`,
    move: 'Verschieben',
    moved: (title) => `Verschoben: ${title}`,
    from: 'Von',
    to: 'Bis',
    day: 'Erster Tag',
    lastDay: 'Letzter Tag',
    continue: 'Weiter',
    which: 'Welche davon?',
    this: 'Nur diesen Termin',
    following: 'Diesen und alle folgenden',
    all: 'Alle Termine der Reihe',
    endBeforeStart: 'Das Ende liegt vor dem Anfang.',
    newEvent: 'Neuer Termin',
    eventTitle: 'Titel',
    create: 'Anlegen',
    more: 'Weitere Angaben und Gäste',
    inCalendar: 'Kalender',
    created: (title) => `Angelegt: ${title}`,
    open: 'Öffnen',
    moveIt: 'Verschieben …',
    cancel: 'Abbrechen',
    untitled: 'Ohne Titel',
    guests: (count) => (count === 1 ? '1 Gast' : `${count} Gäste`),
    organizer: 'Organisator',
  },
  fr: {
    moveTitle: (title) => `Déplacer ${title}`,
    moveTo: (title, when) => `Déplacer ${title} : ${when} ?`,
    move: 'Déplacer',
    moved: (title) => `Déplacé : ${title}`,
    from: 'De',
    to: 'À',
    day: 'Premier jour',
    lastDay: 'Dernier jour',
    continue: 'Continuer',
    which: 'Lesquels ?',
    this: 'Celui-ci seulement',
    following: 'Celui-ci et les suivants',
    all: 'Tous',
    endBeforeStart: 'La fin précède le début.',
    newEvent: 'Nouvel événement',
    eventTitle: 'Titre',
    create: 'Créer',
    more: 'Plus de détails et invités',
    inCalendar: 'Agenda',
    created: (title) => `Créé : ${title}`,
    open: 'Ouvrir',
    moveIt: 'Déplacer …',
    cancel: 'Annuler',
    untitled: 'Sans titre',
    guests: (count) => (count === 1 ? '1 invité' : `${count} invités`),
    organizer: 'Organisateur',
  },
  es: {
    moveTitle: (title) => `Mover ${title}`,
    moveTo: (title, when) => `¿Mover ${title} a ${when}?`,
    move: 'Mover',
    moved: (title) => `Movido: ${title}`,
    from: 'De',
    to: 'A',
    day: 'Primer día',
    lastDay: 'Último día',
    continue: 'Continuar',
    which: '¿Cuáles?',
    this: 'Solo este',
    following: 'Este y los siguientes',
    all: 'Todos',
    endBeforeStart: 'El final es anterior al comienzo.',
    newEvent: 'Nuevo evento',
    eventTitle: 'Título',
    create: 'Crear',
    more: 'Más detalles e invitados',
    inCalendar: 'Calendario',
    created: (title) => `Creado: ${title}`,
    open: 'Abrir',
    moveIt: 'Mover …',
    cancel: 'Cancelar',
    untitled: 'Sin título',
    guests: (count) => (count === 1 ? '1 invitado' : `${count} invitados`),
    organizer: 'Organizador',
  },
  ja: {
    moveTitle: (title) => `${title}の日時を変更`,
    moveTo: (title, when) => `${title}を${when}に変更しますか？`,
    move: '変更する',
    moved: (title) => `変更しました: ${title}`,
    from: '開始',
    to: '終了',
    day: '最初の日',
    lastDay: '最後の日',
    continue: '次へ',
    which: 'どの回を変更しますか？',
    this: 'この回のみ',
    following: 'この回以降',
    all: 'すべての回',
    endBeforeStart: '終了が開始より前です。',
    newEvent: '新しい予定',
    eventTitle: '件名',
    create: '作成',
    more: '詳細と出席者を入力',
    inCalendar: 'カレンダー',
    created: (title) => `作成しました: ${title}`,
    open: '開く',
    moveIt: '日時を変更…',
    cancel: 'キャンセル',
    untitled: '件名なし',
    guests: (count) => `出席者${count}名`,
    organizer: '主催者',
  },
}
