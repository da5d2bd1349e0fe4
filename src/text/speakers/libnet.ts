import type { Grammar } from '../grammar.ts'
import { stageFromWords } from '../stage-words.ts'

/** `[Net::SMTP] Timeout`, `[Net::SMTP] Connection closed`: Net::Cmd's own words in place of a reply. */
const OWN_WORDS = /\[(?:Net::\w{1,20}|(?:\w{1,20}::){0,3}SMTP)(?:::\w{1,20})?\] (Timeout|Connection closed)/i
/** `Net::SMTP: 421` and no text: a server that sends one writes why. */
const BARE_CODE = /\bNet::SMTP(?:::_SSL)?: 421\s{0,4}(?:$|at \S{1,200} line \d)/m

/** Its debugging has begun, and shows no line of the server's. */
const BEFORE_BANNER = /^Net::SMTP[^\n]{0,40}>>> Net::(?:SMTP|Cmd)\b(?![\s\S]*<<< \d{3})/

/** Perl's libnet (Net::Cmd): where no reply comes it sets 421 itself, which nobody said. */
export const libnet: Grammar = {
  name: 'libnet',
  signs: ['net::smtp', 'net::cmd', '::smtp] '],
  read(words) {
    const { raw } = words
    const own = OWN_WORDS.exec(raw)?.[1]
    if (own === undefined && !BARE_CODE.test(raw)) return undefined
    const stage = BEFORE_BANNER.test(raw) ? 'banner' : stageFromWords(words)
    const base = { speaker: 'us', voice: 'library', ...(stage !== undefined && { stage }) } as const
    return own?.toLowerCase() === 'timeout'
      ? { ...base, rule: 'libnet/timeout', symptom: 'drop.timeout', ended: 'silence' }
      : { ...base, rule: 'libnet/closed', symptom: 'drop.lost' }
  },
}
