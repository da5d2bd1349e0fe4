/**
 * Sentences that hold the words of a failure and report none: what somebody wants to know or means to set, how things are in general,
 * what would happen or ought to, what went well. Each pattern is met by a whole sentence.
 */

/** Asks how things are done or what a word means, of no session in particular. `Why does it close …?` is a report and stays. */
export const QUESTION =
  /^(?:(?:how|what|which|where)\b(?! (?:happens(?! (?:if|when|should)\b)|is going on|is wrong))|(?:is|are) there\b(?! (?:a|any) reason)|is it (?:safe|ok|okay|better|possible to|recommended|necessary|required)\b|(?:should|shall|may|must|do|can) (?:i|we|one)\b|can (?:someone|anyone|you) (?:explain|tell)(?! (?:me |us )?why)|(?:wie|welche[rsn]?|wo|soll(?:te)?|kann|darf) |(?:comment|quelle?s?|faut-il|puis-je|peut-on|où) |¿? ?(?:cómo|como|qué|cuál|dónde|puedo|se puede) |(?:come|quale|posso|devo|dove|qual) |(?:hoe|welke|kan ik|moet ik|waar) |(?:jak|który|która|czy|gdzie) |(?:как|какой|какая|где|можно ли|нужно ли) )/i

/** Asks of a program or a server in general; with a word of one's own it is a report. */
export const QUESTION_IN_GENERAL =
  /^(?:do|does|can|could|will|would|is|are|has|have|why do (?:[\w-]{1,20} ){1,3}(?:use|need|require|have)|ist|sind|gibt es|wird|est-ce|y a-t-il|¿? ?hay|existe|c'è|ci sono|is het|zijn|есть ли) /i

/** Somebody tells of himself, so of a session that was. */
export const OF_ONES_OWN =
  /\b(?:i|i'm|i've|we|we're|we've|us|our|my|me|wir|uns|unser\w{0,2}|ich|mein\w{0,2}|nous|notre|nos|je|mon|nuestr[oa]s?|noi|nostr[aoei]|noss[oa]s?|ons|onze|nas|nasz\w{0,3})\b|(?<!\p{L})(?:мы|нас|наш\p{L}{0,3}|у меня)(?!\p{L})/iu

/** Something happened, or an error is named. */
export const EVENT = /\b(?:was|were|failed|did|could|couldn't|timed out|has|have|had)\b|0x[\da-f]|[A-Z]_[A-Z]/

/** A way that things go in general, unless it is told of one's own or something happened. */
export const IN_GENERAL: readonly RegExp[] = [
  // `An SMTP server that is overloaded answers 421 and closes the channel.`
  /^(?:(?:when|if|once|whenever) )?(?:an?|any|many|most|some) (?:[\w-]{1,20} ){0,2}(?:servers?|hosts?|clients?|mtas?|providers?|firewalls?|routers?|senders?|receivers?)\b/i,
  /^(?:ein|jeder|mancher|viele|manche|un|une|chaque|certains|todo|cada|muchos|algunos|ogni|molti|um|muitos|een|elke|veel) (?:[\p{L}-]{4,20} )?(?:server|mailserver|client|mta|provider|serveur|servidor|servidores|cliente)s?(?![\p{L}])/iu,
  /\b(?:by default|default (?:is|value)|domyślnie|standardmäßig)\b|par défaut|predeterminad|por defecto|predefinit|por padrão|по умолчанию/i,
  /\b(?:usually|typically|generally|as a rule|in general)\b/i,
  // `Mail servers that are busy drop connections.`
  /^(?:mail |smtp |e-?mail |receiving |sending |remote )?(?:servers|clients|hosts|providers|firewalls|routers|senders|receivers|mtas|connections|sessions|libraries|applications|programs) (?:often|usually|may|might|can|could|should|must|that|which|sometimes|behind)\b/i,
  // `STARTTLS is a command that …`.
  /^(?:the )?[\w/-]{2,30}(?: [\w/-]{2,30}){0,2} is (?:an? |the |one of the )(?:[\w-]{1,20} ){0,3}(?:command|protocol|standard|technique|mechanism|extension|method|feature|way|process)s?\b/i,
  // `The certificate will expire in 20 days`.
  /\b(?:will expire|(?:expires|expiring) (?:in \d|on \d|soon)|about to expire|valid for (?:another )?\d{1,5} (?:more )?days)\b/i,
  // `The client must send EHLO again.`
  /\bthe (?:smtp )?(?:client|server|sender|receiver)s? (?:must|shall|should|may|has to|is (?:required|expected|allowed) to)\b/i,
  /^the (?:client|server) (?:sends|answers|replies|says)\b[^\n]{0,60}, (?:and )?(?:the|then)\b/i,
]

/** Any of these reports nothing, whoever says it. */
export const REMARKS: readonly RegExp[] = [
  // Asked in tongues that put the question behind.
  /(?:方法を教えて|教えてください|どうすれば|どのように|怎么(?:设置|修改|办)|如何)/,
  // Advice: `If you see …`, `To test, …`, `When the connection is refused, make sure …`.
  /^(?:if|when|whenever|in case|unless|once) (?:you|your|the|an?|this|that|no|it|of)\b(?!.{0,200}\b(?:i|we|our|my|us)\b)[^\n]{0,200}(?:,|;| then) ?(?:then )?(?:you|your|check|make|try|the client (?:has|should|must)|please|increase|set|use|ask|contact|be sure|verify|it (?:is|means|may))/i,
  /^to (?:test|check|verify|fix|avoid|prevent|debug|reproduce)\b/i,
  // `Should the connection be lost, …`, and what a list of tasks holds.
  /^should (?:the|an?|your|this) |^(?:[*-] )?\[[x ]\] /i,
  /^(?:our |the )?(?:troubleshooting|tip|hint|note|faq|example|changelog|release notes?|test plan|usage|bug ?fix|todo|fixme|xxx)\b[^\n]{0,40}:/i,
  /^(?:set (?:\S{1,40} ){1,6}to |(?:increase|raise|lower|reduce) (?:the|your) |make sure |you can (?:raise|lower|increase|set|change|find|use) )/i,
  // What a setting or a word is for: `The … parameter sets the time limit …`, `Timeout: how long to wait …`.
  /^(?:(?:the|this|an?) )?(?:[\w.-]{1,60} ){0,4}(?:parameter|option|setting|directive|variable|property|value|field|reply|status|code)s? (?:[\w.-]{1,60} )?(?:sets?|defines?|specif(?:y|ies)|controls?|limits?|determines?|means|says|tells)\b/i,
  /^[\w .-]{1,40}: (?:how (?:long|many|often)|(?:the )?(?:number|amount|length|maximum|minimum|time) (?:of|in))\b|^rfc ?\d{3,4}\b|\bis the time limit for\b|\(default:? [^)]{1,40}\)/i,
  // What a code or a word means: `421 means that …`; `this means` is said of what just happened.
  /^(?!this|that|it|which|das|ce|cela|eso|esto)(?!.*\b(?:i|we|us|our|my|me|wir|uns|nous|nos|ci)\b)[^\n]{1,80}\b(?:means|indicates|signifies|stands for|bedeutet|besagt|indique|signifie|significa|indica|betekent|oznacza|означает),? (?:that|the|an?|dass|que|che|dat|ze|że|что)(?![\w\p{L}])/iu,
  /^(?:error|code|status|reply)?s? ?\d{3}\b[^\n]{0,40}: (?:the|an?) \w+/i,
  /^(?:an?|the) (?:[\w-]{1,20} ){0,4}(?:error|exception|time-?out|reset|refusal) (?:is|occurs|happens|arises|comes) (?:[\w-]{1,20} ){0,4}(?:when|if|whenever)\b/i,
  // A change to a program, and a test of one.
  /^\S{0,40}test[\w.-]{1,80}[^\n]{0,120}(?:\.{2,}|:|\[) ?(?:ok|passed)\]?$/i,
  /^(?:feat|fix|chore|docs|refactor|perf|test|build|ci|revert)(?:\([\w./-]{1,30}\))?!?: /i,
  /^(?:fixed|fixes|adds?|added|removed?|changed|improved?):? (?:an? |the |support|retry|handling)/i,
  /^(?:\$ )?git (?:commit|log|show|tag|diff|push) |^(?:pass|ok \d{1,6}|--- pass|✓|✔)[: ]/i,
  /^(?:merge (?:pull request|branch)|commit [\da-f]{4,40}\b|release v?\d)/i,
  /^(?:throw new |return (?:\{|new |\w{1,40}\()|(?:Set|Get|New)-[A-Z]\w{2,40} )/,
  /^(?:it|test|describe|should|expect|assert\w{0,10})\(["'`\w]|^(?:if|while|for|switch|catch) ?\(|^(?:except|assert|case|elif|elseif)\b[^\n]{1,200}(?::|;|==|\bin\b)/i,
  // What somebody intends, and what has to be done by a date to come.
  /^(?:from|as of|starting) (?:next|tomorrow|now|today|\d{1,4}\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i,
  /^(?:we|i) (?:plan|intend|want|would like|are going|am going|are planning|will)\b/i,
  /\b(?:must|ha(?:s|ve) to|needs? to)\b[^\n]{0,120}\b(?:before|by|until|from|as of|after) (?:the end of|next|\d{1,4}\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))/i,
  // A program tells what it does itself, and names no reason: `INFO Closing SMTP connection pool`.
  /^(?:\W{0,3}(?:info|debug|trace)\W{1,3})?(?:[\w.-]{1,30}: )?(?:closing|disconnecting|releasing|shutting down) (?:(?:the|all|idle|pooled|cached|smtp|mail) ){0,4}(?:connections?|connection pool|pool|sessions?|transport)\.?$/i,
  // A value that somebody chose.
  /^(?:we|i|they|you|our \w{1,20}|the \w{1,20})(?: have| has)? (?:use|uses|set|sets|configured|run with|keep|keeps) (?:an? |the |our )?(?:[\w-]{1,20} ){0,3}time-?outs? (?:of|to|at) \d/i,
  // A habit: `closes idle sessions after five minutes`.
  /\b(?:closes?|drops?|disconnects?|terminates?) (?:idle|inactive|unused|stale) (?:\w{1,10} )?(?:connections|sessions|clients)\b|^(?:idle|inactive|unused|stale) (?:\w{1,10} )?(?:connections|sessions|clients) (?:are|get)\b/i,
  // A server's own count of its clients, not over any limit.
  /(?:^|: )(?:statistics: )?(?:max )?(?:connection|message|recipient|auth) (?:rate|count|cache size) \d/i,
  // It went well.
  /\b(?:signature field added|clean message|action=pass)\b|\bconnection from \S{1,80} (?:\S{1,80} )?to port \d/i,
  /\b(?:closed|disconnected|terminated|ended) (?:normally|cleanly|properly|after \d{1,6} (?:messages?|mails?|e-?mails?|deliveries))\b/i,
  /\b(?:session|transaction|transfer|delivery) (?:finished|completed|complete|successful)\b(?!.{0,200}\b(?:but|then|however)\b)/i,
  /\b(?:test|check|retry|attempt) (?:successful|passed|succeeded|ok)\b|^(?:reconnected|recovered)\b/i,
  /^(?:the |your )?(?:e-?mail|message|mail|connection|report)s? (?:was |were |has been )?(?:sent|delivered|queued|established) (?:successfully|ok)\b(?!.{0,200}\b(?:but|then|however)\b)/i,
]
