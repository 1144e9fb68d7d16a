import type { Words } from '../app/languages.ts'

/** The rows of the server's table of trust, as the reader needs to know them. */
export type TrustRowName =
  | 'signature-of-another'
  | 'signature-missing'
  | 'signed'
  | 'dmarc'
  | 'dkim'
  | 'named-host'
  | 'spf'
  | 'sealed'
  | 'reply-token'
  | 'nothing-proven'

type TrustWords = {
  /** It came from somebody who has an account here. */
  readonly here: string
  readonly rows: Readonly<Record<TrustRowName, string>>
  readonly believed: string
  readonly doubted: string
}

export const trustWords: Words<TrustWords> = {
  en: {
    here: 'Sent by an account of this server',
    rows: {
      'signature-of-another': 'Signed, but by somebody else',
      'signature-missing': 'Not signed, though this sender signed before',
      signed: 'Signed by the sender',
      dmarc: 'The sender’s domain confirms it',
      dkim: 'The sender’s domain signed it',
      'named-host': 'Checked by a mail server that is trusted here',
      spf: 'Came from a server of the sender’s domain',
      sealed: 'Checked by a relay that is trusted here',
      'reply-token': 'Answered over an address that only this guest was given',
      'nothing-proven': 'Nobody confirms that it is from this sender',
    },
    believed: 'The sender is confirmed',
    doubted: 'The sender is not confirmed',
  },
  de: {
    here: 'Von einem Konto auf diesem Server gesendet',
    rows: {
      'signature-of-another': 'Unterschrieben, aber von jemand anderem',
      'signature-missing': 'Nicht unterschrieben, obwohl sonst unterschrieben wird',
      signed: 'Vom Absender unterschrieben',
      dmarc: 'Von der Domain des Absenders bestätigt',
      dkim: 'Von der Domain des Absenders unterschrieben',
      'named-host': 'Von einem hier vertrauten Mailserver geprüft',
      spf: 'Kam von einem Server der Absenderdomain',
      sealed: 'Von einer hier vertrauten Zwischenstation geprüft',
      'reply-token': 'Über eine Adresse beantwortet, die nur dieser Gast erhielt',
      'nothing-proven': 'Niemand bestätigt diesen Absender',
    },
    believed: 'Der Absender ist bestätigt',
    doubted: 'Der Absender ist nicht bestätigt',
  },
  fr: {
    here: 'Envoyé par un compte de ce serveur',
    rows: {
      'signature-of-another': 'Signé, mais par quelqu’un d’autre',
      'signature-missing': 'Non signé, alors que cet expéditeur signait auparavant',
      signed: 'Signé par l’expéditeur',
      dmarc: 'Confirmé par le domaine de l’expéditeur',
      dkim: 'Signé par le domaine de l’expéditeur',
      'named-host': 'Vérifié par un serveur de messagerie de confiance',
      spf: 'Venu d’un serveur du domaine de l’expéditeur',
      sealed: 'Vérifié par un relais de confiance',
      'reply-token': 'Répondu par une adresse donnée à ce seul invité',
      'nothing-proven': 'Personne ne confirme cet expéditeur',
    },
    believed: 'L’expéditeur est confirmé',
    doubted: 'L’expéditeur n’est pas confirmé',
  },
  es: {
    here: 'Enviada por una cuenta de este servidor',
    rows: {
      'signature-of-another': 'Firmada, pero por otra persona',
      'signature-missing': 'Sin firma, aunque este remitente firmaba antes',
      signed: 'Firmada por el remitente',
      dmarc: 'Confirmada por el dominio del remitente',
      dkim: 'Firmada por el dominio del remitente',
      'named-host': 'Comprobada por un servidor de correo de confianza',
      spf: 'Llegó de un servidor del dominio del remitente',
      sealed: 'Comprobada por un intermediario de confianza',
      'reply-token': 'Respondida por una dirección que solo tenía este invitado',
      'nothing-proven': 'Nadie confirma a este remitente',
    },
    believed: 'El remitente está confirmado',
    doubted: 'El remitente no está confirmado',
  },
  ja: {
    here: 'このサーバーのアカウントから送信',
    rows: {
      'signature-of-another': '署名がありますが、別の方のものです',
      'signature-missing': '以前は署名がありましたが、今回はありません',
      signed: '差出人の署名あり',
      dmarc: '差出人のドメインが確認しています',
      dkim: '差出人のドメインが署名しています',
      'named-host': '信頼されたメールサーバーが確認しています',
      spf: '差出人のドメインのサーバーから届きました',
      sealed: '信頼された中継サーバーが確認しています',
      'reply-token': 'この方だけに渡されたアドレスからの回答です',
      'nothing-proven': '差出人を確認できません',
    },
    believed: '差出人は確認済みです',
    doubted: '差出人は確認されていません',
  },
}
