import type { Words } from '../app/languages.ts'

/** Of the pages about oneself: profile, working hours, the way between the pages. */
type SettingsWords = {
  readonly heading: string
  readonly pages: Readonly<
    Record<'profile' | 'hours' | 'answers' | 'people' | 'passwords' | 'programs', string>
  >
  readonly saved: string
  readonly save: string
  readonly discard: string
  readonly shownName: string
  readonly shownNameHint: string
  readonly language: string
  readonly languageHint: (date: string) => string
  readonly zone: string
  readonly zoneHint: (time: string) => string
  readonly addresses: string
  readonly addressesHint: string
  readonly mainAddress: string
  readonly alias: string
  readonly colours: string
  readonly undoTime: string
  readonly undoTimeHint: string
  readonly seconds: (count: number) => string
  readonly themes: Readonly<Record<'system' | 'light' | 'dark', string>>
  readonly hoursLead: string
  readonly hoursKeys: string
  readonly hoursGrid: string
  readonly usualWeek: string
  readonly clear: string
  readonly wholeDay: string
  readonly noHours: string
  readonly ownAvailability: string
  readonly inZone: (zone: string) => string
  readonly free: string
  readonly working: string
}

export const settingsWords: Words<SettingsWords> = {
  en: {
    heading: 'Settings',
    pages: {
      profile: 'Profile',
      hours: 'Working hours',
      answers: 'Rules and reminders',
      people: 'Delegates',
      passwords: 'Passwords',
      programs: 'Notifications',
    },
    saved: 'Saved',
    save: 'Save',
    discard: 'Discard changes',
    shownName: 'Name',
    shownNameHint: 'As others see it in invitations.',
    language: 'Language and region',
    languageHint: (date) => `Dates are written like this: ${date}`,
    zone: 'Time zone',
    zoneHint: (time) => `There it is now ${time}.`,
    addresses: 'Addresses',
    addressesHint: 'Invitations to each of these reach you. Whoever runs this server changes them.',
    mainAddress: 'Main address',
    alias: 'Also yours',
    colours: 'Colours',
    undoTime: 'Time to undo',
    undoTimeHint: 'What you answer or send goes out after it.',
    seconds: (count) => `${count} seconds`,
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    hoursLead:
      'Outside of these hours you count as unavailable when others look for a time. Your meetings are not touched.',
    hoursKeys:
      'Drag over the week, or go with the arrow keys: the space bar switches half an hour, with Shift the arrow keys paint on.',
    hoursGrid: 'Your week in half hours',
    usualWeek: 'Monday to Friday, 9 to 5',
    clear: 'Clear all',
    wholeDay: 'Show the nights too',
    noHours: 'No hours are set: you count as available at any time.',
    ownAvailability: 'A calendar app has set your availability. Saving hours here replaces it.',
    inZone: (zone) => `Time zone: ${zone}`,
    free: 'not working',
    working: 'working',
  },
  de: {
    heading: 'Einstellungen',
    pages: {
      profile: 'Profil',
      hours: 'Arbeitszeiten',
      answers: 'Regeln und Erinnerungen',
      people: 'Stellvertretung',
      passwords: 'Passwörter',
      programs: 'Benachrichtigungen',
    },
    saved: 'Gespeichert',
    save: 'Speichern',
    discard: 'Änderungen verwerfen',
    shownName: 'Name',
    shownNameHint: 'Wie andere ihn in Einladungen sehen.',
    language: 'Sprache und Region',
    languageHint: (date) => `So werden Daten geschrieben: ${date}`,
    zone: 'Zeitzone',
    zoneHint: (time) => `Dort ist es jetzt ${time}.`,
    addresses: 'Adressen',
    addressesHint:
      'Einladungen an jede dieser Adressen erreichen Sie. Ändern kann sie, wer den Server betreibt.',
    mainAddress: 'Hauptadresse',
    alias: 'Auch Ihre',
    colours: 'Farben',
    undoTime: 'Zeit zum Rückgängigmachen',
    undoTimeHint: 'Was Sie antworten oder senden, geht erst dann hinaus.',
    seconds: (count) => `${count} Sekunden`,
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
    hoursLead:
      'Außerhalb dieser Zeiten gelten Sie als nicht verfügbar, wenn andere eine Zeit suchen. Ihre Termine bleiben, wie sie sind.',
    hoursKeys:
      'Ziehen Sie über die Woche, oder gehen Sie mit den Pfeiltasten: Die Leertaste schaltet eine halbe Stunde um, mit Umschalt malen die Pfeiltasten weiter.',
    hoursGrid: 'Ihre Woche in halben Stunden',
    usualWeek: 'Montag bis Freitag, 9 bis 17 Uhr',
    clear: 'Alles leeren',
    wholeDay: 'Auch die Nächte zeigen',
    noHours: 'Es sind keine Zeiten gesetzt: Sie gelten jederzeit als verfügbar.',
    ownAvailability:
      'Eine Kalender-App hat Ihre Verfügbarkeit gesetzt. Wenn Sie hier Zeiten speichern, ersetzen diese sie.',
    inZone: (zone) => `Zeitzone: ${zone}`,
    free: 'keine Arbeitszeit',
    working: 'Arbeitszeit',
  },
  fr: {
    heading: 'Réglages',
    pages: {
      profile: 'Profil',
      hours: 'Horaires de travail',
      answers: 'Règles et rappels',
      people: 'Délégués',
      passwords: 'Mots de passe',
      programs: 'Notifications',
    },
    saved: 'Enregistré',
    save: 'Enregistrer',
    discard: 'Abandonner les modifications',
    shownName: 'Nom',
    shownNameHint: 'Tel que les autres le voient dans les invitations.',
    language: 'Langue et région',
    languageHint: (date) => `Les dates s’écrivent ainsi : ${date}`,
    zone: 'Fuseau horaire',
    zoneHint: (time) => `Il y est maintenant ${time}.`,
    addresses: 'Adresses',
    addressesHint:
      'Les invitations à chacune vous parviennent. Qui gère ce serveur peut les changer.',
    mainAddress: 'Adresse principale',
    alias: 'Aussi la vôtre',
    colours: 'Couleurs',
    undoTime: 'Délai pour annuler',
    undoTimeHint: 'Vos réponses et envois ne partent qu’après.',
    seconds: (count) => `${count} secondes`,
    themes: { system: 'Comme le système', light: 'Clair', dark: 'Sombre' },
    hoursLead:
      'En dehors de ces heures, vous êtes considéré comme indisponible quand d’autres cherchent un moment. Vos réunions ne changent pas.',
    hoursKeys:
      'Faites glisser sur la semaine, ou utilisez les flèches : la barre d’espace change une demi-heure, avec Maj les flèches continuent à peindre.',
    hoursGrid: 'Votre semaine en demi-heures',
    usualWeek: 'Du lundi au vendredi, de 9 h à 17 h',
    clear: 'Tout effacer',
    wholeDay: 'Montrer aussi les nuits',
    noHours: 'Aucun horaire : vous êtes considéré comme disponible à tout moment.',
    ownAvailability:
      'Une application a défini votre disponibilité. Enregistrer des horaires ici la remplace.',
    inZone: (zone) => `Fuseau horaire : ${zone}`,
    free: 'hors travail',
    working: 'travail',
  },
  es: {
    heading: 'Ajustes',
    pages: {
      profile: 'Perfil',
      hours: 'Horario laboral',
      answers: 'Reglas y recordatorios',
      people: 'Delegados',
      passwords: 'Contraseñas',
      programs: 'Notificaciones',
    },
    saved: 'Guardado',
    save: 'Guardar',
    discard: 'Descartar cambios',
    shownName: 'Nombre',
    shownNameHint: 'Como lo ven los demás en las invitaciones.',
    language: 'Idioma y región',
    languageHint: (date) => `Las fechas se escriben así: ${date}`,
    zone: 'Zona horaria',
    zoneHint: (time) => `Allí son ahora las ${time}.`,
    addresses: 'Direcciones',
    addressesHint:
      'Las invitaciones a cada una le llegan. Las cambia quien administra este servidor.',
    mainAddress: 'Dirección principal',
    alias: 'También suya',
    colours: 'Colores',
    undoTime: 'Tiempo para deshacer',
    undoTimeHint: 'Lo que responda o envíe saldrá solo después.',
    seconds: (count) => `${count} segundos`,
    themes: { system: 'Como el sistema', light: 'Claro', dark: 'Oscuro' },
    hoursLead:
      'Fuera de estas horas cuenta como no disponible cuando otros buscan un hueco. Sus reuniones no cambian.',
    hoursKeys:
      'Arrastre sobre la semana o use las flechas: la barra espaciadora cambia media hora; con Mayús las flechas siguen pintando.',
    hoursGrid: 'Su semana en medias horas',
    usualWeek: 'De lunes a viernes, de 9 a 17',
    clear: 'Vaciar todo',
    wholeDay: 'Mostrar también las noches',
    noHours: 'Sin horario: cuenta como disponible en todo momento.',
    ownAvailability: 'Una aplicación fijó su disponibilidad. Guardar un horario aquí la reemplaza.',
    inZone: (zone) => `Zona horaria: ${zone}`,
    free: 'no laborable',
    working: 'laborable',
  },
  ja: {
    heading: '設定',
    pages: {
      profile: 'プロフィール',
      hours: '勤務時間',
      answers: 'ルールとリマインダー',
      people: '代理人',
      passwords: 'パスワード',
      programs: '通知',
    },
    saved: '保存しました',
    save: '保存',
    discard: '変更を破棄',
    shownName: '名前',
    shownNameHint: '招待でほかの方に表示されます。',
    language: '言語と地域',
    languageHint: (date) => `日付の表記: ${date}`,
    zone: 'タイムゾーン',
    zoneHint: (time) => `現地の現在時刻は${time}です。`,
    addresses: 'アドレス',
    addressesHint: 'どのアドレスへの招待も届きます。変更はサーバーの管理者が行います。',
    mainAddress: '主なアドレス',
    alias: '別のアドレス',
    colours: '配色',
    undoTime: '取り消せる時間',
    undoTimeHint: '回答や送信はこの時間のあとに行われます。',
    seconds: (count) => `${count}秒`,
    themes: { system: 'システムに合わせる', light: 'ライト', dark: 'ダーク' },
    hoursLead:
      'この時間以外は、ほかの方が時間を探すときに空いていないものとして扱われます。会議は変わりません。',
    hoursKeys:
      '週の上をドラッグするか、矢印キーで移動します。スペースキーで30分を切り替え、Shift と矢印キーで続けて塗ります。',
    hoursGrid: '30分ごとの1週間',
    usualWeek: '月曜から金曜、9時から17時',
    clear: 'すべて消す',
    wholeDay: '夜間も表示',
    noHours: '時間が設定されていません。いつでも空いているものとして扱われます。',
    ownAvailability:
      'カレンダーアプリが空き時間を設定しています。ここで保存すると置き換えられます。',
    inZone: (zone) => `タイムゾーン: ${zone}`,
    free: '勤務時間外',
    working: '勤務時間',
  },
}
