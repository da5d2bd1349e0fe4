import type { Stage } from '../domain/stage.ts'

/** What is transferred, however it is called. */
const PART =
  '(?:text|letter|contents?|document|pdf|scan|report|file|picture|image|pages?|attachments?|payload|fax|invoice|headers?|message|mail|e-mail|email|body|data)'
const SENT =
  '(?:sent|uploaded|transferred|submitted|transmitted|delivered|handed over|written|received|taken|complete|completed|finished|out|over)'
const SENDING = '(?:receiving|sending|transferring|transmitting|uploading|reading|taking|streaming|pushing|writing)'
const ARTICLE = '(?:the |our |its |a |an |my |his |all |all the )?'
const WHOLE = '(?:whole |entire |complete |full )'

/**
 * Moments of a session as people tell them, in `Words.flat`. They are asked only of a line that ended, of which nothing nearer tells the stage; of two
 * that are told, the later is the one that it died at.
 */
const MOMENTS: readonly (readonly [Stage, RegExp])[] = [
  [
    'banner',
    / (?:right |just |straight |immediately |directly )?(?:after|upon|following|on(?= connection)) (?:the |our |a )?(?:tcp (?:connect|connection|handshake)|connection|connect|socket (?:opened|was opened|open)|three-way handshake) (?!(?:to|with|from|was|is|has|had|attempt|refused|failed|lost|closed|reset|timed|timeout))| (?:when|once|as soon as|the moment) (?:we|i|it) (?:connect|connected|connects) | before (?:any|the first|a single) (?:reply|response|answer|byte|word|line) | before (?:we|i) (?:had |have )?(?:said|sent|say|could say) (?:anything|a word|something) | (?:before|without|instead of) saying hello(?: to us)? /,
  ],
  [
    'ehlo',
    / (?:when|once|as soon as|after) (?:we|i) (?:said|say|had said) hello | (?:listing|announcing|sending|giving) (?:its |the )?(?:extensions|capabilities|features|keywords) /,
  ],
  [
    'auth',
    / (?:at|during|on|in|before|after) (?:the |our )?(?:login|log-in|sign-in|logon|authentication) (?!(?:failed|failure|error|refused|rejected))| (?:when|while|once|after|as soon as) (?:we |i )?(?:logged in|log in|signed in|authenticat\w{1,5}|tried to (?:authenticate|log in)|were authenticating) | (?:after|on|upon|at|with|before) (?:the |our )?(?:user ?name|password|credentials) | middle of (?:the )?authentication | (?:confirming|checking|verifying) (?:our |the )(?:login|credentials|password) /,
  ],
  [
    'mail',
    / (?:after|on|upon|at|when it (?:heard|got|saw|read)|right after|following) (?:the |our )(?:envelope )?sender(?: address)? | (?:stated|said|gave|named|told (?:it )?|announced) (?:the |our )(?:envelope )?sender | told who the sender is /,
  ],
  [
    'rcpt',
    / (?:after|on|upon|at|when it (?:heard|got|saw|read)|when told|right after|following|before) (?:the |our |a )?(?:first |second |third |last |next |\d{1,6}(?:st|nd|rd|th) )?(?:recipients?|rcpts?|addressees?)(?: address)? | (?:after|at|with) \d{1,6} (?:recipients|rcpts|addressees) | recipient \d{1,6} (?:of|out of) \d{1,6} | middle of (?:the )?recipients? | recipient list /,
  ],
  [
    'rcpt',
    / (?:nam(?:e|es|ed|ing)|announc(?:e|es|ed|ing)|giv(?:e|es|en|ing)|gave|pass(?:es|ed|ing)?|tell|told|telling|submit(?:s|ted|ting)?|suppl(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?|acknowledg(?:e|es|ed|ing)|answer(?:s|ed|ing)?|react(?:s|ed|ing)? to|repl(?:y|ies|ied|ying) to|respond(?:s|ed|ing)? to) (?:it |them |him )?(?:the |our |its |a |any |his |an )?(?:envelope )?(?:recipients?|addressees?|to address) /,
  ],
  [
    'mail',
    / (?:nam(?:e|es|ed|ing)|announc(?:e|es|ed|ing)|giv(?:e|es|en|ing)|gave|pass(?:es|ed|ing)?|tell|told|telling|submit(?:s|ted|ting)?|suppl(?:y|ies|ied|ying)|confirm(?:s|ed|ing)?|acknowledg(?:e|es|ed|ing)|answer(?:s|ed|ing)?|react(?:s|ed|ing)? to|repl(?:y|ies|ied|ying) to|respond(?:s|ed|ing)? to) (?:it |them |him )?(?:the |our |its |a |any |his |an )?(?:envelope )?(?:sender|from address|return path) /,
  ],
  ['data', / before (?:we|i|it) (?:could|can) (?:start|begin|send) (?:the |our )(?:message|mail|text|data|body) /],
  [
    'body',
    new RegExp(
      ` (?:while|during|when|amid|in the middle of) (?:we were |it was |still )?(?:${SENDING}|the transfer of|the upload of|transfer of|upload of) ${ARTICLE}${PART}(?![\\w-])`,
    ),
  ],
  ['body', new RegExp(` ${PART} (?:was|were|is|are) (?:still )?being (?:${SENT}|streamed|pushed) `)],
  [
    'body',
    new RegExp(
      ` before ${ARTICLE}${WHOLE}?${PART} (?:was|were|is|had been|has been) ${SENT} | ${PART} was half (?:over|sent|out|through) `,
    ),
  ],
  [
    'body',
    / chunk (?:\d{1,6} )?of (?:the |our )?(?:message|mail|body|attachment) | while (?:we were |it was |i was )?still (?:writing|sending|uploading|transmitting) | \d{1,9}(?:[.,]\d{1,3})? ?(?:[kmg]i?b|bytes|octets|%) (?:still )?(?:to go|left|missing|outstanding) | in the (?:middle of the )?headers | (?:at|after|to|about|around|roughly) \d{1,3}(?:[.,]\d{1,2})? ?(?:%|percent|per cent) /,
  ],
  [
    'dot',
    new RegExp(
      ` (?:once|after|as soon as|when) (?:we |it |they |he |i )?(?:have |had |has |ve )?(?:sent|uploaded|transferred|submitted|transmitted|delivered|handed over|finished|took|taken|taking) ${ARTICLE}${WHOLE}?${PART} `,
    ),
  ],
  [
    'dot',
    new RegExp(
      ` (?:once|after|as soon as|when) ${ARTICLE}${WHOLE}?${PART} (?:was|were|is|had been|has been) (?:completely |fully )?${SENT} `,
    ),
  ],
  [
    'dot',
    new RegExp(
      ` ${WHOLE}${PART} (?:was|were|is|had been|has been) ${SENT} | after (?:the |our |its )?${WHOLE}${PART} `,
    ),
  ],
  [
    'dot',
    / (?:before|without|instead of|never|not) (?:acknowledging|confirming|accepting|confirmed|acknowledged|accepted|confirm|acknowledge|accept) (?:the |our |its )?(?:message|mail|receipt|delivery|e-mail|email) | crlf\.crlf | (?:acknowledg\w{3,7}|confirmation|receipt|answer|reply|response) (?:for|of|to) (?:the |our |my |its )?(?:test |whole |sent )?(?:mail|message|e-mail|email|payload) (?:sent )?| (?:say|says|said|confirm|confirms|confirmed|acknowledge|acknowledges|acknowledged|tell us|told us|tells us) (?:that )?(?:it|they) (?:has|have|had|got|took|takes|received|accepted|accepts) (?:the|our|my) (?:message|mail|e-mail|email|letter) | before (?:the |its |a )?final (?:250|ok|reply|answer|response) /,
  ],
  [
    'idle',
    / while (?:the (?:connection|session|line) was )?idle | after (?:the |our )?(?:first|previous|last) (?:message|mail|e-mail|email|delivery) | (?:kept|keep|keeping) (?:the |our |a )?(?:connection|session|line|socket) (?:open|alive|warm) | in the pool | (?:on|upon|at) re-?use | (?:send|sending|before) (?:the |our )?(?:next|second|following) (?:message|mail|e-mail|email) /,
  ],
  ['quit', / (?:after|before answering|on|at|upon) (?:the |our )?quit /],
]

/** A text of more words tells more than one story; characters. */
const MOST_CHARACTERS = 4_000

/** The moments that the words tell of. */
export function momentsIn(flat: string): ReadonlySet<Stage> {
  const words = flat.length > MOST_CHARACTERS ? flat.slice(0, MOST_CHARACTERS) : flat
  return new Set(MOMENTS.filter(([, moment]) => moment.test(words)).map(([stage]) => stage))
}
