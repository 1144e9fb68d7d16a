/** Long because every sentence stands here in five languages. */
import type { Words } from '../app/languages.ts'

type Way = 'smtp' | 'folder' | 'paused'
type Operations = {
  readonly queue: string
  readonly queueIntro: string
  readonly queueEmpty: string
  readonly show: string
  readonly shown: Readonly<Record<'all' | 'waiting' | 'failed', string>>
  readonly counts: Readonly<Record<'waiting' | 'failed' | 'done', string>>
  readonly recipient: string
  readonly kinds: Readonly<Record<'mail' | 'local' | 'webhook', string>>
  readonly state: string
  readonly states: Readonly<Record<'waiting' | 'claimed' | 'done' | 'failed', string>>
  readonly since: string
  readonly why: string
  readonly notTried: string
  readonly tries: (count: number) => string
  readonly nextTry: string
  readonly noMoreTries: string
  readonly retry: string
  readonly retryOne: (recipient: string) => string
  readonly retryAll: string
  readonly retried: (count: number) => string
  readonly domains: string
  readonly domainsIntro: string
  readonly noDomains: string
  readonly needsPublicUrl: string
  readonly noRecords: string
  readonly recordsOf: (domain: string) => string
  readonly recordName: string
  readonly recordType: string
  readonly recordValue: string
  readonly copy: string
  readonly copied: string
  readonly health: string
  readonly fine: string
  readonly away: string
  readonly runs: string
  readonly database: string
  readonly databaseKind: string
  readonly answersIn: string
  readonly outbox: string
  readonly someFailed: (count: number) => string
  readonly waitsLong: string
  readonly oldest: string
  readonly details: string
  readonly toQueue: string
  readonly mail: string
  readonly mailOut: string
  readonly out: Readonly<Record<Way, string>>
  readonly outShort: Readonly<Record<Way, string>>
  readonly mailIn: string
  readonly noMailIn: string
  readonly sentSince: string
  readonly receivedSince: string
  readonly server: string
  readonly version: string
  readonly runtime: string
  readonly startedAt: string
  readonly memory: string
}

export const operationsWords: Words<Operations> = {
  en: {
    queue: 'Queue',
    queueIntro:
      'What is on its way out: mails, deliveries within this server, webhooks. It is looked at anew every ten seconds.',
    queueEmpty: 'Nothing waits, and nothing failed.',
    show: 'Show',
    shown: { all: 'What waits or failed', waiting: 'What waits', failed: 'What failed' },
    counts: { waiting: 'Waiting', failed: 'Failed', done: 'Gone out' },
    recipient: 'Recipient',
    kinds: { mail: 'Mail', local: 'On this server', webhook: 'Webhook' },
    state: 'State',
    states: { waiting: 'Waits', claimed: 'Under way', done: 'Gone out', failed: 'Failed' },
    since: 'Since',
    why: 'Why',
    notTried: 'Not tried yet',
    tries: (count) => (count === 1 ? 'after one try' : `after ${count} tries`),
    nextTry: 'Next try',
    noMoreTries: 'Given up',
    retry: 'Try now',
    retryOne: (recipient) => `Try now: ${recipient}`,
    retryAll: 'Try all that failed',
    retried: (count) => (count === 1 ? 'It is tried again now.' : `${count} are tried again now.`),
    domains: 'Domains',
    domainsIntro:
      'Addresses of these mail domains belong to people here. They are set in the configuration, under “domains”.',
    noDomains:
      'The configuration names no domains yet: every address counts as one elsewhere unless someone here has it.',
    needsPublicUrl:
      'The DNS records need the server’s public name. Set “publicUrl” in the configuration.',
    noRecords: 'The records appear here as soon as the server knows its public name.',
    recordsOf: (domain) => `DNS records of ${domain}`,
    recordName: 'Name',
    recordType: 'Type',
    recordValue: 'Value',
    copy: 'Copy for a zone file',
    copied: 'Copied.',
    health: 'Health',
    fine: 'Fine',
    away: 'Does not answer',
    runs: 'Runs',
    database: 'Database',
    databaseKind: 'Kind',
    answersIn: 'Answers in',
    outbox: 'Outbox',
    someFailed: (count) => `${count} failed`,
    waitsLong: 'Something waits long',
    oldest: 'The oldest waits since',
    details: 'Details',
    toQueue: 'See the queue',
    mail: 'Mail',
    mailOut: 'Out',
    out: {
      smtp: 'By SMTP to the mail server',
      folder: 'As files into a folder: nobody elsewhere receives anything',
      paused: 'Paused: what is to be sent waits',
    },
    outShort: { smtp: 'Fine', folder: 'No mail server', paused: 'Paused' },
    mailIn: 'In',
    noMailIn: 'Nothing is set: answers by mail do not count',
    sentSince: 'Sent since the start',
    receivedSince: 'Received since the start',
    server: 'Server',
    version: 'Version',
    runtime: 'Runs on',
    startedAt: 'Started',
    memory: 'Memory',
  },
  de: {
    queue: 'Warteschlange',
    queueIntro:
      'Was hinausgehen soll: Mails, Zustellungen auf diesem Server, Webhooks. Der Stand wird alle zehn Sekunden erneuert.',
    queueEmpty: 'Nichts wartet, und nichts ist gescheitert.',
    show: 'Zeigen',
    shown: { all: 'Wartendes und Gescheitertes', waiting: 'Wartendes', failed: 'Gescheitertes' },
    counts: { waiting: 'Wartet', failed: 'Gescheitert', done: 'Hinausgegangen' },
    recipient: 'Empfänger',
    kinds: { mail: 'Mail', local: 'Auf diesem Server', webhook: 'Webhook' },
    state: 'Status',
    states: {
      waiting: 'Wartet',
      claimed: 'Unterwegs',
      done: 'Hinausgegangen',
      failed: 'Gescheitert',
    },
    since: 'Seit',
    why: 'Warum',
    notTried: 'Noch nicht versucht',
    tries: (count) => (count === 1 ? 'nach einem Versuch' : `nach ${count} Versuchen`),
    nextTry: 'Nächster Versuch',
    noMoreTries: 'Aufgegeben',
    retry: 'Jetzt versuchen',
    retryOne: (recipient) => `Jetzt versuchen: ${recipient}`,
    retryAll: 'Alles Gescheiterte versuchen',
    retried: (count) =>
      count === 1
        ? 'Es wird jetzt noch einmal versucht.'
        : `${count} werden jetzt noch einmal versucht.`,
    domains: 'Domains',
    domainsIntro:
      'Adressen dieser Mail-Domains gehören Personen hier. Sie stehen in der Konfiguration unter „domains“.',
    noDomains:
      'Die Konfiguration nennt noch keine Domains: Jede Adresse gilt als fremd, wenn sie hier niemand hat.',
    needsPublicUrl:
      'Die DNS-Einträge brauchen den öffentlichen Namen des Servers. Setzen Sie „publicUrl“ in der Konfiguration.',
    noRecords: 'Die Einträge erscheinen hier, sobald der Server seinen öffentlichen Namen kennt.',
    recordsOf: (domain) => `DNS-Einträge von ${domain}`,
    recordName: 'Name',
    recordType: 'Typ',
    recordValue: 'Wert',
    copy: 'Für eine Zonendatei kopieren',
    copied: 'Kopiert.',
    health: 'Zustand',
    fine: 'In Ordnung',
    away: 'Antwortet nicht',
    runs: 'Läuft',
    database: 'Datenbank',
    databaseKind: 'Art',
    answersIn: 'Antwortet in',
    outbox: 'Ausgang',
    someFailed: (count) => `${count} gescheitert`,
    waitsLong: 'Etwas wartet lange',
    oldest: 'Am längsten wartet etwas seit',
    details: 'Einzelheiten',
    toQueue: 'Zur Warteschlange',
    mail: 'Mail',
    mailOut: 'Hinaus',
    out: {
      smtp: 'Per SMTP an den Mailserver',
      folder: 'Als Dateien in einen Ordner: Außerhalb erhält niemand etwas',
      paused: 'Angehalten: Zu Sendendes wartet',
    },
    outShort: { smtp: 'In Ordnung', folder: 'Kein Mailserver', paused: 'Angehalten' },
    mailIn: 'Herein',
    noMailIn: 'Nichts eingerichtet: Antworten per Mail zählen nicht',
    sentSince: 'Gesendet seit dem Start',
    receivedSince: 'Empfangen seit dem Start',
    server: 'Server',
    version: 'Version',
    runtime: 'Läuft mit',
    startedAt: 'Gestartet',
    memory: 'Speicher',
  },
  fr: {
    queue: 'File d’attente',
    queueIntro:
      'Ce qui doit partir : mails, remises sur ce serveur, webhooks. L’état est relu toutes les dix secondes.',
    queueEmpty: 'Rien n’attend et rien n’a échoué.',
    show: 'Afficher',
    shown: { all: 'En attente ou en échec', waiting: 'En attente', failed: 'En échec' },
    counts: { waiting: 'En attente', failed: 'En échec', done: 'Partis' },
    recipient: 'Destinataire',
    kinds: { mail: 'Mail', local: 'Sur ce serveur', webhook: 'Webhook' },
    state: 'Statut',
    states: { waiting: 'En attente', claimed: 'En route', done: 'Parti', failed: 'Échec' },
    since: 'Depuis',
    why: 'Pourquoi',
    notTried: 'Pas encore tenté',
    tries: (count) => (count === 1 ? 'après une tentative' : `après ${count} tentatives`),
    nextTry: 'Prochaine tentative',
    noMoreTries: 'Abandonné',
    retry: 'Réessayer',
    retryOne: (recipient) => `Réessayer : ${recipient}`,
    retryAll: 'Réessayer tous les échecs',
    retried: (count) =>
      count === 1 ? 'Nouvelle tentative en cours.' : `${count} nouvelles tentatives en cours.`,
    domains: 'Domaines',
    domainsIntro:
      'Les adresses de ces domaines appartiennent à des personnes d’ici. Ils sont fixés dans la configuration, sous « domains ».',
    noDomains:
      'La configuration ne nomme encore aucun domaine : toute adresse compte comme extérieure si personne ici ne l’a.',
    needsPublicUrl:
      'Les enregistrements DNS demandent le nom public du serveur. Renseignez « publicUrl » dans la configuration.',
    noRecords: 'Les enregistrements apparaissent dès que le serveur connaît son nom public.',
    recordsOf: (domain) => `Enregistrements DNS de ${domain}`,
    recordName: 'Nom',
    recordType: 'Type',
    recordValue: 'Valeur',
    copy: 'Copier pour un fichier de zone',
    copied: 'Copié.',
    health: 'État',
    fine: 'Tout va bien',
    away: 'Ne répond pas',
    runs: 'En marche',
    database: 'Base de données',
    databaseKind: 'Nature',
    answersIn: 'Répond en',
    outbox: 'Envois',
    someFailed: (count) => (count === 1 ? '1 échec' : `${count} échecs`),
    waitsLong: 'Une attente est longue',
    oldest: 'Plus ancienne attente',
    details: 'Détails',
    toQueue: 'Voir la file d’attente',
    mail: 'Mail',
    mailOut: 'Sortant',
    out: {
      smtp: 'Par SMTP vers le serveur de mail',
      folder: 'En fichiers dans un dossier : personne à l’extérieur ne reçoit rien',
      paused: 'En pause : les envois attendent',
    },
    outShort: { smtp: 'Tout va bien', folder: 'Pas de serveur de mail', paused: 'En pause' },
    mailIn: 'Entrant',
    noMailIn: 'Rien n’est réglé : les réponses par mail ne comptent pas',
    sentSince: 'Envoyés depuis le démarrage',
    receivedSince: 'Reçus depuis le démarrage',
    server: 'Serveur',
    version: 'Version',
    runtime: 'Fonctionne avec',
    startedAt: 'Démarré',
    memory: 'Mémoire',
  },
  es: {
    queue: 'Cola',
    queueIntro:
      'Lo que está por salir: correos, entregas en este servidor, webhooks. Se vuelve a mirar cada diez segundos.',
    queueEmpty: 'Nada espera y nada ha fallado.',
    show: 'Mostrar',
    shown: { all: 'Lo que espera o falló', waiting: 'Lo que espera', failed: 'Lo que falló' },
    counts: { waiting: 'En espera', failed: 'Fallidos', done: 'Enviados' },
    recipient: 'Destinatario',
    kinds: { mail: 'Correo', local: 'En este servidor', webhook: 'Webhook' },
    state: 'Situación',
    states: { waiting: 'En espera', claimed: 'En camino', done: 'Enviado', failed: 'Fallido' },
    since: 'Desde',
    why: 'Por qué',
    notTried: 'Aún sin intentar',
    tries: (count) => (count === 1 ? 'tras un intento' : `tras ${count} intentos`),
    nextTry: 'Próximo intento',
    noMoreTries: 'Abandonado',
    retry: 'Intentar ya',
    retryOne: (recipient) => `Intentar ya: ${recipient}`,
    retryAll: 'Reintentar los fallidos',
    retried: (count) => (count === 1 ? 'Se intenta de nuevo.' : `Se intentan ${count} de nuevo.`),
    domains: 'Dominios',
    domainsIntro:
      'Las direcciones de estos dominios son de personas de aquí. Se fijan en la configuración, en «domains».',
    noDomains:
      'La configuración aún no nombra dominios: toda dirección cuenta como externa si nadie aquí la tiene.',
    needsPublicUrl:
      'Los registros DNS necesitan el nombre público del servidor. Indique «publicUrl» en la configuración.',
    noRecords: 'Los registros aparecen en cuanto el servidor conoce su nombre público.',
    recordsOf: (domain) => `Registros DNS de ${domain}`,
    recordName: 'Nombre',
    recordType: 'Tipo',
    recordValue: 'Valor',
    copy: 'Copiar para un archivo de zona',
    copied: 'Copiado.',
    health: 'Estado',
    fine: 'En orden',
    away: 'No responde',
    runs: 'En marcha',
    database: 'Base de datos',
    databaseKind: 'Clase',
    answersIn: 'Responde en',
    outbox: 'Salida',
    someFailed: (count) => (count === 1 ? '1 fallido' : `${count} fallidos`),
    waitsLong: 'Algo espera demasiado',
    oldest: 'Lo más antiguo espera desde',
    details: 'Detalles',
    toQueue: 'Ver la cola',
    mail: 'Correo',
    mailOut: 'Saliente',
    out: {
      smtp: 'Por SMTP al servidor de correo',
      folder: 'Como archivos en una carpeta: fuera de aquí nadie recibe nada',
      paused: 'En pausa: lo que debe salir espera',
    },
    outShort: { smtp: 'En orden', folder: 'Sin servidor de correo', paused: 'En pausa' },
    mailIn: 'Entrante',
    noMailIn: 'Nada configurado: las respuestas por correo no cuentan',
    sentSince: 'Enviados desde el inicio',
    receivedSince: 'Recibidos desde el inicio',
    server: 'Servidor',
    version: 'Versión',
    runtime: 'Funciona con',
    startedAt: 'Iniciado',
    memory: 'Memoria',
  },
  ja: {
    queue: '送信待ち',
    queueIntro: '送信予定のメール、サーバー内の配信、ウェブフックです。10秒ごとに更新します。',
    queueEmpty: '送信待ちも失敗もありません。',
    show: '表示',
    shown: { all: '送信待ちと失敗', waiting: '送信待ち', failed: '失敗' },
    counts: { waiting: '送信待ち', failed: '失敗', done: '送信済み' },
    recipient: '宛先',
    kinds: { mail: 'メール', local: 'サーバー内', webhook: 'ウェブフック' },
    state: '状態',
    states: { waiting: '送信待ち', claimed: '送信中', done: '送信済み', failed: '失敗' },
    since: '経過',
    why: '理由',
    notTried: 'まだ試行していません',
    tries: (count) => `${count}回試行`,
    nextTry: '次の試行',
    noMoreTries: '打ち切り',
    retry: '今すぐ再試行',
    retryOne: (recipient) => `今すぐ再試行: ${recipient}`,
    retryAll: '失敗をすべて再試行',
    retried: (count) => `${count}件を再試行します。`,
    domains: 'ドメイン',
    domainsIntro:
      'これらのメールドメインのアドレスは、このサーバーのユーザーのものです。設定の「domains」で指定します。',
    noDomains:
      '設定にドメインがまだありません。ここの誰かが使っていないアドレスは、すべて外部として扱います。',
    needsPublicUrl:
      'DNSレコードにはサーバーの公開名が必要です。設定の「publicUrl」を指定してください。',
    noRecords: 'サーバーの公開名が決まると、ここにレコードが表示されます。',
    recordsOf: (domain) => `${domain}のDNSレコード`,
    recordName: '名前',
    recordType: '種別',
    recordValue: '値',
    copy: 'ゾーンファイル用にコピー',
    copied: 'コピーしました。',
    health: '稼働状況',
    fine: '正常',
    away: '応答なし',
    runs: '稼働中',
    database: 'データベース',
    databaseKind: '種類',
    answersIn: '応答時間',
    outbox: '送信箱',
    someFailed: (count) => `失敗${count}件`,
    waitsLong: '長く待っているものがあります',
    oldest: '最も古い送信待ち',
    details: '詳細',
    toQueue: '送信待ちを見る',
    mail: 'メール',
    mailOut: '送信',
    out: {
      smtp: 'メールサーバーへSMTPで送信',
      folder: 'フォルダーにファイルとして保存（外部には届きません）',
      paused: '一時停止中（送信するものは待機します）',
    },
    outShort: { smtp: '正常', folder: 'メールサーバーなし', paused: '一時停止中' },
    mailIn: '受信',
    noMailIn: '未設定です。メールでの回答は反映されません',
    sentSince: '起動後の送信数',
    receivedSince: '起動後の受信数',
    server: 'サーバー',
    version: 'バージョン',
    runtime: '実行環境',
    startedAt: '起動',
    memory: 'メモリー',
  },
}
