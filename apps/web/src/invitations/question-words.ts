import type { Words } from '../app/languages.ts'

export type QuestionKind =
  | 'admit-uninvited'
  | 'new-organizer'
  | 'unauthorized'
  | 'busy-time'
  | 'unknown-sender'

/** Each question says what would follow from either answer. */
type Asked = {
  readonly ask: (who: string, title: string) => string
  readonly yes: string
  readonly ifYes: (who: string) => string
  readonly no: string
  readonly ifNo: (who: string) => string
}

type QuestionWords = {
  readonly questions: string
  readonly strangers: string
  readonly strangersLead: string
  readonly proposals: string
  readonly kinds: Readonly<Record<QuestionKind, Asked>>
  readonly decided: (choice: string, title: string) => string
  readonly somebody: string
  readonly proposes: (who: string) => string
  readonly insteadOf: string
  readonly accept: string
  readonly acceptAsk: (title: string) => string
  readonly decline: string
  readonly declined: (who: string) => string
  readonly outdated: string
  readonly verdicts: Readonly<Record<'free' | 'unknown' | 'tentative' | 'partial' | 'busy', string>>
  readonly block: string
  readonly blocked: (who: string) => string
}

export const questionWords: Words<QuestionWords> = {
  en: {
    questions: 'Questions',
    strangers: 'From people you have not dealt with',
    strangersLead:
      'These wait apart: nothing is in your calendar, nothing was answered, and the sender does not learn that they arrived.',
    proposals: 'Proposals from your guests',
    kinds: {
      'admit-uninvited': {
        ask: (who, title) => `${who} was not invited to “${title}”, and answered.`,
        yes: 'Admit',
        ifYes: (who) => `${who} becomes a guest and is told of changes.`,
        no: 'Refuse',
        ifNo: (who) => `${who} is told that this meeting is without them.`,
      },
      'new-organizer': {
        ask: (who, title) => `${who} wants to be the organizer of “${title}” from now on.`,
        yes: 'Believe it',
        ifYes: (who) => `Your copy follows ${who} from now on.`,
        no: 'Keep as it is',
        ifNo: () => 'The organizer stays; nobody is told.',
      },
      unauthorized: {
        ask: (who, title) => `A message from ${who} about “${title}” could not be confirmed.`,
        yes: 'Take it over',
        ifYes: () => 'What it says is done, as if its sender were confirmed.',
        no: 'Discard',
        ifNo: () => 'Your calendar stays as it is; nobody is told.',
      },
      'busy-time': {
        ask: (who) => `${who} asks when you are busy.`,
        yes: 'Tell them',
        ifYes: (who) => `${who} gets the times when you are busy, never what you do.`,
        no: 'Tell nothing',
        ifNo: () => 'Nothing is sent.',
      },
      'unknown-sender': {
        ask: (who, title) => `${who} invites you to “${title}”.`,
        yes: 'Put it on my calendar',
        ifYes: () => 'It then awaits your answer like any invitation.',
        no: 'Remove',
        ifNo: () => 'It is gone; nobody is told.',
      },
    },
    decided: (choice, title) => `${choice}: ${title}`,
    somebody: 'Somebody',
    proposes: (who) => `${who} proposes another time`,
    insteadOf: 'Instead of',
    accept: 'Accept the proposal',
    acceptAsk: (title) => `Move “${title}”?`,
    decline: 'Decline it',
    declined: (who) => `Declined the proposal of ${who}`,
    outdated: 'It speaks of an older version of the meeting.',
    verdicts: {
      free: 'Everyone is free then.',
      unknown: 'Of some nobody knows whether they are free.',
      tentative: 'Somebody has something uncertain then.',
      partial: 'Not everyone is free then.',
      busy: 'Somebody who must come is busy then.',
    },
    block: 'Remove and block the sender',
    blocked: (who) => `Blocked: ${who}`,
  },
  de: {
    questions: 'Fragen',
    strangers: 'Von Personen, mit denen Sie noch nicht zu tun hatten',
    strangersLead:
      'Diese warten getrennt: Nichts steht in Ihrem Kalender, nichts wurde beantwortet, und der Absender erfährt nicht, dass sie ankamen.',
    proposals: 'Vorschläge Ihrer Gäste',
    kinds: {
      'admit-uninvited': {
        ask: (who, title) => `${who} war nicht zu „${title}“ eingeladen und hat geantwortet.`,
        yes: 'Zulassen',
        ifYes: (who) => `${who} wird Gast und erfährt von Änderungen.`,
        no: 'Ablehnen',
        ifNo: (who) => `${who} erfährt, dass eine Teilnahme nicht vorgesehen ist.`,
      },
      'new-organizer': {
        ask: (who, title) => `${who} möchte „${title}“ ab jetzt organisieren.`,
        yes: 'Annehmen',
        ifYes: (who) => `Ihr Termin richtet sich ab jetzt nach ${who}.`,
        no: 'So lassen',
        ifNo: () => 'Es bleibt, wie es ist; niemand erfährt davon.',
      },
      unauthorized: {
        ask: (who, title) => `Eine Nachricht von ${who} zu „${title}“ ist nicht bestätigt.`,
        yes: 'Übernehmen',
        ifYes: () => 'Was darin steht, gilt, als wäre der Absender bestätigt.',
        no: 'Verwerfen',
        ifNo: () => 'Ihr Kalender bleibt, wie er ist; niemand erfährt davon.',
      },
      'busy-time': {
        ask: (who) => `${who} fragt, wann Sie belegt sind.`,
        yes: 'Mitteilen',
        ifYes: (who) => `${who} erhält Ihre belegten Zeiten, nie, was Sie tun.`,
        no: 'Nichts mitteilen',
        ifNo: () => 'Nichts wird gesendet.',
      },
      'unknown-sender': {
        ask: (who, title) => `${who} lädt Sie zu „${title}“ ein.`,
        yes: 'In meinen Kalender',
        ifYes: () => 'Dann wartet sie wie jede Einladung auf Ihre Antwort.',
        no: 'Entfernen',
        ifNo: () => 'Sie ist weg; niemand erfährt davon.',
      },
    },
    decided: (choice, title) => `${choice}: ${title}`,
    somebody: 'Jemand',
    proposes: (who) => `${who} schlägt eine andere Zeit vor`,
    insteadOf: 'Statt',
    accept: 'Vorschlag annehmen',
    acceptAsk: (title) => `„${title}“ verschieben?`,
    decline: 'Ablehnen',
    declined: (who) => `Vorschlag von ${who} abgelehnt`,
    outdated: 'Er bezieht sich auf eine ältere Fassung des Termins.',
    verdicts: {
      free: 'Dann haben alle Zeit.',
      unknown: 'Von manchen ist nicht bekannt, ob sie Zeit haben.',
      tentative: 'Jemand hat dann etwas Unsicheres.',
      partial: 'Dann haben nicht alle Zeit.',
      busy: 'Jemand, der dabei sein muss, ist dann belegt.',
    },
    block: 'Entfernen und Absender sperren',
    blocked: (who) => `Gesperrt: ${who}`,
  },
  fr: {
    questions: 'Questions',
    strangers: 'De personnes avec qui vous n’avez jamais échangé',
    strangersLead:
      'Elles attendent à part : rien n’est dans votre agenda, rien n’a été répondu, et l’expéditeur ignore qu’elles sont arrivées.',
    proposals: 'Propositions de vos invités',
    kinds: {
      'admit-uninvited': {
        ask: (who, title) => `${who} n’était pas invité à « ${title} » et a répondu.`,
        yes: 'Admettre',
        ifYes: (who) => `${who} devient invité et sera prévenu des changements.`,
        no: 'Refuser',
        ifNo: (who) => `${who} apprend que la réunion se tient sans sa participation.`,
      },
      'new-organizer': {
        ask: (who, title) => `${who} veut désormais organiser « ${title} ».`,
        yes: 'L’admettre',
        ifYes: (who) => `Votre copie suivra désormais ${who}.`,
        no: 'Laisser tel quel',
        ifNo: () => 'L’organisateur reste le même ; personne n’est prévenu.',
      },
      unauthorized: {
        ask: (who, title) => `Un message de ${who} sur « ${title} » n’a pas pu être confirmé.`,
        yes: 'L’appliquer',
        ifYes: () => 'Ce qu’il dit est fait, comme si l’expéditeur était confirmé.',
        no: 'L’écarter',
        ifNo: () => 'Votre agenda reste tel quel ; personne n’est prévenu.',
      },
      'busy-time': {
        ask: (who) => `${who} demande quand vous êtes occupé.`,
        yes: 'Répondre',
        ifYes: (who) => `${who} reçoit vos heures occupées, jamais ce que vous faites.`,
        no: 'Ne rien dire',
        ifNo: () => 'Rien n’est envoyé.',
      },
      'unknown-sender': {
        ask: (who, title) => `${who} vous invite à « ${title} ».`,
        yes: 'Mettre dans mon agenda',
        ifYes: () => 'Elle attendra alors votre réponse comme toute invitation.',
        no: 'Retirer',
        ifNo: () => 'Elle disparaît ; personne n’est prévenu.',
      },
    },
    decided: (choice, title) => `${choice} : ${title}`,
    somebody: 'Quelqu’un',
    proposes: (who) => `${who} propose un autre moment`,
    insteadOf: 'Au lieu de',
    accept: 'Accepter la proposition',
    acceptAsk: (title) => `Déplacer « ${title} » ?`,
    decline: 'La refuser',
    declined: (who) => `Proposition de ${who} refusée`,
    outdated: 'Elle porte sur une version antérieure de la réunion.',
    verdicts: {
      free: 'Tout le monde est libre à ce moment.',
      unknown: 'Pour certains, on ne sait pas s’ils sont libres.',
      tentative: 'Quelqu’un a quelque chose d’incertain à ce moment.',
      partial: 'Tout le monde n’est pas libre à ce moment.',
      busy: 'Une personne indispensable est occupée à ce moment.',
    },
    block: 'Retirer et bloquer l’expéditeur',
    blocked: (who) => `Bloqué : ${who}`,
  },
  es: {
    questions: 'Preguntas',
    strangers: 'De personas con las que no ha tratado',
    strangersLead:
      'Esperan aparte: nada está en su calendario, nada se ha respondido y el remitente no sabe que llegaron.',
    proposals: 'Propuestas de sus invitados',
    kinds: {
      'admit-uninvited': {
        ask: (who, title) => `${who} no estaba en la lista de «${title}» y ha respondido.`,
        yes: 'Admitir',
        ifYes: (who) => `${who} pasa a ser invitado y recibe los cambios.`,
        no: 'Rechazar',
        ifNo: (who) => `Se avisa a ${who} de que la reunión es sin su asistencia.`,
      },
      'new-organizer': {
        ask: (who, title) => `${who} quiere organizar «${title}» desde ahora.`,
        yes: 'Admitirlo',
        ifYes: (who) => `Su copia sigue a ${who} desde ahora.`,
        no: 'Dejar como está',
        ifNo: () => 'Sigue quien organizaba; no se avisa a nadie.',
      },
      unauthorized: {
        ask: (who, title) => `No se pudo confirmar un mensaje de ${who} sobre «${title}».`,
        yes: 'Aplicarlo',
        ifYes: () => 'Se hace lo que dice, como si el remitente estuviera confirmado.',
        no: 'Descartarlo',
        ifNo: () => 'Su calendario queda como está; no se avisa a nadie.',
      },
      'busy-time': {
        ask: (who) => `${who} pregunta cuándo está ocupado usted.`,
        yes: 'Responder',
        ifYes: (who) => `${who} recibe sus horas ocupadas, nunca qué hace.`,
        no: 'No decir nada',
        ifNo: () => 'No se envía nada.',
      },
      'unknown-sender': {
        ask: (who, title) => `${who} le invita a «${title}».`,
        yes: 'Poner en mi calendario',
        ifYes: () => 'Entonces espera su respuesta como cualquier invitación.',
        no: 'Quitar',
        ifNo: () => 'Desaparece; no se avisa a nadie.',
      },
    },
    decided: (choice, title) => `${choice}: ${title}`,
    somebody: 'Alguien',
    proposes: (who) => `${who} propone otra hora`,
    insteadOf: 'En lugar de',
    accept: 'Aceptar la propuesta',
    acceptAsk: (title) => `¿Mover «${title}»?`,
    decline: 'Rechazarla',
    declined: (who) => `Rechazada la propuesta de ${who}`,
    outdated: 'Se refiere a una versión anterior de la reunión.',
    verdicts: {
      free: 'Todos están libres entonces.',
      unknown: 'De algunos no se sabe si están libres.',
      tentative: 'Alguien tiene algo no seguro entonces.',
      partial: 'No todos están libres entonces.',
      busy: 'Alguien que debe asistir está ocupado entonces.',
    },
    block: 'Quitar y bloquear al remitente',
    blocked: (who) => `Bloqueado: ${who}`,
  },
  ja: {
    questions: '確認が必要なこと',
    strangers: 'やり取りのない方から',
    strangersLead:
      'これらは別に保留されています。カレンダーには入らず、回答もされず、届いたことも差出人には知らされません。',
    proposals: '出席者からの提案',
    kinds: {
      'admit-uninvited': {
        ask: (who, title) => `${who}さんは「${title}」に招待されていませんが、回答しました。`,
        yes: '出席を認める',
        ifYes: (who) => `${who}さんは出席者になり、変更が知らされます。`,
        no: '断る',
        ifNo: (who) => `${who}さんに、出席の対象でないことが伝えられます。`,
      },
      'new-organizer': {
        ask: (who, title) => `${who}さんが「${title}」の主催者になろうとしています。`,
        yes: '認める',
        ifYes: (who) => `今後は${who}さんの内容に従います。`,
        no: 'このままにする',
        ifNo: () => '主催者は変わりません。誰にも通知されません。',
      },
      unauthorized: {
        ask: (who, title) => `「${title}」についての${who}さんからの連絡を確認できませんでした。`,
        yes: '反映する',
        ifYes: () => '差出人が確認されたものとして反映されます。',
        no: '破棄する',
        ifNo: () => 'カレンダーはそのままです。誰にも通知されません。',
      },
      'busy-time': {
        ask: (who) => `${who}さんがあなたの予定の空きを尋ねています。`,
        yes: '知らせる',
        ifYes: (who) => `${who}さんに予定のある時間だけが伝わり、内容は伝わりません。`,
        no: '知らせない',
        ifNo: () => '何も送信されません。',
      },
      'unknown-sender': {
        ask: (who, title) => `${who}さんが「${title}」に招待しています。`,
        yes: 'カレンダーに入れる',
        ifYes: () => '通常の招待と同じく、回答待ちになります。',
        no: '削除',
        ifNo: () => '削除されます。誰にも通知されません。',
      },
    },
    decided: (choice, title) => `${choice}: ${title}`,
    somebody: '不明な方',
    proposes: (who) => `${who}さんが別の日時を提案しています`,
    insteadOf: '現在の日時',
    accept: '提案を受け入れる',
    acceptAsk: (title) => `「${title}」の日時を変更しますか`,
    decline: '断る',
    declined: (who) => `${who}さんの提案を断りました`,
    outdated: '会議の以前の内容に対する提案です。',
    verdicts: {
      free: 'その時間は全員空いています。',
      unknown: '空いているか分からない方がいます。',
      tentative: '未確定の予定がある方がいます。',
      partial: '空いていない方がいます。',
      busy: '必須の方に予定があります。',
    },
    block: '削除して差出人をブロック',
    blocked: (who) => `ブロック: ${who}`,
  },
}
