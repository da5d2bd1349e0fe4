import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { known, plainWord, readRelay } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { settingNamed } from '../mta-config.ts'
import { opensslBounds } from '../tls-versions.ts'

/** How Sendmail would speak. Whether it was built with STARTTLS, sendmail.cf does not say; its level of TLS is left out. */
export function sendmailHabits(settings: readonly MtaSetting[]): SenderHabits {
  const value = (name: string): string | undefined => settingNamed(settings, name)?.value
  const ports = settings.filter(({ name }) => name === 'ClientPortOptions').map((setting) => portOptions(setting.value))
  const bounds = opensslBounds(value('ClientSSLOptions') ?? '')
  // A smart host may name a mailer (`relay:host`, `esmtp:[host]`).
  const smart = value('SMART_HOST')?.replace(/^[a-z]\w*:(?=[[a-z])/i, '')
  return known<SenderHabits>({
    ehloName: plainWord(value('macro.j')),
    bindIpv4: ports.find(({ family }) => family === 'inet')?.address,
    bindIpv6: ports.find(({ family }) => family === 'inet6')?.address,
    tlsPlan: Object.keys(bounds).length === 0 ? undefined : bounds,
    pipelining: true,
    chunking: false,
    relay: readRelay(smart),
  })
}

/** `Family=inet, Addr=192.0.2.1, M=h`; family inet when none is named. */
function portOptions(text: string): { readonly family: string; readonly address: string | undefined } {
  const options = new Map(
    text.split(',').map((part) => {
      const [key = '', ...rest] = part.split('=')
      return [key.trim().toLowerCase(), rest.join('=').trim()] as const
    }),
  )
  const address = plainWord(options.get('addr') ?? options.get('a'))
  return {
    family: options.get('family') ?? options.get('f') ?? (address?.includes(':') === true ? 'inet6' : 'inet'),
    address,
  }
}
