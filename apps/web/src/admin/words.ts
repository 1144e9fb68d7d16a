import type { Words } from '../app/languages.ts'
import type { Kind } from './kinds.ts'

type Admin = {
  readonly title: string
  readonly people: string
  readonly groups: string
  readonly rooms: string
  readonly resources: string
  readonly domains: string
  readonly trace: string
  readonly queue: string
  readonly mails: string
  readonly health: string
  readonly onlyAdministrators: string
  readonly askOne: string
  readonly toCalendar: string
  readonly nobodyFound: string
  readonly search: string
  readonly searchHint: string
  readonly name: string
  readonly address: string
  readonly zone: string
  readonly state: string
  readonly seats: string
  readonly features: string
  readonly answers: string
  readonly aliases: (count: number) => string
  readonly administrator: string
  readonly disabled: string
  readonly active: string
  readonly truncated: (count: number) => string
  readonly add: Readonly<Record<Kind, string>>
  readonly none: Readonly<Record<Kind, string>>
  readonly noMatch: string
  readonly clear: string
}

export const adminWords: Words<Admin> = {
  en: {
    title: 'Administration',
    people: 'People',
    groups: 'Groups',
    rooms: 'Rooms',
    resources: 'Resources',
    domains: 'Domains',
    trace: 'Trace',
    queue: 'Queue',
    mails: 'Mails in',
    health: 'Health',
    onlyAdministrators: 'These pages are for administrators.',
    askOne:
      'If you need something changed here, ask one of yours. Your own settings are yours to change.',
    toCalendar: 'To the calendar',
    nobodyFound: 'Nothing found',
    search: 'Search',
    searchHint: 'Name or address',
    name: 'Name',
    address: 'Address',
    zone: 'Time zone',
    state: 'State',
    seats: 'Seats',
    features: 'Features',
    answers: 'Requests',
    aliases: (count) => (count === 1 ? 'and 1 alias' : `and ${count} aliases`),
    administrator: 'Administrator',
    disabled: 'Disabled',
    active: 'Active',
    truncated: (count) => `The first ${count} are shown. Search to see others.`,
    add: {
      user: 'Add a person',
      group: 'Add a group',
      room: 'Add a room',
      resource: 'Add a resource',
    },
    none: {
      user: 'Nobody is here yet. Add a person, and they can sign in and be invited.',
      group:
        'There are no groups yet. A group is invited by one address; each member gets the invitation.',
      room: 'There are no rooms yet. A room answers invitations by itself, by its policy.',
      resource: 'There are no resources yet: projectors, cars, whatever people book.',
    },
    noMatch: 'Nothing has this name or address.',
    clear: 'Show all',
  },
  de: {
    title: 'Verwaltung',
    people: 'Personen',
    groups: 'Gruppen',
    rooms: 'Räume',
    resources: 'Ressourcen',
    domains: 'Domains',
    trace: 'Verlauf',
    queue: 'Warteschlange',
    mails: 'Eingegangene Mails',
    health: 'Zustand',
    onlyAdministrators: 'Diese Seiten sind der Verwaltung vorbehalten.',
    askOne:
      'Wenn hier etwas geändert werden soll, fragen Sie Ihre Verwaltung. Ihre eigenen Einstellungen ändern Sie selbst.',
    toCalendar: 'Zum Kalender',
    nobodyFound: 'Nichts gefunden',
    search: 'Suchen',
    searchHint: 'Name oder Adresse',
    name: 'Name',
    address: 'Adresse',
    zone: 'Zeitzone',
    state: 'Status',
    seats: 'Plätze',
    features: 'Ausstattung',
    answers: 'Anfragen',
    aliases: (count) => (count === 1 ? 'und 1 Alias' : `und ${count} Aliasse`),
    administrator: 'Verwaltet',
    disabled: 'Gesperrt',
    active: 'Aktiv',
    truncated: (count) => `Gezeigt werden die ersten ${count}. Suchen Sie, um andere zu sehen.`,
    add: {
      user: 'Person hinzufügen',
      group: 'Gruppe hinzufügen',
      room: 'Raum hinzufügen',
      resource: 'Ressource hinzufügen',
    },
    none: {
      user: 'Noch ist niemand hier. Eine hinzugefügte Person kann sich anmelden und eingeladen werden.',
      group:
        'Es gibt noch keine Gruppen. Eine Gruppe wird mit einer Adresse eingeladen; jedes Mitglied erhält die Einladung.',
      room: 'Es gibt noch keine Räume. Ein Raum beantwortet Einladungen selbst, nach seinen Regeln.',
      resource: 'Es gibt noch keine Ressourcen: Beamer, Autos, was immer gebucht wird.',
    },
    noMatch: 'Nichts trägt diesen Namen oder diese Adresse.',
    clear: 'Alle zeigen',
  },
  fr: {
    title: 'Administration',
    people: 'Personnes',
    groups: 'Groupes',
    rooms: 'Salles',
    resources: 'Ressources',
    domains: 'Domaines',
    trace: 'Historique',
    queue: 'File d’attente',
    mails: 'Courriels reçus',
    health: 'État',
    onlyAdministrators: 'Ces pages sont réservées à l’administration.',
    askOne:
      'Si quelque chose doit changer ici, adressez-vous à l’administration. Vos propres réglages restent à votre main.',
    toCalendar: 'Vers l’agenda',
    nobodyFound: 'Aucun résultat',
    search: 'Rechercher',
    searchHint: 'Nom ou adresse',
    name: 'Nom',
    address: 'Adresse',
    zone: 'Fuseau horaire',
    state: 'Statut',
    seats: 'Places',
    features: 'Équipement',
    answers: 'Demandes',
    aliases: (count) => (count === 1 ? 'et 1 alias' : `et ${count} alias`),
    administrator: 'Administre',
    disabled: 'Désactivé',
    active: 'Actif',
    truncated: (count) => `Les ${count} premiers sont affichés. Recherchez pour voir les autres.`,
    add: {
      user: 'Ajouter une personne',
      group: 'Ajouter un groupe',
      room: 'Ajouter une salle',
      resource: 'Ajouter une ressource',
    },
    none: {
      user: 'Il n’y a encore personne. Une personne ajoutée peut se connecter et être invitée.',
      group:
        'Il n’y a pas encore de groupes. Un groupe s’invite par une seule adresse ; chaque membre reçoit l’invitation.',
      room: 'Il n’y a pas encore de salles. Une salle répond elle-même aux invitations, selon ses règles.',
      resource:
        'Il n’y a pas encore de ressources : projecteurs, voitures, tout ce qui se réserve.',
    },
    noMatch: 'Rien ne porte ce nom ni cette adresse.',
    clear: 'Tout afficher',
  },
  es: {
    title: 'Administración',
    people: 'Personas',
    groups: 'Grupos',
    rooms: 'Salas',
    resources: 'Recursos',
    domains: 'Dominios',
    trace: 'Historial',
    queue: 'Cola',
    mails: 'Correos recibidos',
    health: 'Estado',
    onlyAdministrators: 'Estas páginas son solo para la administración.',
    askOne:
      'Si algo debe cambiar aquí, diríjase a la administración. Sus propios ajustes los cambia usted.',
    toCalendar: 'Ir al calendario',
    nobodyFound: 'Sin resultados',
    search: 'Buscar',
    searchHint: 'Nombre o dirección',
    name: 'Nombre',
    address: 'Dirección',
    zone: 'Zona horaria',
    state: 'Situación',
    seats: 'Plazas',
    features: 'Equipamiento',
    answers: 'Solicitudes',
    aliases: (count) => (count === 1 ? 'y 1 alias' : `y ${count} alias`),
    administrator: 'Administra',
    disabled: 'Desactivado',
    active: 'Activo',
    truncated: (count) => `Se muestran los primeros ${count}. Busque para ver otros.`,
    add: {
      user: 'Añadir una persona',
      group: 'Añadir un grupo',
      room: 'Añadir una sala',
      resource: 'Añadir un recurso',
    },
    none: {
      user: 'Aún no hay nadie. Quien se añada podrá iniciar sesión y recibir invitaciones.',
      group:
        'Aún no hay grupos. A un grupo se le invita con una sola dirección; cada miembro recibe la invitación.',
      room: 'Aún no hay salas. Una sala responde por sí misma a las invitaciones, según sus reglas.',
      resource: 'Aún no hay recursos: proyectores, coches, lo que se reserve.',
    },
    noMatch: 'Nada tiene ese nombre ni esa dirección.',
    clear: 'Mostrar todo',
  },
  ja: {
    title: '管理',
    people: 'ユーザー',
    groups: 'グループ',
    rooms: '会議室',
    resources: '備品',
    domains: 'ドメイン',
    trace: '処理履歴',
    queue: '送信待ち',
    mails: '受信メール',
    health: '稼働状況',
    onlyAdministrators: 'このページは管理者専用です。',
    askOne: '変更が必要な場合は管理者にご相談ください。ご自身の設定はご自分で変更できます。',
    toCalendar: 'カレンダーへ',
    nobodyFound: '見つかりません',
    search: '検索',
    searchHint: '名前またはアドレス',
    name: '名前',
    address: 'アドレス',
    zone: 'タイムゾーン',
    state: '状態',
    seats: '定員',
    features: '設備',
    answers: '予約の扱い',
    aliases: (count) => `ほか別名${count}件`,
    administrator: '管理者',
    disabled: '停止中',
    active: '有効',
    truncated: (count) => `先頭の${count}件を表示しています。ほかは検索してください。`,
    add: {
      user: 'ユーザーを追加',
      group: 'グループを追加',
      room: '会議室を追加',
      resource: '備品を追加',
    },
    none: {
      user: 'まだ誰もいません。追加したユーザーはサインインし、招待を受けられます。',
      group: 'グループはまだありません。グループは一つのアドレスで招待でき、全員に招待が届きます。',
      room: '会議室はまだありません。会議室は規則に従って招待に自動で回答します。',
      resource: '備品はまだありません。プロジェクターや車など、予約するものを登録できます。',
    },
    noMatch: 'この名前またはアドレスのものはありません。',
    clear: 'すべて表示',
  },
}
