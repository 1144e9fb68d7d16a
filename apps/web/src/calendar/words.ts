import type { Words } from '../app/languages.ts'
import type { Standing } from './entries.ts'
import type { View } from './preferences.ts'

type CalendarWords = {
  readonly calendar: string
  readonly views: Readonly<Record<View, string>>
  readonly view: string
  readonly today: string
  readonly previous: string
  readonly next: string
  readonly pickDate: string
  readonly allDay: string
  readonly timed: string
  readonly noEvents: string
  readonly more: (count: number) => string
  readonly shown: string
  readonly calendars: string
  readonly mine: string
  readonly of: (name: string) => string
  readonly readOnly: string
  readonly options: (name: string) => string
  readonly newCalendar: string
  readonly edit: string
  readonly share: string
  readonly makeDefault: string
  readonly isDefault: string
  readonly remove: string
  readonly name: string
  readonly colour: string
  readonly ownColour: string
  readonly save: string
  readonly cancel: string
  readonly showDeclined: string
  readonly secondZone: string
  readonly noSecondZone: string
  readonly removeZone: string
  readonly shares: (name: string) => string
  readonly sharedWithNobody: string
  readonly shareWith: string
  readonly nobodyFound: string
  readonly mayRead: string
  readonly mayWrite: string
  readonly access: (name: string) => string
  readonly stopSharing: (name: string) => string
  readonly delete: (name: string) => string
  readonly deleteHint: string
  readonly deleteKnown: (events: number, meetings: number) => string
  readonly deleteAction: string
  readonly deleted: (name: string) => string
  readonly truncated: string
  readonly standing: Readonly<Record<Standing, string>>
  readonly recurring: string
  readonly guests: (count: number) => string
  readonly keys: string
}

export const calendarWords: Words<CalendarWords> = {
  en: {
    calendar: 'Calendar',
    views: { day: 'Day', week: 'Week', month: 'Month', list: 'List' },
    view: 'View',
    today: 'Today',
    previous: 'Earlier',
    next: 'Later',
    pickDate: 'Choose a date',
    allDay: 'all day',
    timed: 'Timed',
    noEvents: 'Nothing in this time.',
    more: (count) => `${count} more`,
    shown: 'What is shown',
    calendars: 'Calendars',
    mine: 'My calendars',
    of: (name) => `Calendars of ${name}`,
    readOnly: 'to read only',
    options: (name) => `Options of ${name}`,
    newCalendar: 'New calendar',
    edit: 'Name and colour',
    share: 'Share',
    makeDefault: 'Put new meetings here',
    isDefault: 'New meetings go here',
    remove: 'Delete',
    name: 'Name',
    colour: 'Colour',
    ownColour: 'Another colour',
    save: 'Save',
    cancel: 'Cancel',
    showDeclined: 'Show what I declined',
    secondZone: 'Second time zone',
    noSecondZone: 'A city, such as Tokyo',
    removeZone: 'Remove the second time zone',
    shares: (name) => `Share ${name}`,
    sharedWithNobody: 'Nobody else sees this calendar yet.',
    shareWith: 'Share with',
    nobodyFound: 'Nobody of that name',
    mayRead: 'may read',
    mayWrite: 'may change',
    access: (name) => `What ${name} may do`,
    stopSharing: (name) => `Stop sharing with ${name}`,
    delete: (name) => `Delete ${name}?`,
    deleteHint:
      'All its events go with it, and this cannot be undone. Guests of meetings that you organize are told that they are called off; Organizers of meetings that you attend are told that you decline.',
    deleteKnown: (events, meetings) =>
      `In the next 12 months: ${events} events, ${meetings} of them with guests.`,
    deleteAction: 'Delete the calendar',
    deleted: (name) => `Deleted: ${name}`,
    truncated: 'There is more than can be shown: choose a shorter time or fewer calendars.',
    standing: {
      plain: '',
      tentative: 'tentative',
      open: 'not answered yet',
      declined: 'declined',
      cancelled: 'cancelled',
    },
    recurring: 'repeats',
    guests: (count) => `${count} guests`,
    keys: 'Arrow keys go from event to event, Enter opens one, M moves it.',
  },
  de: {
    calendar: 'Kalender',
    views: { day: 'Tag', week: 'Woche', month: 'Monat', list: 'Liste' },
    view: 'Ansicht',
    today: 'Heute',
    previous: 'Früher',
    next: 'Später',
    pickDate: 'Datum wählen',
    allDay: 'ganztägig',
    timed: 'Mit Uhrzeit',
    noEvents: 'In dieser Zeit ist nichts.',
    more: (count) => `${count} weitere`,
    shown: 'Was gezeigt wird',
    calendars: 'Kalender',
    mine: 'Meine Kalender',
    of: (name) => `Kalender von ${name}`,
    readOnly: 'nur lesen',
    options: (name) => `Optionen für ${name}`,
    newCalendar: 'Neuer Kalender',
    edit: 'Name und Farbe',
    share: 'Teilen',
    makeDefault: 'Neue Termine hierher',
    isDefault: 'Neue Termine kommen hierher',
    remove: 'Löschen',
    name: 'Name',
    colour: 'Farbe',
    ownColour: 'Andere Farbe',
    save: 'Speichern',
    cancel: 'Abbrechen',
    showDeclined: 'Abgelehntes zeigen',
    secondZone: 'Zweite Zeitzone',
    noSecondZone: 'Eine Stadt, etwa Tokyo',
    removeZone: 'Zweite Zeitzone entfernen',
    shares: (name) => `${name} teilen`,
    sharedWithNobody: 'Noch sieht niemand sonst diesen Kalender.',
    shareWith: 'Teilen mit',
    nobodyFound: 'Niemand dieses Namens',
    mayRead: 'darf lesen',
    mayWrite: 'darf ändern',
    access: (name) => `Was ${name} darf`,
    stopSharing: (name) => `Nicht mehr mit ${name} teilen`,
    delete: (name) => `${name} löschen?`,
    deleteHint:
      'Alle Termine darin werden mitgelöscht; das lässt sich nicht rückgängig machen. Gäste Ihrer Termine erfahren, dass diese abgesagt sind; Organisatoren anderer Termine erhalten Ihre Absage.',
    deleteKnown: (events, meetings) =>
      `In den nächsten 12 Monaten: ${events} Termine, davon ${meetings} mit Gästen.`,
    deleteAction: 'Kalender löschen',
    deleted: (name) => `Gelöscht: ${name}`,
    truncated:
      'Es gibt mehr, als gezeigt werden kann: Wählen Sie eine kürzere Zeit oder weniger Kalender.',
    standing: {
      plain: '',
      tentative: 'mit Vorbehalt',
      open: 'noch nicht beantwortet',
      declined: 'abgelehnt',
      cancelled: 'abgesagt',
    },
    recurring: 'wiederholt sich',
    guests: (count) => `${count} Gäste`,
    keys: 'Pfeiltasten führen von Termin zu Termin, Enter öffnet, M verschiebt.',
  },
  fr: {
    calendar: 'Agenda',
    views: { day: 'Jour', week: 'Semaine', month: 'Mois', list: 'Liste' },
    view: 'Affichage',
    today: 'Aujourd’hui',
    previous: 'Plus tôt',
    next: 'Plus tard',
    pickDate: 'Choisir une date',
    allDay: 'journée',
    timed: 'Avec horaire',
    noEvents: 'Rien sur cette période.',
    more: (count) => `${count} de plus`,
    shown: 'Ce qui est affiché',
    calendars: 'Agendas',
    mine: 'Mes agendas',
    of: (name) => `Agendas de ${name}`,
    readOnly: 'lecture seule',
    options: (name) => `Options de ${name}`,
    newCalendar: 'Nouvel agenda',
    edit: 'Nom et couleur',
    share: 'Partager',
    makeDefault: 'Y placer les nouvelles réunions',
    isDefault: 'Les nouvelles réunions arrivent ici',
    remove: 'Supprimer',
    name: 'Nom',
    colour: 'Couleur',
    ownColour: 'Autre couleur',
    save: 'Enregistrer',
    cancel: 'Annuler',
    showDeclined: 'Afficher ce que j’ai refusé',
    secondZone: 'Deuxième fuseau horaire',
    noSecondZone: 'Une ville, par exemple Tokyo',
    removeZone: 'Retirer le deuxième fuseau',
    shares: (name) => `Partager ${name}`,
    sharedWithNobody: 'Personne d’autre ne voit encore cet agenda.',
    shareWith: 'Partager avec',
    nobodyFound: 'Personne de ce nom',
    mayRead: 'peut lire',
    mayWrite: 'peut modifier',
    access: (name) => `Droits de ${name}`,
    stopSharing: (name) => `Ne plus partager avec ${name}`,
    delete: (name) => `Supprimer ${name} ?`,
    deleteHint:
      'Tous ses événements disparaissent avec lui, sans retour possible. Les invités de vos réunions apprennent qu’elles sont annulées ; les organisateurs des autres reçoivent votre refus.',
    deleteKnown: (events, meetings) =>
      `Dans les 12 prochains mois : ${events} événements, dont ${meetings} avec des invités.`,
    deleteAction: 'Supprimer l’agenda',
    deleted: (name) => `Supprimé : ${name}`,
    truncated:
      'Il y en a plus que ce qui peut être affiché : choisissez une période plus courte ou moins d’agendas.',
    standing: {
      plain: '',
      tentative: 'peut-être',
      open: 'sans réponse',
      declined: 'refusé',
      cancelled: 'annulé',
    },
    recurring: 'se répète',
    guests: (count) => `${count} invités`,
    keys: 'Les flèches vont d’un événement à l’autre, Entrée ouvre, M déplace.',
  },
  es: {
    calendar: 'Calendario',
    views: { day: 'Día', week: 'Semana', month: 'Mes', list: 'Lista' },
    view: 'Vista',
    today: 'Hoy',
    previous: 'Antes',
    next: 'Después',
    pickDate: 'Elegir una fecha',
    allDay: 'todo el día',
    timed: 'Con hora',
    noEvents: 'No hay nada en este periodo.',
    more: (count) => `${count} más`,
    shown: 'Qué se muestra',
    calendars: 'Calendarios',
    mine: 'Mis calendarios',
    of: (name) => `Calendarios de ${name}`,
    readOnly: 'solo lectura',
    options: (name) => `Opciones de ${name}`,
    newCalendar: 'Nuevo calendario',
    edit: 'Nombre y color',
    share: 'Compartir',
    makeDefault: 'Poner aquí las nuevas reuniones',
    isDefault: 'Las nuevas reuniones van aquí',
    remove: 'Eliminar',
    name: 'Nombre',
    colour: 'Color',
    ownColour: 'Otro color',
    save: 'Guardar',
    cancel: 'Cancelar',
    showDeclined: 'Mostrar lo que rechacé',
    secondZone: 'Segunda zona horaria',
    noSecondZone: 'Una ciudad, por ejemplo Tokyo',
    removeZone: 'Quitar la segunda zona horaria',
    shares: (name) => `Compartir ${name}`,
    sharedWithNobody: 'Nadie más ve todavía este calendario.',
    shareWith: 'Compartir con',
    nobodyFound: 'Nadie con ese nombre',
    mayRead: 'puede leer',
    mayWrite: 'puede cambiar',
    access: (name) => `Qué puede hacer ${name}`,
    stopSharing: (name) => `Dejar de compartir con ${name}`,
    delete: (name) => `¿Eliminar ${name}?`,
    deleteHint:
      'Todos sus eventos se eliminan también, y no se puede deshacer. Los invitados de sus reuniones sabrán que se cancelan; los organizadores de las demás recibirán su rechazo.',
    deleteKnown: (events, meetings) =>
      `En los próximos 12 meses: ${events} eventos, ${meetings} de ellos con invitados.`,
    deleteAction: 'Eliminar el calendario',
    deleted: (name) => `Eliminado: ${name}`,
    truncated: 'Hay más de lo que se puede mostrar: elija menos tiempo o menos calendarios.',
    standing: {
      plain: '',
      tentative: 'provisional',
      open: 'sin respuesta',
      declined: 'rechazado',
      cancelled: 'cancelado',
    },
    recurring: 'se repite',
    guests: (count) => `${count} invitados`,
    keys: 'Las flechas van de un evento a otro, Intro abre, M mueve.',
  },
  ja: {
    calendar: 'カレンダー',
    views: { day: '日', week: '週', month: '月', list: 'リスト' },
    view: '表示',
    today: '今日',
    previous: '前へ',
    next: '次へ',
    pickDate: '日付を選択',
    allDay: '終日',
    timed: '時刻あり',
    noEvents: 'この期間に予定はありません。',
    more: (count) => `ほか${count}件`,
    shown: '表示する内容',
    calendars: 'カレンダー一覧',
    mine: '自分のカレンダー',
    of: (name) => `${name}さんのカレンダー`,
    readOnly: '閲覧のみ',
    options: (name) => `${name}の操作`,
    newCalendar: '新しいカレンダー',
    edit: '名前と色',
    share: '共有',
    makeDefault: '新しい会議をここに入れる',
    isDefault: '新しい会議はここに入ります',
    remove: '削除',
    name: '名前',
    colour: '色',
    ownColour: '別の色',
    save: '保存',
    cancel: 'キャンセル',
    showDeclined: '辞退した予定を表示',
    secondZone: '2つ目のタイムゾーン',
    noSecondZone: '都市名（例: Tokyo）',
    removeZone: '2つ目のタイムゾーンを外す',
    shares: (name) => `${name}を共有`,
    sharedWithNobody: 'このカレンダーはまだ誰とも共有されていません。',
    shareWith: '共有する相手',
    nobodyFound: '該当する方はいません',
    mayRead: '閲覧可',
    mayWrite: '変更可',
    access: (name) => `${name}さんの権限`,
    stopSharing: (name) => `${name}さんとの共有をやめる`,
    delete: (name) => `${name}を削除しますか？`,
    deleteHint:
      '中の予定もすべて削除され、元に戻せません。主催する会議の出席者には中止が、出席予定の会議の主催者には辞退が知らされます。',
    deleteKnown: (events, meetings) =>
      `今後12か月の予定: ${events}件（うち出席者のいる会議 ${meetings}件）`,
    deleteAction: 'カレンダーを削除',
    deleted: (name) => `削除しました: ${name}`,
    truncated: '表示しきれない予定があります。期間を短くするか、カレンダーを減らしてください。',
    standing: {
      plain: '',
      tentative: '仮承諾',
      open: '未回答',
      declined: '辞退',
      cancelled: '中止',
    },
    recurring: '繰り返し',
    guests: (count) => `出席者${count}名`,
    keys: '矢印キーで予定を移動し、Enterで開き、Mで日時を変更します。',
  },
}
