/** Deeper quotations than anybody reads; a run of marks is no quotation. */
const MOST_QUOTES = 20
const UNQUOTED_LINE = /^(?![ \t]{0,4}>)[^\n]*\S/m
const MARK = /^[ \t]{0,4}> ?/gm

/** A text without the marks of a quotation, however often it was quoted, where every line has them, and without the fence around it. */
export function withoutQuotes(text: string): string {
  let said = text
  for (let depth = 0; depth < MOST_QUOTES && isQuoted(said); depth += 1) said = said.replaceAll(MARK, '')
  return /^\s{0,8}`{3}/.test(said) ? said.replaceAll(/^\s{0,8}`{3}[\w-]{0,20}[ \t]{0,4}$/gm, '') : said
}

function isQuoted(text: string): boolean {
  return text.includes('>') && !UNQUOTED_LINE.test(text)
}

/** Programs that show a session mark its lines so, too. */
const OF_SESSION =
  /^> {0,3}(?:(?:ehlo|helo|lhlo|auth|bdat) \S|mail from|rcpt to|(?:starttls|data|rset|noop|quit)\s{0,3}$|\d{3}[ -])/im
const UNMARKED_LINE = /^(?!>(?: |$))[^\n]/m

/** Mail programs and forums set a mark before every line that they quote; what shows a session stays as it is. */
export function withoutQuoteMarks(text: string): string {
  if (!text.startsWith('>') || OF_SESSION.test(text) || UNMARKED_LINE.test(text)) return text
  return text.replaceAll(/^>(?: |$)/gm, '')
}
