/**
 * Kinds of writing that hold the words of a failure and report no session: notes on changes to a program, documentation, code, advertising,
 * announcements. Each pattern is met by a whole sentence; `moods.table.ts` has what people say that is no report.
 */

const CHANGE =
  '(?:fix|fixe[sd]|adds?|added|removed?|improve[sd]?|increase[sd]?|decrease[sd]?|reduce[sd]?|bump(?:s|ed)?|handle[sd]?)'
const VERSION = String.raw`v?\d{1,4}(?:\.\d{1,4}){1,3}[\w.-]{0,12}`
const DAY =
  '(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,6}|next|tomorrow|tonight|soon|20\\d\\d'
const FAILS =
  "(?:(?:does|do|is|are|can|has|have)(?:n't| not)|cannot|fails|times? out|closes|drops|refuses|hangs|(?:is|are|gets?) (?:lost|closed|refused|reset|dropped|down|busy|slow|unreachable|unavailable|silent|exceeded|reached))"

export const WRITINGS: readonly RegExp[] = [
  // Notes on changes: `v2.3.1: Increase SMTP read timeout …`, `DEV: Increase …`, `smtp: fix hang when …`, `… (#1234)`.
  new RegExp(
    String.raw`^(?:${VERSION}:? (?:\([\d. /-]{4,12}\):? ?)?)?(?:[A-Z]{2,6}: |\[[\w ]{2,20}\] )?${CHANGE}:?\s(?!failed|error)`,
    'i',
  ),
  new RegExp(String.raw`^[\w./()-]{1,30}: ${CHANGE} (?!failed|error)`),
  /\(#[1-9]\d{1,5}\)\.?$/,
  /\bnow (?:retries|reconnects|handles|waits|reports|logs|detects|supports|returns|raises|throws|ignores|respects)\b(?!.{0,200}\b(?:but|however)\b)/i,
  new RegExp(String.raw`^${VERSION} ?[\u2013:-] ?[A-Z]`),
  /^v?\d{1,4}(?:\.\d{1,4}){1,3} (?:released|is out|changes|adds|fixes)\b|^(?:deprecated|breaking|security|performance|new|internal): /i,
  /^(?:closes|fixes|resolves|refs?) #\d/i,
  // Pages about a matter, and where to read of it.
  /^(?:this|the(?: following)?|our|in this) (?:page|article|guide|document|chapter|section|table|tutorial|post|list|manual|course|video|video) (?:explains?|describes?|lists?|shows?|covers?|tells?|contains?|is about|we)\b/i,
  /^(?:see|read|refer to|consult) (?:the|our|this|also|section|chapter|rfc)\b/i,
  /^(?:how to|what to do|wie man|comment (?:\p{L}+er|\p{L}+ir|\p{L}+re)\b|qué hacer|que faire|cómo (?:\p{L}+r)\b|cosa fare|come (?:\p{L}+re)\b|o que fazer|como (?:\p{L}+r)\b|wat te doen|hoe je|jak (?:\p{L}+ć)|как (?:\p{L}+ть)|что делать)/iu,
  /^you (?:may|might|can|could|will|should) (?:also |then |still )?(?:get|see|receive|encounter|notice)\b/i,
  /^(?:if|when|whenever) you (?:get|see|receive|encounter|have|are getting)\b(?!.{0,200}\b(?:i|we|our|my)\b)/i,
  /^(?:to|um) (?:find out|see|determine|learn|herauszufinden)\b/i,
  // A list of names with what each stands for.
  /(?:\bE[A-Z]{4,12}: [^:\n]{3,80}){2}/,
  // Documentation: `Raises TimeoutError if …`, `Use --timeout 30 to abort …`, a constant and what it stands for, a table of codes.
  /^(?:(?:this|the) (?:function|method|call|command|option|flag) )?(?:raises?|throws?|returns?|emits?|is (?:raised|thrown|emitted|returned|fired))\b[^\n]{1,120}\b(?:if|when|whenever|unless)\b/i,
  /^(?:raised|thrown|emitted|returned|fired) (?:if|when|whenever|after)\b/i,
  /^use `?--?[a-z]/i,
  /^(?:the )?[\w -]{2,30} (?:logs|displays|shows|prints|reports|writes|returns) ["“'][^"”'\n]{3,100}["”'] (?:when|if|whenever|once)\b(?!.{0,200}\b(?:i|we|our|my|us)\b)/i,
  /\b(?:errno|winsock2?|winerror)\.h\b/i,
  /^(?:a |the |new )?(?:study|survey|analysis) (?:finds|shows|says|warns|reveals)\b/i,
  /^`[\w.-]{2,60}`\s{0,3}[–—:-]/,
  /(?:\b[245]\.\d\.\d{1,3} [^\d]{4,60}){3}/,
  /^(?:exit|return|status|error) codes:? [\d:]/i,
  // A condition that is the failure itself: `If the server does not answer, the client closes the connection`.
  new RegExp(String.raw`^if (?:the|an?|no) (?:[\w-]{1,20} ){1,5}${FAILS}\b(?!.{0,300}\b(?:i|we|our|us|my|me)\b)`, 'i'),
  /^(?:wenn|falls|sofern|si|se|als|indien|jeśli|gdy|если|hvis|om|eğer)\b[^\n]{3,200}\b(?:prüfen sie|überprüfen|stellen sie|kontaktieren|vérifiez|assurez|contactez|essayez|compruebe|verifique|asegúrese|contacte|verifica(?:re|te)?|controlla(?:re|te)?|controleer|neem contact|sprawdź|skontaktuj|проверьте|обратитесь|kontroller)\b/iu,
  // What is as it ought to be.
  /\b(?:as it should(?: be)?|as (?:expected|intended|designed|agreed)|by design|(?:that|this|which) is (?:perfectly )?(?:fine|normal|okay|agreed|intended)|so soll es (?:auch )?sein|das ist (?:so )?(?:normal|gewollt)|c'est (?:normal|voulu)|es normal|è normale|é normal)\b(?![^\n]*\?)|так и должно быть|это нормально|正常です|是正常的/iu,
  // What somebody wishes, without a word on what came of it.
  /^(?:ich|wir) möchten?\b(?!.*\b(?:aber|doch|jedoch)\b)|^(?:je|nous) (?:voudrais|voudrions|souhaitons|souhaite|aimerais)\b(?!.*\bmais\b)|^(?:quisiera|me gustaría|quiero|queremos)\b(?!.*\bpero\b)|^(?:vorrei|vorremmo)\b(?!.*\bma\b)|^(?:gostaria|quero|queremos)\b(?!.*\bmas\b)|^(?:ik|we) (?:wil|willen|zou)\b(?!.*\bmaar\b)|^(?:chciałbym|chcę|chcemy)\b(?!.*\bale\b)|^(?:я хочу|хочу|мы хотим|хотел бы)(?!.*(?:но|однако))|したい(?:です|と思います)?。?$/iu,
  // Upkeep of connections that wait for use.
  /\b(?:(?:evict|releas|expir|reap|prun|recycl|remov)(?:e|es|ed|ing|s)?|closing) (?:\d{1,6} |all |the )?(?:idle|stale|unused|pooled|cached)\b|\bcloses (?:pooled|cached)\b/i,
  /\bclosed by quit\b|\breason="?quit\b|\bexiting after quit\b/i,
  // What somebody is told to do, and what a page is about that has no verb.
  /^(?:(?:please|always|never|then|first|finally|also|simply|just) )?(?:use|make|ensure|verify(?! return)|configure|enable|disable|open|allow|avoid|consider|contact|install|switch|wait|restart|choose|select|click|add|remove|call|catch|limit|adjust|tune|do not|don't|test|review|compare|enter|go to) (?!of\b|failed|error|timed)(?!.{0,300}\b(?:i|we|our|my|us)\b)(?!.{0,300}: )/i,
  /^(?:troubleshooting|configuring|handling|understanding|fixing|avoiding|debugging|preventing|dealing with|monitoring|diagnosing|changing|tuning|solving) (?!.{0,300}\b(?:i|we|our|my|us|failed|error)\b)/i,
  /^(?:could|would|can) you (?:please )?(?:block|open|raise|increase|lower|send|add|allow|set|limit|close|drop|unblock|disable|enable)\b/i,
  // A parameter and what it is for: `greetingTimeout - how many milliseconds to wait …`.
  /^`?(?:[a-z]{2,30}[A-Z_.-][\w.-]{2,40})`? (?:[–-]|\((?:default|optional|required|integer|seconds|string|boolean)[\w ,:=.]{0,40}\):?) (?:how|the|number|maximum|minimum|time|whether|sets?|specifies|seconds|milliseconds|optional)\b/i,
  // All is well, and nothing else is said.
  /^[^,.;:]{2,60}\b(?:is|are|runs?|works?|looks?) (?:all |perfectly |completely |back to )?(?:normal|normally|fine|healthy|stable|well)(?:, (?:no|without)\b[^,;]{0,80}|,? (?:in|for|since) [^,;]{1,40})?[.!]?$/i,
  // Code and commands of a shell.
  /^(?:define|ini_set|assert|print|printf|echo|raise|throw)\(|^if [\w.]{2,40}\(|^(?:self|this)\.assert\w{0,40}\(|^(?:let|const|var|val|auto) \w{1,40}\b[^\n]{0,20}=|^(?:\/\/|\/\*|<!--) |^\}? ?(?:catch|else|elsif|elseif|finally|except|rescue)\b[^\n]{0,100}[{:]|^msg(?:id|str) "|^"\w{1,30}(?:\.\w{1,30}){1,5}": "/i,
  /^(?:\} ?)?(?:if|for|foreach|while|switch|try|catch|function|func|def|fn|async|public|private|protected|static)\b[^\n]{2,200}\) ?\{(?:[^\n]{0,200}\})?;?$/,
  /^(?:[\w.]{2,40} = [^;\n]{1,60}; ?)?[\w.]{2,40}\([^\n]{0,200}\);$/,
  /^(?:[$#] |sudo )?(?:postconf|systemctl|ip6?tables|nft|ufw|firewall-cmd|postqueue|postsuper|newaliases|setsebool|docker|kubectl) [\w-]/,
  /^-[AIDP] (?:INPUT|OUTPUT|FORWARD)\b/,
  // Advertising and announcements.
  /^(?:meet the|why choose|tired of|fed up with|say goodbye to|never (?:lose|miss)|join our|introducing|switch to|discover|learn (?:how|why)|find out)\b/i,
  /\b(?:automatic|built-in|smart|seamless) (?:retries|retry|failover|reconnects?|recovery|handling)\b/i,
  /\b(?:uptime|money-?back|delivery) guarantee\b/i,
  /^get (?:notified|alerted|informed)\b|^\d{2,3}(?:\.\d{1,4})? ?% (?:uptime|availability)\b/i,
  /\b(?:surviv|toler|withstand|cop)(?:e|es|ing|ates?|ating)? (?:with )?(?:dropped|lost|broken|closed|failed|slow)\b/i,
  new RegExp(
    String.raw`\b(?:from|starting|as of) (?:${DAY}) on\b|, (?:says|said) (?:the|an?) [a-z]|\bspokes(?:man|woman|person)\b`,
    'i',
  ),
  /^(?:scheduled|planned|announced) (?:maintenance|outage|downtime|work)\b/i,
  new RegExp(
    String.raw`\bwill (?:no longer |not |also |then |soon )?(?:be |reject|refuse|block|close|drop|stop|require|disconnect|disable)[^\n]{0,120}\b(?:starting|from|as of|beginning|by|in|on|until) (?:the )?(?:end of |early |late |mid-? ?)?(?:${DAY})\b`,
    'i',
  ),
  /^(?:please )?(?:ignore|disregard) (?:my|this|the|that)\b/i,
]
