import type { Words } from '../app/languages.ts'
import type { GridRole, SlotState } from './busy.ts'
import type { Zoom } from './window.ts'

type Grid = {
  readonly label: string
  readonly slot: string
  readonly help: string
  readonly zoom: string
  readonly zooms: Readonly<Record<Zoom, string>>
  readonly earlier: string
  readonly later: string
  readonly toSlot: string
  readonly people: string
  readonly roles: Readonly<Record<GridRole, string>>
  readonly states: Readonly<Record<SlotState, string>>
  /** `Busy: Bob (10:00–11:00)`. */
  readonly standing: (state: SlotState, names: string) => string
  readonly allFree: string
  readonly busyAt: (name: string, hours: string) => string
  readonly members: (count: number) => string
  readonly otherZone: string
  readonly removeZone: (zone: string) => string
  readonly suggested: string
  readonly legend: string
}

export const gridWords: Words<Grid> = {
  en: {
    label: 'Everyone’s time',
    slot: 'Chosen time',
    help: 'Arrow keys move the time by 15 minutes, with Shift by a day, Page Up and Page Down by a week.',
    zoom: 'Shown at once',
    zooms: { day: 'Day', days: '3 days', week: 'Week' },
    earlier: 'Earlier',
    later: 'Later',
    toSlot: 'To the chosen time',
    people: 'People and rooms',
    roles: {
      me: 'You',
      required: 'Required',
      optional: 'Optional',
      informed: 'Informed only',
      room: 'Room',
    },
    states: {
      free: 'Free',
      outside: 'Outside working hours',
      tentative: 'Tentatively busy',
      away: 'Away',
      busy: 'Busy',
      unknown: 'Unknown',
      group: 'Group',
    },
    standing: (state, names) =>
      `${{ free: 'Free', outside: 'Outside working hours', tentative: 'Tentatively busy', away: 'Away', busy: 'Busy', unknown: 'Nothing known of', group: 'Groups' }[state]}: ${names}`,
    allFree: 'Everyone is free.',
    busyAt: (name, hours) => `${name} (${hours})`,
    members: (count) => (count === 1 ? 'Group of one' : `Group of ${count}`),
    otherZone: 'Show another time zone',
    removeZone: (zone) => `Hide ${zone}`,
    suggested: 'Suggested',
    legend: 'What the patterns mean',
  },
  de: {
    label: 'Zeiten aller Beteiligten',
    slot: 'Gewählte Zeit',
    help: 'Die Pfeiltasten verschieben die Zeit um 15 Minuten, mit Umschalttaste um einen Tag, Bild auf und Bild ab um eine Woche.',
    zoom: 'Auf einmal zu sehen',
    zooms: { day: 'Tag', days: '3 Tage', week: 'Woche' },
    earlier: 'Früher',
    later: 'Später',
    toSlot: 'Zur gewählten Zeit',
    people: 'Personen und Räume',
    roles: {
      me: 'Sie',
      required: 'Erforderlich',
      optional: 'Optional',
      informed: 'Nur zur Kenntnis',
      room: 'Raum',
    },
    states: {
      free: 'Frei',
      outside: 'Außerhalb der Arbeitszeit',
      tentative: 'Mit Vorbehalt belegt',
      away: 'Abwesend',
      busy: 'Belegt',
      unknown: 'Unbekannt',
      group: 'Gruppe',
    },
    standing: (state, names) =>
      `${{ free: 'Frei', outside: 'Außerhalb der Arbeitszeit', tentative: 'Mit Vorbehalt belegt', away: 'Abwesend', busy: 'Belegt', unknown: 'Nichts bekannt über', group: 'Gruppen' }[state]}: ${names}`,
    allFree: 'Alle sind frei.',
    busyAt: (name, hours) => `${name} (${hours})`,
    members: (count) =>
      count === 1 ? 'Gruppe mit einem Mitglied' : `Gruppe mit ${count} Mitgliedern`,
    otherZone: 'Weitere Zeitzone anzeigen',
    removeZone: (zone) => `${zone} ausblenden`,
    suggested: 'Vorschlag',
    legend: 'Was die Muster bedeuten',
  },
  fr: {
    label: 'Disponibilité de chacun',
    slot: 'Horaire choisi',
    help: 'Les flèches déplacent l’horaire de 15 minutes, avec Maj d’un jour, Page préc. et Page suiv. d’une semaine.',
    zoom: 'Période affichée',
    zooms: { day: 'Jour', days: '3 jours', week: 'Semaine' },
    earlier: 'Plus tôt',
    later: 'Plus tard',
    toSlot: 'Vers l’horaire choisi',
    people: 'Personnes et salles',
    roles: {
      me: 'Vous',
      required: 'Indispensable',
      optional: 'Facultatif',
      informed: 'Pour information',
      room: 'Salle',
    },
    states: {
      free: 'Libre',
      outside: 'Hors des heures de travail',
      tentative: 'Peut-être occupé',
      away: 'Absent',
      busy: 'Occupé',
      unknown: 'Inconnu',
      group: 'Groupe',
    },
    standing: (state, names) =>
      `${{ free: 'Libres', outside: 'Hors des heures de travail', tentative: 'Peut-être occupés', away: 'Absents', busy: 'Occupés', unknown: 'Rien de connu pour', group: 'Groupes' }[state]} : ${names}`,
    allFree: 'Tout le monde est libre.',
    busyAt: (name, hours) => `${name} (${hours})`,
    members: (count) => (count === 1 ? 'Groupe d’un membre' : `Groupe de ${count} membres`),
    otherZone: 'Afficher un autre fuseau',
    removeZone: (zone) => `Masquer ${zone}`,
    suggested: 'Proposé',
    legend: 'Ce que signifient les motifs',
  },
  es: {
    label: 'Disponibilidad de todos',
    slot: 'Hora elegida',
    help: 'Las flechas mueven la hora 15 minutos, con Mayús un día, y Re Pág y Av Pág una semana.',
    zoom: 'Periodo a la vista',
    zooms: { day: 'Día', days: '3 días', week: 'Semana' },
    earlier: 'Antes',
    later: 'Después',
    toSlot: 'A la hora elegida',
    people: 'Personas y salas',
    roles: {
      me: 'Usted',
      required: 'Necesario',
      optional: 'Opcional',
      informed: 'Solo informado',
      room: 'Sala',
    },
    states: {
      free: 'Libre',
      outside: 'Fuera del horario laboral',
      tentative: 'Ocupado provisionalmente',
      away: 'Ausente',
      busy: 'Ocupado',
      unknown: 'Desconocido',
      group: 'Grupo',
    },
    standing: (state, names) =>
      `${{ free: 'Libres', outside: 'Fuera del horario laboral', tentative: 'Ocupados provisionalmente', away: 'Ausentes', busy: 'Ocupados', unknown: 'Nada se sabe de', group: 'Grupos' }[state]}: ${names}`,
    allFree: 'Todos están libres.',
    busyAt: (name, hours) => `${name} (${hours})`,
    members: (count) => (count === 1 ? 'Grupo de un miembro' : `Grupo de ${count} miembros`),
    otherZone: 'Mostrar otra zona horaria',
    removeZone: (zone) => `Ocultar ${zone}`,
    suggested: 'Sugerida',
    legend: 'Qué significan los dibujos',
  },
  ja: {
    label: '全員の予定',
    slot: '選択した時間',
    help: '矢印キーで15分、Shiftを押しながらで1日、Page UpとPage Downで1週間移動します。',
    zoom: '表示期間',
    zooms: { day: '日', days: '3日', week: '週' },
    earlier: '前へ',
    later: '次へ',
    toSlot: '選択した時間へ',
    people: '参加者と会議室',
    roles: {
      me: 'あなた',
      required: '必須',
      optional: '任意',
      informed: '参考',
      room: '会議室',
    },
    states: {
      free: '空き',
      outside: '勤務時間外',
      tentative: '仮の予定あり',
      away: '不在',
      busy: '予定あり',
      unknown: '不明',
      group: 'グループ',
    },
    standing: (state, names) =>
      `${{ free: '空き', outside: '勤務時間外', tentative: '仮の予定あり', away: '不在', busy: '予定あり', unknown: '予定が不明', group: 'グループ' }[state]}：${names}`,
    allFree: '全員空いています。',
    busyAt: (name, hours) => `${name}（${hours}）`,
    members: (count) => `${count}人のグループ`,
    otherZone: '別のタイムゾーンを表示',
    removeZone: (zone) => `${zone}を非表示`,
    suggested: '候補',
    legend: '模様の意味',
  },
}
