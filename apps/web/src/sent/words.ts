import type { Words } from '../app/languages.ts'

export type Filter = 'all' | 'waiting' | 'failed' | 'open' | 'answered'
type State = 'here' | 'waiting' | 'sent' | 'failed'
export type MethodWord =
  | 'REQUEST'
  | 'CANCEL'
  | 'REPLY'
  | 'COUNTER'
  | 'DECLINECOUNTER'
  | 'REFRESH'
  | 'POLLSTATUS'

type SentWords = {
  readonly heading: string
  readonly lead: string
  readonly none: string
  readonly noneHint: string
  readonly newMeeting: string
  readonly filter: string
  readonly filters: Readonly<Record<Filter, string>>
  readonly noneOf: Readonly<Record<Filter, string>>
  readonly search: string
  readonly untitled: string
  readonly gone: string
  readonly lastSent: (ago: string) => string
  readonly states: Readonly<Record<State, string>>
  readonly nextTry: (when: string) => string
  readonly methods: Readonly<Record<MethodWord, string>>
  readonly methodOther: string
  readonly codes: Readonly<Record<string, string>>
  readonly codeOther: (code: string) => string
  readonly summary: (answered: number, all: number) => string
  readonly failedCount: (count: number) => string
  readonly resend: string
  readonly resent: (title: string, count: number) => string
  readonly moreDates: string
}

export const sentWords: Words<SentWords> = {
  en: {
    heading: 'Sent',
    lead: 'What became of every message that went out to people.',
    none: 'Nothing went out yet.',
    noneHint: 'When you invite, answer or cancel, you see here where each message is.',
    newMeeting: 'New meeting',
    filter: 'Show',
    filters: {
      all: 'All',
      failed: 'Failed',
      waiting: 'Waiting to go out',
      open: 'No answer yet',
      answered: 'Answered',
    },
    noneOf: {
      all: 'Nothing went out yet.',
      failed: 'No message failed.',
      waiting: 'No message waits.',
      open: 'Everyone has answered.',
      answered: 'Nobody has answered yet.',
    },
    search: 'Search by title or person',
    untitled: 'Without a title',
    gone: 'No longer in your calendar',
    lastSent: (ago) => `last sent ${ago}`,
    states: {
      here: 'In the calendar here',
      waiting: 'Waits to be mailed',
      sent: 'Mailed',
      failed: 'Did not arrive',
    },
    nextTry: (when) => `next try ${when}`,
    methods: {
      REQUEST: 'Invitation',
      CANCEL: 'Cancellation',
      REPLY: 'Your answer',
      COUNTER: 'Your proposal',
      DECLINECOUNTER: 'Proposal declined',
      REFRESH: 'Question for the latest version',
      POLLSTATUS: 'State of the poll',
    },
    methodOther: 'Message',
    codes: {
      '3.7': 'Nobody here has this address.',
      '3.8': 'It may not be sent there.',
      '5.1': 'It could not be delivered in all the time there was.',
      '5.2': 'The mail server refused it, or the address takes no mail.',
      '5.3': 'The recipient takes no invitations from you.',
    },
    codeOther: (code) => `The status is ${code}.`,
    summary: (answered, all) => `${answered} of ${all} answered`,
    failedCount: (count) => (count === 1 ? '1 did not arrive' : `${count} did not arrive`),
    resend: 'Send again to those without an answer',
    resent: (title, count) => `Sent again to ${count}: ${title}`,
    moreDates: 'Series',
  },
  de: {
    heading: 'Gesendet',
    lead: 'Was aus jeder Nachricht wurde, die an Personen ging.',
    none: 'Noch ging nichts hinaus.',
    noneHint: 'Wenn Sie einladen, antworten oder absagen, sehen Sie hier, wo jede Nachricht ist.',
    newMeeting: 'Neuer Termin',
    filter: 'Zeigen',
    filters: {
      all: 'Alle',
      failed: 'Gescheitert',
      waiting: 'Warten auf Versand',
      open: 'Noch ohne Antwort',
      answered: 'Beantwortet',
    },
    noneOf: {
      all: 'Noch ging nichts hinaus.',
      failed: 'Keine Nachricht ist gescheitert.',
      waiting: 'Keine Nachricht wartet.',
      open: 'Alle haben geantwortet.',
      answered: 'Noch hat niemand geantwortet.',
    },
    search: 'Nach Titel oder Person suchen',
    untitled: 'Ohne Titel',
    gone: 'Nicht mehr in Ihrem Kalender',
    lastSent: (ago) => `zuletzt gesendet ${ago}`,
    states: {
      here: 'Im Kalender hier',
      waiting: 'Wartet auf den Versand',
      sent: 'Als Mail verschickt',
      failed: 'Nicht angekommen',
    },
    nextTry: (when) => `nächster Versuch ${when}`,
    methods: {
      REQUEST: 'Einladung',
      CANCEL: 'Absage',
      REPLY: 'Ihre Antwort',
      COUNTER: 'Ihr Vorschlag',
      DECLINECOUNTER: 'Vorschlag abgelehnt',
      REFRESH: 'Frage nach der neuesten Fassung',
      POLLSTATUS: 'Stand der Umfrage',
    },
    methodOther: 'Nachricht',
    codes: {
      '3.7': 'Niemand hat hier diese Adresse.',
      '3.8': 'Dorthin darf nicht gesendet werden.',
      '5.1': 'In der ganzen Zeit war keine Zustellung möglich.',
      '5.2': 'Der Mailserver lehnte ab, oder die Adresse nimmt keine Mail an.',
      '5.3': 'Dort werden keine Einladungen von Ihnen angenommen.',
    },
    codeOther: (code) => `Der Status ist ${code}.`,
    summary: (answered, all) => `${answered} von ${all} haben geantwortet`,
    failedCount: (count) => `${count} nicht angekommen`,
    resend: 'Erneut an alle ohne Antwort senden',
    resent: (title, count) => `Erneut an ${count} gesendet: ${title}`,
    moreDates: 'Serie',
  },
  fr: {
    heading: 'Envoyés',
    lead: 'Ce qu’est devenu chaque message envoyé à quelqu’un.',
    none: 'Rien n’est encore parti.',
    noneHint: 'Quand vous invitez, répondez ou annulez, vous voyez ici où est chaque message.',
    newMeeting: 'Nouvelle réunion',
    filter: 'Afficher',
    filters: {
      all: 'Tous',
      failed: 'Échecs',
      waiting: 'En attente d’envoi',
      open: 'Sans réponse',
      answered: 'Avec réponse',
    },
    noneOf: {
      all: 'Rien n’est encore parti.',
      failed: 'Aucun message n’a échoué.',
      waiting: 'Aucun message n’attend.',
      open: 'Tout le monde a répondu.',
      answered: 'Personne n’a encore répondu.',
    },
    search: 'Chercher par titre ou personne',
    untitled: 'Sans titre',
    gone: 'N’est plus dans votre agenda',
    lastSent: (ago) => `dernier envoi ${ago}`,
    states: {
      here: 'Dans l’agenda ici',
      waiting: 'Attend d’être envoyé',
      sent: 'Envoyé par e-mail',
      failed: 'Pas arrivé',
    },
    nextTry: (when) => `prochain essai ${when}`,
    methods: {
      REQUEST: 'Invitation',
      CANCEL: 'Annulation',
      REPLY: 'Votre réponse',
      COUNTER: 'Votre proposition',
      DECLINECOUNTER: 'Proposition refusée',
      REFRESH: 'Demande de la dernière version',
      POLLSTATUS: 'État du sondage',
    },
    methodOther: 'Message',
    codes: {
      '3.7': 'Personne ici n’a cette adresse.',
      '3.8': 'L’envoi là-bas n’est pas permis.',
      '5.1': 'La remise n’a pas été possible dans tout le temps imparti.',
      '5.2': 'Le serveur de messagerie l’a refusé, ou l’adresse ne reçoit pas de courrier.',
      '5.3': 'Le destinataire n’accepte pas d’invitations de vous.',
    },
    codeOther: (code) => `Le statut est ${code}.`,
    summary: (answered, all) => `${answered} réponses sur ${all}`,
    failedCount: (count) => (count === 1 ? '1 n’est pas arrivé' : `${count} ne sont pas arrivés`),
    resend: 'Renvoyer à ceux qui n’ont pas répondu',
    resent: (title, count) => `Renvoyé à ${count} : ${title}`,
    moreDates: 'Série',
  },
  es: {
    heading: 'Enviados',
    lead: 'Qué ha sido de cada mensaje enviado a alguien.',
    none: 'Aún no ha salido nada.',
    noneHint: 'Cuando invite, responda o cancele, verá aquí dónde está cada mensaje.',
    newMeeting: 'Nueva reunión',
    filter: 'Mostrar',
    filters: {
      all: 'Todos',
      failed: 'Fallidos',
      waiting: 'Por enviar',
      open: 'Sin respuesta',
      answered: 'Respondidos',
    },
    noneOf: {
      all: 'Aún no ha salido nada.',
      failed: 'Ningún mensaje ha fallado.',
      waiting: 'Ningún mensaje espera.',
      open: 'Todos han respondido.',
      answered: 'Nadie ha respondido aún.',
    },
    search: 'Buscar por título o persona',
    untitled: 'Sin título',
    gone: 'Ya no está en su calendario',
    lastSent: (ago) => `último envío ${ago}`,
    states: {
      here: 'En el calendario aquí',
      waiting: 'Espera a enviarse',
      sent: 'Enviado por correo',
      failed: 'No llegó',
    },
    nextTry: (when) => `próximo intento ${when}`,
    methods: {
      REQUEST: 'Invitación',
      CANCEL: 'Cancelación',
      REPLY: 'Su respuesta',
      COUNTER: 'Su propuesta',
      DECLINECOUNTER: 'Propuesta rechazada',
      REFRESH: 'Petición de la última versión',
      POLLSTATUS: 'Estado de la encuesta',
    },
    methodOther: 'Mensaje',
    codes: {
      '3.7': 'Aquí nadie tiene esta dirección.',
      '3.8': 'No se permite enviar allí.',
      '5.1': 'No se pudo entregar en todo el tiempo disponible.',
      '5.2': 'El servidor de correo lo rechazó o la dirección no recibe correo.',
      '5.3': 'El destinatario no acepta invitaciones de usted.',
    },
    codeOther: (code) => `El estado es ${code}.`,
    summary: (answered, all) => `${answered} de ${all} han respondido`,
    failedCount: (count) => (count === 1 ? '1 no llegó' : `${count} no llegaron`),
    resend: 'Enviar de nuevo a quienes no han respondido',
    resent: (title, count) => `Enviada de nuevo a ${count}: ${title}`,
    moreDates: 'Serie',
  },
  ja: {
    heading: '送信済み',
    lead: '送信したメッセージがそれぞれどうなったかを表示します。',
    none: 'まだ何も送信していません。',
    noneHint: '招待、回答、中止をすると、各メッセージの状況がここに表示されます。',
    newMeeting: '新しい会議',
    filter: '表示',
    filters: {
      all: 'すべて',
      failed: '失敗',
      waiting: '送信待ち',
      open: '未回答',
      answered: '回答済み',
    },
    noneOf: {
      all: 'まだ何も送信していません。',
      failed: '失敗したメッセージはありません。',
      waiting: '送信待ちのメッセージはありません。',
      open: '全員が回答しました。',
      answered: 'まだ誰も回答していません。',
    },
    search: '件名または相手で検索',
    untitled: '件名なし',
    gone: 'カレンダーにはもうありません',
    lastSent: (ago) => `最終送信: ${ago}`,
    states: {
      here: 'こちらのカレンダーに配信',
      waiting: 'メール送信待ち',
      sent: 'メール送信済み',
      failed: '届きませんでした',
    },
    nextTry: (when) => `次の試行: ${when}`,
    methods: {
      REQUEST: '招待',
      CANCEL: '中止',
      REPLY: 'あなたの回答',
      COUNTER: 'あなたの提案',
      DECLINECOUNTER: '提案の辞退',
      REFRESH: '最新の内容の問い合わせ',
      POLLSTATUS: '投票の状況',
    },
    methodOther: 'メッセージ',
    codes: {
      '3.7': 'このアドレスの方はここにいません。',
      '3.8': 'そこへの送信は許可されていません。',
      '5.1': '期限までに配信できませんでした。',
      '5.2': 'メールサーバーに拒否されたか、メールを受け取れないアドレスです。',
      '5.3': '相手はあなたからの招待を受け付けていません。',
    },
    codeOther: (code) => `状態コード: ${code}`,
    summary: (answered, all) => `${all}名中${answered}名が回答`,
    failedCount: (count) => `${count}件が届きませんでした`,
    resend: '未回答の方にもう一度送る',
    resent: (title, count) => `${count}名に再送: ${title}`,
    moreDates: '繰り返し',
  },
}
