import type { Words } from '../app/languages.ts'
import type { InstanceNews, TextField } from './difference-rows.ts'

type DifferenceWords = {
  readonly heading: string
  readonly when: string
  readonly fields: Readonly<Record<TextField, string>>
  readonly instance: Readonly<Record<InstanceNews, string>>
  readonly left: string
  readonly came: string
  /** For who cannot see that it is struck through. */
  readonly before: string
  readonly now: string
  readonly nothing: string
  readonly otherDetails: string
  readonly statuses: Readonly<Record<'confirmed' | 'tentative' | 'cancelled', string>>
}

export const differenceWords: Words<DifferenceWords> = {
  en: {
    heading: 'What changed',
    when: 'When',
    fields: {
      title: 'Title',
      location: 'Where',
      description: 'Description',
      status: 'Status',
      url: 'Link',
      conference: 'Video call',
      rule: 'Repeats',
      organizer: 'Organizer',
      else: 'Other',
    },
    instance: {
      added: 'This date was added.',
      removed: 'This date no longer takes place.',
      cancelled: 'This date was cancelled.',
      restored: 'This date takes place after all.',
    },
    left: 'No longer invited',
    came: 'Now invited too',
    before: 'before:',
    now: 'now:',
    nothing: 'none',
    otherDetails: 'Other details changed.',
    statuses: { confirmed: 'confirmed', tentative: 'not yet certain', cancelled: 'cancelled' },
  },
  de: {
    heading: 'Was sich geändert hat',
    when: 'Wann',
    fields: {
      title: 'Titel',
      location: 'Ort',
      description: 'Beschreibung',
      status: 'Status',
      url: 'Link',
      conference: 'Videokonferenz',
      rule: 'Wiederholung',
      organizer: 'Organisation',
      else: 'Sonstiges',
    },
    instance: {
      added: 'Dieser Termin kam hinzu.',
      removed: 'Dieser Termin findet nicht mehr statt.',
      cancelled: 'Dieser Termin wurde abgesagt.',
      restored: 'Dieser Termin findet doch statt.',
    },
    left: 'Nicht mehr eingeladen',
    came: 'Neu eingeladen',
    before: 'vorher:',
    now: 'jetzt:',
    nothing: 'keine Angabe',
    otherDetails: 'Weitere Angaben wurden geändert.',
    statuses: { confirmed: 'fest', tentative: 'noch nicht sicher', cancelled: 'abgesagt' },
  },
  fr: {
    heading: 'Ce qui a changé',
    when: 'Quand',
    fields: {
      title: 'Titre',
      location: 'Lieu',
      description: 'Description',
      status: 'Statut',
      url: 'Lien',
      conference: 'Visioconférence',
      rule: 'Répétition',
      organizer: 'Organisation',
      else: 'Autre',
    },
    instance: {
      added: 'Cette date a été ajoutée.',
      removed: 'Cette date n’a plus lieu.',
      cancelled: 'Cette date a été annulée.',
      restored: 'Cette date a finalement lieu.',
    },
    left: 'Ne sont plus invités',
    came: 'Nouveaux invités',
    before: 'avant :',
    now: 'maintenant :',
    nothing: 'aucun',
    otherDetails: 'D’autres détails ont changé.',
    statuses: { confirmed: 'confirmée', tentative: 'pas encore sûre', cancelled: 'annulée' },
  },
  es: {
    heading: 'Qué ha cambiado',
    when: 'Cuándo',
    fields: {
      title: 'Título',
      location: 'Lugar',
      description: 'Descripción',
      status: 'Estado',
      url: 'Enlace',
      conference: 'Videollamada',
      rule: 'Repetición',
      organizer: 'Organiza',
      else: 'Otros',
    },
    instance: {
      added: 'Esta fecha se ha añadido.',
      removed: 'Esta fecha ya no se celebra.',
      cancelled: 'Esta fecha se ha cancelado.',
      restored: 'Esta fecha se celebra finalmente.',
    },
    left: 'Ya no están invitados',
    came: 'Nuevos invitados',
    before: 'antes:',
    now: 'ahora:',
    nothing: 'ninguno',
    otherDetails: 'Han cambiado otros datos.',
    statuses: { confirmed: 'confirmada', tentative: 'aún no segura', cancelled: 'cancelada' },
  },
  ja: {
    heading: '変更点',
    when: '日時',
    fields: {
      title: '件名',
      location: '場所',
      description: '説明',
      status: '状態',
      url: 'リンク',
      conference: 'ビデオ会議',
      rule: '繰り返し',
      organizer: '主催者',
      else: 'その他',
    },
    instance: {
      added: 'この日程が追加されました。',
      removed: 'この日程はなくなりました。',
      cancelled: 'この日程は中止されました。',
      restored: 'この日程は開催されることになりました。',
    },
    left: '招待から外れた方',
    came: '新たに招待された方',
    before: '変更前:',
    now: '変更後:',
    nothing: 'なし',
    otherDetails: 'その他の内容が変更されました。',
    statuses: { confirmed: '確定', tentative: '未確定', cancelled: '中止' },
  },
}
