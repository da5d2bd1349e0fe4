import type { Grammar } from '../grammar.ts'

/** `[Net::SMTP] Timeout`, `[Net::SMTP] Connection closed`: Net::Cmd's own words in place of a reply. */
const OWN_WORDS = /\[Net::\w{1,20}(?:::\w{1,20})?\] (Timeout|Connection closed)/i
/** `Net::SMTP: 421` and no text: a server that sends one writes why. */
const BARE_CODE = /\bNet::SMTP(?:::_SSL)?: 421\s{0,4}(?:$|at \S{1,200} line \d)/m

/** Perl's libnet (Net::Cmd): where no reply comes it sets 421 itself, which nobody said. */
export const libnet: Grammar = {
  name: 'libnet',
  signs: ['net::smtp', 'net::cmd'],
  read({ raw }) {
    const own = OWN_WORDS.exec(raw)?.[1]
    if (own === undefined && !BARE_CODE.test(raw)) return undefined
    const base = { speaker: 'us', voice: 'library' } as const
    return own?.toLowerCase() === 'timeout'
      ? { ...base, rule: 'libnet/timeout', symptom: 'drop.timeout', ended: 'silence' }
      : { ...base, rule: 'libnet/closed', symptom: 'drop.lost' }
  },
}
