import { alternatives } from '../../base/alternatives.ts'
import { stepAndEnd } from '../record-fields.ts'
import { beginsRecord } from '../story/records.ts'
import { isReason } from '../tls/reasons/is-reason.ts'
import { statedReasons } from '../tls/reasons/stated.ts'
import { headLength } from '../unwrap/log-head.ts'

/**
 * What a program printed at the moment of the failure: the error queue of a TLS library, a place in its source, the frames of a stack, an exception
 * with its class in front, one side of a dialogue, the recipient of a bounce.
 */
const PRINTED = alternatives(
  {
    queueOfOpenssl: /\berror:[\dA-F]{8}:/,
    resultOfWindows: /\(0x8[\dA-F]{7}\)/,
    placeInSource: /\b\w{2,40}\.(?:c|cc|cpp|py|go|rs|js|java|rb|php|erl):\d{1,6}\b/,
    traceOfPython: /traceback \(most recent|^\s{0,8}File "/,
    causeOfJava: /^\s{0,8}caused by: /,
    nestedOfJava: /\bnested exception is:/,
    innerOfDotnet: / ---> [\w.]{3,120}Exception(?: \(0x[\da-f]{8}\))?: /,
    exceptionOfTls: /\bSSL\w{0,30}Exception: /,
    eventOfSchannel: /\bsource: ?schannel\b|\bschannel:? 368\d\d\b/,
    valueOfRust: /\bon an `?Err`? value: /,
    handshakeOfApple: /\bCFNetwork SSLHandshake failed\b/,
    alertOfErlang: /\bTLS :?(?:client|server): In state /,
    callOfMbedtls: /\bmbedtls_\w{3,40}(?:\(\))? (?:failed|returned)\b/,
    frameOfPhp: /^\s{0,4}#\d{1,3} (?:[^\s(]{1,300}\(\d{1,6}\): |\[internal function\]|\{main\})/,
    frameOfRuby: /^\s{0,12}from \S{1,300}\.rb:\d|:in [`']/,
    frameOfErlang: /\bin call from \w{1,60}:/,
    frameOfJava: /^\s{0,20}at [\w.$<>]{3,80} ?\(/,
    errorOfAnsible: /\bthe error was: [\w.]{3,120}(?:Error|Exception|Refused|Disconnected): /,
    exception: /^\W?[\w.$:\\]{3,120}(?:Error|Exception|Disconnected|Refused)[\]:]:? /,
    stateOfProgram: /\b(?:state|phase|stage)\W{1,3}(?:[A-Z]{2,20}(?:_[A-Z]{2,20})+\b|[A-Z]{4,20} \()/,
    tupleOfErlang: /\{:?error, ?\{/,
    errorOfElixir: /\*\* \(\w/,
    objectOfNode: /\[(?:\w{0,40})Error: /,
    errorWithTuple: /\berror: \(/,
    callOfOpenssl: /\bSSL_(?:connect|accept|read|write) returned=\d/,
    recipientOfBounce: /^\s{0,4}<[^<>\s@]{1,64}@[^<>\s]{1,255}>: (?=\S)/,
    openingOfReport:
      /\b(?:following|these) (?:address|recipient)(?:es|s|\(e?s\))? (?:failed|had (?:delivery |permanent )?(?:problem|error|fatal))/,
    ownOfRelays:
      /\bkumomta internal: |\[internal\] \w|^(?:60\d )?not delivering to (?:previously|a user)|\bhas suppressed sending to\b|\bfound inactive addresses\b/,
    // What a mail system tells whose mail it could not deliver.
    noticeOfReturn:
      /^\W{0,3}(?:delivery incomplete\b|(?:your|the) (?:message|mail|e-?mail) to \S{1,64}@\S{1,255} (?:could not|couldn['’]t|was not|wasn['’]t|has been|was)\b|die (?:nachricht|e-?mail) an \S{1,64}@\S{1,255} (?:wurde|konnte)\b|sending failed: (?=\S))/,
    // What a service tells who sends by it, and nobody else: `You've reached your sending limit`.
    limitOfAccount:
      /^\W{0,3}(?:error: )?(?:you(?:['’]ve| have) (?:reached|exceeded|hit|used up) (?:your|the|a) (?:[\w-]{1,12} ){0,4}(?:limit|quota|allowance)|(?:your )?(?:[\w-]{1,12} ){0,2}sending (?:limit|quota) (?:(?:has been|was|is) )?(?:reached|exceeded|used up)|(?:sie haben|vous avez|ha|hai|has|avete|você) (?:\S{1,14} ){0,4}(?:versandlimit|sendelimit|limite d['’]envoi|límite de envío|limite (?:\S{1,10} )?d[ei] (?:invio|envio)))/,
    sandboxOfService:
      /\bsandbox (?:sub)?domains? (?:are|is) for test|\bfor test purposes only\. please|\byou can only send test(?:ing)? e-?mails to\b/,
    errorInBrackets: /\((?:error|fehler|erreur|errore|fout)(?: message)?: (?=\S{2,40} \S)/,
    panic: /\bpanicked at\b|^\W{0,4}fatal error\b/,
    commandOfPerl: /\bnet::cmd \(net::smtp\)|\[(?:\w{1,20}::){1,3}smtp\] (?:timeout|connection closed)/,
    levelOfPhp: /^php (?:warning|fatal error|notice)\b/,
    numberOfError: /\b(?:winsock|socket) error:? \d{5}|\berrno(?:'|")?: /,
    tlsOfExim:
      /\btls error on connection (?:to|from) \S{1,255} \[|\btls error on (?:\S{1,255} )?\[[\da-f.:]{2,45}\]|\btls session: \(/,
    fieldOfError: /(?:^|\s)(?:err|error|exc|exception|cause)=(?:"[^"\n]{3,300}"|'[^'\n]{3,300}')/,
    processOfEmacs: /\bmake client process failed\b/,
    sideOfDialogue: /^\s{0,4}(?:<[-~*]{1,2}|=[=*]{2}|\*\*\*|<<<|>>>|SMTP<<|CONNECTED\()/,
    noteOfCurl:
      /^\*  {0,3}(?:connected to|trying|operation timed|recv failure|send failure|closing connection|ssl|tls|starttls|openssl|gnutls|schannel|server certificate|could not|connection #)/,
  },
  'i',
)

/** Somebody answered, said in the past: what a server answers in general is no event. English, German, French, Spanish, Italian, Portuguese, Russian. */
const ANSWERED =
  'said|answered|replied|responded|returned|antwortete|meldete|r[eé]pondu|respondi[oó]|contest[oó]|devolvi[oó]|risposto|respondeu|ответила?'
/** A reply as a program or a person quotes it: `said: 450 4.2.1 …`, `SMTP; 550 …`, `RCPT TO: 451 …`, `their server answered with 421 …`. */
const QUOTED_REPLY = new RegExp(
  String.raw`(?:[:;(] ?|\b(?:[Rr]eason|[Ee]rror|[Ff]ailed|[Ff]ailure|[Cc]ause|[Dd]etails?): ["'\u201c\u00ab\u201e\x60]|(?<!\p{L})(?:${ANSWERED})(?: (?:with|mit|avec|par|con|com))? ["'\u201c\u00ab\u201e]?)[245]\d\d[ -](?:#?[245]\.\d{1,3}\.\d|[\p{L}<])`,
  'u',
)

/** A row of a table: a container's name in front of its log has one bar behind it. */
const ROW = / \| [^|\n]{1,200} \| /

/** A command whose output another one takes: `mailq | \`. */
const PIPED = /\|\s{0,4}\\{0,2}$/

/** `protocol = "TCP"`: what sets a value only begins like a level. */
const SETS = /^\s{0,12}[\w.-]{1,40} {0,12}= /

/** A whole sentence of a TLS library, word for word: nobody words it so by himself. */
function statesWhole(line: string): boolean {
  return statedReasons(line).some(({ reason }) => reason.split(' ').length > 5)
}

/** What somebody sets in quotation marks, or as code. */
const QUOTED = /"([^"\n]{8,160})"|“([^”\n]{8,160})”|`([^`\n]{8,160})`/g
/** What is quoted for the case that it comes up. */
const SUPPOSED = /\b(?:if|when(?:ever)?|in case|unless|should|example|e\.g|such as|like)\b/i

/** Somebody quotes a reason of a TLS library and nothing else: who quotes an error has met it. */
function quotesReason(line: string): boolean {
  for (const quotation of line.matchAll(QUOTED)) {
    const quoted = quotation.slice(1).find((each) => each !== undefined) ?? ''
    const before = line.slice(Math.max(0, quotation.index - 60), quotation.index)
    if (isReason(quoted) && /\p{L}/u.test(before) && !SUPPOSED.test(before)) return true
  }
  return false
}

/** True when the line was written down by a program when it happened: it needs no other sign of an event. */
export function isRecordLine(line: string): boolean {
  return (
    (beginsRecord(line) && (!ROW.test(line) || headLength(line) > 0) && !PIPED.test(line) && !SETS.test(line)) ||
    PRINTED.test(line) ||
    stepAndEnd(line) !== undefined ||
    QUOTED_REPLY.test(line) ||
    statesWhole(line) ||
    isReason(line) ||
    quotesReason(line)
  )
}
