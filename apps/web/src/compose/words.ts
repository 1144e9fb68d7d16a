/** Long because every sentence stands here in five languages. */
import type { Words } from '../app/languages.ts'

type Compose = {
  readonly newTitle: string
  readonly editTitle: string
  readonly title: string
  readonly titleNeeded: string
  readonly when: string
  readonly starts: string
  readonly ends: string
  readonly startTime: string
  readonly endTime: string
  readonly chooseDate: string
  readonly earlierMonth: string
  readonly laterMonth: string
  readonly allDay: string
  readonly zone: string
  readonly endBeforeStart: string
  readonly inYourZone: (text: string) => string
  readonly people: string
  readonly addPeople: string
  readonly addHint: string
  readonly invite: (text: string) => string
  readonly noneFound: string
  readonly noGuests: string
  readonly organizer: string
  readonly roleOf: (text: string) => string
  readonly remove: (text: string) => string
  readonly added: (text: string) => string
  readonly group: string
  readonly elsewhere: string
  readonly rooms: string
  readonly seats: string
  readonly seatsOf: (count: number) => string
  readonly features: string
  readonly onlyFree: string
  readonly free: string
  readonly taken: string
  readonly book: (text: string) => string
  readonly booked: string
  readonly noRooms: string
  readonly everyonesTime: string
  readonly suggestHint: string
  readonly details: string
  readonly location: string
  readonly conference: string
  readonly conferenceHint: string
  readonly description: string
  readonly calendar: string
  readonly calendarOf: (name: string, owner: string) => string
  readonly reminders: string
  readonly atStart: string
  readonly before: (text: string) => string
  readonly visibility: string
  readonly visPublic: string
  readonly visPrivate: string
  readonly visConfidential: string
  readonly busy: string
  readonly mayPropose: string
  readonly mayForward: string
  readonly hideGuests: string
  readonly guestListHidden: string
  readonly guestListShown: string
  /** The choice was not made for this meeting. */
  readonly asSettings: string
  readonly changeSetting: string
  readonly send: string
  readonly save: string
  readonly update: string
  readonly saveSilently: string
  readonly moreWays: string
  readonly leave: string
  readonly invited: (text: string) => string
  readonly saved: (text: string) => string
  readonly restored: string
  readonly startOver: string
  readonly looksTwice: (text: string) => string
  readonly inThePast: string
  readonly range: string
  readonly rangeThis: string
  readonly rangeFollowing: string
  readonly rangeAll: string
  readonly notYours: string
  readonly toEvent: string
  readonly unchanged: string
  readonly askTitle: string
  readonly fix: string
}

export const composeWords: Words<Compose> = {
  en: {
    newTitle: 'New meeting',
    editTitle: 'Change the meeting',
    title: 'Title',
    titleNeeded: 'Give it a title.',
    when: 'When',
    starts: 'Starts',
    ends: 'Ends',
    startTime: 'From',
    endTime: 'To',
    chooseDate: 'Choose a day',
    earlierMonth: 'Month before',
    laterMonth: 'Month after',
    allDay: 'All day',
    zone: 'Time zone',
    endBeforeStart: 'It ends before it starts.',
    inYourZone: (text) => `In your time zone: ${text}`,
    people: 'Guests',
    addPeople: 'Add people or groups',
    addHint: 'A name, or any mail address. Several at once, parted by commas.',
    invite: (text) => `Invite ${text}`,
    noneFound: 'Nobody of that name here. Type a whole mail address to invite someone elsewhere.',
    noGuests: 'Nobody is invited yet: it stays in your own calendar.',
    organizer: 'Organizer',
    roleOf: (text) => `Part of ${text}`,
    remove: (text) => `Remove ${text}`,
    added: (text) => `${text} added`,
    group: 'Group',
    elsewhere: 'Invited by mail',
    rooms: 'Rooms',
    seats: 'Seats at least',
    seatsOf: (count) => `${count} seats`,
    features: 'With',
    onlyFree: 'Only free rooms',
    free: 'Free',
    taken: 'Taken then',
    book: (text) => `Book ${text}`,
    booked: 'Chosen',
    noRooms: 'No room fits these wishes.',
    everyonesTime: 'Everyone’s time',
    suggestHint: 'Add guests, and times at which all can meet are suggested here.',
    details: 'Details',
    location: 'Place',
    conference: 'Link to a call',
    conferenceHint: 'Begins with https://',
    description: 'Description',
    calendar: 'Calendar',
    calendarOf: (name, owner) => `${name} (${owner})`,
    reminders: 'Reminders',
    atStart: 'At the start',
    before: (text) => `${text} before`,
    visibility: 'Others see',
    visPublic: 'What it is about',
    visPrivate: 'Only that you are busy',
    visConfidential: 'Nothing: confidential',
    busy: 'Show me as busy',
    mayPropose: 'Guests may propose other times',
    mayForward: 'Guests may forward the invitation',
    hideGuests: 'Guests do not see one another',
    guestListHidden: 'Each guest is told of you and of themselves alone.',
    guestListShown: 'Guests see who else is invited.',
    asSettings: 'So it is set for all your meetings.',
    changeSetting: 'Change that',
    send: 'Send invitation',
    save: 'Save',
    update: 'Update',
    saveSilently: 'Save without telling anyone',
    moreWays: 'More ways to save',
    leave: 'Discard',
    invited: (text) => `Invitation sent: ${text}`,
    saved: (text) => `Saved: ${text}`,
    restored: 'What you had begun to write is back.',
    startOver: 'Start over',
    looksTwice: (text) => `Your calendar already has “${text}” at that time.`,
    inThePast: 'This time is in the past.',
    range: 'What is changed',
    rangeThis: 'This one only',
    rangeFollowing: 'This and all that follow',
    rangeAll: 'The whole series',
    notYours:
      'Only its Organizer can change this meeting. You can propose another time on its page.',
    toEvent: 'To its page',
    unchanged: 'Nothing was changed.',
    askTitle: 'Before it is sent',
    fix: 'Some things need your attention:',
  },
  de: {
    newTitle: 'Neuer Termin',
    editTitle: 'Termin ändern',
    title: 'Titel',
    titleNeeded: 'Geben Sie einen Titel ein.',
    when: 'Wann',
    starts: 'Beginn',
    ends: 'Ende',
    startTime: 'Von',
    endTime: 'Bis',
    chooseDate: 'Tag wählen',
    earlierMonth: 'Voriger Monat',
    laterMonth: 'Nächster Monat',
    allDay: 'Ganztägig',
    zone: 'Zeitzone',
    endBeforeStart: 'Das Ende liegt vor dem Beginn.',
    inYourZone: (text) => `In Ihrer Zeitzone: ${text}`,
    people: 'Gäste',
    addPeople: 'Personen oder Gruppen hinzufügen',
    addHint: 'Ein Name oder eine beliebige Mailadresse. Mehrere auf einmal durch Kommas getrennt.',
    invite: (text) => `${text} einladen`,
    noneFound:
      'Hier gibt es niemanden dieses Namens. Geben Sie eine ganze Mailadresse ein, um jemanden anderswo einzuladen.',
    noGuests: 'Noch ist niemand eingeladen: Der Termin bleibt in Ihrem Kalender.',
    organizer: 'Organisator',
    roleOf: (text) => `Rolle von ${text}`,
    remove: (text) => `${text} entfernen`,
    added: (text) => `${text} hinzugefügt`,
    group: 'Gruppe',
    elsewhere: 'Wird per Mail eingeladen',
    rooms: 'Räume',
    seats: 'Mindestens Plätze',
    seatsOf: (count) => `${count} Plätze`,
    features: 'Mit',
    onlyFree: 'Nur freie Räume',
    free: 'Frei',
    taken: 'Dann belegt',
    book: (text) => `${text} buchen`,
    booked: 'Gewählt',
    noRooms: 'Kein Raum erfüllt diese Wünsche.',
    everyonesTime: 'Zeiten aller Beteiligten',
    suggestHint:
      'Fügen Sie Gäste hinzu, dann werden hier Zeiten vorgeschlagen, zu denen alle können.',
    details: 'Einzelheiten',
    location: 'Ort',
    conference: 'Link zur Konferenz',
    conferenceHint: 'Beginnt mit https://',
    description: 'Beschreibung',
    calendar: 'Kalender',
    calendarOf: (name, owner) => `${name} (${owner})`,
    reminders: 'Erinnerungen',
    atStart: 'Zu Beginn',
    before: (text) => `${text} vorher`,
    visibility: 'Andere sehen',
    visPublic: 'Worum es geht',
    visPrivate: 'Nur, dass Sie belegt sind',
    visConfidential: 'Nichts: vertraulich',
    busy: 'Mich als belegt zeigen',
    mayPropose: 'Gäste dürfen andere Zeiten vorschlagen',
    mayForward: 'Gäste dürfen die Einladung weiterleiten',
    hideGuests: 'Gäste sehen einander nicht',
    guestListHidden: 'Jeder Gast erfährt nur von Ihnen und von sich selbst.',
    guestListShown: 'Gäste sehen, wer noch eingeladen ist.',
    asSettings: 'So ist es für alle Ihre Termine eingestellt.',
    changeSetting: 'Ändern',
    send: 'Einladung senden',
    save: 'Speichern',
    update: 'Aktualisieren',
    saveSilently: 'Speichern, ohne jemanden zu benachrichtigen',
    moreWays: 'Weitere Arten zu speichern',
    leave: 'Verwerfen',
    invited: (text) => `Einladung gesendet: ${text}`,
    saved: (text) => `Gespeichert: ${text}`,
    restored: 'Ihr angefangener Entwurf ist wieder da.',
    startOver: 'Von vorn beginnen',
    looksTwice: (text) => `„${text}“ steht zu dieser Zeit schon in Ihrem Kalender.`,
    inThePast: 'Diese Zeit liegt in der Vergangenheit.',
    range: 'Was geändert wird',
    rangeThis: 'Nur dieser Termin',
    rangeFollowing: 'Dieser und alle folgenden',
    rangeAll: 'Die ganze Serie',
    notYours:
      'Nur der Organisator kann diesen Termin ändern. Auf seiner Seite können Sie eine andere Zeit vorschlagen.',
    toEvent: 'Zu seiner Seite',
    unchanged: 'Es wurde nichts geändert.',
    askTitle: 'Bevor es gesendet wird',
    fix: 'Bitte prüfen Sie noch:',
  },
  fr: {
    newTitle: 'Nouvelle réunion',
    editTitle: 'Modifier la réunion',
    title: 'Titre',
    titleNeeded: 'Donnez un titre.',
    when: 'Quand',
    starts: 'Début',
    ends: 'Fin',
    startTime: 'De',
    endTime: 'À',
    chooseDate: 'Choisir un jour',
    earlierMonth: 'Mois précédent',
    laterMonth: 'Mois suivant',
    allDay: 'Toute la journée',
    zone: 'Fuseau horaire',
    endBeforeStart: 'La fin précède le début.',
    inYourZone: (text) => `Dans votre fuseau : ${text}`,
    people: 'Invités',
    addPeople: 'Ajouter des personnes ou des groupes',
    addHint:
      'Un nom, ou toute adresse électronique. Plusieurs à la fois, séparés par des virgules.',
    invite: (text) => `Inviter ${text}`,
    noneFound:
      'Personne de ce nom ici. Saisissez une adresse complète pour inviter quelqu’un d’ailleurs.',
    noGuests: 'Personne n’est encore invité : la réunion reste dans votre agenda.',
    organizer: 'Organisateur',
    roleOf: (text) => `Rôle de ${text}`,
    remove: (text) => `Retirer ${text}`,
    added: (text) => `${text} : ajouté`,
    group: 'Groupe',
    elsewhere: 'Invité par courriel',
    rooms: 'Salles',
    seats: 'Places au moins',
    seatsOf: (count) => `${count} places`,
    features: 'Avec',
    onlyFree: 'Salles libres seulement',
    free: 'Libre',
    taken: 'Prise à cette heure',
    book: (text) => `Réserver ${text}`,
    booked: 'Choisie',
    noRooms: 'Aucune salle ne répond à ces souhaits.',
    everyonesTime: 'Disponibilité de chacun',
    suggestHint: 'Ajoutez des invités : des horaires qui conviennent à tous seront proposés ici.',
    details: 'Détails',
    location: 'Lieu',
    conference: 'Lien de visioconférence',
    conferenceHint: 'Commence par https://',
    description: 'Description',
    calendar: 'Agenda',
    calendarOf: (name, owner) => `${name} (${owner})`,
    reminders: 'Rappels',
    atStart: 'Au début',
    before: (text) => `${text} avant`,
    visibility: 'Les autres voient',
    visPublic: 'De quoi il s’agit',
    visPrivate: 'Seulement que vous êtes occupé',
    visConfidential: 'Rien : confidentiel',
    busy: 'M’afficher comme occupé',
    mayPropose: 'Les invités peuvent proposer d’autres horaires',
    mayForward: 'Les invités peuvent transférer l’invitation',
    hideGuests: 'Les invités ne se voient pas entre eux',
    guestListHidden: 'Chaque invité ne voit que vous et lui-même.',
    guestListShown: 'Les invités voient qui d’autre est invité.',
    asSettings: 'C’est votre réglage pour toutes vos réunions.',
    changeSetting: 'Modifier',
    send: 'Envoyer l’invitation',
    save: 'Enregistrer',
    update: 'Mettre à jour',
    saveSilently: 'Enregistrer sans prévenir personne',
    moreWays: 'Autres façons d’enregistrer',
    leave: 'Abandonner',
    invited: (text) => `Invitation envoyée : ${text}`,
    saved: (text) => `Enregistré : ${text}`,
    restored: 'Votre brouillon est de retour.',
    startOver: 'Recommencer',
    looksTwice: (text) => `Votre agenda contient déjà « ${text} » à cet horaire.`,
    inThePast: 'Cet horaire est passé.',
    range: 'Ce qui change',
    rangeThis: 'Seulement celle-ci',
    rangeFollowing: 'Celle-ci et les suivantes',
    rangeAll: 'Toute la série',
    notYours:
      'Seul l’organisateur peut modifier cette réunion. Vous pouvez proposer un autre horaire sur sa page.',
    toEvent: 'Vers sa page',
    unchanged: 'Rien n’a changé.',
    askTitle: 'Avant l’envoi',
    fix: 'Quelques points à revoir :',
  },
  es: {
    newTitle: 'Nueva reunión',
    editTitle: 'Cambiar la reunión',
    title: 'Título',
    titleNeeded: 'Ponga un título.',
    when: 'Cuándo',
    starts: 'Inicio',
    ends: 'Fin',
    startTime: 'De',
    endTime: 'A',
    chooseDate: 'Elegir un día',
    earlierMonth: 'Mes anterior',
    laterMonth: 'Mes siguiente',
    allDay: 'Todo el día',
    zone: 'Zona horaria',
    endBeforeStart: 'Termina antes de empezar.',
    inYourZone: (text) => `En su zona horaria: ${text}`,
    people: 'Invitados',
    addPeople: 'Añadir personas o grupos',
    addHint: 'Un nombre o cualquier dirección de correo. Varios a la vez, separados por comas.',
    invite: (text) => `Invitar a ${text}`,
    noneFound:
      'Aquí no hay nadie con ese nombre. Escriba una dirección completa para invitar a alguien de fuera.',
    noGuests: 'Todavía no hay nadie invitado: queda en su propio calendario.',
    organizer: 'Organizador',
    roleOf: (text) => `Papel de ${text}`,
    remove: (text) => `Quitar a ${text}`,
    added: (text) => `${text}: añadido`,
    group: 'Grupo',
    elsewhere: 'Invitado por correo',
    rooms: 'Salas',
    seats: 'Plazas como mínimo',
    seatsOf: (count) => `${count} plazas`,
    features: 'Con',
    onlyFree: 'Solo salas libres',
    free: 'Libre',
    taken: 'Ocupada entonces',
    book: (text) => `Reservar ${text}`,
    booked: 'Elegida',
    noRooms: 'Ninguna sala cumple estos deseos.',
    everyonesTime: 'Disponibilidad de todos',
    suggestHint: 'Añada invitados y aquí se sugerirán horas en las que todos pueden.',
    details: 'Detalles',
    location: 'Lugar',
    conference: 'Enlace a la videollamada',
    conferenceHint: 'Empieza por https://',
    description: 'Descripción',
    calendar: 'Calendario',
    calendarOf: (name, owner) => `${name} (${owner})`,
    reminders: 'Recordatorios',
    atStart: 'Al empezar',
    before: (text) => `${text} antes`,
    visibility: 'Los demás ven',
    visPublic: 'De qué se trata',
    visPrivate: 'Solo que está ocupado',
    visConfidential: 'Nada: confidencial',
    busy: 'Mostrarme como ocupado',
    mayPropose: 'Los invitados pueden proponer otras horas',
    mayForward: 'Los invitados pueden reenviar la invitación',
    hideGuests: 'Los invitados no se ven entre sí',
    guestListHidden: 'Cada invitado solo sabe de usted y de sí mismo.',
    guestListShown: 'Los invitados ven quién más está invitado.',
    asSettings: 'Así está ajustado para todas sus reuniones.',
    changeSetting: 'Cambiarlo',
    send: 'Enviar invitación',
    save: 'Guardar',
    update: 'Actualizar',
    saveSilently: 'Guardar sin avisar a nadie',
    moreWays: 'Otras formas de guardar',
    leave: 'Descartar',
    invited: (text) => `Invitación enviada: ${text}`,
    saved: (text) => `Guardado: ${text}`,
    restored: 'Su borrador ha vuelto.',
    startOver: 'Empezar de nuevo',
    looksTwice: (text) => `Su calendario ya tiene «${text}» a esa hora.`,
    inThePast: 'Esta hora ya ha pasado.',
    range: 'Qué cambia',
    rangeThis: 'Solo esta',
    rangeFollowing: 'Esta y las siguientes',
    rangeAll: 'Toda la serie',
    notYours:
      'Solo su organizador puede cambiar esta reunión. En su página puede proponer otra hora.',
    toEvent: 'A su página',
    unchanged: 'No ha cambiado nada.',
    askTitle: 'Antes de enviar',
    fix: 'Revise lo siguiente:',
  },
  ja: {
    newTitle: '新しい会議',
    editTitle: '会議の変更',
    title: '件名',
    titleNeeded: '件名を入力してください。',
    when: '日時',
    starts: '開始',
    ends: '終了',
    startTime: '開始時刻',
    endTime: '終了時刻',
    chooseDate: '日付を選ぶ',
    earlierMonth: '前の月',
    laterMonth: '次の月',
    allDay: '終日',
    zone: 'タイムゾーン',
    endBeforeStart: '終了が開始より前です。',
    inYourZone: (text) => `あなたのタイムゾーンでは${text}`,
    people: '参加者',
    addPeople: '参加者・グループを追加',
    addHint: '名前またはメールアドレス。カンマ区切りで複数入力できます。',
    invite: (text) => `${text}を招待`,
    noneFound: '該当する人がいません。外部の人はメールアドレスを入力してください。',
    noGuests: 'まだ誰も招待していません。自分のカレンダーにだけ登録されます。',
    organizer: '主催者',
    roleOf: (text) => `${text}の役割`,
    remove: (text) => `${text}を外す`,
    added: (text) => `${text}を追加しました`,
    group: 'グループ',
    elsewhere: 'メールで招待',
    rooms: '会議室',
    seats: '必要な席数',
    seatsOf: (count) => `${count}席`,
    features: '設備',
    onlyFree: '空室のみ',
    free: '空き',
    taken: '使用中',
    book: (text) => `${text}を予約`,
    booked: '選択中',
    noRooms: '条件に合う会議室がありません。',
    everyonesTime: '全員の予定',
    suggestHint: '参加者を追加すると、全員が集まれる時間をここで提案します。',
    details: '詳細',
    location: '場所',
    conference: '会議のリンク',
    conferenceHint: 'https:// で始まるアドレス',
    description: '説明',
    calendar: 'カレンダー',
    calendarOf: (name, owner) => `${name}（${owner}）`,
    reminders: 'リマインダー',
    atStart: '開始時',
    before: (text) => `${text}前`,
    visibility: '他の人への表示',
    visPublic: '内容を表示',
    visPrivate: '予定ありとだけ表示',
    visConfidential: '非公開（機密）',
    busy: '予定ありとして表示',
    mayPropose: '参加者は別の時間を提案できる',
    mayForward: '参加者は招待を転送できる',
    hideGuests: '参加者同士を互いに見せない',
    guestListHidden: '各参加者には、主催者と本人だけが表示されます。',
    guestListShown: '参加者は他の招待者を見られます。',
    asSettings: 'すべての会議に共通の設定です。',
    changeSetting: '変更',
    send: '招待を送信',
    save: '保存',
    update: '更新',
    saveSilently: '通知せずに保存',
    moreWays: 'その他の保存方法',
    leave: '破棄',
    invited: (text) => `招待を送信しました：${text}`,
    saved: (text) => `保存しました：${text}`,
    restored: '書きかけの内容を復元しました。',
    startOver: '最初から',
    looksTwice: (text) => `同じ時間に「${text}」がすでに登録されています。`,
    inThePast: '過去の時間です。',
    range: '変更の範囲',
    rangeThis: 'この回のみ',
    rangeFollowing: 'この回以降',
    rangeAll: 'すべての回',
    notYours: 'この会議を変更できるのは主催者だけです。会議のページから別の時間を提案できます。',
    toEvent: '会議のページへ',
    unchanged: '変更はありません。',
    askTitle: '送信前の確認',
    fix: '次の点をご確認ください：',
  },
}
