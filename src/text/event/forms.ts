import { CODE } from './code-form.ts'
import { CHANGE, IMPERATIVE } from './note-forms.ts'

/** How a statement is set, in any tongue: the marks of programs, of records, of source text and of lists. */
export const FORMS = {
  /** An error as a program prints it: its class, its number, a frame of a stack. */
  dump: /\b[A-Z]\w{2,60}(?:Error|Exception|Failure|Disconnected)\b ?[:([]|(?<!["'`|])\bE(?:CONN|TIMED|PIPE|SOCKET|HOST|NET|DNS|AI_|AUTH)[A-Z]{0,12}\b|\berrno\b|^\s{0,20}at [\w.$<>]{3,80} ?\(|traceback \(|\bx509: \w|\berror:[\dA-F]{8}|0x8[\dA-F]{7}|^\W{0,4}(?:fatal|panic|error|warning|critical|problem)\b[^\n]{0,3}[:\]]|\b(?:rc|errno|status|code|err|error)[=:] ?-?\d|\(\d{3,5}\)/i,
  /** One peer, by its address. */
  peer: /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|\b[\w-]{1,63}\.[\w.-]{2,80}\[|\b[\w-]{1,60}\.[a-z]{2,10}:\d{2,5}\b|<[^<>\s]{1,64}@[^<>\s]{3,200}>/i,
  /** A program or a library names itself in front, `smtplib.SMTPDataError: `, `gnutls_handshake() failed: `. */
  tagged: /^\W{0,3}[a-z][\w./:-]{1,40}(?:\[\d{1,8}\]|\(\)(?: failed)?)?: (?!how\b|the\b|number|whether)/,
  /** A whole sentence: it begins with a capital and ends with a full stop, and is no short message. */
  sentence:
    /^\s{0,8}["'«„“¿]?[\p{Lu}\p{Lo}](?=(?:\S{1,60}\s{1,4}){7}|[\p{Lo}、，]{16})[^\n]{20,900}[.!。][)"'”»]?\s{0,8}$/u,
  quoted: /["“”„«»][^"“”„«»\n]{8,200}["“”„«»]|`[^`\n]{8,200}`/,
  requirement: /\b(?:MUST|SHOULD|SHALL|MAY|RECOMMENDED|REQUIRED)\b|\bRFC ?\d{3,4}\b/,
  change: CHANGE,
  imperative: IMPERATIVE,
  code: CODE,
  assigns:
    /^(?!\W{0,4}\w{0,20}(?:alert|err|reason|code|status|cause|fail|result|said|diag|exception))\s{0,12}(?:[-#;] ?)?["']?[\w.-]{2,60}["']? ?(?:=|:) ?["']?[\w./$%{}[\]-]{1,60}["']?[,;]?\s{0,4}(?:[#;].{0,80})?$|^\s{0,8}[\w-]{2,30} [\w-]{2,20} \d{1,6}(?:s|m|ms)?;?$|^[a-z_]{3,30} = |^\s{2,12}[a-z][\w-]{1,30}: |^[a-z]\w{1,20}(?:\.\w{2,30}){1,4}=/i,
  /** A row of codes or names, each with what it stands for. */
  glossary:
    /(?:\bE[A-Z]{4,12}: [^:\n]{3,80}){2}|^E[A-Z]{4,12}(?: \([^)\n]{1,60}\))?: |^[\w.]{3,60}:? \(?(?:int|integer|bool|boolean|string|number|float|duration)\b|(?:\b[245]\.\d\.\d{1,3} [^\d]{4,60}){3}|^(?:exit|return|status|error|Exit|Return|Status|Error) codes:? [\d:]|\b(?:errno|winsock2?|winerror)\.h\b|^[\w:.\\>$-]{3,60}\([^()\n]{0,60}\) [–—-]{1,2} |^[\w -]{2,40}, (?:n|v|adj|adv)\.:? |\bA\) [^\n]{2,120}? B\) |\(a\) [^\n]{2,120}? \(b\) /,
  listed: /^\s{0,8}(?:#{1,6} |[-–*•✅] |\d{1,2}[.)] |\| )| \| [^|\n]{1,80} \| /u,
  okay: /(?<![\w-])OK\b|^\W{0,3}(?:recovery|uptime)\b/,
  asks: /[?？]["'\s]{0,4}$/,
  /** A label in front of what is no report. */
  label:
    /^[QA]: |^\s{0,8}(?:[-*] )?\[[ x]?\] |(?:\. ?){4,60}\d{1,4}$|^\W{0,4}(?:an? |the )?(?:abstract|poll|survey|quiz|flash ?card|(?:exam )?question \d|chapter \d|fig(?:ure)?\.? \d|agenda|minutes|acceptance criteria|user story|feature request|course outline|crossword|riddle|joke|haiku|talk|dry run|sandbox(?: mode)?|simulation|(?:our )?policy|note|hint|tip|reminder|(?:our )?faq|legend|usage|examples?(?!\.\w)|summary|background|changelog|release notes?|todo|fixme|table \d+|step \d+|test plan|troubleshooting|(?:what's )?new in \S{1,8})\b[^:\n]{0,30}[:.] /i,
  /** What is shown when something happens, in a text about that program. */
  announced:
    /^@?(?:raises?|throws?|returns?|emits?):? [A-Z]\w{2,40}:? (?:if|when)\b|\b(?:logs|displays|shows|prints|reports|writes|returns|see|get|gets) ["“'«„][^"”'»\n]{3,100}["”'»“],? (?:when|if|whenever|once)\b/i,
  promise:
    /\b(?:get (?:notified|alerted|informed|started)|surviv\w{1,3}|withstand\w{0,2}|keeps delivering|meet the|tired of|stop losing|trusted by \d|join \d|discover|seamless|reliable \w+ email|guarantee\w{0,2}|built-in|never (?:lose|miss|reaches)|pricing)\b/i,
} as const satisfies Readonly<Record<string, RegExp>>
