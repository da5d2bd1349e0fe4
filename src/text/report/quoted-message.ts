/** Marks that people set around what they quote, the single ones only where no apostrophe stands. */
const QUOTES = [
  /“([^“”\n]{8,1000})[”“]/g,
  /„([^„“”\n]{8,1000})[“”"]/g,
  /«\s?([^«»\n]{8,1000}?)\s?»/g,
  /`([^`\n]{8,1000})`/g,
  /"([^"\n]{8,1000})"/g,
  /(?<![\w])['‘]([^\n'‘’]{8,1000})['’](?!\w)/g,
  /「([^「」\n]{4,500})」/g,
]
/** A sentence of a program, a code, or the name of an error; a word or two are an option or a button. */
const MESSAGE = /(?:^|\D)[245]\d\d(?!\d)|\b[A-Z]{2,}(?:_[A-Z\d]{2,}){2,}\b|\S\s+\S+\s+\S|[^ -~]{6}/
/** Source text, settings and catalogues of messages. */
const NO_PROSE =
  /[{}$\\=|]|\w\(\s{0,2}\)|^\s{0,8}\w{1,20}:\s{0,2}$|\)\s?;|\bmsgid\b|\b(?:case|return|throw|except|catch|raise)\b|:\s?,|^\s{0,4}[-*] /m
/** What a rule demands, and what is over. */
const NOT_MET =
  /\b(?:MUST|SHOULD|SHALL)\b|\b(?:resolved|solved|fixed)\b|\bno longer\b|\b[Rr]etr(?:y|ies)\b|\bsent (?:correctly|fine)\b/
/** Who quotes a program says that it is one, or asks what it means. */
const SAID =
  /\b(?:errors?|messages?|logs?|logged|says?|said|saying|states?|stating|stated|reads?|lines?|repl(?:y|ies)|responses?|responds?|responded|answers?|answered|throws?|threw|exceptions?|reasons?|warnings?|gets?|got|getting|sees?|saw|receiv\w{1,4}|returns?|returned|shows?|shown|displays?|displayed|reports?|reported|bounced?|bounces|fails?|failed|mean|means|meaning|indicates?|NDR|fehler\w{0,8}|meldung|erreur|mensaje|errore|messaggio|erro|mensagem|fout\w{0,8}|błąd|ошибк\w{1,3})\b|错误|エラー|오류/i

/** `What does the error SMTP data timeout (message abandoned) mean?`, `it fails, giving the error Remote end closed connection after data.` */
const UNQUOTED = [
  /\b[Ww]hat does (?:the (?:error |message )?)?([A-Z\d](?:(?![.?!] [A-Z])[^\n"“”]){7,300}?) mean\b/g,
  /\b(?:[Ee]rror(?: message| code)?|[Mm]essage|[Ll]og entry(?: for)?|[Ll]og line|[Rr]eply|[Rr]esponse)\b[\s:–-]{1,3}((?:[A-Z\d]|\w{3,12}=)(?:(?![.?!] [A-Z])[^\n"“”]){7,300}?) (?:means?|indicates?)\b/g,
  /\b(?:[Gg]iv(?:es|ing)|gets?|getting|got|receiv\w{1,4}|sees?|saw|shows?|with) the (?:following )?(?:error(?: message)?|message|reply|response)[:\s]{1,3}([A-Z\d](?:(?![.?!] [A-Z])[^\n"“”]){7,300}?)(?:[.?!](?=\s|$)|\n|$)/g,
]

/** A line that is set off as a quotation. */
const SET_OFF = /(?:^|\n)\s{0,4}>\s{0,2}([^\n>]{8,1000})/g

/** A line or a paragraph of its own that begins as replies do: with an enhanced code (RFC 3463), a basic one before it or none. */
const REPLIES =
  /(?:^|\n)\s{0,4}((?:[245]\d\d[ -])?[245]\.\d{1,3}\.\d{1,3}[ -][^\n]{8,1000}(?:\n(?!\s{0,8}\n)[^\n]{1,1000}){0,6})/g

const SAYINGS = [...QUOTES, ...UNQUOTED, SET_OFF, REPLIES]
const MARKS = /["'“”„‘’«»`「」]/g
const MOST_QUOTES = 20
/** Characters in which quotes are sought. */
const MOST_SEARCHED = 8_000

/** What the sentences of a person quote, as far as a program may have written it. */
export function quotedMessages(text: string): readonly string[] {
  const searched = text.slice(0, MOST_SEARCHED)
  const around = SAYINGS.reduce(
    (rest, saying) => rest.replaceAll(saying, (whole: string, said: string) => whole.replace(said, ' ')),
    searched,
  ).replaceAll(MARKS, '')
  if (NO_PROSE.test(around) || NOT_MET.test(around) || !SAID.test(around)) return []
  return heldBy(SAYINGS, searched)
    .filter((each) => MESSAGE.test(each))
    .slice(0, MOST_QUOTES)
}

const PLAIN = /(?:\S+\s+){3}\S|[A-Z]_[A-Z]/

/** A few words are anybody's; more of them, or the name of an error, are a program's. */
export function isPlainlyOfProgram(message: string): boolean {
  return PLAIN.test(message)
}

const REPLY = /^\s{0,4}[245]\d\d[ -](?=.{8})/
/** A reply as a paragraph of its own, which blank lines part from what is said around it. */
const PARAGRAPH =
  /(?:^|\n\s{0,8}\n)\s{0,8}([45]\d\d[ -][^\n]{8,1000}(?:\n(?!\s{0,8}\n)[^\n]{1,1000}){0,6})(?=\n\s{0,8}\n|\s{0,8}$)/g
const MARKED = [...QUOTES, PARAGRAPH]

/** The replies in a text whose ends are marked: what stands around them is not the server's. */
export function markedReplies(text: string): readonly string[] {
  const searched = text.slice(0, MOST_SEARCHED)
  return heldBy(MARKED, searched)
    .filter((each) => REPLY.test(each) && each.length < searched.trim().length)
    .slice(0, MOST_QUOTES)
}

function heldBy(sayings: readonly RegExp[], text: string): readonly string[] {
  return sayings.flatMap((saying) => [...text.matchAll(saying)].map((match) => match[1] ?? ''))
}
