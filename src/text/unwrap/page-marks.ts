/** Tags that set a text on a web page, as PHP prints its warnings and web mailers their errors. */
const TAG =
  /<\/?(?:p|br|b|i|em|strong|pre|code|tt|div|span|h[1-4]|details|summary|blockquote)(?: [^<>\n]{0,200})?\/?>/gi
/** A document of XML, and its tags. */
const XML = /^\s{0,8}<\?xml /
const ANY_TAG = /<\?[^<>\n]{0,200}\?>|<\/?[A-Za-z][\w:.-]{0,60}(?: [^<>\n@]{0,400})?\/?>/g
/** The same of forums. */
const FORUM_TAG = /\[\/?(?:code|quote|pre|icode|spoiler|tt|b|i|u)(?:=[^\]\n]{0,60})?\]/gi
/** The line that begins or ends a block of code. */
const FENCE = /^[ \t>]{0,8}(?:`{3,8}|~{3,8})[ \t]{0,4}[\w+.-]{0,20}[ \t]{0,4}$/gm
/** `**bold**`: Exim's and Elixir's stars have a blank behind them. */
const BOLD = /(?<![\w*])\*\*(?=[^\s*])([^*\n]{1,2000})(?<=\S)\*\*(?![\w*])/g
/** Somebody left out what stood before. */
const LEFT_OUT = /^\s{0,8}(?:…|\.{3})\s{0,4}(?=\S)/
/** A point of a list that has no other. */
const POINT = /^\s{0,8}(?:[-*•·–] |\d{1,2}[.)] )(?=\S[^\n]*$)/
/** Mail programs of old quote with bars. */
const BAR = /^\| ?(?![^\n]*\|\s{0,4}$)/

/** An address that a page hides from robots, as Cloudflare does: it protects nobody's mailbox. */
const HIDDEN_ADDRESS = /\[email(?:&#160;|\s)protected\]/gi

/** The text without what web pages, forums and mails set around what somebody pasted. */
export function withoutPageMarks(text: string): string {
  let plain = XML.test(text) ? text.replaceAll(ANY_TAG, ' ').trim() : text
  if (plain.includes('</') || /<(?:br|p)\b/i.test(plain)) plain = plain.replaceAll(TAG, '\n')
  if (plain.includes('[/')) plain = plain.replaceAll(FORUM_TAG, '\n')
  if (plain.includes('```') || plain.includes('~~~')) plain = withoutFences(plain)
  if (plain.includes('protected]')) plain = plain.replaceAll(HIDDEN_ADDRESS, '[email]')
  if (plain.includes('**')) plain = plain.replaceAll(BOLD, '$1')
  plain = plain.trim().replace(LEFT_OUT, '').replace(POINT, '')
  return plain.startsWith('|') ? withoutBars(plain) : plain
}

/** One fence alone may end what nobody pasted whole. */
function withoutFences(text: string): string {
  if ((text.match(FENCE)?.length ?? 0) % 2 === 1) return text
  const rest = text.replaceAll(FENCE, '')
  return rest.trim() === '' ? text : rest
}

function withoutBars(text: string): string {
  const lines = text.split('\n')
  return lines.every((line) => line.trim() === '' || line === '|' || BAR.test(line))
    ? lines.map((line) => line.replace(BAR, '').replace(/^\|$/, '')).join('\n')
    : text
}
