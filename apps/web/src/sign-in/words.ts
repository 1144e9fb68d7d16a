import type { Words } from '../app/languages.ts'

type SignInWords = {
  readonly lead: string
  readonly name: string
  readonly password: string
  readonly signIn: string
  readonly signingIn: string
  readonly wrong: string
  readonly openId: string
  readonly noAccount: string
  readonly connect: string
}

export const signInWords: Words<SignInWords> = {
  en: {
    lead: 'Answer invitations, propose other times, find a time for everyone.',
    name: 'Name or address',
    password: 'Password',
    signIn: 'Sign in',
    signingIn: 'Signing in …',
    wrong: 'Name and password do not belong together. Try again, or ask whoever runs this server.',
    openId: 'Sign in with your organisation',
    noAccount:
      'You were invited and have no account? The link in the invitation’s mail lets you answer.',
    connect: 'Add your calendar to a phone or computer',
  },
  de: {
    lead: 'Einladungen beantworten, andere Zeiten vorschlagen, eine Zeit für alle finden.',
    name: 'Name oder Adresse',
    password: 'Passwort',
    signIn: 'Anmelden',
    signingIn: 'Anmeldung läuft …',
    wrong:
      'Name und Passwort gehören nicht zusammen. Versuchen Sie es noch einmal, oder fragen Sie, wer diesen Server betreibt.',
    openId: 'Mit Ihrer Organisation anmelden',
    noAccount:
      'Sie wurden eingeladen und haben kein Konto? Antworten Sie über den Link in der Einladungsmail.',
    connect: 'Kalender auf Telefon oder Computer einrichten',
  },
  fr: {
    lead: 'Répondre aux invitations, proposer un autre moment, trouver un créneau pour tous.',
    name: 'Nom ou adresse',
    password: 'Mot de passe',
    signIn: 'Se connecter',
    signingIn: 'Connexion …',
    wrong:
      'Ce nom et ce mot de passe ne vont pas ensemble. Réessayez, ou adressez-vous à qui gère ce serveur.',
    openId: 'Se connecter avec votre organisation',
    noAccount:
      'Vous êtes invité et n’avez pas de compte ? Répondez par le lien reçu dans le courriel.',
    connect: 'Ajouter votre agenda à un téléphone ou un ordinateur',
  },
  es: {
    lead: 'Responda a invitaciones, proponga otras horas, encuentre un hueco para todos.',
    name: 'Nombre o dirección',
    password: 'Contraseña',
    signIn: 'Iniciar sesión',
    signingIn: 'Iniciando sesión …',
    wrong:
      'El nombre y la contraseña no corresponden. Inténtelo de nuevo o pregunte a quien administra este servidor.',
    openId: 'Entrar con su organización',
    noAccount:
      '¿Le han invitado y no tiene cuenta? Responda con el enlace del correo de invitación.',
    connect: 'Añadir su calendario a un teléfono u ordenador',
  },
  ja: {
    lead: '招待に答え、別の時間を提案し、全員が集まれる時間を見つけます。',
    name: '名前またはメールアドレス',
    password: 'パスワード',
    signIn: 'サインイン',
    signingIn: 'サインインしています…',
    wrong:
      '名前とパスワードが一致しません。もう一度お試しになるか、サーバーの管理者にお尋ねください。',
    openId: '組織のアカウントでサインイン',
    noAccount: '招待されていてアカウントをお持ちでない場合は、招待メールのリンクから回答できます。',
    connect: '電話やパソコンにカレンダーを追加',
  },
}
