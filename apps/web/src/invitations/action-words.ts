import type { Words } from '../app/languages.ts'

/** Sentences of what else can be done with an invitation. */
type ActionWords = {
  readonly more: (title: string) => string
  readonly propose: string
  readonly proposeLead: (who: string) => string
  readonly newStart: string
  readonly newEnd: string
  readonly meanwhile: string
  readonly stay: string
  readonly meanwhileDeclined: string
  readonly meanwhileTentative: string
  readonly sendProposal: string
  readonly proposed: (title: string) => string
  readonly mayNotPropose: string
  readonly delegate: string
  readonly delegateLead: string
  readonly stayInformed: string
  readonly delegated: (title: string, who: string) => string
  readonly forward: string
  readonly forwardLead: string
  readonly forwarded: (title: string, who: string) => string
  readonly mayNotForward: string
  readonly person: string
  readonly people: string
  readonly personHint: string
  readonly noAddress: string
  readonly remove: string
  readonly removed: (title: string) => string
  readonly report: string
  readonly reportTitle: string
  readonly reportLead: (who: string) => string
  readonly reportYes: string
  readonly reported: (who: string) => string
  readonly cancel: string
  readonly takeOff: (who: string) => string
  readonly comment: string
  readonly endsBeforeStart: string
}

export const actionWords: Words<ActionWords> = {
  en: {
    more: (title) => `More about ${title}`,
    propose: 'Propose another time',
    proposeLead: (who) => `${who} decides: until then the meeting stays as it is.`,
    newStart: 'New start',
    newEnd: 'New end',
    meanwhile: 'Your answer to the time as it is now',
    stay: 'No answer yet',
    meanwhileDeclined: 'Decline it',
    meanwhileTentative: 'Tentative',
    sendProposal: 'Send the proposal',
    proposed: (title) => `Proposed another time: ${title}`,
    mayNotPropose: 'The organizer does not want proposals.',
    delegate: 'Delegate',
    delegateLead: 'Somebody else goes in your place; the organizer is told.',
    stayInformed: 'Keep me informed of the meeting',
    delegated: (title, who) => `Delegated to ${who}: ${title}`,
    forward: 'Forward',
    forwardLead: 'They get the invitation too; the organizer decides whether they may come.',
    forwarded: (title, who) => `Forwarded to ${who}: ${title}`,
    mayNotForward: 'The organizer does not want it forwarded.',
    person: 'Person',
    people: 'People',
    personHint: 'A name known here, or a mail address',
    noAddress: 'Choose a person, or write a mail address.',
    remove: 'Remove without an answer',
    removed: (title) => `Removed, nobody is told: ${title}`,
    report: 'Report the sender',
    reportTitle: 'Report as unwanted?',
    reportLead: (who) =>
      `The invitation is removed without an answer. From now on nothing new from ${who} reaches your calendar; you can change that in the settings.`,
    reportYes: 'Remove and block',
    reported: (who) => `Blocked: ${who}`,
    cancel: 'Leave as it is',
    takeOff: (who) => `Take ${who} off`,
    comment: 'Comment (optional)',
    endsBeforeStart: 'It would end before it begins.',
  },
  de: {
    more: (title) => `Mehr zu ${title}`,
    propose: 'Andere Zeit vorschlagen',
    proposeLead: (who) => `${who} entscheidet: Bis dahin bleibt der Termin, wie er ist.`,
    newStart: 'Neuer Beginn',
    newEnd: 'Neues Ende',
    meanwhile: 'Ihre Antwort zur jetzigen Zeit',
    stay: 'Noch keine Antwort',
    meanwhileDeclined: 'Ablehnen',
    meanwhileTentative: 'Mit Vorbehalt',
    sendProposal: 'Vorschlag senden',
    proposed: (title) => `Andere Zeit vorgeschlagen: ${title}`,
    mayNotPropose: 'Vorschläge sind hier nicht erwünscht.',
    delegate: 'Übertragen',
    delegateLead: 'Jemand anderes geht an Ihrer Stelle; wer einlädt, erfährt es.',
    stayInformed: 'Mich weiter informieren',
    delegated: (title, who) => `An ${who} übertragen: ${title}`,
    forward: 'Weiterleiten',
    forwardLead: 'Sie erhalten die Einladung auch; wer einlädt, entscheidet, ob sie kommen können.',
    forwarded: (title, who) => `An ${who} weitergeleitet: ${title}`,
    mayNotForward: 'Weiterleiten ist hier nicht erwünscht.',
    person: 'Person',
    people: 'Personen',
    personHint: 'Ein hier bekannter Name oder eine Mailadresse',
    noAddress: 'Wählen Sie eine Person, oder geben Sie eine Mailadresse ein.',
    remove: 'Ohne Antwort entfernen',
    removed: (title) => `Entfernt, niemand erfährt davon: ${title}`,
    report: 'Absender melden',
    reportTitle: 'Als unerwünscht melden?',
    reportLead: (who) =>
      `Die Einladung wird ohne Antwort entfernt. Von ${who} kommt ab jetzt nichts Neues mehr in Ihren Kalender; das können Sie in den Einstellungen ändern.`,
    reportYes: 'Entfernen und sperren',
    reported: (who) => `Gesperrt: ${who}`,
    cancel: 'So lassen',
    takeOff: (who) => `${who} entfernen`,
    comment: 'Kommentar (freiwillig)',
    endsBeforeStart: 'Das Ende läge vor dem Beginn.',
  },
  fr: {
    more: (title) => `Plus sur ${title}`,
    propose: 'Proposer un autre moment',
    proposeLead: (who) => `${who} décide : d’ici là, la réunion reste telle quelle.`,
    newStart: 'Nouveau début',
    newEnd: 'Nouvelle fin',
    meanwhile: 'Votre réponse à l’horaire actuel',
    stay: 'Pas encore de réponse',
    meanwhileDeclined: 'Refuser',
    meanwhileTentative: 'Peut-être',
    sendProposal: 'Envoyer la proposition',
    proposed: (title) => `Autre moment proposé : ${title}`,
    mayNotPropose: 'L’organisateur ne souhaite pas de propositions.',
    delegate: 'Déléguer',
    delegateLead: 'Quelqu’un d’autre ira à votre place ; l’organisateur en est informé.',
    stayInformed: 'Me tenir au courant de la réunion',
    delegated: (title, who) => `Délégué à ${who} : ${title}`,
    forward: 'Transférer',
    forwardLead: 'Ils reçoivent aussi l’invitation ; l’organisateur décide s’ils peuvent venir.',
    forwarded: (title, who) => `Transféré à ${who} : ${title}`,
    mayNotForward: 'L’organisateur ne souhaite pas de transfert.',
    person: 'Personne',
    people: 'Personnes',
    personHint: 'Un nom connu ici, ou une adresse e-mail',
    noAddress: 'Choisissez une personne ou écrivez une adresse e-mail.',
    remove: 'Retirer sans répondre',
    removed: (title) => `Retiré, personne n’est prévenu : ${title}`,
    report: 'Signaler l’expéditeur',
    reportTitle: 'Signaler comme indésirable ?',
    reportLead: (who) =>
      `L’invitation est retirée sans réponse. Rien de nouveau de ${who} n’arrivera plus dans votre agenda ; vous pouvez changer cela dans les réglages.`,
    reportYes: 'Retirer et bloquer',
    reported: (who) => `Bloqué : ${who}`,
    cancel: 'Laisser tel quel',
    takeOff: (who) => `Retirer ${who}`,
    comment: 'Commentaire (facultatif)',
    endsBeforeStart: 'La fin serait avant le début.',
  },
  es: {
    more: (title) => `Más sobre ${title}`,
    propose: 'Proponer otra hora',
    proposeLead: (who) => `${who} decide: hasta entonces la reunión queda como está.`,
    newStart: 'Nuevo comienzo',
    newEnd: 'Nuevo final',
    meanwhile: 'Su respuesta a la hora actual',
    stay: 'Aún sin respuesta',
    meanwhileDeclined: 'Rechazarla',
    meanwhileTentative: 'Quizá',
    sendProposal: 'Enviar la propuesta',
    proposed: (title) => `Propuesta otra hora: ${title}`,
    mayNotPropose: 'Quien organiza no desea propuestas.',
    delegate: 'Delegar',
    delegateLead: 'Otra persona va en su lugar; se avisa a quien organiza.',
    stayInformed: 'Mantenerme informado de la reunión',
    delegated: (title, who) => `Delegada en ${who}: ${title}`,
    forward: 'Reenviar',
    forwardLead: 'También reciben la invitación; quien organiza decide si pueden asistir.',
    forwarded: (title, who) => `Reenviada a ${who}: ${title}`,
    mayNotForward: 'Quien organiza no desea que se reenvíe.',
    person: 'Persona',
    people: 'Personas',
    personHint: 'Un nombre conocido aquí o una dirección de correo',
    noAddress: 'Elija una persona o escriba una dirección de correo.',
    remove: 'Quitar sin responder',
    removed: (title) => `Quitada, no se avisa a nadie: ${title}`,
    report: 'Denunciar al remitente',
    reportTitle: '¿Denunciar como no deseada?',
    reportLead: (who) =>
      `La invitación se quita sin respuesta. Nada nuevo de ${who} llegará a su calendario; puede cambiarlo en los ajustes.`,
    reportYes: 'Quitar y bloquear',
    reported: (who) => `Bloqueado: ${who}`,
    cancel: 'Dejar como está',
    takeOff: (who) => `Quitar a ${who}`,
    comment: 'Comentario (opcional)',
    endsBeforeStart: 'Terminaría antes de empezar.',
  },
  ja: {
    more: (title) => `${title}のその他の操作`,
    propose: '別の日時を提案',
    proposeLead: (who) => `${who}さんが決めるまで、会議は今のままです。`,
    newStart: '新しい開始',
    newEnd: '新しい終了',
    meanwhile: '現在の日時への回答',
    stay: 'まだ回答しない',
    meanwhileDeclined: '辞退する',
    meanwhileTentative: '仮承諾',
    sendProposal: '提案を送る',
    proposed: (title) => `別の日時を提案: ${title}`,
    mayNotPropose: '主催者は提案を受け付けていません。',
    delegate: '委任',
    delegateLead: '代わりの方が出席します。主催者に通知されます。',
    stayInformed: '引き続き会議の知らせを受け取る',
    delegated: (title, who) => `${who}さんに委任: ${title}`,
    forward: '転送',
    forwardLead: '相手にも招待が届きます。出席できるかは主催者が決めます。',
    forwarded: (title, who) => `${who}さんに転送: ${title}`,
    mayNotForward: '主催者は転送を許可していません。',
    person: '相手',
    people: '相手',
    personHint: 'ここに登録された名前またはメールアドレス',
    noAddress: '相手を選ぶか、メールアドレスを入力してください。',
    remove: '回答せずに削除',
    removed: (title) => `削除（通知なし）: ${title}`,
    report: '差出人を報告',
    reportTitle: '迷惑な招待として報告しますか',
    reportLead: (who) =>
      `招待は回答せずに削除されます。今後、${who}からの新しい招待はカレンダーに届きません。設定で変更できます。`,
    reportYes: '削除してブロック',
    reported: (who) => `ブロック: ${who}`,
    cancel: 'このままにする',
    takeOff: (who) => `${who}さんを外す`,
    comment: 'コメント（任意）',
    endsBeforeStart: '終了が開始より前になっています。',
  },
}
