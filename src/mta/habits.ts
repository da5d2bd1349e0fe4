import type { MtaSetting } from '../domain/facts/host-facts.ts'
import type { TlsMode, TlsPlan } from '../domain/plan/session-plan.ts'
import type { Software } from '../domain/software.ts'
import { dmaHabits } from './dma/habits.ts'
import { eximHabits } from './exim/habits.ts'
import { msmtpHabits } from './msmtp/habits.ts'
import { nullmailerHabits } from './nullmailer/habits.ts'
import { opensmtpdHabits } from './opensmtpd/habits.ts'
import { postfixHabits } from './postfix/habits.ts'
import type { Relay } from './relay.ts'
import { sendmailHabits } from './sendmail/habits.ts'
import { ssmtpHabits } from './ssmtp/habits.ts'

/** The session that the local mail server would make; a member that its settings do not tell is left out. */
export interface SenderHabits {
  readonly ehloName?: string
  readonly bindIpv4?: string
  readonly bindIpv6?: string
  /** Only this family is used at all. */
  readonly family?: 4 | 6
  /** This family is tried first, the other one after it. */
  readonly prefersFamily?: 4 | 6
  readonly tls?: TlsMode
  readonly tlsPlan?: TlsPlan
  readonly pipelining?: boolean
  readonly chunking?: boolean
  /** HELO, never EHLO. */
  readonly helo?: boolean
  /** Mail does not go to the MX but to the first of these that takes it. */
  readonly relays?: readonly [Relay, ...Relay[]]
  /** What says so, in the server's own words: `relayhost`, `router smarthost`. */
  readonly relayedBy?: string
  /** What chooses another relay, or none, by the envelope sender, who is not told here. */
  readonly relaysBySender?: string
  /** It sends the mail nowhere by SMTP: what says so, in the server's own words. */
  readonly notSentBy?: string
  /** It keeps the mail until an order to flush its queue: what says so, in the server's own words. */
  readonly heldBy?: string
  /** It logs in there, with a password that is not ours to read. */
  readonly authenticates?: true
}

/** Settings that concern one destination come before the general ones: a table look-up, a transport of its own. */
export function habitsOf(settings: readonly MtaSetting[], destination?: string): SenderHabits {
  const software = settings[0]?.software
  const own = settings.filter((setting) => setting.software === software)
  const read = software === undefined ? undefined : READERS[software]
  return read === undefined ? {} : read(own, destination)
}

const READERS: { readonly [S in Software]?: (settings: readonly MtaSetting[], destination?: string) => SenderHabits } =
  {
    postfix: postfixHabits,
    exim: eximHabits,
    sendmail: sendmailHabits,
    opensmtpd: opensmtpdHabits,
    nullmailer: nullmailerHabits,
    msmtp: msmtpHabits,
    ssmtp: ssmtpHabits,
    dma: dmaHabits,
  }
