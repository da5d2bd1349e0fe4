import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { known, plainWord } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { settingNamed } from '../mta-config.ts'
import { readRelay } from '../relay.ts'

/** sSMTP hands everything to `mailhub`, one command at a time; it never checks a certificate. */
export function ssmtpHabits(settings: readonly MtaSetting[]): SenderHabits {
  const value = (name: string): string | undefined => settingNamed(settings, name)?.value
  const isOn = (name: string): boolean => value(name)?.toLowerCase() === 'yes'
  const relay = readRelay(value('mailhub') ?? 'mail', 'host')
  return known<SenderHabits>({
    ehloName: plainWord(value('hostname')),
    tls: isOn('usestarttls') ? 'require' : isOn('usetls') ? 'wrapped' : 'none',
    pipelining: false,
    chunking: false,
    relays: relay === undefined ? undefined : [relay],
    relayedBy: 'mailhub',
    authenticates: value('authuser') === undefined ? undefined : true,
  })
}
