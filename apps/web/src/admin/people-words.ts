/** Long because every sentence stands here in five languages. */
import type { Words } from '../app/languages.ts'
import type { Kind } from './kinds.ts'

type People = {
  readonly essentials: string
  readonly displayName: string
  readonly loginName: string
  readonly loginNameHint: string
  readonly addresses: string
  readonly addressesHint: string
  readonly zone: string
  readonly language: string
  readonly asBrowser: string
  readonly isAdmin: string
  readonly seats: string
  readonly seatsHint: string
  readonly features: string
  readonly featuresHint: string
  readonly save: string
  readonly saved: string
  readonly cancel: string
  readonly stop: string
  readonly add: string
  readonly added: (name: string) => string
  readonly members: string
  readonly noMembers: string
  readonly addMember: string
  readonly takeOut: (name: string) => string
  readonly takenOut: (name: string) => string
  readonly delegates: string
  readonly delegatesHint: (name: string) => string
  readonly roomDelegatesHint: string
  readonly addDelegate: string
  readonly mayDo: string
  readonly access: Readonly<Record<'read' | 'write', string>>
  readonly endDelegation: (name: string) => string
  readonly delegationEnded: (name: string) => string
  readonly password: string
  readonly passwordHint: string
  readonly newPassword: string
  readonly setPassword: string
  readonly passwordConsequence: (name: string) => string
  readonly passwordSet: (name: string) => string
  readonly leaving: string
  readonly transfer: string
  readonly transferHint: string
  readonly transferTitle: (name: string) => string
  readonly transferTo: string
  readonly transferWhat: (meetings: number, guests: number) => string
  readonly transferNow: (meetings: number) => string
  readonly transferring: string
  readonly progress: (done: number, all: number) => string
  readonly transferred: (meetings: number) => string
  readonly noMeetings: string
  readonly disable: string
  readonly disableHint: Readonly<Record<Kind, string>>
  readonly wasDisabled: (name: string) => string
  readonly enable: string
  readonly enableHint: string
  readonly enabled: (name: string) => string
  readonly remove: string
  readonly removeHint: string
  readonly removeTitle: (name: string) => string
  readonly removeConsequence: string
  readonly meetingsLost: (meetings: number, guests: number) => string
  readonly sure: string
  readonly removeForGood: string
  readonly removed: (name: string) => string
  readonly notYourself: string
}

export const peopleWords: Words<People> = {
  en: {
    essentials: 'Essentials',
    displayName: 'Shown name',
    loginName: 'Sign-in name',
    loginNameHint: 'Small letters, digits and . _ @ + -. It stays for good.',
    addresses: 'Addresses',
    addressesHint:
      'One a line. The first is the one that messages come from; the others are aliases. *@example.com takes whatever has no other recipient there.',
    zone: 'Time zone',
    language: 'Language',
    asBrowser: 'As the browser is set',
    isAdmin: 'Administrator: may see and change everything here',
    seats: 'Seats',
    seatsHint: 'Meetings with more guests are declined. Empty: any number.',
    features: 'Features',
    featuresHint: 'With commas between: screen, whiteboard',
    save: 'Save',
    saved: 'Saved.',
    cancel: 'Cancel',
    stop: 'Stop',
    add: 'Add',
    added: (name) => `Added: ${name}`,
    members: 'Members',
    noMembers: 'Nobody is in this group yet: who invites it reaches nobody.',
    addMember: 'Add a member',
    takeOut: (name) => `Take ${name} out`,
    takenOut: (name) => `Taken out: ${name}`,
    delegates: 'Delegates',
    delegatesHint: (name) =>
      `They see ${name}’s calendars; who may act also invites and answers in that name.`,
    roomDelegatesHint: 'They see all bookings; who may act also accepts and declines for the room.',
    addDelegate: 'Add a delegate',
    mayDo: 'May',
    access: { read: 'Read', write: 'Read and act' },
    endDelegation: (name) => `End the delegation of ${name}`,
    delegationEnded: (name) => `No longer a delegate: ${name}`,
    password: 'Password',
    passwordHint:
      'At least 8 characters. Without one, signing in works by your identity provider only.',
    newPassword: 'New password',
    setPassword: 'Set the password',
    passwordConsequence: (name) =>
      `${name} is signed out everywhere and needs the new password. App passwords stay.`,
    passwordSet: (name) => `${name} has a new password.`,
    leaving: 'When someone leaves',
    transfer: 'Hand over meetings',
    transferHint:
      'Give the meetings organized here to someone else. Every guest is told of the new organizer.',
    transferTitle: (name) => `Hand over ${name}’s meetings`,
    transferTo: 'New organizer',
    transferWhat: (meetings, guests) =>
      `${count(meetings, 'meeting is', 'meetings are')} not over yet. ${count(guests, 'guest', 'guests')} will be told of the new organizer; answers stay as they are.`,
    transferNow: (meetings) => `Hand over ${count(meetings, 'meeting', 'meetings')}`,
    transferring: 'Handing over',
    progress: (done, all) => `${done} of ${all}`,
    transferred: (meetings) => `${count(meetings, 'meeting', 'meetings')} handed over.`,
    noMeetings: 'There are no meetings to hand over.',
    disable: 'Disable',
    disableHint: {
      user: 'Disabled, nobody can sign in here; every session and app password stops working. Everything stays stored.',
      group: 'Disabled, the group can no longer be chosen.',
      room: 'Disabled, the room can no longer be booked.',
      resource: 'Disabled, the resource can no longer be booked.',
    },
    wasDisabled: (name) => `Disabled: ${name}`,
    enable: 'Enable again',
    enableHint: 'Disabled. Enabled again, all is as it was.',
    enabled: (name) => `Enabled: ${name}`,
    remove: 'Remove',
    removeHint: 'Removed, all calendars and everything in them are gone for good.',
    removeTitle: (name) => `Remove ${name}?`,
    removeConsequence:
      'Calendars, settings, passwords and delegations are deleted. This cannot be undone.',
    meetingsLost: (meetings, guests) =>
      `${count(meetings, 'meeting', 'meetings')} with ${count(guests, 'guest', 'guests')} would be left without an organizer, and nobody is told. Hand them over first.`,
    sure: 'I want all of this deleted',
    removeForGood: 'Remove for good',
    removed: (name) => `Removed: ${name}`,
    notYourself: 'Disabling or removing your own account is up to another administrator.',
  },
  de: {
    essentials: 'Grunddaten',
    displayName: 'Angezeigter Name',
    loginName: 'Anmeldename',
    loginNameHint: 'Kleinbuchstaben, Ziffern und . _ @ + -. Er bleibt für immer.',
    addresses: 'Adressen',
    addressesHint:
      'Eine je Zeile. Von der ersten kommen Nachrichten, die anderen sind Aliasse. *@example.com nimmt an, was dort sonst niemanden erreicht.',
    zone: 'Zeitzone',
    language: 'Sprache',
    asBrowser: 'Wie im Browser eingestellt',
    isAdmin: 'Darf verwalten: alles hier sehen und ändern',
    seats: 'Plätze',
    seatsHint: 'Treffen mit mehr Gästen werden abgelehnt. Leer: beliebig viele.',
    features: 'Ausstattung',
    featuresHint: 'Mit Kommas getrennt: Bildschirm, Whiteboard',
    save: 'Speichern',
    saved: 'Gespeichert.',
    cancel: 'Abbrechen',
    stop: 'Anhalten',
    add: 'Hinzufügen',
    added: (name) => `Hinzugefügt: ${name}`,
    members: 'Mitglieder',
    noMembers: 'In dieser Gruppe ist noch niemand: Wer sie einlädt, erreicht niemanden.',
    addMember: 'Mitglied hinzufügen',
    takeOut: (name) => `${name} herausnehmen`,
    takenOut: (name) => `Herausgenommen: ${name}`,
    delegates: 'Stellvertretung',
    delegatesHint: (name) =>
      `Sie sehen die Kalender von ${name}; wer handeln darf, lädt auch in diesem Namen ein und antwortet.`,
    roomDelegatesHint:
      'Sie sehen alle Buchungen; wer handeln darf, sagt auch für den Raum zu oder ab.',
    addDelegate: 'Stellvertretung hinzufügen',
    mayDo: 'Darf',
    access: { read: 'Lesen', write: 'Lesen und handeln' },
    endDelegation: (name) => `Stellvertretung durch ${name} beenden`,
    delegationEnded: (name) => `Vertritt nicht mehr: ${name}`,
    password: 'Passwort',
    passwordHint:
      'Mindestens 8 Zeichen. Ohne Passwort geht die Anmeldung nur über Ihren Identitätsanbieter.',
    newPassword: 'Neues Passwort',
    setPassword: 'Passwort setzen',
    passwordConsequence: (name) =>
      `${name} wird überall abgemeldet und braucht das neue Passwort. App-Passwörter bleiben.`,
    passwordSet: (name) => `${name} hat ein neues Passwort.`,
    leaving: 'Wenn jemand geht',
    transfer: 'Termine übergeben',
    transferHint:
      'Geben Sie die hier organisierten Termine weiter. Jeder Gast erfährt, wer sie nun organisiert.',
    transferTitle: (name) => `Termine von ${name} übergeben`,
    transferTo: 'Organisiert künftig',
    transferWhat: (meetings, guests) =>
      `${count(meetings, 'Termin ist', 'Termine sind')} noch nicht vorbei. ${count(guests, 'Gast erfährt', 'Gäste erfahren')}, wer künftig organisiert; Antworten bleiben, wie sie sind.`,
    transferNow: (meetings) => `${count(meetings, 'Termin', 'Termine')} übergeben`,
    transferring: 'Wird übergeben',
    progress: (done, all) => `${done} von ${all}`,
    transferred: (meetings) => `${count(meetings, 'Termin', 'Termine')} übergeben.`,
    noMeetings: 'Es gibt keine Termine zu übergeben.',
    disable: 'Sperren',
    disableHint: {
      user: 'Gesperrt kann sich hier niemand anmelden; Sitzungen und App-Passwörter gelten nicht mehr. Alles bleibt gespeichert.',
      group: 'Gesperrt ist die Gruppe nicht mehr auszuwählen.',
      room: 'Gesperrt ist der Raum nicht mehr zu buchen.',
      resource: 'Gesperrt ist die Ressource nicht mehr zu buchen.',
    },
    wasDisabled: (name) => `Gesperrt: ${name}`,
    enable: 'Entsperren',
    enableHint: 'Gesperrt. Entsperrt ist alles wieder, wie es war.',
    enabled: (name) => `Entsperrt: ${name}`,
    remove: 'Entfernen',
    removeHint: 'Beim Entfernen gehen alle Kalender mit ihrem Inhalt endgültig verloren.',
    removeTitle: (name) => `${name} entfernen?`,
    removeConsequence:
      'Kalender, Einstellungen, Passwörter und Stellvertretungen werden gelöscht. Das lässt sich nicht rückgängig machen.',
    meetingsLost: (meetings, guests) =>
      `${count(meetings, 'Termin', 'Termine')} mit ${count(guests, 'Gast', 'Gästen')} hätten niemanden mehr, der sie organisiert, und niemand erführe davon. Übergeben Sie sie zuerst.`,
    sure: 'Ich will all das löschen',
    removeForGood: 'Endgültig entfernen',
    removed: (name) => `Entfernt: ${name}`,
    notYourself:
      'Ihr eigenes Konto kann nur jemand anderes aus der Verwaltung sperren oder entfernen.',
  },
  fr: {
    essentials: 'L’essentiel',
    displayName: 'Nom affiché',
    loginName: 'Nom de connexion',
    loginNameHint: 'Minuscules, chiffres et . _ @ + -. Il ne changera plus.',
    addresses: 'Adresses',
    addressesHint:
      'Une par ligne. Les messages partent de la première ; les autres sont des alias. *@example.com reçoit ce qui n’a pas d’autre destinataire.',
    zone: 'Fuseau horaire',
    language: 'Langue',
    asBrowser: 'Comme le navigateur',
    isAdmin: 'Administre : peut tout voir et tout modifier ici',
    seats: 'Places',
    seatsHint: 'Les réunions avec plus d’invités sont refusées. Vide : sans limite.',
    features: 'Équipement',
    featuresHint: 'Séparé par des virgules : écran, tableau blanc',
    save: 'Enregistrer',
    saved: 'Enregistré.',
    cancel: 'Annuler',
    stop: 'Arrêter',
    add: 'Ajouter',
    added: (name) => `Ajouté : ${name}`,
    members: 'Membres',
    noMembers: 'Ce groupe est encore vide : qui l’invite n’atteint personne.',
    addMember: 'Ajouter un membre',
    takeOut: (name) => `Retirer ${name}`,
    takenOut: (name) => `Retiré : ${name}`,
    delegates: 'Délégués',
    delegatesHint: (name) =>
      `Ils voient les agendas de ${name} ; qui peut agir invite et répond aussi en ce nom.`,
    roomDelegatesHint:
      'Ils voient toutes les réservations ; qui peut agir accepte et refuse aussi pour la salle.',
    addDelegate: 'Ajouter un délégué',
    mayDo: 'Peut',
    access: { read: 'Lire', write: 'Lire et agir' },
    endDelegation: (name) => `Mettre fin à la délégation de ${name}`,
    delegationEnded: (name) => `N’est plus délégué : ${name}`,
    password: 'Mot de passe',
    passwordHint:
      'Au moins 8 caractères. Sans mot de passe, la connexion passe par votre fournisseur d’identité.',
    newPassword: 'Nouveau mot de passe',
    setPassword: 'Définir le mot de passe',
    passwordConsequence: (name) =>
      `${name} est déconnecté partout et a besoin du nouveau mot de passe. Les mots de passe d’application restent.`,
    passwordSet: (name) => `${name} a un nouveau mot de passe.`,
    leaving: 'Quand quelqu’un part',
    transfer: 'Céder les réunions',
    transferHint:
      'Confiez à quelqu’un d’autre les réunions organisées ici. Chaque invité apprend qui organise désormais.',
    transferTitle: (name) => `Céder les réunions de ${name}`,
    transferTo: 'Nouvel organisateur',
    transferWhat: (meetings, guests) =>
      `${count(meetings, 'réunion n’est pas terminée', 'réunions ne sont pas terminées')}. ${count(guests, 'invité sera informé', 'invités seront informés')} du nouvel organisateur ; les réponses restent.`,
    transferNow: (meetings) => `Céder ${count(meetings, 'réunion', 'réunions')}`,
    transferring: 'Transfert en cours',
    progress: (done, all) => `${done} sur ${all}`,
    transferred: (meetings) => `${count(meetings, 'réunion cédée', 'réunions cédées')}.`,
    noMeetings: 'Il n’y a aucune réunion à céder.',
    disable: 'Désactiver',
    disableHint: {
      user: 'Une fois le compte désactivé, plus personne ne s’y connecte ; sessions et mots de passe d’application cessent de valoir. Tout reste conservé.',
      group: 'Désactivé, le groupe ne peut plus être choisi.',
      room: 'Désactivée, la salle ne peut plus être réservée.',
      resource: 'Désactivée, la ressource ne peut plus être réservée.',
    },
    wasDisabled: (name) => `Désactivé : ${name}`,
    enable: 'Réactiver',
    enableHint: 'Désactivé. Une fois réactivé, tout redevient comme avant.',
    enabled: (name) => `Réactivé : ${name}`,
    remove: 'Supprimer',
    removeHint:
      'Avec la suppression, tous les agendas et leur contenu disparaissent définitivement.',
    removeTitle: (name) => `Supprimer ${name} ?`,
    removeConsequence:
      'Agendas, réglages, mots de passe et délégations sont effacés. C’est irréversible.',
    meetingsLost: (meetings, guests) =>
      `${count(meetings, 'réunion', 'réunions')} avec ${count(guests, 'invité', 'invités')} resteraient sans organisateur, et personne n’en serait informé. Cédez-les d’abord.`,
    sure: 'Je veux tout effacer',
    removeForGood: 'Supprimer définitivement',
    removed: (name) => `Supprimé : ${name}`,
    notYourself:
      'Désactiver ou supprimer votre propre compte revient à quelqu’un d’autre de l’administration.',
  },
  es: {
    essentials: 'Lo esencial',
    displayName: 'Nombre visible',
    loginName: 'Nombre de acceso',
    loginNameHint: 'Minúsculas, cifras y . _ @ + -. Ya no cambia.',
    addresses: 'Direcciones',
    addressesHint:
      'Una por línea. Los mensajes salen de la primera; las demás son alias. *@example.com recibe lo que no tiene otro destinatario.',
    zone: 'Zona horaria',
    language: 'Idioma',
    asBrowser: 'Como el navegador',
    isAdmin: 'Administra: puede ver y cambiar todo aquí',
    seats: 'Plazas',
    seatsHint: 'Se rechazan las reuniones con más invitados. Vacío: sin límite.',
    features: 'Equipamiento',
    featuresHint: 'Separado por comas: pantalla, pizarra',
    save: 'Guardar',
    saved: 'Guardado.',
    cancel: 'Cancelar',
    stop: 'Detener',
    add: 'Añadir',
    added: (name) => `Añadido: ${name}`,
    members: 'Miembros',
    noMembers: 'Este grupo está vacío: quien lo invita no llega a nadie.',
    addMember: 'Añadir un miembro',
    takeOut: (name) => `Quitar a ${name}`,
    takenOut: (name) => `Quitado: ${name}`,
    delegates: 'Delegados',
    delegatesHint: (name) =>
      `Ven los calendarios de ${name}; quien puede actuar también invita y responde en su nombre.`,
    roomDelegatesHint:
      'Ven todas las reservas; quien puede actuar también acepta y rechaza por la sala.',
    addDelegate: 'Añadir un delegado',
    mayDo: 'Puede',
    access: { read: 'Leer', write: 'Leer y actuar' },
    endDelegation: (name) => `Terminar la delegación de ${name}`,
    delegationEnded: (name) => `Ya no es delegado: ${name}`,
    password: 'Contraseña',
    passwordHint: 'Al menos 8 caracteres. Sin ella, solo se accede por su proveedor de identidad.',
    newPassword: 'Nueva contraseña',
    setPassword: 'Fijar la contraseña',
    passwordConsequence: (name) =>
      `Se cierran todas las sesiones de ${name}, que necesitará la nueva contraseña. Las contraseñas de aplicación se mantienen.`,
    passwordSet: (name) => `${name} tiene una contraseña nueva.`,
    leaving: 'Cuando alguien se va',
    transfer: 'Traspasar reuniones',
    transferHint:
      'Entregue a otra persona las reuniones organizadas aquí. Cada invitado sabrá quién organiza ahora.',
    transferTitle: (name) => `Traspasar las reuniones de ${name}`,
    transferTo: 'Nuevo organizador',
    transferWhat: (meetings, guests) =>
      `${count(meetings, 'reunión no ha terminado', 'reuniones no han terminado')}. ${count(guests, 'invitado sabrá', 'invitados sabrán')} quién organiza ahora; las respuestas se mantienen.`,
    transferNow: (meetings) => `Traspasar ${count(meetings, 'reunión', 'reuniones')}`,
    transferring: 'Traspasando',
    progress: (done, all) => `${done} de ${all}`,
    transferred: (meetings) => `${count(meetings, 'reunión traspasada', 'reuniones traspasadas')}.`,
    noMeetings: 'No hay reuniones que traspasar.',
    disable: 'Desactivar',
    disableHint: {
      user: 'Desactivada, nadie puede entrar con esta cuenta; sesiones y contraseñas de aplicación dejan de valer. Todo se conserva.',
      group: 'Desactivado, el grupo ya no se puede elegir.',
      room: 'Desactivada, la sala ya no se puede reservar.',
      resource: 'Desactivado, el recurso ya no se puede reservar.',
    },
    wasDisabled: (name) => `Desactivado: ${name}`,
    enable: 'Activar de nuevo',
    enableHint: 'Desactivado. Al activarlo, todo vuelve a estar como antes.',
    enabled: (name) => `Activado: ${name}`,
    remove: 'Eliminar',
    removeHint: 'Al eliminar, todos los calendarios y su contenido se pierden para siempre.',
    removeTitle: (name) => `¿Eliminar a ${name}?`,
    removeConsequence:
      'Se borran calendarios, ajustes, contraseñas y delegaciones. No se puede deshacer.',
    meetingsLost: (meetings, guests) =>
      `${count(meetings, 'reunión', 'reuniones')} con ${count(guests, 'invitado', 'invitados')} quedarían sin organizador y nadie se enteraría. Traspáselas antes.`,
    sure: 'Quiero borrar todo esto',
    removeForGood: 'Eliminar para siempre',
    removed: (name) => `Eliminado: ${name}`,
    notYourself:
      'Desactivar o eliminar su propia cuenta corresponde a otra persona de la administración.',
  },
  ja: {
    essentials: '基本情報',
    displayName: '表示名',
    loginName: 'サインイン名',
    loginNameHint: '英小文字、数字、. _ @ + - が使えます。後から変更できません。',
    addresses: 'アドレス',
    addressesHint:
      '一行に一つずつ入力します。先頭が送信元になり、残りは別名です。*@example.com は宛先のないものをすべて受け取ります。',
    zone: 'タイムゾーン',
    language: '言語',
    asBrowser: 'ブラウザーに合わせる',
    isAdmin: '管理者（ここにあるすべてを閲覧・変更できます）',
    seats: '定員',
    seatsHint: '定員を超える会議は辞退します。空欄なら制限なしです。',
    features: '設備',
    featuresHint: '読点またはカンマで区切ります: スクリーン, ホワイトボード',
    save: '保存',
    saved: '保存しました。',
    cancel: 'キャンセル',
    stop: '中止',
    add: '追加',
    added: (name) => `追加しました: ${name}`,
    members: 'メンバー',
    noMembers: 'このグループにはまだ誰もいません。招待しても誰にも届きません。',
    addMember: 'メンバーを追加',
    takeOut: (name) => `${name}を外す`,
    takenOut: (name) => `外しました: ${name}`,
    delegates: '代理人',
    delegatesHint: (name) =>
      `代理人は${name}さんのカレンダーを閲覧できます。操作を許すと、本人の名前で招待や回答もできます。`,
    roomDelegatesHint:
      '代理人はすべての予約を閲覧できます。操作を許すと、会議室として承諾や辞退もできます。',
    addDelegate: '代理人を追加',
    mayDo: '権限',
    access: { read: '閲覧', write: '閲覧と操作' },
    endDelegation: (name) => `${name}の代理を終了`,
    delegationEnded: (name) => `代理を終了しました: ${name}`,
    password: 'パスワード',
    passwordHint: '8文字以上。設定しない場合は、認証プロバイダーからのみサインインできます。',
    newPassword: '新しいパスワード',
    setPassword: 'パスワードを設定',
    passwordConsequence: (name) =>
      `${name}さんはすべての端末からサインアウトされ、新しいパスワードが必要になります。アプリ用パスワードはそのままです。`,
    passwordSet: (name) => `${name}さんのパスワードを変更しました。`,
    leaving: '離任するとき',
    transfer: '会議を引き継ぐ',
    transferHint:
      'この人が主催する会議を別の人に引き継ぎます。参加者全員に新しい主催者が通知されます。',
    transferTitle: (name) => `${name}さんの会議を引き継ぐ`,
    transferTo: '新しい主催者',
    transferWhat: (meetings, guests) =>
      `まだ終わっていない会議が${meetings}件あります。${guests}人に新しい主催者を通知します。回答はそのままです。`,
    transferNow: (meetings) => `${meetings}件の会議を引き継ぐ`,
    transferring: '引き継ぎ中',
    progress: (done, all) => `${all}件中${done}件`,
    transferred: (meetings) => `${meetings}件の会議を引き継ぎました。`,
    noMeetings: '引き継ぐ会議はありません。',
    disable: '停止',
    disableHint: {
      user: '停止すると、このアカウントではサインインできなくなり、セッションとアプリ用パスワードも無効になります。データは残ります。',
      group: '停止すると、このグループは選べなくなります。',
      room: '停止すると、この会議室は予約できなくなります。',
      resource: '停止すると、この備品は予約できなくなります。',
    },
    wasDisabled: (name) => `停止しました: ${name}`,
    enable: '再開',
    enableHint: '停止中です。再開すると、すべて元どおりになります。',
    enabled: (name) => `再開しました: ${name}`,
    remove: '削除',
    removeHint: '削除すると、すべてのカレンダーとその内容が完全に失われます。',
    removeTitle: (name) => `${name}を削除しますか？`,
    removeConsequence: 'カレンダー、設定、パスワード、代理の設定を削除します。元に戻せません。',
    meetingsLost: (meetings, guests) =>
      `参加者${guests}人の会議${meetings}件の主催者がいなくなり、誰にも通知されません。先に引き継いでください。`,
    sure: 'すべて削除することに同意します',
    removeForGood: '完全に削除',
    removed: (name) => `削除しました: ${name}`,
    notYourself: 'ご自身のアカウントの停止や削除は、別の管理者に依頼してください。',
  },
}

function count(of: number, one: string, more: string): string {
  return `${of} ${of === 1 ? one : more}`
}
