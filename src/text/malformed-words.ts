import type { AboutWords } from './about-words.ts'
import { speaksOfMail } from './report/mail-matter.ts'
import type { SpeakerReading } from './text-reading.ts'

const ODD_GREETING =
  / (?:invalid|unexpected|malformed|unrecognized|strange|garbled|bad|incorrect|wrong) (?:smtp |server )?(?:greeting|banner)/
const INSTEAD =
  / (?:garbage|rubbish|noise|nonsense|binary data) (?:instead|in place) of | instead of (?:a |the )?(?:220|greeting|banner|reply|response)\b[^.]{0,40} (?:garbage|rubbish|noise|nonsense|binary) /
const OF_GREETING = / (?:instead|in place) of (?:a |the |its )?(?:smtp )?(?:220|greeting|banner) /
const UNPROTOCOLLED =
  / protocol (?:error|violation) (?:in|at|during|while reading|on) (?:the |read )?(?:banner|greeting|ehlo|helo) | (?:reply|response|answer) line (?:is |was )?too long /
/** Something came in place of it. */
const NO_GREETING =
  / (?:not|never|t) (?:send|give|return|offer|receive|get) (?:a |an |the )?(?:valid|proper|correct|well-formed) (?:smtp |server )?(?:greeting|banner)/
const UNENDED =
  / (?:invalid|malformed|garbled) (?:smtp )?(?:response|reply) (?!code)|(?:reply|response|answer|greeting|banner)s? (?:line )?(?:did not|didn t|does not|doesn t|not|without) [^.]{0,20}(?:crlf|terminat)/
const SPEAKS_OTHER =
  / (?:talks|speaks|spoke|talked|answers in|answered in) (?:http|ssh|ftp|imap|pop3|telnet) (?:and )?(?:not|instead|rather)/

/** sendEmail's and its kin's words for an answer without a code. */
const CODELESS =
  / (?:received|got) (?:a |an )?(?:message|answer|reply|response|line) with(?:out| no) (?:[\w-]{1,12} ){0,3}code | (?:message|answer|reply|response) without (?:a |any )?(?:status |reply |smtp )?code /

/** The first line of an SSH daemon (RFC 4253 §4.2), and of a web server's answer. */
const OTHER_BANNER = /(?:^|[\s:>"'])(?:SSH-[12]\.\d{1,2}-\w|HTTP\/1\.[01] \d{3} )/m

/** A server that speaks something else, as an SSH daemon behind the wrong port does, or ends its lines otherwise. */
export function malformedReading({ words, stage, at }: AboutWords): SpeakerReading | undefined {
  const speaksOther = SPEAKS_OTHER.test(words.flat) || (OTHER_BANNER.test(words.raw) && speaksOfMail(words))
  const isNoGreeting = NO_GREETING.test(words.flat)
  if (
    !speaksOther &&
    !CODELESS.test(words.flat) &&
    !INSTEAD.test(words.flat) &&
    !UNPROTOCOLLED.test(words.flat) &&
    !isNoGreeting &&
    !UNENDED.test(words.flat) &&
    !(stage === 'banner' && ODD_GREETING.test(words.flat))
  )
    return undefined
  return {
    speaker: 'us',
    voice: 'library',
    ...((speaksOther || isNoGreeting || OF_GREETING.test(words.flat)) && { stage: 'banner' as const }),
    ...at,
    rule: 'line/greeting',
    symptom: 'protocol.malformed',
  }
}
