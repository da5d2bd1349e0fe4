/**
 * Words of a host that takes no mail from anybody: RFC 5321 §3.1 greets so with 554, RFC 7504 with 521. Not those that go on to say from whom or
 * for whom.
 */
export const NO_MAIL_HERE =
  /\bno (?:smtpd?|e?-?mail) (?:service |server )?(?:is )?(?:here|available|offered|provided|at this|on this)\b|\bno (?:smtp|e?-?mail) service\b(?! (?:for|to) )|\bno e?-?mail (?:is )?(?:accepted|taken|received)\b(?! from )|(?<!\byour [\w-]{1,20} )(?<!\bsender(?:['’]s)?(?: [\w-]{1,20})? )\b(?:do(?:es)?(?: not|n['’]t)|never|no longer) (?:accept|take|receive|handle)s? (?:any |inbound |incoming )?(?:e-?mails?|mails?|messages)\b(?! (?:from|for|to|by|via|with|that|which|without)\b)/i
