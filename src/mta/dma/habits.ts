import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { known, plainWord } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { settingNamed } from '../mta-config.ts'
import { readRelay } from '../relay.ts'

/** DragonFly's agent goes to the MX, or to a smart host; both on the port that is set. */
export function dmaHabits(settings: readonly MtaSetting[]): SenderHabits {
  const value = (name: string): string | undefined => settingNamed(settings, name)?.value
  const isOn = (name: string): boolean => value(name) !== undefined
  const relay = readRelay(value('SMARTHOST'), 'host')
  const port = Number(value('PORT'))
  return known<SenderHabits>({
    ehloName: value('MAILNAME')?.startsWith('/') === true ? undefined : plainWord(value('MAILNAME')),
    tls: !isOn('SECURETRANSFER')
      ? 'none'
      : !isOn('STARTTLS')
        ? 'wrapped'
        : isOn('OPPORTUNISTIC_TLS')
          ? 'auto'
          : 'require',
    pipelining: false,
    chunking: false,
    relays: relay === undefined ? undefined : [Number.isInteger(port) && port > 0 ? { ...relay, port } : relay],
    relayedBy: relay === undefined ? undefined : 'SMARTHOST',
    // Logins are kept by host in a file of passwords, which is not read; the file that dma comes with is empty.
  })
}
