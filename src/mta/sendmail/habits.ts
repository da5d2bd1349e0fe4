import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { known, plainWord } from '../habit-words.ts'
import type { SenderHabits } from '../habits.ts'
import { addressTest, settingNamed } from '../mta-config.ts'
import { readRelay } from '../relay.ts'
import { opensslBounds } from '../tls-versions.ts'
import { readAddressTest } from './address-test.ts'

/** Mailers that send by SMTP; `error`, `discard`, `local` and `procmail` do not. */
const SMTP_MAILERS = /^(?:[de]?smtp8?|relay)$/

/** How Sendmail would speak. Whether it was built with STARTTLS, sendmail.cf does not say; its level of TLS is left out. */
export function sendmailHabits(settings: readonly MtaSetting[], destination?: string): SenderHabits {
  const value = (name: string): string | undefined => settingNamed(settings, name)?.value
  const ports = settings.filter(({ name }) => name === 'ClientPortOptions').map((setting) => portOptions(setting.value))
  const bounds = opensslBounds(value('ClientSSLOptions') ?? '')
  const tested =
    destination === undefined ? undefined : readAddressTest(value(addressTest(destination)) ?? '', destination)
  // A smart host may name a mailer (`relay:host`, `esmtp:[host]`).
  const [, mailer = 'relay', host] = /^(?:([a-z]\w*):(?=[[a-z]))?(.*)$/i.exec(value('SMART_HOST') ?? '') ?? []
  const hop = tested ?? { mailer, host }
  const relay = readRelay(hop.host, 'mx-lookup')
  const port = relay?.port ?? Number(/\bA=TCP \$h (\d+)/.exec(value(`mailer/${hop.mailer}`) ?? '')?.[1])
  return known<SenderHabits>({
    ehloName: tested?.ownName ?? plainWord(value('macro.j')),
    bindIpv4: ports.find(({ family }) => family === 'inet')?.address,
    bindIpv6: ports.find(({ family }) => family === 'inet6')?.address,
    tlsPlan: Object.keys(bounds).length === 0 ? undefined : bounds,
    pipelining: true,
    chunking: false,
    relays: relay === undefined ? undefined : [{ ...relay, ...(Number.isInteger(port) ? { port } : {}) }],
    relayedBy:
      relay === undefined ? undefined : relay.host === readRelay(host, 'host')?.host ? 'SMART_HOST' : 'mailertable',
    notSentBy: tested === undefined || SMTP_MAILERS.test(tested.mailer) ? undefined : `mailer ${tested.mailer}`,
    authenticates: value('authinfo') === undefined ? undefined : true,
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
