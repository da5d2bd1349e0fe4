/** How a statement is set, in any tongue: the marks of programs, of records, of source text and of lists. */
export const FORMS = {
  /** An error as a program prints it: its class, its number, a frame of a stack. */
  dump: /\b[A-Z]\w{2,60}(?:Error|Exception|Failure|Disconnected)\b ?[:([]|(?<!["'`|])\bE(?:CONN|TIMED|PIPE|SOCKET|HOST|NET|DNS|AI_|AUTH)[A-Z]{0,12}\b|\berrno\b|^\s{0,20}at [\w.$<>]{3,80} ?\(|traceback \(|\berror:[\dA-F]{8}|0x8[\dA-F]{7}|^\W{0,4}(?:fatal|panic|error|warning|critical|problem)\b[^\n]{0,3}[:\]]|\b(?:rc|errno|status|code|err|error)[=:] ?-?\d|\(\d{3,5}\)/i,
  /** One peer, by its address. */
  peer: /\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|\b[\w-]{1,63}\.[\w.-]{2,80}\[|\b[\w-]{1,60}\.[a-z]{2,10}:\d{2,5}\b|<[^<>\s]{1,64}@[^<>\s]{3,200}>/i,
  /** A program or a library names itself in front, `smtplib.SMTPDataError: `, `gnutls_handshake() failed: `. */
  tagged: /^\W{0,3}[a-z][\w./:-]{1,40}(?:\[\d{1,8}\]|\(\)(?: failed)?)?: (?!how\b|the\b|number|whether)/,
  quoted: /["“”„«»][^"“”„«»\n]{8,200}["“”„«»]|`[^`\n]{8,200}`/,
  requirement: /\b(?:MUST|SHOULD|SHALL|MAY|RECOMMENDED|REQUIRED)\b|\bRFC ?\d{3,4}\b/,
  /** Notes on changes to a program: a version in front, a kind of change, the number of a request. */
  change:
    /^\W{0,8}(?:(?![245]\.\d\.\d)v?\d{1,4}\.\d{1,4}(?:\.\d{1,5})?:? (?:[\d-]{10}|[–-] |[A-Z])|(?:feat|fix|chore|docs|refactor|perf|test|build|ci|revert|bug ?fix|new|changed?|added|removed|fixed|improved|feature|deprecated|security|breaking|internal|known (?:issues?|limitations?))\b ?(?:\([\w./-]{1,30}\))?!?:|(?:fix|fixes|fixed|adds?|added|remove[sd]?|improve[sd]?|bump(?:s|ed)?|support(?:s|ed)?|(?:emergency )?releases?|changelog|what's new)\b (?!failed|error))|\(#\d{1,6}\)|^[\w./-]{1,30}: (?:add|fix|treat|handle|do|use|make|retry|drop|remove|allow|report|set|return|log|avoid|don't)\b|\bnow (?:retries|reconnects|handles|waits|reports|logs|detects|supports|returns|raises|throws|ignores|respects|flushes|gives|uses|closes|sends)\b|\b(?:closes|fixes|resolves|refs) #\d|^\W{0,4}(?:\[x\]|todo|fixme|merge (?:pull request|branch)|git commit|commit [\da-f]{4,40}|pass|ok \d)\b/i,
  /** A bare verb in front, and what it is done to. */
  imperative:
    /^\W{0,8}(?:\d{1,2}[.)] |\[[ x]\] |step \d{1,2}: )?(?:(?:please|always|then|first|next|finally|also|simply|just|do not|don't) )?(?:add|adjust|allow|apply|ask|avoid|bump|call|catch|change|check|choose|click|compare|configure|confirm|consider|contact|convert|create|delete|disable|emit|enable|ensure|enter|expose|find|fix|follow|give|handle|ignore|implement|improve|increase|install|introduce|keep|let|limit|lower|make|mark|monitor|move|pass|prefer|prevent|raise|reconnect|reduce|refactor|remove|rename|replace|report|restart|retry|return|review|run|see|select|show|simplify|specify|stop|switch|test|treat|tune|turn|update|upgrade|use|verify|wait|watch|set(?= \w+ to\b)|do not (?=report))\b (?=[a-z`"'$])(?!to\b|failed|error|timed|of\b|out\b|from\b|is\b|was\b|attempt|command|return code|time\b|timeout|limit)/i,
  code: /[{;]\s{0,3}$|^\s{0,8}<[a-z][\w-]{0,30} \w{1,20}="|^\^.{3,200}\$(?: |$)|^\s{0,12}--?[a-z][\w-]{0,30}(?:[,= ]|$)|^\s{0,20}\}[;,)]{0,3}$|^\s{0,20}(?:\/\*|\*\/|\*\s|\/\/|#include|@\w|<\?php|def |class |enum |const |let |var |(?:else )?if ?\(|while ?\(|for ?\(|switch|case |return\b|throw |raise |try\b|catch|except|import |export |public |private |function|func |fn |async |await |it\(|describe\(|test\(|expect\(|[\w.]{0,20}assert\w{0,20}[ (]|given |when I|then |scenario|msg(?:id|str) |define\(|[$%#] [a-z]|sudo [a-z]|[a-z][\w.-]{1,20} --[a-z]|(?:docker|kubectl|git|npm|pip3?|apt(?:-get)?|systemctl|postconf|iptables|ufw|nft|firewall-cmd|setsebool) [a-z-]|(?:Set|Get|New|Test|Remove)-[A-Z])|\) \{|^"[\w.]{3,60}": "[^"]{0,200}",$|=>\s{0,3}[{(\w]\w{0,20}[({.]|\w->\w+\(|===|!=|\+\+|\\[dwsS][+*]|\$\w+->|^\s{2,20}[A-Z][A-Za-z_]{3,40}(?:\([A-Z]\w{2,20}\))?,$/,
  assigns:
    /^(?!\W{0,4}\w{0,20}(?:alert|err|reason|code|status|cause|fail|result|said|diag|exception))\s{0,12}(?:[-#;] ?)?["']?[\w.-]{2,60}["']? ?(?:=|:) ?["']?[\w./$%{}[\]-]{1,60}["']?[,;]?\s{0,4}(?:[#;].{0,80})?$|^\s{0,8}[\w-]{2,30} [\w-]{2,20} \d{1,6}(?:s|m|ms)?;?$|^[a-z_]{3,30} = |^\s{2,12}[a-z][\w-]{1,30}: |^[a-z]\w{1,20}(?:\.\w{2,30}){1,4}=/i,
  /** A row of codes or names, each with what it stands for. */
  glossary:
    /(?:\bE[A-Z]{4,12}: [^:\n]{3,80}){2}|^E[A-Z]{4,12}(?: \([^)\n]{1,60}\))?: |^[\w.]{3,60}:? \(?(?:int|integer|bool|boolean|string|number|float|duration)\b|(?:\b[245]\.\d\.\d{1,3} [^\d]{4,60}){3}|^(?:exit|return|status|error|Exit|Return|Status|Error) codes:? [\d:]|\b(?:errno|winsock2?|winerror)\.h\b/,
  listed: /^\s{0,8}(?:#{1,6} |[-*•✅] |\d{1,2}[.)] |\| )| \| [^|\n]{1,80} \| /u,
  okay: /(?<![\w-])OK\b|^\W{0,3}(?:recovery|uptime)\b/,
  asks: /[?？]["'\s]{0,4}$/,
  /** A label in front of what is no report. */
  label:
    /^[QA]: |^\s{0,8}(?:[-*] )?\[[ x]?\] |^\W{0,4}(?:note|hint|tip|reminder|(?:our )?faq|usage|examples?|summary|background|changelog|release notes?|todo|fixme|table \d+|step \d+|test plan|troubleshooting|(?:what's )?new in \S{1,8})\b[^:\n]{0,30}[:.] /i,
  /** What is shown when something happens, in a text about that program. */
  announced:
    /^(?:raises?|throws?|returns?|emits?) [A-Z]\w{2,40} (?:if|when)\b|\b(?:logs|displays|shows|prints|reports|writes|returns|see|get|gets) ["“'«„][^"”'»\n]{3,100}["”'»“],? (?:when|if|whenever|once)\b/i,
  promise:
    /\b(?:get (?:notified|alerted|informed|started)|surviv\w{1,3}|withstand\w{0,2}|keeps delivering|meet the|tired of|stop losing|trusted by \d|join \d|discover|seamless|reliable \w+ email|guarantee\w{0,2}|built-in|never (?:lose|miss|reaches)|pricing)\b/i,
} as const satisfies Readonly<Record<string, RegExp>>
