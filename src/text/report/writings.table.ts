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
  /\(#\d{1,6}\)\.?$/,
  /\bnow (?:retries|reconnects|handles|waits|reports|logs|detects|supports|returns|raises|throws|ignores|respects)\b(?!.{0,200}\b(?:but|however)\b)/i,
  // Documentation: `Raises TimeoutError if …`, `Use --timeout 30 to abort …`, a constant and what it stands for, a table of codes.
  /^(?:(?:this|the) (?:function|method|call|command|option|flag) )?(?:raises?|throws?|returns?|emits?|is (?:raised|thrown|emitted|returned|fired))\b[^\n]{1,120}\b(?:if|when|whenever|unless)\b/i,
  /^(?:raised|thrown|emitted|returned|fired) (?:if|when|whenever|after)\b/i,
  /^use `?--?[a-z]/i,
  /^`[\w.-]{2,60}`\s{0,3}[–—:-]/,
  /(?:\b[245]\.\d\.\d{1,3} [^\d]{4,60}){3}/,
  /^(?:exit|return|status|error) codes:? [\d:]/i,
  // A condition that is the failure itself: `If the server does not answer, the client closes the connection`.
  new RegExp(String.raw`^if (?:the|an?|no) (?:[\w-]{1,20} ){1,5}${FAILS}\b(?!.{0,300}\b(?:i|we|our|us|my|me)\b)`, 'i'),
  /^(?:wenn|falls|sofern|si|se|als|indien|jeśli|gdy|если|hvis|om|eğer)\b[^\n]{3,200}\b(?:prüfen sie|überprüfen|stellen sie|kontaktieren|vérifiez|assurez|contactez|essayez|compruebe|verifique|asegúrese|contacte|verifica(?:re|te)?|controlla(?:re|te)?|controleer|neem contact|sprawdź|skontaktuj|проверьте|обратитесь|kontroller)\b/iu,
  // Code and commands of a shell.
  /^(?:define|ini_set|assert|print|printf|echo|raise|throw)\(/i,
  /^(?:[$#] |sudo )?(?:postconf|systemctl|ip6?tables|nft|ufw|firewall-cmd|postqueue|postsuper|newaliases|setsebool|docker|kubectl) [\w-]/,
  /^-[AIDP] (?:INPUT|OUTPUT|FORWARD)\b/,
  // Advertising and announcements.
  /^(?:tired of|fed up with|say goodbye to|never (?:lose|miss)|join our|introducing|switch to|discover|learn (?:how|why)|find out)\b/i,
  /\b(?:automatic|built-in|smart|seamless) (?:retries|retry|failover|reconnects?|recovery|handling)\b/i,
  /\b(?:uptime|money-?back|delivery) guarantee\b/i,
  /^(?:scheduled|planned|announced) (?:maintenance|outage|downtime|work)\b/i,
  new RegExp(
    String.raw`\bwill (?:no longer |not |also |then |soon )?(?:be |reject|refuse|block|close|drop|stop|require|disconnect|disable)[^\n]{0,120}\b(?:starting|from|as of|beginning|by|in|on|until) (?:the )?(?:end of |early |late |mid-? ?)?(?:${DAY})\b`,
    'i',
  ),
  /^(?:please )?(?:ignore|disregard) (?:my|this|the|that)\b/i,
]
