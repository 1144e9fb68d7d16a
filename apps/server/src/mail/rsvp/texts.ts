/** What the answer pages say, in each language. Dates and rows come from the mails' own texts. */

export type PageTexts = {
  readonly language: string
  readonly who: (organizer: string) => string
  readonly asks: (organizer: string, title: string) => string
  readonly yes: string
  readonly no: string
  readonly vote: string
  readonly pollOver: string
  readonly othersSay: string
  readonly nobodyYet: string
  readonly votesHidden: string
  readonly yourAnswer: string
  readonly accept: string
  readonly tentative: string
  readonly decline: string
  readonly comment: string
  readonly applies: string
  readonly wholeSeries: string
  readonly otherTime: string
  readonly from: string
  readonly to: string
  readonly propose: string
  readonly zone: string
  readonly show: string
  readonly download: string
  readonly unsubscribe: string
  readonly unsubscribed: string
  readonly resubscribe: string
  readonly confirmUnsubscribe: (organizer: string) => string
  readonly answered: string
  readonly proposed: string
  readonly notTaken: string
  readonly wrongTime: string
  readonly cancelled: string
  readonly noLink: string
  readonly slow: string
  readonly partStats: Readonly<Record<string, string>>
}

const english: PageTexts = {
  language: 'en',
  who: (organizer) => `${organizer} invites you`,
  asks: (organizer, title) => `${organizer} asks when you can come: ${title}`,
  yes: 'Yes',
  no: 'No',
  vote: 'Vote',
  pollOver: 'Votes are taken no more.',
  othersSay: 'So far the others say',
  nobodyYet: 'Nobody else has voted yet.',
  votesHidden: 'Only the organizer sees how others vote.',
  yourAnswer: 'Your answer so far',
  accept: 'Accept',
  tentative: 'Maybe',
  decline: 'Decline',
  comment: 'Comment for the organizer',
  applies: 'The answer is for',
  wholeSeries: 'all dates',
  otherTime: 'Propose another time',
  from: 'From',
  to: 'To',
  propose: 'Propose',
  zone: 'Time zone',
  show: 'Show',
  download: 'Download as a calendar file',
  unsubscribe: 'Receive no more mails from this person',
  unsubscribed: 'You will receive no more mails from this person.',
  resubscribe: 'Receive mails again',
  confirmUnsubscribe: (organizer) => `No more mails from ${organizer}?`,
  answered: 'Thank you: the organizer has your answer.',
  proposed: 'Thank you: the organizer has your proposal.',
  notTaken: 'That could not be taken over: the event has changed meanwhile.',
  wrongTime: 'Please give a beginning and a later end.',
  cancelled: 'This event was cancelled, or you are no longer invited.',
  noLink: 'This link leads nowhere, or its time is over.',
  slow: 'Too many tries: please wait a minute.',
  partStats: {
    'NEEDS-ACTION': 'none',
    ACCEPTED: 'accepted',
    DECLINED: 'declined',
    TENTATIVE: 'maybe',
    DELEGATED: 'passed on',
    COMPLETED: 'completed',
    'IN-PROCESS': 'in progress',
  },
}

const german: PageTexts = {
  language: 'de',
  who: (organizer) => `${organizer} lädt Sie ein`,
  asks: (organizer, title) => `${organizer} fragt, wann Sie können: ${title}`,
  yes: 'Ja',
  no: 'Nein',
  vote: 'Abstimmen',
  pollOver: 'Die Abstimmung ist beendet.',
  othersSay: 'Bisher sagen die anderen',
  nobodyYet: 'Außer Ihnen hat noch niemand abgestimmt.',
  votesHidden: 'Nur der Veranstalter sieht, wie andere stimmen.',
  yourAnswer: 'Ihre Antwort bisher',
  accept: 'Zusagen',
  tentative: 'Vielleicht',
  decline: 'Absagen',
  comment: 'Kommentar für den Veranstalter',
  applies: 'Die Antwort gilt für',
  wholeSeries: 'alle Termine',
  otherTime: 'Eine andere Zeit vorschlagen',
  from: 'Von',
  to: 'Bis',
  propose: 'Vorschlagen',
  zone: 'Zeitzone',
  show: 'Anzeigen',
  download: 'Als Kalenderdatei herunterladen',
  unsubscribe: 'Keine weiteren Mails von dieser Person erhalten',
  unsubscribed: 'Sie erhalten keine weiteren Mails von dieser Person.',
  resubscribe: 'Wieder Mails erhalten',
  confirmUnsubscribe: (organizer) => `Keine weiteren Mails von ${organizer}?`,
  answered: 'Danke: Ihre Antwort ist angekommen.',
  proposed: 'Danke: Ihr Vorschlag ist angekommen.',
  notTaken: 'Das ließ sich nicht übernehmen: der Termin hat sich inzwischen geändert.',
  wrongTime: 'Bitte geben Sie einen Anfang und ein späteres Ende an.',
  cancelled: 'Dieser Termin wurde abgesagt, oder Sie sind nicht mehr eingeladen.',
  noLink: 'Dieser Link führt nirgendwohin, oder seine Zeit ist um.',
  slow: 'Zu viele Versuche: bitte warten Sie eine Minute.',
  partStats: {
    'NEEDS-ACTION': 'keine',
    ACCEPTED: 'zugesagt',
    DECLINED: 'abgesagt',
    TENTATIVE: 'vielleicht',
    DELEGATED: 'weitergegeben',
    COMPLETED: 'erledigt',
    'IN-PROCESS': 'in Arbeit',
  },
}

const french: PageTexts = {
  language: 'fr',
  who: (organizer) => `${organizer} vous invite`,
  asks: (organizer, title) => `${organizer} demande quand vous pouvez venir : ${title}`,
  yes: 'Oui',
  no: 'Non',
  vote: 'Voter',
  pollOver: 'Le vote est terminé.',
  othersSay: 'Jusqu’ici, les autres disent',
  nobodyYet: 'Personne d’autre n’a encore voté.',
  votesHidden: 'Seul l’organisateur voit les votes des autres.',
  yourAnswer: 'Votre réponse jusqu’ici',
  accept: 'Accepter',
  tentative: 'Peut-être',
  decline: 'Refuser',
  comment: 'Commentaire pour l’organisateur',
  applies: 'La réponse vaut pour',
  wholeSeries: 'toutes les dates',
  otherTime: 'Proposer un autre horaire',
  from: 'De',
  to: 'À',
  propose: 'Proposer',
  zone: 'Fuseau horaire',
  show: 'Afficher',
  download: 'Télécharger comme fichier de calendrier',
  unsubscribe: 'Ne plus recevoir de messages de cette personne',
  unsubscribed: 'Vous ne recevrez plus de messages de cette personne.',
  resubscribe: 'Recevoir à nouveau des messages',
  confirmUnsubscribe: (organizer) => `Ne plus recevoir de messages de ${organizer} ?`,
  answered: 'Merci : votre réponse est arrivée.',
  proposed: 'Merci : votre proposition est arrivée.',
  notTaken: 'Cela n’a pas pu être pris en compte : l’événement a changé entre-temps.',
  wrongTime: 'Indiquez un début, et une fin qui vient après.',
  cancelled: 'Cet événement a été annulé, ou vous n’êtes plus invité.',
  noLink: 'Ce lien ne mène nulle part, ou il a expiré.',
  slow: 'Trop d’essais : attendez une minute.',
  partStats: {
    'NEEDS-ACTION': 'aucune',
    ACCEPTED: 'acceptée',
    DECLINED: 'refusée',
    TENTATIVE: 'peut-être',
    DELEGATED: 'transmise',
    COMPLETED: 'terminée',
    'IN-PROCESS': 'en cours',
  },
}

const spanish: PageTexts = {
  language: 'es',
  who: (organizer) => `${organizer} le invita`,
  asks: (organizer, title) => `${organizer} pregunta cuándo puede venir: ${title}`,
  yes: 'Sí',
  no: 'No',
  vote: 'Votar',
  pollOver: 'La votación ha terminado.',
  othersSay: 'Por ahora los demás dicen',
  nobodyYet: 'Nadie más ha votado todavía.',
  votesHidden: 'Solo el organizador ve cómo votan los demás.',
  yourAnswer: 'Su respuesta hasta ahora',
  accept: 'Aceptar',
  tentative: 'Quizás',
  decline: 'Rechazar',
  comment: 'Comentario para el organizador',
  applies: 'La respuesta vale para',
  wholeSeries: 'todas las fechas',
  otherTime: 'Proponer otra hora',
  from: 'Desde',
  to: 'Hasta',
  propose: 'Proponer',
  zone: 'Zona horaria',
  show: 'Mostrar',
  download: 'Descargar como archivo de calendario',
  unsubscribe: 'No recibir más mensajes de esta persona',
  unsubscribed: 'No recibirá más mensajes de esta persona.',
  resubscribe: 'Volver a recibir mensajes',
  confirmUnsubscribe: (organizer) => `¿No recibir más mensajes de ${organizer}?`,
  answered: 'Gracias: su respuesta ha llegado.',
  proposed: 'Gracias: su propuesta ha llegado.',
  notTaken: 'No se ha podido tener en cuenta: el evento ha cambiado entretanto.',
  wrongTime: 'Indique un comienzo y un final posterior.',
  cancelled: 'Este evento se ha cancelado o usted ya no está invitado.',
  noLink: 'Este enlace no lleva a ninguna parte o ha caducado.',
  slow: 'Demasiados intentos: espere un minuto.',
  partStats: {
    'NEEDS-ACTION': 'ninguna',
    ACCEPTED: 'aceptada',
    DECLINED: 'rechazada',
    TENTATIVE: 'quizás',
    DELEGATED: 'transferida',
    COMPLETED: 'terminada',
    'IN-PROCESS': 'en curso',
  },
}

const japanese: PageTexts = {
  language: 'ja',
  who: (organizer) => `${organizer} さんからの招待`,
  asks: (organizer, title) => `${organizer}さんがご都合を尋ねています：${title}`,
  yes: 'はい',
  no: 'いいえ',
  vote: '投票する',
  pollOver: '投票は終了しました。',
  othersSay: 'これまでの他の方の回答',
  nobodyYet: '他にはまだ誰も投票していません。',
  votesHidden: '他の人の投票は主催者だけが見られます。',
  yourAnswer: '現在の返答',
  accept: '出席',
  tentative: '未定',
  decline: '欠席',
  comment: '主催者へのコメント',
  applies: '返答の対象',
  wholeSeries: 'すべての日程',
  otherTime: '別の時間を提案する',
  from: '開始',
  to: '終了',
  propose: '提案する',
  zone: 'タイムゾーン',
  show: '表示',
  download: 'カレンダーファイルをダウンロード',
  unsubscribe: 'この人からのメールを今後受け取らない',
  unsubscribed: 'この人からのメールは今後届きません。',
  resubscribe: '再びメールを受け取る',
  confirmUnsubscribe: (organizer) => `${organizer} さんからのメールを停止しますか？`,
  answered: 'ありがとうございます。返答は主催者に届きました。',
  proposed: 'ありがとうございます。提案は主催者に届きました。',
  notTaken: '予定がその間に変更されたため、反映できませんでした。',
  wrongTime: '開始と、それより後の終了を入力してください。',
  cancelled: 'この予定は中止されたか、招待が取り消されました。',
  noLink: 'このリンクは無効か、期限が切れています。',
  slow: '操作が多すぎます。1分ほどお待ちください。',
  partStats: {
    'NEEDS-ACTION': 'なし',
    ACCEPTED: '出席',
    DECLINED: '欠席',
    TENTATIVE: '未定',
    DELEGATED: '代理',
    COMPLETED: '完了',
    'IN-PROCESS': '進行中',
  },
}

const all: readonly PageTexts[] = [english, german, french, spanish, japanese]

/** The first of the reader's languages that there are texts for, and the tags themselves. */
export function pageTexts(languages: readonly string[]): PageTexts {
  for (const tag of languages) {
    const primary = tag.split(/[-_]/, 1)[0]?.toLowerCase()
    const found = all.find(({ language }) => language === primary)
    if (found !== undefined) return found
  }
  return english
}

/** Accept-Language (RFC 9110 §12.5.4), the best first. */
export function languagesFrom(header: string | undefined): readonly string[] {
  return (header ?? '')
    .slice(0, 500)
    .split(',')
    .slice(0, 20)
    .map((each) => {
      const [tag = '', ...parameters] = each.trim().split(';')
      const q = parameters.map((one) => /^\s*q=([\d.]+)$/.exec(one)?.[1]).find(Boolean)
      return { tag: tag.trim(), quality: q === undefined ? 1 : Number(q) }
    })
    .filter(({ tag, quality }) => /^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$/.test(tag) && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag)
}
