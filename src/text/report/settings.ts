/** A name that tells of no failure. */
const NAME = String.raw`(?!\w{0,30}(?:err|reason|code|stat|messages?\b|exception|result|said|reply|diag|cause|fail))["']?[A-Za-z][\w.-]{1,79}["']?`
/** What bounds something is a setting, whatever it bounds: `smtpd_hard_error_limit`. */
const BOUND = String.raw`\w{2,60}_(?:limit|time|delay|count|max|min|size|interval)`
/** What a program says of a failure in one word is no value. */
const NO_FAILURE = String.raw`(?!["']?\w{0,20}(?:time-?d?-?out|refused|reset|closed|fail|error|unreach|lost|eof|abort))`
const WORD = String.raw`${NO_FAILURE}["']?[\w./:@%+$[\]-]{1,80}["']?`
const NUMBER = String.raw`["']?(?:\d{1,12}(?:\.\d{1,6})?[a-z]{0,3}|true|false|yes|no|on|off)["']?`
const END = String.raw`[,;]?(?: {1,4}[#;/].{0,200})?$`

/** Sets a value: `smtp_timeout = 300`, `timeout: 40`, `set smtp_timeout 300`, `proxy_read_timeout 300;`. */
const SETS = new RegExp(
  String.raw`^(?:(?:${NAME}|${BOUND}) {0,3}= {0,3}${WORD}|${NAME}: ?${NUMBER}|${NAME}: \w{2,12}\(|set ${NAME}[ =]${WORD}|${NAME} ${NUMBER};)${END}`,
  'i',
)
/** May stand beside what sets one: a name with a word, a section, brackets, comments. */
const BESIDE = new RegExp(
  String.raw`^(?:(?:- )?${NAME}:(?: (?:${WORD}|!\w{2,10} \w{1,40}|[{[(]))?|\d{1,9}[a-z]{0,2},|[#;].{0,300}|\[[\w .-]{1,40}\]|[{}()[\],;]{1,6})${END}`,
  'i',
)
const MOST_LINES = 200

/** A word and its value in a line of their own, as msmtp's and OpenSSH's files have them. */
const PAIR = new RegExp(String.raw`^${NAME} ${WORD}$`)
const PAIR_OF_NUMBER = new RegExp(String.raw`^${NAME} ${NUMBER}$`, 'i')

/** An object of settings in one line: `"smtp": { "host": "…", "timeout": 10000 }`. */
const OBJECT = /^[^{]{0,60}\{[^{}]{3,2000}\}[\])};,\s]{0,6}$/
const MEMBER = new RegExp(String.raw`^${NAME} ?[:=]>? ?${WORD}$`, 'i')

function isObject(raw: string): boolean {
  const members = partsOf(raw.slice(raw.indexOf('{') + 1, raw.lastIndexOf('}')).replaceAll(/["']/g, ''), ',')
  return members.length > 1 && members.every((member) => MEMBER.test(member))
}

function partsOf(text: string, mark: string | RegExp): readonly string[] {
  return text
    .split(mark, MOST_LINES)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** True when every line of the text sets a value or frames what does, and no name tells of a failure. */
export function isSettings(raw: string): boolean {
  if (raw.length > 8_000) return false
  const lines = partsOf(raw, /\n|; /)
  if (lines.length >= 3 && lines.every((line) => PAIR.test(line)) && lines.some((line) => PAIR_OF_NUMBER.test(line)))
    return true
  if (lines.length === 1 && OBJECT.test(raw)) return isObject(raw)
  return lines.some((line) => SETS.test(line)) && lines.every((line) => SETS.test(line) || BESIDE.test(line))
}
