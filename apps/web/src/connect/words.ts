/** Long because every sentence stands here in five languages. */
import type { Words } from '../app/languages.ts'

export type AppName = 'macos' | 'ios' | 'thunderbird' | 'davx5' | 'evolution' | 'outlook'

/** `**…**` is what stands on a button or in a menu; `{host}`, `{port}`, `{url}` are filled in. */
type AppWords = {
  readonly name: string
  readonly lead?: string
  readonly steps: readonly string[]
  readonly note?: string
  /** Only where the server is reached without TLS. */
  readonly withoutTls?: string
}

type ConnectWords = {
  readonly heading: string
  readonly lead: string
  readonly values: string
  readonly server: string
  readonly hostOnly: string
  readonly userName: string
  readonly yourUserName: string
  readonly password: string
  readonly passwordHint: string
  readonly makePassword: string
  readonly signIn: string
  readonly where: string
  readonly state: string
  readonly serves: (version: string) => string
  readonly away: string
  readonly mailToFolder: string
  readonly apps: Readonly<Record<AppName, AppWords>>
}

export const connectWords: Words<ConnectWords> = {
  en: {
    heading: 'Add your calendar to your devices',
    lead: 'Any calendar app that speaks CalDAV shows and changes the same calendar.',
    values: 'What every app asks for',
    server: 'Server address',
    hostOnly: 'Server name alone',
    userName: 'User name',
    yourUserName: 'your user name, or one of your addresses',
    password: 'Password',
    passwordHint: 'One of its own for each device: it can be revoked alone.',
    makePassword: 'Make an app password',
    signIn: 'Sign in',
    where: 'Where do you want your calendar?',
    state: 'State of the server',
    serves: (version) => `It serves. Parley ${version}.`,
    away: 'Its database does not answer just now. Try again in some minutes; nothing is lost.',
    mailToFolder: 'Mails to people elsewhere are kept in a folder: no mail server is set up.',
    apps: {
      macos: {
        name: 'Mac',
        steps: [
          'Open **Calendar › Settings › Accounts**, press **+** and choose **Other CalDAV Account**.',
          'Account type **Manual**, server {host}, your user name and password.',
          'Invitations appear under the bell at the top left.',
        ],
        withoutTls: 'Without TLS choose **Advanced**: port {port}, path {path}, no SSL.',
      },
      ios: {
        name: 'iPhone and iPad',
        steps: [
          'Open **Settings › Apps › Calendar › Calendar Accounts › Add Account › Other**.',
          '**Add CalDAV Account**: server {host}, your user name and password.',
          'Invitations wait in the inbox of the Calendar app.',
        ],
        withoutTls: 'iOS warns that there is no TLS; continue only in a network that you trust.',
      },
      thunderbird: {
        name: 'Thunderbird',
        steps: [
          'In the calendar: **New Calendar … › On the Network**.',
          'Your user name, and as location {url}; then **Find Calendars**.',
          'In the calendar’s properties choose the mail identity that is invited, and turn **Prefer client-side email scheduling** off: the server sends.',
        ],
      },
      davx5: {
        name: 'Android',
        lead: 'With DAVx⁵. An app password made in the settings comes with a QR code that fills all of this in.',
        steps: [
          'In DAVx⁵ press **+**, then **Login with URL and user name**.',
          'Base URL {url}, your user name and password.',
          'Choose the calendars to synchronise; any calendar app on the phone then shows them.',
        ],
        note: 'As account name take your mail address: apps use it as organizer.',
      },
      evolution: {
        name: 'GNOME Evolution',
        steps: [
          '**File › New › Calendar**, type **CalDAV**.',
          'URL {url}, your user name; then **Find Calendars**.',
          'Choose your address as **Email**, and tick **Server handles meeting invitations**.',
        ],
      },
      outlook: {
        name: 'Outlook and others',
        lead: 'Outlook speaks no CalDAV, and needs none: people who use it take part by mail.',
        steps: [
          'Invite their mail address.',
          'They answer with Outlook’s own buttons.',
          'Their answers appear in your calendar by themselves.',
        ],
        note: 'For this the server must be connected to a mail server.',
      },
    },
  },
  de: {
    heading: 'Ihr Kalender auf Ihren Geräten',
    lead: 'Jede Kalender-App, die CalDAV spricht, zeigt und ändert denselben Kalender.',
    values: 'Wonach jede App fragt',
    server: 'Serveradresse',
    hostOnly: 'Nur der Servername',
    userName: 'Benutzername',
    yourUserName: 'Ihr Benutzername oder eine Ihrer Adressen',
    password: 'Passwort',
    passwordHint: 'Für jedes Gerät ein eigenes: Es lässt sich einzeln widerrufen.',
    makePassword: 'App-Passwort erzeugen',
    signIn: 'Anmelden',
    where: 'Wo möchten Sie Ihren Kalender?',
    state: 'Zustand des Servers',
    serves: (version) => `Er arbeitet. Parley ${version}.`,
    away: 'Seine Datenbank antwortet gerade nicht. Versuchen Sie es in einigen Minuten wieder; verloren ist nichts.',
    mailToFolder:
      'Mails an Menschen anderswo bleiben in einem Ordner: Es ist kein Mailserver eingerichtet.',
    apps: {
      macos: {
        name: 'Mac',
        steps: [
          'Öffnen Sie **Kalender › Einstellungen › Accounts**, drücken Sie **+** und wählen Sie **Anderer CalDAV-Account**.',
          'Accounttyp **Manuell**, Server {host}, Ihr Benutzername und Passwort.',
          'Einladungen erscheinen unter der Glocke oben links.',
        ],
        withoutTls: 'Ohne TLS wählen Sie **Erweitert**: Port {port}, Pfad {path}, kein SSL.',
      },
      ios: {
        name: 'iPhone und iPad',
        steps: [
          'Öffnen Sie **Einstellungen › Apps › Kalender › Kalenderaccounts › Account hinzufügen › Andere**.',
          '**CalDAV-Account hinzufügen**: Server {host}, Ihr Benutzername und Passwort.',
          'Einladungen warten im Eingang der App Kalender.',
        ],
        withoutTls:
          'iOS warnt, dass TLS fehlt; fahren Sie nur in einem Netz fort, dem Sie vertrauen.',
      },
      thunderbird: {
        name: 'Thunderbird',
        steps: [
          'Im Kalender: **Neuer Kalender … › Im Netzwerk**.',
          'Ihr Benutzername, als Adresse {url}; dann **Kalender suchen**.',
          'Wählen Sie in den Eigenschaften des Kalenders die E-Mail-Identität, die eingeladen wird, und schalten Sie **Clientseitige E-Mail-Planung bevorzugen** aus: Der Server sendet.',
        ],
      },
      davx5: {
        name: 'Android',
        lead: 'Mit DAVx⁵. Zu einem App-Passwort aus den Einstellungen gehört ein QR-Code, der all das ausfüllt.',
        steps: [
          'Drücken Sie in DAVx⁵ **+**, dann **Mit URL und Benutzername anmelden**.',
          'Basis-URL {url}, Ihr Benutzername und Passwort.',
          'Wählen Sie die Kalender zum Synchronisieren; jede Kalender-App auf dem Telefon zeigt sie dann.',
        ],
        note: 'Als Kontoname nehmen Sie Ihre Mailadresse: Apps laden in diesem Namen ein.',
      },
      evolution: {
        name: 'GNOME Evolution',
        steps: [
          '**Datei › Neu › Kalender**, Art **CalDAV**.',
          'Adresse {url}, Ihr Benutzername; dann **Kalender suchen**.',
          'Wählen Sie Ihre Adresse als **E-Mail**, und haken Sie **Server verarbeitet Besprechungseinladungen** an.',
        ],
      },
      outlook: {
        name: 'Outlook und andere',
        lead: 'Outlook spricht kein CalDAV und braucht keines: Wer es benutzt, nimmt per Mail teil.',
        steps: [
          'Laden Sie die Mailadresse ein.',
          'Geantwortet wird mit den Schaltflächen von Outlook.',
          'Die Antworten erscheinen von selbst in Ihrem Kalender.',
        ],
        note: 'Dafür muss der Server mit einem Mailserver verbunden sein.',
      },
    },
  },
  fr: {
    heading: 'Votre agenda sur vos appareils',
    lead: 'Toute application d’agenda qui parle CalDAV montre et modifie le même agenda.',
    values: 'Ce que chaque application demande',
    server: 'Adresse du serveur',
    hostOnly: 'Nom du serveur seul',
    userName: 'Nom d’utilisateur',
    yourUserName: 'votre nom d’utilisateur, ou l’une de vos adresses',
    password: 'Mot de passe',
    passwordHint: 'Un par appareil : il peut être révoqué séparément.',
    makePassword: 'Créer un mot de passe d’application',
    signIn: 'Se connecter',
    where: 'Où voulez-vous votre agenda ?',
    state: 'État du serveur',
    serves: (version) => `Il fonctionne. Parley ${version}.`,
    away: 'Sa base de données ne répond pas pour l’instant. Réessayez dans quelques minutes ; rien n’est perdu.',
    mailToFolder:
      'Les courriels vers l’extérieur restent dans un dossier : aucun serveur de messagerie n’est configuré.',
    apps: {
      macos: {
        name: 'Mac',
        steps: [
          'Ouvrez **Calendrier › Réglages › Comptes**, appuyez sur **+** et choisissez **Autre compte CalDAV**.',
          'Type de compte **Manuel**, serveur {host}, votre nom d’utilisateur et mot de passe.',
          'Les invitations apparaissent sous la cloche en haut à gauche.',
        ],
        withoutTls: 'Sans TLS, choisissez **Avancé** : port {port}, chemin {path}, sans SSL.',
      },
      ios: {
        name: 'iPhone et iPad',
        steps: [
          'Ouvrez **Réglages › Apps › Calendrier › Comptes Calendrier › Ajouter un compte › Autre**.',
          '**Ajouter un compte CalDAV** : serveur {host}, votre nom d’utilisateur et mot de passe.',
          'Les invitations attendent dans la boîte de réception de Calendrier.',
        ],
        withoutTls: 'iOS avertit que TLS manque ; ne continuez que sur un réseau de confiance.',
      },
      thunderbird: {
        name: 'Thunderbird',
        steps: [
          'Dans l’agenda : **Nouvel agenda … › Sur le réseau**.',
          'Votre nom d’utilisateur, et comme emplacement {url} ; puis **Rechercher des agendas**.',
          'Dans les propriétés de l’agenda, choisissez l’identité de courrier invitée et désactivez **Préférer la planification par courrier côté client** : le serveur envoie.',
        ],
      },
      davx5: {
        name: 'Android',
        lead: 'Avec DAVx⁵. Un mot de passe d’application créé dans les réglages vient avec un code QR qui remplit tout cela.',
        steps: [
          'Dans DAVx⁵, appuyez sur **+**, puis **Connexion avec une URL et un nom d’utilisateur**.',
          'URL de base {url}, votre nom d’utilisateur et mot de passe.',
          'Choisissez les agendas à synchroniser ; toute application d’agenda du téléphone les montre alors.',
        ],
        note: 'Comme nom de compte, prenez votre adresse : les applications s’en servent pour inviter.',
      },
      evolution: {
        name: 'GNOME Evolution',
        steps: [
          '**Fichier › Nouveau › Agenda**, type **CalDAV**.',
          'URL {url}, votre nom d’utilisateur ; puis **Rechercher des agendas**.',
          'Choisissez votre adresse comme **Courriel** et cochez **Le serveur gère les invitations**.',
        ],
      },
      outlook: {
        name: 'Outlook et autres',
        lead: 'Outlook ne parle pas CalDAV et n’en a pas besoin : on y participe par courrier.',
        steps: [
          'Invitez l’adresse e-mail.',
          'On répond avec les boutons d’Outlook.',
          'Les réponses arrivent d’elles-mêmes dans votre agenda.',
        ],
        note: 'Pour cela, le serveur doit être relié à un serveur de messagerie.',
      },
    },
  },
  es: {
    heading: 'Su calendario en sus dispositivos',
    lead: 'Cualquier aplicación que hable CalDAV muestra y cambia el mismo calendario.',
    values: 'Lo que pide cada aplicación',
    server: 'Dirección del servidor',
    hostOnly: 'Solo el nombre del servidor',
    userName: 'Usuario',
    yourUserName: 'su usuario o una de sus direcciones',
    password: 'Contraseña',
    passwordHint: 'Una propia para cada dispositivo: se puede revocar por separado.',
    makePassword: 'Crear contraseña de aplicación',
    signIn: 'Iniciar sesión',
    where: '¿Dónde quiere su calendario?',
    state: 'Estado del servidor',
    serves: (version) => `Funciona. Parley ${version}.`,
    away: 'Su base de datos no responde en este momento. Inténtelo de nuevo en unos minutos; no se ha perdido nada.',
    mailToFolder:
      'Los correos a personas de fuera se guardan en una carpeta: no hay servidor de correo configurado.',
    apps: {
      macos: {
        name: 'Mac',
        steps: [
          'Abra **Calendario › Ajustes › Cuentas**, pulse **+** y elija **Otra cuenta CalDAV**.',
          'Tipo de cuenta **Manual**, servidor {host}, su usuario y contraseña.',
          'Las invitaciones aparecen bajo la campana, arriba a la izquierda.',
        ],
        withoutTls: 'Sin TLS elija **Avanzado**: puerto {port}, ruta {path}, sin SSL.',
      },
      ios: {
        name: 'iPhone y iPad',
        steps: [
          'Abra **Ajustes › Apps › Calendario › Cuentas de calendario › Añadir cuenta › Otra**.',
          '**Añadir cuenta CalDAV**: servidor {host}, su usuario y contraseña.',
          'Las invitaciones esperan en la bandeja de Calendario.',
        ],
        withoutTls: 'iOS avisa de que no hay TLS; siga solo en una red de confianza.',
      },
      thunderbird: {
        name: 'Thunderbird',
        steps: [
          'En el calendario: **Nuevo calendario … › En la red**.',
          'Su usuario y, como ubicación, {url}; después **Buscar calendarios**.',
          'En las propiedades del calendario elija la identidad de correo que recibe invitaciones y desactive **Preferir la planificación por correo del cliente**: envía el servidor.',
        ],
      },
      davx5: {
        name: 'Android',
        lead: 'Con DAVx⁵. La contraseña de aplicación creada en los ajustes trae un código QR que rellena todo esto.',
        steps: [
          'En DAVx⁵ pulse **+** y luego **Acceder con URL y usuario**.',
          'URL base {url}, su usuario y contraseña.',
          'Elija los calendarios que sincronizar; cualquier aplicación de calendario del teléfono los muestra.',
        ],
        note: 'Como nombre de cuenta use su dirección de correo: las aplicaciones invitan con ella.',
      },
      evolution: {
        name: 'GNOME Evolution',
        steps: [
          '**Archivo › Nuevo › Calendario**, tipo **CalDAV**.',
          'URL {url}, su usuario; después **Buscar calendarios**.',
          'Elija su dirección como **Correo-e** y marque **El servidor gestiona las invitaciones**.',
        ],
      },
      outlook: {
        name: 'Outlook y otros',
        lead: 'Outlook no habla CalDAV ni lo necesita: quien lo usa participa por correo.',
        steps: [
          'Invite a su dirección de correo.',
          'Responden con los botones de Outlook.',
          'Sus respuestas llegan solas a su calendario.',
        ],
        note: 'Para esto el servidor debe estar conectado a un servidor de correo.',
      },
    },
  },
  ja: {
    heading: '端末にカレンダーを追加',
    lead: 'CalDAV に対応したカレンダーアプリなら、同じカレンダーを表示・変更できます。',
    values: 'どのアプリでも必要なもの',
    server: 'サーバーのアドレス',
    hostOnly: 'サーバー名のみ',
    userName: 'ユーザー名',
    yourUserName: 'ユーザー名、またはご自分のアドレス',
    password: 'パスワード',
    passwordHint: '端末ごとに専用のものを使うと、個別に取り消せます。',
    makePassword: 'アプリパスワードを作る',
    signIn: 'サインイン',
    where: 'どこで使いますか',
    state: 'サーバーの状態',
    serves: (version) => `稼働中です。Parley ${version}`,
    away: '現在データベースが応答していません。数分後にもう一度お試しください。失われたものはありません。',
    mailToFolder:
      '外部の方へのメールはフォルダーに保存されます。メールサーバーが設定されていません。',
    apps: {
      macos: {
        name: 'Mac',
        steps: [
          '**カレンダー › 設定 › アカウント**を開き、**+** を押して**その他の CalDAV アカウント**を選びます。',
          'アカウントの種類は**手動**、サーバーは {host}、ユーザー名とパスワードを入力します。',
          '招待は左上のベルの下に表示されます。',
        ],
        withoutTls:
          'TLS がない場合は**詳細**を選び、ポート {port}、パス {path}、SSL なしにします。',
      },
      ios: {
        name: 'iPhone と iPad',
        steps: [
          '**設定 › アプリ › カレンダー › カレンダーアカウント › アカウントを追加 › その他**を開きます。',
          '**CalDAV アカウントを追加**: サーバー {host}、ユーザー名、パスワードを入力します。',
          '招待はカレンダーアプリの受信箱に届きます。',
        ],
        withoutTls: 'TLS がないという警告が出ます。信頼できるネットワークでのみ続けてください。',
      },
      thunderbird: {
        name: 'Thunderbird',
        steps: [
          'カレンダーで**新しいカレンダー … › ネットワーク上**を選びます。',
          'ユーザー名と、場所に {url} を入力し、**カレンダーを検索**を押します。',
          'カレンダーのプロパティで招待を受けるメールの差出人情報を選び、**クライアント側のメールによる予定調整を優先**をオフにします。送信はサーバーが行います。',
        ],
      },
      davx5: {
        name: 'Android',
        lead: 'DAVx⁵ を使います。設定で作るアプリパスワードの QR コードを読み取ると、すべて自動で入力されます。',
        steps: [
          'DAVx⁵ で **+** を押し、**URL とユーザー名でログイン**を選びます。',
          'ベース URL {url}、ユーザー名、パスワードを入力します。',
          '同期するカレンダーを選ぶと、端末のどのカレンダーアプリにも表示されます。',
        ],
        note: 'アカウント名にはメールアドレスを使ってください。アプリが主催者として使います。',
      },
      evolution: {
        name: 'GNOME Evolution',
        steps: [
          '**ファイル › 新規 › カレンダー**、種類は **CalDAV** を選びます。',
          'URL {url} とユーザー名を入力し、**カレンダーを検索**を押します。',
          '**メール**に自分のアドレスを選び、**会議の招待はサーバーが処理**にチェックを入れます。',
        ],
      },
      outlook: {
        name: 'Outlook など',
        lead: 'Outlook は CalDAV に対応していませんが、必要もありません。メールで参加できます。',
        steps: [
          '相手のメールアドレスを招待します。',
          '相手は Outlook のボタンで回答します。',
          '回答は自動的にカレンダーに反映されます。',
        ],
        note: 'そのためには、サーバーがメールサーバーに接続されている必要があります。',
      },
    },
  },
}
