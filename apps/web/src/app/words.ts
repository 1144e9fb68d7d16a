import type { Words } from './languages.ts'

type Shell = {
  readonly invitations: string
  readonly calendar: string
  readonly newMeeting: string
  readonly sent: string
  readonly polls: string
  readonly settings: string
  readonly admin: string
  readonly connect: string
  readonly signOut: string
  readonly main: string
  readonly skip: string
  readonly account: string
  readonly nothingHere: string
  readonly loading: string
  readonly looking: string
  readonly tryAgain: string
  readonly offline: string
  readonly lost: string
  readonly failed: string
  readonly reload: string
  readonly requestId: (id: string) => string
  readonly waiting: (count: number) => string
  readonly undo: string
  readonly now: string
  readonly sendingIn: (seconds: number) => string
  readonly sending: string
  readonly close: string
  readonly notices: string
  readonly theme: string
  readonly light: string
  readonly dark: string
  readonly system: string
}

export const shellWords: Words<Shell> = {
  en: {
    invitations: 'Invitations',
    calendar: 'Calendar',
    newMeeting: 'New meeting',
    sent: 'Sent',
    polls: 'Polls',
    settings: 'Settings',
    admin: 'Administration',
    connect: 'Add to your devices',
    signOut: 'Sign out',
    main: 'Main',
    skip: 'Skip to the content',
    account: 'Account',
    nothingHere: 'There is nothing at this address.',
    loading: 'Loading …',
    looking: 'Looking …',
    tryAgain: 'Try again',
    offline: 'The server cannot be reached. Check the connection; nothing you entered is lost.',
    lost: 'No connection just now: what you see may be old. Trying again by itself.',
    failed: 'Something went wrong on this page.',
    reload: 'Load the page anew',
    requestId: (id) => `If you ask for help, name this request: ${id}`,
    waiting: (count) => `${count} waiting`,
    undo: 'Undo',
    now: 'Send now',
    sendingIn: (seconds) => `in ${seconds} s`,
    sending: 'Sending …',
    close: 'Close',
    notices: 'Notices',
    theme: 'Colours',
    light: 'Light',
    dark: 'Dark',
    system: 'As the system',
  },
  de: {
    invitations: 'Einladungen',
    calendar: 'Kalender',
    newMeeting: 'Neuer Termin',
    sent: 'Gesendet',
    polls: 'Umfragen',
    settings: 'Einstellungen',
    admin: 'Verwaltung',
    connect: 'Auf Ihren Geräten',
    signOut: 'Abmelden',
    main: 'Hauptmenü',
    skip: 'Zum Inhalt springen',
    account: 'Konto',
    nothingHere: 'Unter dieser Adresse gibt es nichts.',
    loading: 'Wird geladen …',
    looking: 'Wird gesucht …',
    tryAgain: 'Noch einmal versuchen',
    offline:
      'Der Server ist nicht zu erreichen. Prüfen Sie die Verbindung; Eingegebenes bleibt erhalten.',
    lost: 'Gerade keine Verbindung: Was Sie sehen, kann veraltet sein. Es wird weiter versucht.',
    failed: 'Auf dieser Seite ist etwas schiefgegangen.',
    reload: 'Seite neu laden',
    requestId: (id) => `Wenn Sie um Hilfe bitten, nennen Sie diese Anfrage: ${id}`,
    waiting: (count) => `${count} offen`,
    undo: 'Rückgängig',
    now: 'Jetzt senden',
    sendingIn: (seconds) => `in ${seconds} s`,
    sending: 'Wird gesendet …',
    close: 'Schließen',
    notices: 'Hinweise',
    theme: 'Farben',
    light: 'Hell',
    dark: 'Dunkel',
    system: 'Wie das System',
  },
  fr: {
    invitations: 'Invitations',
    calendar: 'Agenda',
    newMeeting: 'Nouvelle réunion',
    sent: 'Envoyés',
    polls: 'Sondages',
    settings: 'Réglages',
    admin: 'Administration',
    connect: 'Sur vos appareils',
    signOut: 'Se déconnecter',
    main: 'Menu principal',
    skip: 'Aller au contenu',
    account: 'Compte',
    nothingHere: 'Il n’y a rien à cette adresse.',
    loading: 'Chargement …',
    looking: 'Recherche …',
    tryAgain: 'Réessayer',
    offline:
      'Le serveur est injoignable. Vérifiez la connexion ; rien de ce que vous avez saisi n’est perdu.',
    lost: 'Pas de connexion pour l’instant : l’affichage peut dater. Nouvel essai en cours.',
    failed: 'Un problème est survenu sur cette page.',
    reload: 'Recharger la page',
    requestId: (id) => `Si vous demandez de l’aide, indiquez cette requête : ${id}`,
    waiting: (count) => `${count} en attente`,
    undo: 'Annuler',
    now: 'Envoyer maintenant',
    sendingIn: (seconds) => `dans ${seconds} s`,
    sending: 'Envoi …',
    close: 'Fermer',
    notices: 'Avis',
    theme: 'Couleurs',
    light: 'Clair',
    dark: 'Sombre',
    system: 'Comme le système',
  },
  es: {
    invitations: 'Invitaciones',
    calendar: 'Calendario',
    newMeeting: 'Nueva reunión',
    sent: 'Enviados',
    polls: 'Encuestas',
    settings: 'Ajustes',
    admin: 'Administración',
    connect: 'En sus dispositivos',
    signOut: 'Cerrar sesión',
    main: 'Menú principal',
    skip: 'Ir al contenido',
    account: 'Cuenta',
    nothingHere: 'No hay nada en esta dirección.',
    loading: 'Cargando …',
    looking: 'Buscando …',
    tryAgain: 'Intentar de nuevo',
    offline:
      'No se puede contactar con el servidor. Revise la conexión; no se ha perdido nada de lo escrito.',
    lost: 'Sin conexión por ahora: lo que ve puede estar anticuado. Se reintenta solo.',
    failed: 'Algo ha fallado en esta página.',
    reload: 'Volver a cargar la página',
    requestId: (id) => `Si pide ayuda, indique esta petición: ${id}`,
    waiting: (count) => `${count} pendientes`,
    undo: 'Deshacer',
    now: 'Enviar ya',
    sendingIn: (seconds) => `en ${seconds} s`,
    sending: 'Enviando …',
    close: 'Cerrar',
    notices: 'Avisos',
    theme: 'Colores',
    light: 'Claro',
    dark: 'Oscuro',
    system: 'Como el sistema',
  },
  ja: {
    invitations: '招待',
    calendar: 'カレンダー',
    newMeeting: '新しい会議',
    sent: '送信済み',
    polls: '日程投票',
    settings: '設定',
    admin: '管理',
    connect: '端末に追加',
    signOut: 'サインアウト',
    main: 'メインメニュー',
    skip: '本文へ移動',
    account: 'アカウント',
    nothingHere: 'このアドレスには何もありません。',
    loading: '読み込み中…',
    looking: '検索中…',
    tryAgain: '再試行',
    offline: 'サーバーに接続できません。接続を確認してください。入力した内容は失われていません。',
    lost: '現在接続がありません。表示が古い可能性があります。自動的に再接続します。',
    failed: 'このページで問題が発生しました。',
    reload: 'ページを再読み込み',
    requestId: (id) => `お問い合わせの際は次のリクエスト番号をお伝えください: ${id}`,
    waiting: (count) => `${count}件の未対応`,
    undo: '元に戻す',
    now: '今すぐ送信',
    sendingIn: (seconds) => `あと${seconds}秒`,
    sending: '送信中…',
    close: '閉じる',
    notices: 'お知らせ',
    theme: '配色',
    light: 'ライト',
    dark: 'ダーク',
    system: 'システムに合わせる',
  },
}
