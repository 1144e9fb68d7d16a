/** Words on a Japanese page that are not Japanese and no name: sentences that nobody translated. */
import type { Page } from 'playwright-core'

/** Names that are written so in every language. */
const names = new Set(
  `parley caldav dns smtp lmtp imap uid url ical ics node sqlite postgresql macos ios ipados iphone
  ipad mac apple android thunderbird davx evolution outlook google windows linux gnome microsoft
  kde ok am pm utc gmt rfc qr vevent json https http webhook webhooks app openid srv txt fedora
  calendarserver kontact korganizer merkuri onecalendar caldavsynchronizer jst cest cet est edt
  vpoll enter shift tab esc alt page up down home end tokyo domains publicurl ann bob carol blue-room
  f-droid deutsch english français español mailto play dav em opentasks jtx board`.split(/\s+/),
)

/** What is seen or read out, without what is marked as English or as code. */
const texts = `(() => {
  const found = []
  const skipped = '[lang="en"], code, script, noscript, style, svg, kbd'
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.parentElement.closest(skipped) === null) found.push(node.textContent)
  }
  for (const each of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
    if (each.closest(skipped) !== null) continue
    for (const name of ['aria-label', 'placeholder', 'title']) {
      const said = each.getAttribute(name)
      if (said !== null) found.push(said)
    }
  }
  return found
})()`

export async function foreignWords(page: Page): Promise<readonly string[]> {
  const found = await page.evaluate<string[]>(texts)
  return [...new Set(found.flatMap(foreignWordsIn))]
}

/**
 * Runs of Latin letters that are no names, addresses or time zones.
 *
 * @example
 * foreignWordsIn('保存 Save') // ['Save']
 */
export function foreignWordsIn(text: string): readonly string[] {
  const plain = text
    .replaceAll(/[A-Z]\w+\/[A-Z]\w+( [A-Z]\w+)*/g, ' ') // time zones
    .replaceAll(/\S*[@/]\S*/g, ' ') // addresses, links
    .replaceAll(/[\w-]+\.[\w.-]+/g, ' ') // host and file names
    .replaceAll(/[0-9a-f]{8,}[0-9a-f-]*/gi, ' ') // ids
  return [...plain.matchAll(/[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'’-]{2,}/g)]
    .map(([word]) => word)
    .filter((word) => !names.has(word.toLowerCase()))
}
