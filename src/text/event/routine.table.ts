/** What programs write when all goes as it should: they hold the words of an end, a limit or a check, and nothing failed. */
export const ROUTINE: readonly RegExp[] = [
  // Perl's warnings of its own variables, between what a script says.
  /^use of uninitialized value\b/i,
  // A session that was over, and closed as the protocol has it.
  /\b(?:closed|disconnected|terminated|ended) (?:normally|cleanly(?! \(rejected)|properly|gracefully after|by (?:pool|quit)|after (?:quit|\d{1,6} (?:messages?|mails?|e-?mails?|deliveries)))\b|\bexiting after quit\b|\breason="?quit\b/i,
  /\b(?:session|transaction|transfer|delivery) (?:#?[\w-]{1,20} )?(?:finished|completed?|successful)\b|\bquit\b[^\n]{0,30}\b221\b/i,
  // The server closes after QUIT (RFC 5321 §4.1.1.10).
  /^(?![^\n]{0,400}(?:time|wait|never|\brst\b|abort|lost|\b(?:no|not|none|reset|keine?|nicht|ohne|sans|pas|sin|non|senza|nao|não|geen|niet|nie|bez)\b|不|没|未|ない|ませ|не\b|нет|221))[^\n]{0,200}(?:\b(?:after|upon|nach|après|después de|tras|dopo|após|depois de|na|po|efter)|после) (?:\p{L}{1,16} ){0,3}QUIT\b/iu,
  /QUIT(?:コマンド)?(?:を(?:送信|受信)した)?後|QUIT(?:命令)?之?后/u,
  // Domino's: a client that left its mails.
  /\bdisconnected\. [1-9]\d{0,6} message\[?s?\]? received\b/i,
  /\bquit answered, connection closed\b|\bmessage sent[;,] (?:connection closed|disconnected)\b/i,
  /\b(?:e-?mail|message|mail|report)s? (?:was |were |has been |have been )?(?:sent|delivered|queued|accepted) (?:successfully|ok|for delivery)\b/i,
  // The line is closed when everything was taken.
  /\b(?:messages?|e-?mails?|\d{1,6} of \d{1,6}) (?:accepted|delivered|queued|sent)[,;] (?:the )?(?:connection|session|line) (?:was )?closed\b/i,
  // What is counted of a day or a campaign.
  /\b(?:hard|soft) bounces?:? \d[\d.,]{0,9} ?%?|\ball systems (?:are )?operational\b|\b\d[\d.]{0,8} ?% uptime\b/i,
  // Upkeep of connections that wait for use.
  /\b(?:(?:evict|releas|expir|reap|prun|recycl|remov)(?:e|es|ed|ing|s)?|clos(?:es|ing)) (?:\d{1,6} |all |the )?(?:idle|stale|unused|pooled|cached)\b/i,
  /\b(?:idle|unused|pooled|cached) (?:smtp )?(?:connections|sessions) (?:were |have been )?(?:closed|released|evicted|removed|pruned|expired)\b(?! by)/i,
  /^(?:\W{0,3}(?:info|debug|trace)\W{1,3})?(?:[\w.-]{1,30}: |\[[\w ]{1,30}\] )?(?:closing|disconnecting|releasing|shutting down) (?:(?:the|all|idle|pooled|cached|smtp|mail) ){0,4}(?:connections?|connection pool|pool|sessions?|transport)(?: to the server using "end")?\.?$/i,
  // Checks that passed, and counts that are over no limit.
  /\b(?:test|check|retry|attempt)s? (?:successful|passed|succeeded|ok)\b|^\S{0,40}test[\w.-]{1,80}[^\n]{0,120}(?:\.{2,}|:|\[) ?(?:ok|passed)\]?$|^[✓✔]/i,
  /\bsignature field added\b|\bclean message\b|\baction=pass\b|\(no action\)|\bconnection from \S{1,80} (?:\S{1,80} )?to port \d/i,
  /(?:^|: )(?:statistics: )?(?:max )?(?:connection|message|recipient|auth) (?:rate|count|cache size) \d/i,
]

/** `connection count: 14 (limit 100)`. */
export const COUNTED =
  /\b(?:count|usage|connections|sessions)\b\W{0,3}(\d{1,9})\W{1,3}(?:limit|max|maximum|of|out of)\W{0,3}(\d{1,9})\b/i
