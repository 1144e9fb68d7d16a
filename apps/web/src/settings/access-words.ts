import type { Words } from '../app/languages.ts'

/** Of who else gets in: delegates, passwords, programs. */
type AccessWords = {
  readonly delegatesLead: string
  readonly noDelegates: string
  readonly person: string
  readonly personHint: string
  readonly access: (who: string) => string
  readonly mayRead: string
  readonly mayAct: string
  readonly accessLabel: string
  readonly add: string
  readonly end: (who: string) => string
  readonly endShort: string
  readonly ended: (who: string) => string
  readonly added: (who: string) => string
  readonly actsFor: string
  readonly appPasswords: string
  readonly appLead: string
  readonly noApps: string
  readonly appLabel: string
  readonly appLabelHint: string
  readonly makeApp: string
  readonly created: (ago: string) => string
  readonly lastUsed: (ago: string) => string
  readonly neverUsed: string
  readonly revoke: string
  readonly revokeOf: (label: string) => string
  readonly revoked: (label: string) => string
  readonly shownOnce: string
  readonly shownOnceLead: string
  readonly address: string
  readonly userName: string
  readonly password: string
  readonly qrLabel: string
  readonly qrLead: string
  readonly qrElsewhere: string
  readonly done: string
  readonly changePassword: string
  readonly current: string
  readonly wanted: string
  readonly wantedHint: string
  readonly again: string
  readonly notSame: string
  readonly wrong: string
  readonly passwordChanged: string
  readonly change: string
  readonly webhooksLead: string
  readonly noWebhooks: string
  readonly url: string
  readonly urlHint: string
  readonly events: string
  readonly eventNames: Readonly<Record<'answered' | 'proposed' | 'invited' | 'cancelled', string>>
  readonly secret: string
  readonly secretLead: string
}

export const accessWords: Words<AccessWords> = {
  en: {
    delegatesLead:
      'A delegate sees your calendars and invitations; one who may act answers and invites in your name.',
    noDelegates: 'Nobody reads or acts for you.',
    person: 'Person',
    personHint: 'A name known here',
    access: (who) => `What ${who} may do`,
    mayRead: 'May read',
    mayAct: 'May read and act',
    accessLabel: 'What they may do',
    add: 'Add',
    end: (who) => `End the delegation to ${who}`,
    endShort: 'End',
    ended: (who) => `Delegation ended: ${who}`,
    added: (who) => `Delegate added: ${who}`,
    actsFor: 'You act for',
    appPasswords: 'App passwords',
    appLead:
      'One for each device or program that shows your calendar. Revoking one leaves the others alone.',
    noApps: 'No device or program has a password of its own yet.',
    appLabel: 'For which device?',
    appLabelHint: 'Such as “Phone” or “Thunderbird at work”.',
    makeApp: 'Make a password',
    created: (ago) => `made ${ago}`,
    lastUsed: (ago) => `last used ${ago}`,
    neverUsed: 'never used',
    revoke: 'Revoke',
    revokeOf: (label) => `Revoke the password of ${label}`,
    revoked: (label) => `Revoked: ${label}`,
    shownOnce: 'Your new password',
    shownOnceLead: 'It is shown this once. If you lose it, revoke it and make another.',
    address: 'Server',
    userName: 'User name',
    password: 'Password',
    qrLabel: 'QR code with server, user name and password',
    qrLead: 'Android: scan it with the camera; DAVx⁵ opens with everything filled in.',
    qrElsewhere: 'Other devices: type or copy the three values.',
    done: 'Done',
    changePassword: 'Your password',
    current: 'Current password',
    wanted: 'New password',
    wantedHint: 'At least 8 characters. All your other sessions end.',
    again: 'New password once more',
    notSame: 'The two are not the same.',
    wrong: 'That is not your current password.',
    passwordChanged: 'Password changed; every other session has ended.',
    change: 'Change password',
    webhooksLead:
      'Programs that are told when something happens in your calendar. Each message is signed.',
    noWebhooks: 'No program is told of anything.',
    url: 'Address of the program',
    urlHint: 'https://…',
    events: 'Tell it when',
    eventNames: {
      answered: 'a guest answers',
      proposed: 'a guest proposes another time',
      invited: 'you are invited',
      cancelled: 'a meeting is called off',
    },
    secret: 'Secret',
    secretLead: 'With it the program checks the signature. It is shown this once.',
  },
  de: {
    delegatesLead:
      'Wer Sie vertritt, sieht Ihre Kalender und Einladungen; wer auch handeln darf, antwortet und lädt in Ihrem Namen ein.',
    noDelegates: 'Niemand liest oder handelt für Sie.',
    person: 'Person',
    personHint: 'Ein hier bekannter Name',
    access: (who) => `Was ${who} darf`,
    mayRead: 'Darf lesen',
    mayAct: 'Darf lesen und handeln',
    accessLabel: 'Was erlaubt ist',
    add: 'Hinzufügen',
    end: (who) => `Vertretung durch ${who} beenden`,
    endShort: 'Beenden',
    ended: (who) => `Vertretung beendet: ${who}`,
    added: (who) => `Vertretung hinzugefügt: ${who}`,
    actsFor: 'Sie handeln für',
    appPasswords: 'App-Passwörter',
    appLead:
      'Eines für jedes Gerät oder Programm, das Ihren Kalender zeigt. Wird eines widerrufen, bleiben die anderen.',
    noApps: 'Noch hat kein Gerät oder Programm ein eigenes Passwort.',
    appLabel: 'Für welches Gerät?',
    appLabelHint: 'Etwa „Telefon“ oder „Thunderbird im Büro“.',
    makeApp: 'Passwort erzeugen',
    created: (ago) => `erzeugt ${ago}`,
    lastUsed: (ago) => `zuletzt benutzt ${ago}`,
    neverUsed: 'nie benutzt',
    revoke: 'Widerrufen',
    revokeOf: (label) => `Passwort von ${label} widerrufen`,
    revoked: (label) => `Widerrufen: ${label}`,
    shownOnce: 'Ihr neues Passwort',
    shownOnceLead:
      'Es wird nur jetzt gezeigt. Geht es verloren, widerrufen Sie es und erzeugen ein neues.',
    address: 'Server',
    userName: 'Benutzername',
    password: 'Passwort',
    qrLabel: 'QR-Code mit Server, Benutzername und Passwort',
    qrLead: 'Android: mit der Kamera scannen; DAVx⁵ öffnet sich, alles ist ausgefüllt.',
    qrElsewhere: 'Andere Geräte: die drei Werte eintippen oder kopieren.',
    done: 'Fertig',
    changePassword: 'Ihr Passwort',
    current: 'Jetziges Passwort',
    wanted: 'Neues Passwort',
    wantedHint: 'Mindestens 8 Zeichen. Alle anderen Sitzungen enden.',
    again: 'Neues Passwort noch einmal',
    notSame: 'Die beiden sind nicht gleich.',
    wrong: 'Das ist nicht Ihr jetziges Passwort.',
    passwordChanged: 'Passwort geändert; alle anderen Sitzungen sind beendet.',
    change: 'Passwort ändern',
    webhooksLead:
      'Programme, die erfahren, wenn in Ihrem Kalender etwas geschieht. Jede Nachricht ist signiert.',
    noWebhooks: 'Kein Programm erfährt etwas.',
    url: 'Adresse des Programms',
    urlHint: 'https://…',
    events: 'Mitteilen, wenn',
    eventNames: {
      answered: 'ein Gast antwortet',
      proposed: 'ein Gast eine andere Zeit vorschlägt',
      invited: 'Sie eingeladen werden',
      cancelled: 'ein Termin abgesagt wird',
    },
    secret: 'Geheimnis',
    secretLead: 'Damit prüft das Programm die Signatur. Es wird nur jetzt gezeigt.',
  },
  fr: {
    delegatesLead:
      'Un délégué voit vos agendas et vos invitations ; s’il peut agir, il répond et invite en votre nom.',
    noDelegates: 'Personne ne lit ni n’agit pour vous.',
    person: 'Personne',
    personHint: 'Un nom connu ici',
    access: (who) => `Ce que ${who} peut faire`,
    mayRead: 'Peut lire',
    mayAct: 'Peut lire et agir',
    accessLabel: 'Ce qui est permis',
    add: 'Ajouter',
    end: (who) => `Mettre fin à la délégation de ${who}`,
    endShort: 'Mettre fin',
    ended: (who) => `Délégation terminée : ${who}`,
    added: (who) => `Délégué ajouté : ${who}`,
    actsFor: 'Vous agissez pour',
    appPasswords: 'Mots de passe d’application',
    appLead:
      'Un par appareil ou programme qui montre votre agenda. En révoquer un laisse les autres intacts.',
    noApps: 'Aucun appareil ni programme n’a encore son mot de passe.',
    appLabel: 'Pour quel appareil ?',
    appLabelHint: 'Par exemple « Téléphone » ou « Thunderbird au bureau ».',
    makeApp: 'Créer un mot de passe',
    created: (ago) => `créé ${ago}`,
    lastUsed: (ago) => `utilisé ${ago}`,
    neverUsed: 'jamais utilisé',
    revoke: 'Révoquer',
    revokeOf: (label) => `Révoquer le mot de passe de ${label}`,
    revoked: (label) => `Révoqué : ${label}`,
    shownOnce: 'Votre nouveau mot de passe',
    shownOnceLead:
      'Il n’est montré qu’une fois. Si vous le perdez, révoquez-le et créez-en un autre.',
    address: 'Serveur',
    userName: 'Nom d’utilisateur',
    password: 'Mot de passe',
    qrLabel: 'Code QR avec serveur, nom d’utilisateur et mot de passe',
    qrLead: 'Android : scannez-le avec l’appareil photo ; DAVx⁵ s’ouvre, tout est rempli.',
    qrElsewhere: 'Autres appareils : saisissez ou copiez les trois valeurs.',
    done: 'Terminé',
    changePassword: 'Votre mot de passe',
    current: 'Mot de passe actuel',
    wanted: 'Nouveau mot de passe',
    wantedHint: 'Au moins 8 caractères. Toutes vos autres sessions prennent fin.',
    again: 'Nouveau mot de passe, encore une fois',
    notSame: 'Les deux ne sont pas identiques.',
    wrong: 'Ce n’est pas votre mot de passe actuel.',
    passwordChanged: 'Mot de passe changé ; les autres sessions ont pris fin.',
    change: 'Changer le mot de passe',
    webhooksLead:
      'Des programmes prévenus de ce qui se passe dans votre agenda. Chaque message est signé.',
    noWebhooks: 'Aucun programme n’est prévenu.',
    url: 'Adresse du programme',
    urlHint: 'https://…',
    events: 'Le prévenir quand',
    eventNames: {
      answered: 'un invité répond',
      proposed: 'un invité propose un autre moment',
      invited: 'vous êtes invité',
      cancelled: 'une réunion est annulée',
    },
    secret: 'Secret',
    secretLead: 'Le programme vérifie la signature avec lui. Il n’est montré qu’une fois.',
  },
  es: {
    delegatesLead:
      'Un delegado ve sus calendarios e invitaciones; si puede actuar, responde e invita en su nombre.',
    noDelegates: 'Nadie lee ni actúa por usted.',
    person: 'Persona',
    personHint: 'Un nombre conocido aquí',
    access: (who) => `Qué puede hacer ${who}`,
    mayRead: 'Puede leer',
    mayAct: 'Puede leer y actuar',
    accessLabel: 'Qué puede hacer',
    add: 'Añadir',
    end: (who) => `Terminar la delegación de ${who}`,
    endShort: 'Terminar',
    ended: (who) => `Delegación terminada: ${who}`,
    added: (who) => `Delegado añadido: ${who}`,
    actsFor: 'Usted actúa por',
    appPasswords: 'Contraseñas de aplicación',
    appLead:
      'Una por cada dispositivo o programa que muestra su calendario. Revocar una no afecta a las demás.',
    noApps: 'Ningún dispositivo o programa tiene aún contraseña propia.',
    appLabel: '¿Para qué dispositivo?',
    appLabelHint: 'Por ejemplo «Teléfono» o «Thunderbird del trabajo».',
    makeApp: 'Crear contraseña',
    created: (ago) => `creada ${ago}`,
    lastUsed: (ago) => `usada ${ago}`,
    neverUsed: 'nunca usada',
    revoke: 'Revocar',
    revokeOf: (label) => `Revocar la contraseña de ${label}`,
    revoked: (label) => `Revocada: ${label}`,
    shownOnce: 'Su nueva contraseña',
    shownOnceLead: 'Se muestra solo esta vez. Si la pierde, revóquela y cree otra.',
    address: 'Servidor',
    userName: 'Usuario',
    password: 'Contraseña',
    qrLabel: 'Código QR con servidor, usuario y contraseña',
    qrLead: 'Android: escanéelo con la cámara; DAVx⁵ se abre con todo relleno.',
    qrElsewhere: 'Otros dispositivos: escriba o copie los tres valores.',
    done: 'Listo',
    changePassword: 'Su contraseña',
    current: 'Contraseña actual',
    wanted: 'Contraseña nueva',
    wantedHint: 'Al menos 8 caracteres. Terminan todas sus otras sesiones.',
    again: 'Contraseña nueva otra vez',
    notSame: 'Las dos no son iguales.',
    wrong: 'Esa no es su contraseña actual.',
    passwordChanged: 'Contraseña cambiada; las otras sesiones han terminado.',
    change: 'Cambiar contraseña',
    webhooksLead:
      'Programas a los que se avisa de lo que ocurre en su calendario. Cada mensaje va firmado.',
    noWebhooks: 'No se avisa a ningún programa.',
    url: 'Dirección del programa',
    urlHint: 'https://…',
    events: 'Avisarle cuando',
    eventNames: {
      answered: 'responde un invitado',
      proposed: 'un invitado propone otra hora',
      invited: 'le invitan',
      cancelled: 'se cancela una reunión',
    },
    secret: 'Secreto',
    secretLead: 'Con él, el programa comprueba la firma. Se muestra solo esta vez.',
  },
  ja: {
    delegatesLead:
      '代理人はあなたのカレンダーと招待を見ることができます。操作を許可された代理人は、あなたの名前で回答や招待ができます。',
    noDelegates: '代理人はいません。',
    person: '相手',
    personHint: 'ここに登録された名前',
    access: (who) => `${who}さんの権限`,
    mayRead: '閲覧できる',
    mayAct: '閲覧と操作ができる',
    accessLabel: '権限',
    add: '追加',
    end: (who) => `${who}さんの代理を終了`,
    endShort: '終了',
    ended: (who) => `代理を終了: ${who}`,
    added: (who) => `代理人を追加: ${who}`,
    actsFor: 'あなたが代理をしている方',
    appPasswords: 'アプリパスワード',
    appLead:
      'カレンダーを表示する端末やプログラムごとに1つずつ作ります。1つを取り消しても、ほかには影響しません。',
    noApps: '専用のパスワードを持つ端末やプログラムはまだありません。',
    appLabel: 'どの端末用ですか',
    appLabelHint: '例: 「電話」「職場の Thunderbird」',
    makeApp: 'パスワードを作る',
    created: (ago) => `作成: ${ago}`,
    lastUsed: (ago) => `最終使用: ${ago}`,
    neverUsed: '未使用',
    revoke: '取り消す',
    revokeOf: (label) => `${label}のパスワードを取り消す`,
    revoked: (label) => `取り消し: ${label}`,
    shownOnce: '新しいパスワード',
    shownOnceLead: '表示は今回だけです。なくした場合は取り消して作り直してください。',
    address: 'サーバー',
    userName: 'ユーザー名',
    password: 'パスワード',
    qrLabel: 'サーバー、ユーザー名、パスワードを含む QR コード',
    qrLead: 'Android: カメラで読み取ると、すべて入力された状態で DAVx⁵ が開きます。',
    qrElsewhere: 'その他の端末: 3つの値を入力またはコピーしてください。',
    done: '完了',
    changePassword: 'あなたのパスワード',
    current: '現在のパスワード',
    wanted: '新しいパスワード',
    wantedHint: '8文字以上。ほかのセッションはすべて終了します。',
    again: '新しいパスワード（確認）',
    notSame: '2つが一致しません。',
    wrong: '現在のパスワードではありません。',
    passwordChanged: 'パスワードを変更しました。ほかのセッションは終了しました。',
    change: 'パスワードを変更',
    webhooksLead: 'カレンダーでの出来事を知らせるプログラムです。どの通知にも署名が付きます。',
    noWebhooks: '通知先のプログラムはありません。',
    url: 'プログラムのアドレス',
    urlHint: 'https://…',
    events: '知らせるとき',
    eventNames: {
      answered: '出席者が回答したとき',
      proposed: '出席者が別の日時を提案したとき',
      invited: '招待されたとき',
      cancelled: '会議が中止されたとき',
    },
    secret: 'シークレット',
    secretLead: 'プログラムはこれで署名を確認します。表示は今回だけです。',
  },
}
