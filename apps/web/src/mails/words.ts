import type { Words } from '../app/languages.ts'
import type { WhyWord } from './why.ts'

type MailWords = {
  readonly heading: string
  readonly lead: string
  readonly from: (sender: string) => string
  readonly nobodyNamed: string
  readonly download: string
  readonly downloadOf: (sender: string) => string
  readonly showMore: (count: number) => string
  readonly why: Readonly<Record<WhyWord, string>>
}

export const mailWords: Words<MailWords> = {
  en: {
    heading: 'Mails that were not taken',
    lead: 'They were for you and are kept as they came. Nothing in your calendar was changed by them, and nothing answered them.',
    from: (sender) => `From ${sender}`,
    nobodyNamed: 'nobody named',
    download: 'Download the mail',
    downloadOf: (sender) => `Download the mail from ${sender}`,
    showMore: (count) => `Show ${count} more`,
    why: {
      nobody: 'It is for nobody here.',
      unreadable:
        'What may be an invitation in it cannot be read: it is encrypted or in a form of its own.',
      'too-large': 'It is larger than what is read.',
      'no-author': 'It names no sender.',
      'several-authors': 'It names more than one sender.',
      'signature-broken': 'Its signature does not fit what it says: it was changed on the way.',
      forged: 'The sender’s domain says that it is not from there: it may be forged.',
      unproven: 'Nobody confirms that it is from this sender.',
      loop: 'It went in circles between mail servers.',
      waits: 'The person it is for has to decide.',
      fault: 'The server stumbled over it.',
    },
  },
  de: {
    heading: 'Mails, die nicht übernommen wurden',
    lead: 'Sie waren für Sie und werden aufbewahrt, wie sie kamen. In Ihrem Kalender haben sie nichts geändert, und nichts hat sie beantwortet.',
    from: (sender) => `Von ${sender}`,
    nobodyNamed: 'niemand genannt',
    download: 'Mail herunterladen',
    downloadOf: (sender) => `Mail von ${sender} herunterladen`,
    showMore: (count) => `${count} weitere zeigen`,
    why: {
      nobody: 'Sie ist für niemanden hier.',
      unreadable:
        'Was darin eine Einladung sein mag, lässt sich nicht lesen: Es ist verschlüsselt oder in einer eigenen Form.',
      'too-large': 'Sie ist größer als das, was gelesen wird.',
      'no-author': 'Sie nennt keinen Absender.',
      'several-authors': 'Sie nennt mehr als einen Absender.',
      'signature-broken': 'Ihre Unterschrift passt nicht zum Inhalt: Sie wurde unterwegs geändert.',
      forged:
        'Die Domain des Absenders sagt, dass sie nicht von dort ist: Sie kann gefälscht sein.',
      unproven: 'Niemand bestätigt diesen Absender.',
      loop: 'Sie ging zwischen Mailservern im Kreis.',
      waits: 'Die Person, für die sie ist, muss entscheiden.',
      fault: 'Der Server ist darüber gestolpert.',
    },
  },
  fr: {
    heading: 'Courriels non pris en compte',
    lead: 'Ils vous étaient destinés et sont conservés tels quels. Ils n’ont rien changé dans votre agenda, et rien n’y a répondu.',
    from: (sender) => `De ${sender}`,
    nobodyNamed: 'aucun nom',
    download: 'Télécharger le courriel',
    downloadOf: (sender) => `Télécharger le courriel de ${sender}`,
    showMore: (count) => `En afficher ${count} de plus`,
    why: {
      nobody: 'Il ne s’adresse à personne ici.',
      unreadable:
        'Ce qui pourrait y être une invitation est illisible : chiffré ou dans un format propre.',
      'too-large': 'Il dépasse la taille qui est lue.',
      'no-author': 'Il ne nomme aucun expéditeur.',
      'several-authors': 'Il nomme plusieurs expéditeurs.',
      'signature-broken': 'Sa signature ne correspond pas au contenu : il a été modifié en route.',
      forged: 'Le domaine de l’expéditeur indique qu’il n’en vient pas : il peut être falsifié.',
      unproven: 'Personne ne confirme cet expéditeur.',
      loop: 'Il tournait en rond entre serveurs de messagerie.',
      waits: 'La personne à qui il s’adresse doit décider.',
      fault: 'Le serveur a échoué en le traitant.',
    },
  },
  es: {
    heading: 'Correos que no se aceptaron',
    lead: 'Eran para usted y se guardan tal como llegaron. No han cambiado nada en su calendario y nada les ha respondido.',
    from: (sender) => `De ${sender}`,
    nobodyNamed: 'sin nombre',
    download: 'Descargar el correo',
    downloadOf: (sender) => `Descargar el correo de ${sender}`,
    showMore: (count) => `Mostrar ${count} más`,
    why: {
      nobody: 'No es para nadie de aquí.',
      unreadable:
        'Lo que puede ser una invitación no se puede leer: está cifrado o en un formato propio.',
      'too-large': 'Es mayor de lo que se lee.',
      'no-author': 'No nombra a ningún remitente.',
      'several-authors': 'Nombra a más de un remitente.',
      'signature-broken': 'La firma no corresponde al contenido: se cambió por el camino.',
      forged: 'El dominio del remitente dice que no viene de allí: puede ser falso.',
      unproven: 'Nadie confirma a este remitente.',
      loop: 'Daba vueltas entre servidores de correo.',
      waits: 'Debe decidir la persona a quien va dirigido.',
      fault: 'El servidor falló al tratarlo.',
    },
  },
  ja: {
    heading: '受け付けられなかったメール',
    lead: 'あなた宛てのメールで、届いたまま保存されています。カレンダーは変更されず、返信もしていません。',
    from: (sender) => `${sender}から`,
    nobodyNamed: '名前なし',
    download: 'メールをダウンロード',
    downloadOf: (sender) => `${sender}からのメールをダウンロード`,
    showMore: (count) => `さらに${count}件を表示`,
    why: {
      nobody: 'このサーバーの誰にも宛てられていません。',
      unreadable: '招待と思われる部分を読めません。暗号化されているか、独自の形式です。',
      'too-large': '読み込める大きさを超えています。',
      'no-author': '差出人がありません。',
      'several-authors': '差出人が複数あります。',
      'signature-broken': '署名が内容と合いません。途中で変更されています。',
      forged: '差出人のドメインは自分のものではないとしています。偽造の可能性があります。',
      unproven: '差出人を確認できません。',
      loop: 'メールサーバーの間を巡回していました。',
      waits: '宛先の方の判断を待っています。',
      fault: 'サーバーが処理に失敗しました。',
    },
  },
}
