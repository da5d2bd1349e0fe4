import type { MailView } from './bounce.ts'

/** How mail systems begin a report; who tells of one in his own words names himself, or the mail. */
const OPENING = new RegExp(
  [
    'this is (?:the|an?) (?:[\\w-]{1,20} ){0,4}(?:mail|delivery)[\\w-]{0,10} (?:system|program|server|agent|report)|created automatically by (?:the )?mail',
    "(?:the |your )?message (?:that you sent |to the following recipients? |below )?(?:could not|was not|couldn't|wasn't|has not been|cannot) be(?:en)? delivered|not be delivered to (?:one or more|all|the following)",
    'delivery (?:to the following|has failed to these|failed for the following)|(?:following|these) (?:address|recipient)(?:es|s|\\(e?s\\))? (?:failed|had|have|could|cannot)',
    "permanent fatal errors|transcript of session follows|sorry to have to inform you|wasn't able to deliver your message|returned to (?:its |the )?sender|undeliver(?:ed|able) (?:mail|message)",
    'diagnostic information for administrators|diagnoseinformationen für administratoren|informations de diagnostic pour les administrateurs',
    'fehler bei der nachrichtenzustellung|konnte nicht zugestellt werden|no se pudo entregar|não foi possível entregar|échec de la remise|配信(?:でき|に失敗)|送信できま|无法投递|退信',
  ].join('|'),
  'i',
)
const HEADERS: MailView['headers'] = new Map([['from', ['MAILER-DAEMON']]])

/** The text of a bounce that somebody pasted without its header; undefined where nothing in it sounds like a mail system's report. */
export function pastedReport(text: string): MailView | undefined {
  return OPENING.test(text.slice(0, 4_000)) && text.includes('@')
    ? { headers: HEADERS, body: text, statusParts: [], originalTo: [] }
    : undefined
}
