import type { Words } from '../app/languages.ts'
import type { Answer, Who } from './policy.ts'

type Booking = {
  readonly title: string
  readonly hint: string
  readonly answer: string
  readonly answers: Readonly<Record<Answer, string>>
  readonly answerShort: Readonly<Record<Answer, string>>
  readonly conflicts: string
  readonly allowConflicts: string
  readonly allowRecurring: string
  readonly maxConflicts: string
  readonly maxConflictPercent: string
  readonly maxConflictsHint: string
  readonly when: string
  readonly horizonDays: string
  readonly beyondHorizon: string
  readonly beyond: Readonly<Record<'decline' | 'cut', string>>
  readonly minMinutes: string
  readonly maxMinutes: string
  readonly noBound: string
  readonly hours: string
  readonly from: string
  readonly to: string
  readonly days: string
  readonly who: string
  readonly mayBook: string
  readonly mayRequest: string
  readonly mayRequestOutOfPolicy: string
  readonly whoMay: Readonly<Record<Who, string>>
  readonly whoHint: string
  readonly keepers: string
  readonly keepersHint: string
  readonly noKeepers: string
  readonly shown: string
  readonly subject: string
  readonly subjects: Readonly<Record<'keep' | 'organizer' | 'remove', string>>
  readonly comments: string
  readonly attachments: string
  readonly privateFlag: string
  readonly saysWhy: string
  readonly additionalComment: string
  readonly save: string
  readonly saved: string
}

export const bookingWords: Words<Booking> = {
  en: {
    title: 'Booking policy',
    hint: 'By these rules it answers every request by itself, at once.',
    answer: 'A request that breaks no rule',
    answers: {
      'if-free': 'is accepted if the time is free',
      keeper: 'waits for a keeper to decide',
      accept: 'is accepted, free or not',
      decline: 'is declined: no bookings just now',
    },
    answerShort: {
      'if-free': 'Books itself when free',
      keeper: 'A keeper decides',
      accept: 'Takes everything',
      decline: 'Takes nothing',
    },
    conflicts: 'Conflicts and series',
    allowConflicts: 'Several bookings may share one time',
    allowRecurring: 'Series may be booked',
    maxConflicts: 'Conflicts allowed in a series',
    maxConflictPercent: 'Percent of a series',
    maxConflictsHint: 'Up to so many, the series is accepted and only those days are declined.',
    when: 'When it can be booked',
    horizonDays: 'Days ahead',
    beyondHorizon: 'A series that goes further',
    beyond: { decline: 'is declined as a whole', cut: 'is accepted up to that day' },
    minMinutes: 'At least, in minutes',
    maxMinutes: 'At most, in minutes',
    noBound: '0: no bound',
    hours: 'Only within these hours',
    from: 'From',
    to: 'To',
    days: 'Days',
    who: 'Who may book',
    mayBook: 'Books by the rules',
    mayRequest: 'May ask the keepers',
    mayRequestOutOfPolicy: 'May ask the keepers against the rules',
    whoMay: { all: 'Everyone', none: 'Nobody', some: 'These addresses' },
    whoHint: 'One a line; *@example.com for all there.',
    keepers: 'Keepers',
    keepersHint: 'They decide where a person must. One address a line.',
    noKeepers: 'Without keepers, what needs a decision is declined.',
    shown: 'What the room’s calendar shows',
    subject: 'Title',
    subjects: { keep: 'The meeting’s', organizer: 'The organizer’s name', remove: 'None' },
    comments: 'Keep the description',
    attachments: 'Keep attachments',
    privateFlag: 'Keep “private”',
    saysWhy: 'Answers say why',
    additionalComment: 'Added to each answer',
    save: 'Save the policy',
    saved: 'The policy holds from now on.',
  },
  de: {
    title: 'Buchungsregeln',
    hint: 'Nach diesen Regeln wird jede Anfrage selbständig und sofort beantwortet.',
    answer: 'Eine Anfrage, die keine Regel verletzt,',
    answers: {
      'if-free': 'wird angenommen, wenn die Zeit frei ist',
      keeper: 'wartet auf eine Entscheidung der Zuständigen',
      accept: 'wird angenommen, ob frei oder nicht',
      decline: 'wird abgelehnt: zurzeit keine Buchungen',
    },
    answerShort: {
      'if-free': 'Bucht sich selbst, wenn frei',
      keeper: 'Zuständige entscheiden',
      accept: 'Nimmt alles an',
      decline: 'Nimmt nichts an',
    },
    conflicts: 'Überschneidungen und Serien',
    allowConflicts: 'Mehrere Buchungen zur selben Zeit sind erlaubt',
    allowRecurring: 'Serien sind erlaubt',
    maxConflicts: 'Erlaubte Überschneidungen je Serie',
    maxConflictPercent: 'Prozent einer Serie',
    maxConflictsHint:
      'Bis zu dieser Zahl wird die Serie angenommen, nur die betroffenen Tage werden abgelehnt.',
    when: 'Wann gebucht werden kann',
    horizonDays: 'Tage im Voraus',
    beyondHorizon: 'Eine Serie darüber hinaus',
    beyond: { decline: 'wird ganz abgelehnt', cut: 'wird bis zu diesem Tag angenommen' },
    minMinutes: 'Mindestens, in Minuten',
    maxMinutes: 'Höchstens, in Minuten',
    noBound: '0: ohne Grenze',
    hours: 'Nur zu diesen Zeiten',
    from: 'Von',
    to: 'Bis',
    days: 'Tage',
    who: 'Wer buchen darf',
    mayBook: 'Bucht nach den Regeln',
    mayRequest: 'Darf die Zuständigen fragen',
    mayRequestOutOfPolicy: 'Darf sie auch gegen die Regeln fragen',
    whoMay: { all: 'Alle', none: 'Niemand', some: 'Diese Adressen' },
    whoHint: 'Eine je Zeile; *@example.com für alle dort.',
    keepers: 'Zuständige',
    keepersHint: 'Sie entscheiden, wo ein Mensch gefragt ist. Eine Adresse je Zeile.',
    noKeepers: 'Ohne Zuständige wird abgelehnt, was zu entscheiden wäre.',
    shown: 'Was der Kalender des Raums zeigt',
    subject: 'Titel',
    subjects: { keep: 'Den des Termins', organizer: 'Wer organisiert', remove: 'Keinen' },
    comments: 'Beschreibung behalten',
    attachments: 'Anhänge behalten',
    privateFlag: '„Privat“ behalten',
    saysWhy: 'Antworten nennen den Grund',
    additionalComment: 'Zusatz zu jeder Antwort',
    save: 'Regeln speichern',
    saved: 'Die Regeln gelten ab jetzt.',
  },
  fr: {
    title: 'Règles de réservation',
    hint: 'Chaque demande reçoit aussitôt une réponse automatique selon ces règles.',
    answer: 'Une demande qui respecte les règles',
    answers: {
      'if-free': 'est acceptée si le créneau est libre',
      keeper: 'attend la décision d’un responsable',
      accept: 'est acceptée, libre ou non',
      decline: 'est refusée : pas de réservation pour l’instant',
    },
    answerShort: {
      'if-free': 'Se réserve si libre',
      keeper: 'Un responsable décide',
      accept: 'Accepte tout',
      decline: 'Refuse tout',
    },
    conflicts: 'Conflits et séries',
    allowConflicts: 'Plusieurs réservations peuvent se chevaucher',
    allowRecurring: 'Les séries sont permises',
    maxConflicts: 'Conflits tolérés dans une série',
    maxConflictPercent: 'Pourcentage d’une série',
    maxConflictsHint: 'Jusqu’à ce nombre, la série est acceptée et seuls ces jours sont refusés.',
    when: 'Quand on peut réserver',
    horizonDays: 'Jours à l’avance',
    beyondHorizon: 'Une série qui va plus loin',
    beyond: { decline: 'est refusée entièrement', cut: 'est acceptée jusqu’à ce jour' },
    minMinutes: 'Au moins, en minutes',
    maxMinutes: 'Au plus, en minutes',
    noBound: '0 : sans limite',
    hours: 'Seulement à ces heures',
    from: 'De',
    to: 'À',
    days: 'Jours',
    who: 'Qui peut réserver',
    mayBook: 'Réserve selon les règles',
    mayRequest: 'Peut demander aux responsables',
    mayRequestOutOfPolicy: 'Peut leur demander une exception',
    whoMay: { all: 'Tout le monde', none: 'Personne', some: 'Ces adresses' },
    whoHint: 'Une par ligne ; *@example.com pour tout un domaine.',
    keepers: 'Responsables',
    keepersHint: 'Ils décident quand il faut quelqu’un. Une adresse par ligne.',
    noKeepers: 'Sans responsable, ce qui demande une décision est refusé.',
    shown: 'Ce que montre l’agenda de la salle',
    subject: 'Titre',
    subjects: {
      keep: 'Celui de la réunion',
      organizer: 'Le nom de l’organisateur',
      remove: 'Aucun',
    },
    comments: 'Garder la description',
    attachments: 'Garder les pièces jointes',
    privateFlag: 'Garder « privé »',
    saysWhy: 'Les réponses disent pourquoi',
    additionalComment: 'Ajouté à chaque réponse',
    save: 'Enregistrer les règles',
    saved: 'Les règles valent dès maintenant.',
  },
  es: {
    title: 'Reglas de reserva',
    hint: 'Según estas reglas responde por sí misma a cada solicitud, al momento.',
    answer: 'Una solicitud que cumple las reglas',
    answers: {
      'if-free': 'se acepta si la hora está libre',
      keeper: 'espera la decisión de un responsable',
      accept: 'se acepta, libre o no',
      decline: 'se rechaza: por ahora no hay reservas',
    },
    answerShort: {
      'if-free': 'Se reserva si está libre',
      keeper: 'Decide un responsable',
      accept: 'Acepta todo',
      decline: 'No acepta nada',
    },
    conflicts: 'Conflictos y series',
    allowConflicts: 'Varias reservas pueden coincidir',
    allowRecurring: 'Se permiten series',
    maxConflicts: 'Conflictos permitidos en una serie',
    maxConflictPercent: 'Porcentaje de una serie',
    maxConflictsHint: 'Hasta ese número se acepta la serie y solo se rechazan esos días.',
    when: 'Cuándo se puede reservar',
    horizonDays: 'Días de antelación',
    beyondHorizon: 'Una serie que va más allá',
    beyond: { decline: 'se rechaza entera', cut: 'se acepta hasta ese día' },
    minMinutes: 'Como mínimo, en minutos',
    maxMinutes: 'Como máximo, en minutos',
    noBound: '0: sin límite',
    hours: 'Solo en este horario',
    from: 'Desde',
    to: 'Hasta',
    days: 'Días',
    who: 'Quién puede reservar',
    mayBook: 'Reserva según las reglas',
    mayRequest: 'Puede preguntar a los responsables',
    mayRequestOutOfPolicy: 'Puede pedirles una excepción',
    whoMay: { all: 'Todos', none: 'Nadie', some: 'Estas direcciones' },
    whoHint: 'Una por línea; *@example.com para todo un dominio.',
    keepers: 'Responsables',
    keepersHint: 'Deciden cuando hace falta una persona. Una dirección por línea.',
    noKeepers: 'Sin responsables, lo que requiere una decisión se rechaza.',
    shown: 'Lo que muestra el calendario de la sala',
    subject: 'Título',
    subjects: {
      keep: 'El de la reunión',
      organizer: 'El nombre del organizador',
      remove: 'Ninguno',
    },
    comments: 'Conservar la descripción',
    attachments: 'Conservar los adjuntos',
    privateFlag: 'Conservar «privado»',
    saysWhy: 'Las respuestas dicen por qué',
    additionalComment: 'Se añade a cada respuesta',
    save: 'Guardar las reglas',
    saved: 'Las reglas valen desde ahora.',
  },
  ja: {
    title: '予約の規則',
    hint: 'この規則に従って、すべての依頼に自動ですぐ回答します。',
    answer: '規則に合う依頼への対応',
    answers: {
      'if-free': '空いていれば承諾する',
      keeper: '担当者の判断を待つ',
      accept: '空きに関係なく承諾する',
      decline: '辞退する（予約停止中）',
    },
    answerShort: {
      'if-free': '空いていれば自動承諾',
      keeper: '担当者が判断',
      accept: 'すべて承諾',
      decline: 'すべて辞退',
    },
    conflicts: '重複と繰り返し',
    allowConflicts: '同じ時間の予約を複数認める',
    allowRecurring: '繰り返しの予約を認める',
    maxConflicts: '繰り返し中に認める重複の数',
    maxConflictPercent: '全体に対する割合（%）',
    maxConflictsHint: 'この数までなら全体を承諾し、重なる日だけ辞退します。',
    when: '予約できる期間と時間',
    horizonDays: '何日先まで',
    beyondHorizon: 'それより先に及ぶ繰り返し',
    beyond: { decline: '全体を辞退する', cut: 'その日まで承諾する' },
    minMinutes: '最短（分）',
    maxMinutes: '最長（分）',
    noBound: '0なら制限なし',
    hours: '次の時間帯に限る',
    from: '開始',
    to: '終了',
    days: '曜日',
    who: '予約できる人',
    mayBook: '規則に従って予約できる人',
    mayRequest: '担当者に依頼できる人',
    mayRequestOutOfPolicy: '規則外でも担当者に依頼できる人',
    whoMay: { all: '全員', none: 'なし', some: '次のアドレス' },
    whoHint: '一行に一つ。*@example.com でそのドメイン全員。',
    keepers: '担当者',
    keepersHint: '人の判断が必要なときに決めます。一行に一つのアドレス。',
    noKeepers: '担当者がいない場合、判断が必要なものは辞退します。',
    shown: '会議室のカレンダーに残すもの',
    subject: '件名',
    subjects: { keep: '会議の件名', organizer: '主催者の名前', remove: 'なし' },
    comments: '説明を残す',
    attachments: '添付ファイルを残す',
    privateFlag: '「非公開」を残す',
    saysWhy: '回答に理由を添える',
    additionalComment: '回答に加える文',
    save: '規則を保存',
    saved: '規則は今から有効です。',
  },
}
