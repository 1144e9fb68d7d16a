/** Long because every sentence stands here in five languages. */
import type { Words } from '../app/languages.ts'

/** Each policy as a question, and each choice as a sentence that says what it does. */
export type PolicyName =
  | 'newInvitations'
  | 'cancelledComponents'
  | 'organizerChange'
  | 'uninvitedAttendees'
  | 'counterProposals'
  | 'forwarding'
  | 'delegation'
  | 'guestList'
  | 'refresh'

type PolicySaid = {
  readonly ask: string
  readonly choices: Readonly<Record<string, string>>
}

type PolicyWords = {
  readonly asGuest: string
  readonly asOrganizer: string
  readonly policies: Readonly<Record<PolicyName, PolicySaid>>
  readonly serverSays: string
  readonly useServer: string
  readonly reminders: string
  readonly remindersLead: string
  readonly atStart: string
  readonly before: (length: string) => string
  readonly senders: string
  readonly sendersLead: string
  readonly noSenders: string
  readonly allowAgain: string
  readonly allowed: (address: string) => string
}

export const policyWords: Words<PolicyWords> = {
  en: {
    asGuest: 'When others invite you',
    asOrganizer: 'When you invite',
    policies: {
      newInvitations: {
        ask: 'A new invitation',
        choices: {
          add: 'stands in your calendar at once and awaits your answer.',
          ask: 'waits apart until you put it in your calendar.',
        },
      },
      cancelledComponents: {
        ask: 'A meeting that was called off',
        choices: {
          'keep-cancelled': 'stays in your calendar, struck through.',
          remove: 'disappears from your calendar.',
        },
      },
      organizerChange: {
        ask: 'When a meeting gets another organizer',
        choices: {
          accept: 'your copy follows the new one.',
          ask: 'you are asked first.',
          refuse: 'it is not believed.',
        },
      },
      uninvitedAttendees: {
        ask: 'When somebody answers who was not invited',
        choices: {
          accept: 'they become a guest.',
          ask: 'you are asked first.',
          refuse: 'they are told that the meeting is without them.',
        },
      },
      counterProposals: {
        ask: 'When a guest proposes another time',
        choices: {
          accept: 'the meeting moves, and everyone is told.',
          'accept-if-free': 'the meeting moves if everyone is free; otherwise you are asked.',
          ask: 'you are asked.',
          refuse: 'it is declined at once.',
        },
      },
      forwarding: {
        ask: 'Your guests',
        choices: {
          allow: 'may pass the invitation on.',
          refuse: 'may not pass the invitation on.',
        },
      },
      delegation: {
        ask: 'Your guests',
        choices: {
          allow: 'may send anybody in their place.',
          'same-domain': 'may send somebody of their own organisation in their place.',
          refuse: 'may not send anybody in their place.',
        },
      },
      guestList: {
        ask: 'Your guests',
        choices: {
          show: 'see who else is invited.',
          hide: 'see only you and themselves.',
        },
      },
      refresh: {
        ask: 'When a guest’s calendar asks for the latest version',
        choices: { answer: 'it gets it.', ignore: 'nothing is sent.' },
      },
    },
    serverSays: 'as this server has it',
    useServer: 'As the server',
    reminders: 'Reminders',
    remindersLead: 'New meetings in your calendar remind you:',
    atStart: 'when they begin',
    before: (length) => `${length} before`,
    senders: 'Blocked senders',
    sendersLead: 'Nothing new from them reaches your calendar, and nothing answers them.',
    noSenders: 'You have not blocked anybody. “Report the sender” of an invitation does.',
    allowAgain: 'Allow again',
    allowed: (address) => `Allowed again: ${address}`,
  },
  de: {
    asGuest: 'Wenn andere Sie einladen',
    asOrganizer: 'Wenn Sie einladen',
    policies: {
      newInvitations: {
        ask: 'Eine neue Einladung',
        choices: {
          add: 'steht sofort in Ihrem Kalender und wartet auf Ihre Antwort.',
          ask: 'wartet getrennt, bis Sie sie in den Kalender nehmen.',
        },
      },
      cancelledComponents: {
        ask: 'Ein abgesagter Termin',
        choices: {
          'keep-cancelled': 'bleibt durchgestrichen in Ihrem Kalender.',
          remove: 'verschwindet aus Ihrem Kalender.',
        },
      },
      organizerChange: {
        ask: 'Wenn jemand anderes einen Termin übernimmt',
        choices: {
          accept: 'folgt Ihr Termin der neuen Person.',
          ask: 'werden Sie zuerst gefragt.',
          refuse: 'wird es nicht geglaubt.',
        },
      },
      uninvitedAttendees: {
        ask: 'Wenn jemand antwortet, der nicht eingeladen war',
        choices: {
          accept: 'wird diese Person Gast.',
          ask: 'werden Sie zuerst gefragt.',
          refuse: 'erfährt sie, dass eine Teilnahme nicht vorgesehen ist.',
        },
      },
      counterProposals: {
        ask: 'Wenn ein Gast eine andere Zeit vorschlägt',
        choices: {
          accept: 'wird der Termin verschoben, und alle erfahren es.',
          'accept-if-free': 'wird er verschoben, wenn alle Zeit haben; sonst werden Sie gefragt.',
          ask: 'werden Sie gefragt.',
          refuse: 'wird der Vorschlag sofort abgelehnt.',
        },
      },
      forwarding: {
        ask: 'Ihre Gäste',
        choices: {
          allow: 'dürfen die Einladung weiterleiten.',
          refuse: 'dürfen die Einladung nicht weiterleiten.',
        },
      },
      delegation: {
        ask: 'Ihre Gäste',
        choices: {
          allow: 'dürfen irgendjemanden an ihrer Stelle schicken.',
          'same-domain': 'dürfen jemanden aus ihrer eigenen Organisation schicken.',
          refuse: 'dürfen niemanden an ihrer Stelle schicken.',
        },
      },
      guestList: {
        ask: 'Ihre Gäste',
        choices: {
          show: 'sehen, wer noch eingeladen ist.',
          hide: 'sehen nur Sie und sich selbst.',
        },
      },
      refresh: {
        ask: 'Wenn der Kalender eines Gastes nach der neuesten Fassung fragt',
        choices: { answer: 'bekommt er sie.', ignore: 'wird nichts gesendet.' },
      },
    },
    serverSays: 'wie auf diesem Server üblich',
    useServer: 'Wie der Server',
    reminders: 'Erinnerungen',
    remindersLead: 'Neue Termine in Ihrem Kalender erinnern Sie:',
    atStart: 'zu Beginn',
    before: (length) => `${length} vorher`,
    senders: 'Gesperrte Absender',
    sendersLead: 'Nichts Neues von ihnen kommt in Ihren Kalender, und nichts antwortet ihnen.',
    noSenders:
      'Sie haben niemanden gesperrt. „Absender melden“ bei einer Einladung sperrt jemanden.',
    allowAgain: 'Wieder zulassen',
    allowed: (address) => `Wieder zugelassen: ${address}`,
  },
  fr: {
    asGuest: 'Quand on vous invite',
    asOrganizer: 'Quand vous invitez',
    policies: {
      newInvitations: {
        ask: 'Une nouvelle invitation',
        choices: {
          add: 'figure aussitôt dans votre agenda et attend votre réponse.',
          ask: 'attend à part que vous la mettiez dans votre agenda.',
        },
      },
      cancelledComponents: {
        ask: 'Une réunion annulée',
        choices: {
          'keep-cancelled': 'reste barrée dans votre agenda.',
          remove: 'disparaît de votre agenda.',
        },
      },
      organizerChange: {
        ask: 'Quand une réunion change d’organisateur',
        choices: {
          accept: 'votre copie suit le nouveau.',
          ask: 'on vous demande d’abord.',
          refuse: 'on n’y croit pas.',
        },
      },
      uninvitedAttendees: {
        ask: 'Quand quelqu’un répond sans être invité',
        choices: {
          accept: 'cette personne devient invitée.',
          ask: 'on vous demande d’abord.',
          refuse: 'elle apprend que la réunion se tient sans elle.',
        },
      },
      counterProposals: {
        ask: 'Quand un invité propose un autre moment',
        choices: {
          accept: 'la réunion est déplacée et tous en sont prévenus.',
          'accept-if-free': 'elle est déplacée si tous sont libres ; sinon on vous demande.',
          ask: 'on vous demande.',
          refuse: 'la proposition est refusée aussitôt.',
        },
      },
      forwarding: {
        ask: 'Vos invités',
        choices: {
          allow: 'peuvent transférer l’invitation.',
          refuse: 'ne peuvent pas transférer l’invitation.',
        },
      },
      delegation: {
        ask: 'Vos invités',
        choices: {
          allow: 'peuvent envoyer n’importe qui à leur place.',
          'same-domain': 'peuvent envoyer quelqu’un de leur organisation à leur place.',
          refuse: 'ne peuvent envoyer personne à leur place.',
        },
      },
      guestList: {
        ask: 'Vos invités',
        choices: {
          show: 'voient qui d’autre est invité.',
          hide: 'ne voient que vous et eux-mêmes.',
        },
      },
      refresh: {
        ask: 'Quand l’agenda d’un invité demande la dernière version',
        choices: { answer: 'il la reçoit.', ignore: 'rien n’est envoyé.' },
      },
    },
    serverSays: 'comme sur ce serveur',
    useServer: 'Comme le serveur',
    reminders: 'Rappels',
    remindersLead: 'Les nouvelles réunions de votre agenda vous rappellent :',
    atStart: 'à leur début',
    before: (length) => `${length} avant`,
    senders: 'Expéditeurs bloqués',
    sendersLead: 'Rien de nouveau d’eux n’arrive dans votre agenda, et rien ne leur répond.',
    noSenders: 'Vous n’avez bloqué personne. « Signaler l’expéditeur » d’une invitation le fait.',
    allowAgain: 'Autoriser à nouveau',
    allowed: (address) => `Autorisé à nouveau : ${address}`,
  },
  es: {
    asGuest: 'Cuando le invitan',
    asOrganizer: 'Cuando usted invita',
    policies: {
      newInvitations: {
        ask: 'Una invitación nueva',
        choices: {
          add: 'está enseguida en su calendario y espera su respuesta.',
          ask: 'espera aparte hasta que la ponga en su calendario.',
        },
      },
      cancelledComponents: {
        ask: 'Una reunión cancelada',
        choices: {
          'keep-cancelled': 'queda tachada en su calendario.',
          remove: 'desaparece de su calendario.',
        },
      },
      organizerChange: {
        ask: 'Cuando otra persona pasa a organizar una reunión',
        choices: {
          accept: 'su copia sigue a la nueva.',
          ask: 'se le pregunta antes.',
          refuse: 'no se da por cierto.',
        },
      },
      uninvitedAttendees: {
        ask: 'Cuando responde alguien que no estaba invitado',
        choices: {
          accept: 'pasa a ser invitado.',
          ask: 'se le pregunta antes.',
          refuse: 'se le dice que la reunión es sin su asistencia.',
        },
      },
      counterProposals: {
        ask: 'Cuando un invitado propone otra hora',
        choices: {
          accept: 'la reunión se mueve y se avisa a todos.',
          'accept-if-free': 'se mueve si todos están libres; si no, se le pregunta.',
          ask: 'se le pregunta.',
          refuse: 'se rechaza enseguida.',
        },
      },
      forwarding: {
        ask: 'Sus invitados',
        choices: {
          allow: 'pueden reenviar la invitación.',
          refuse: 'no pueden reenviar la invitación.',
        },
      },
      delegation: {
        ask: 'Sus invitados',
        choices: {
          allow: 'pueden enviar a cualquiera en su lugar.',
          'same-domain': 'pueden enviar a alguien de su organización en su lugar.',
          refuse: 'no pueden enviar a nadie en su lugar.',
        },
      },
      guestList: {
        ask: 'Sus invitados',
        choices: {
          show: 'ven quién más está invitado.',
          hide: 'solo se ven a sí mismos y a usted.',
        },
      },
      refresh: {
        ask: 'Cuando el calendario de un invitado pide la última versión',
        choices: { answer: 'la recibe.', ignore: 'no se envía nada.' },
      },
    },
    serverSays: 'como en este servidor',
    useServer: 'Como el servidor',
    reminders: 'Recordatorios',
    remindersLead: 'Las reuniones nuevas de su calendario le avisan:',
    atStart: 'al empezar',
    before: (length) => `${length} antes`,
    senders: 'Remitentes bloqueados',
    sendersLead: 'Nada nuevo de ellos llega a su calendario y nada les responde.',
    noSenders: 'No ha bloqueado a nadie. «Denunciar al remitente» de una invitación lo hace.',
    allowAgain: 'Permitir de nuevo',
    allowed: (address) => `Permitido de nuevo: ${address}`,
  },
  ja: {
    asGuest: '招待を受けるとき',
    asOrganizer: '招待するとき',
    policies: {
      newInvitations: {
        ask: '新しい招待は',
        choices: {
          add: 'すぐにカレンダーに入り、回答待ちになります。',
          ask: 'カレンダーに入れるまで別に保留されます。',
        },
      },
      cancelledComponents: {
        ask: '中止された会議は',
        choices: {
          'keep-cancelled': '取り消し線付きでカレンダーに残ります。',
          remove: 'カレンダーから消えます。',
        },
      },
      organizerChange: {
        ask: '会議の主催者が変わったとき',
        choices: {
          accept: '新しい主催者の内容に従います。',
          ask: '先に確認します。',
          refuse: '変更を受け付けません。',
        },
      },
      uninvitedAttendees: {
        ask: '招待していない方が回答したとき',
        choices: {
          accept: '出席者に加えます。',
          ask: '先に確認します。',
          refuse: '出席の対象でないことを伝えます。',
        },
      },
      counterProposals: {
        ask: '出席者が別の日時を提案したとき',
        choices: {
          accept: '日時を変更し、全員に知らせます。',
          'accept-if-free': '全員が空いていれば変更し、そうでなければ確認します。',
          ask: '確認します。',
          refuse: 'すぐに断ります。',
        },
      },
      forwarding: {
        ask: '出席者による転送を',
        choices: { allow: '許可します。', refuse: '許可しません。' },
      },
      delegation: {
        ask: '出席者が代理を立てることを',
        choices: {
          allow: '誰に対しても許可します。',
          'same-domain': '同じ組織の方に限り許可します。',
          refuse: '許可しません。',
        },
      },
      guestList: {
        ask: '出席者には',
        choices: {
          show: 'ほかの出席者も表示します。',
          hide: 'あなたと本人だけを表示します。',
        },
      },
      refresh: {
        ask: '出席者のカレンダーが最新の内容を求めたとき',
        choices: { answer: '送ります。', ignore: '何も送りません。' },
      },
    },
    serverSays: 'このサーバーの設定どおり',
    useServer: 'サーバーに合わせる',
    reminders: 'リマインダー',
    remindersLead: 'カレンダーの新しい会議を次のときに知らせます:',
    atStart: '開始時',
    before: (length) => `${length}前`,
    senders: 'ブロックした差出人',
    sendersLead: '新しい招待はカレンダーに届かず、回答もされません。',
    noSenders: 'ブロックした方はいません。招待の「差出人を報告」でブロックできます。',
    allowAgain: 'ブロックを解除',
    allowed: (address) => `ブロック解除: ${address}`,
  },
}
