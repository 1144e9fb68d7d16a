import type { Texts } from './texts.ts'

const nouns = {
  VEVENT: 'この予定',
  VTODO: 'このタスク',
  VJOURNAL: 'このメモ',
  VFREEBUSY: 'この予定あり時間',
} as const

const others = '他の日程に変更はありません。'

/** The words of a mail in Japanese. */
export const japanese: Texts = {
  language: 'ja',
  locale: 'ja-JP',
  subjects: {
    invitation: '招待',
    assignment: 'タスク',
    'passed-on': '転送された招待',
    update: '変更',
    rescheduled: '日時変更',
    cancelled: '中止',
    'cancelled-dates': 'この日は中止',
    removed: '招待の取り消し',
    'removed-from-dates': 'この日の招待の取り消し',
    accepted: '出席',
    declined: '欠席',
    tentative: '未定',
    delegated: '代理出席',
    'in-process': '作業中',
    completed: '完了',
    unanswered: '未回答',
    counter: '別案の提案',
    'counter-declined': '提案の却下',
    added: '日程の追加',
    refresh: '最新版の依頼',
    published: 'カレンダー用',
    'busy-time-asked': '空き時間の照会',
    'busy-time': '予定あり時間',
  },
  foreignPrefixes: ['Re', 'RE', 'Fwd', 'FW', '更新された招待状', 'キャンセルされた予定'],
  untitled: '無題',
  opening: ({ kind, who, component, dates }) => {
    const it = nouns[component]
    const only = dates === 1 ? 'この日程のみ' : `これら${dates}件の日程のみ`
    const part = dates === 0 ? '' : `対象は${only}です。${others}`
    const answer = dates === 0 ? '' : `返答の対象は${only}です。`
    switch (kind) {
      case 'invitation':
        return `${who} さんから招待が届きました。${dates === 0 ? '' : `対象は${only}です。`}`
      case 'assignment':
        return `${who} さんからこのタスクの依頼が届きました。`
      case 'passed-on':
        return `${who} さんからこの招待が転送されました。`
      case 'update':
        return `${who} さんが${it}を変更しました。${part}`
      case 'rescheduled':
        return `${who} さんが${it}の日時を変更しました。${part}`
      case 'cancelled':
        return `${who} さんが${it}を中止しました。`
      case 'cancelled-dates':
        return `${who} さんが${it}を中止しました（${only}）。${others}`
      case 'removed':
        return `${who} さんが${it}への招待を取り消しました。`
      case 'removed-from-dates':
        return `${who} さんが招待を取り消しました（${only}）。${others}`
      case 'accepted':
        return `${who} さんは出席します。${answer}`
      case 'declined':
        return `${who} さんは欠席します。${answer}`
      case 'tentative':
        return `${who} さんの出席は未定です。${answer}`
      case 'delegated':
        return `${who} さんは代理の方に任せます。${answer}`
      case 'in-process':
        return `${who} さんがこのタスクに取り組んでいます。`
      case 'completed':
        return `${who} さんがこのタスクを完了しました。`
      case 'unanswered':
        return `${who} さんはまだ決めていません。${answer}`
      case 'counter':
        return `${who} さんが変更を提案しています。主催者が同意するまで何も変わりません。${dates === 0 ? '' : `提案の対象は${only}です。`}`
      case 'counter-declined':
        return `${who} さんは提案を受け入れませんでした。これまでの内容のままです。`
      case 'added':
        return `${who} さんが${it}に日程を追加しました。${others}`
      case 'refresh':
        return `${who} さんが${it}の最新版を求めています。`
      case 'published':
        return `${who} さんから${it}がカレンダー用に届きました。返答は不要です。`
      case 'busy-time-asked':
        return `${who} さんが予定の入っている時間を尋ねています。`
      case 'busy-time':
        return `${who} さんから予定の入っている時間が届きました。`
    }
  },
  onBehalf: (who, principal) => `${who}（${principal} さんの代理）`,
  closing: (kind) => {
    switch (kind) {
      case 'invitation':
      case 'assignment':
      case 'passed-on':
      case 'rescheduled':
        return '添付ファイル invite.ics をカレンダーアプリで開くと返答できます。'
      case 'counter':
        return 'この提案はカレンダーアプリで承認または却下できます。'
      case 'update':
      case 'cancelled':
      case 'cancelled-dates':
      case 'removed':
      case 'removed-from-dates':
      case 'added':
      case 'published':
        return 'カレンダーアプリは添付ファイル invite.ics からこの内容を取り込みます。'
      default:
        return undefined
    }
  },
  poll: {
    subject: '日程調整',
    calledOff: '日程調整の中止',
    opening: (who) => `${who}さんがご都合を尋ねています。`,
    openingCalledOff: (who) => `${who}さんがこの日程調整を中止しました。`,
    votePage: 'ご都合のよい日時を回答する',
  },
  answerPage: 'カレンダーアプリなしで返答する',
  unsubscribePage: 'この人からのメールを今後受け取らない',
  labels: {
    what: '件名',
    when: '日時',
    start: '開始',
    due: '期限',
    repeats: '繰り返し',
    where: '場所',
    link: 'リンク',
    status: '状態',
    progress: '進捗',
    comment: 'コメント',
    people: '参加者',
    invited: '新しい招待者',
    removed: '招待の取り消し',
    cancelledDates: '中止の日程',
    changedDates: '変更された日程',
    addedDates: '追加された日程',
    busy: '予定あり',
    details: '詳細',
  },
  was: '変更前',
  now: '現在',
  allDay: '終日',
  floating: '現地時間',
  organizer: '主催者',
  partStats: {
    'NEEDS-ACTION': '未回答',
    ACCEPTED: '出席',
    DECLINED: '欠席',
    TENTATIVE: '未定',
    DELEGATED: '代理出席',
    COMPLETED: '完了',
    'IN-PROCESS': '作業中',
  },
  optional: '任意',
  others: (count) => `ほか${count}件`,
  noValue: 'なし',
  statuses: {
    TENTATIVE: '仮',
    CONFIRMED: '確定',
    CANCELLED: '中止',
    'NEEDS-ACTION': '未着手',
    'IN-PROCESS': '作業中',
    COMPLETED: '完了',
    DRAFT: '下書き',
    FINAL: '最終版',
  },
  percent: (value) => `${value}%`,
  rule: {
    every: (unit, interval) => {
      const { one, many } = units[unit]
      return interval === 1 ? one : `${interval}${many}ごと`
    },
    onWeekdays: (names) => `${names}`,
    onWorkdays: '月曜日から金曜日',
    workday: '平日',
    day: '日',
    ordinalWeekday: (ordinal, weekday) => `${ordinalWord(ordinal)}${weekday}`,
    onDates: (dates) => `${dates}`,
    dayOfMonth: (day) => (day > 0 ? `${day}日` : `月末から${-day}日目`),
    dayOfYear: (day) => (day > 0 ? `年の${day}日目` : `年末から${-day}日目`),
    inMonths: (months) => `${months}`,
    times: (count) => `${count}回`,
    until: (date) => `${date}まで`,
    other: (rule) => `独自の規則（${rule}）`,
  },
}

const units = {
  SECONDLY: { one: '毎秒', many: '秒' },
  MINUTELY: { one: '毎分', many: '分' },
  HOURLY: { one: '毎時', many: '時間' },
  DAILY: { one: '毎日', many: '日' },
  WEEKLY: { one: '毎週', many: '週間' },
  MONTHLY: { one: '毎月', many: 'か月' },
  YEARLY: { one: '毎年', many: '年' },
} as const

function ordinalWord(ordinal: number): string {
  if (ordinal === -1) return '最終'
  if (ordinal < 0) return `最後から${-ordinal}番目の`
  return `第${ordinal}`
}
