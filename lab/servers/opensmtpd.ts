import { openJail, type Jail } from '../jail.ts'
import type { Place, World } from '../world.ts'
import { listening } from './listening.ts'
import { certificateFiles } from './postfix.ts'
import type { ServerSpec } from './server.ts'

export interface OpenSmtpdSpec extends ServerSpec {
  /** Lines on top of the lab's. */
  readonly settings?: readonly string[]
  /** Words after the address of the `listen` line. */
  readonly listen?: string
}

/** Debian's OpenSMTPD as a receiver that queues for a next hop that is not there. */
export async function startOpenSmtpd(world: World, spec: OpenSmtpdSpec, place: Place = 'receiver'): Promise<Jail> {
  const address = spec.address ?? world.receiverAddress()
  const port = spec.port ?? 25
  const tls = spec.certificate !== undefined
  const text = [
    ...(tls ? ['pki lab cert "/etc/ssl/lab.pem"', 'pki lab key "/etc/ssl/lab.key"'] : []),
    ...(spec.settings ?? []),
    ...[address, ...(spec.moreAddresses ?? [])].map(
      (one) =>
        `listen on ${one} port ${port}${tls ? ' tls pki lab' : ''} hostname ${spec.hostname} ${spec.listen ?? ''}`,
    ),
    'action "onward" relay host smtp://127.0.0.1:9',
    `match from any for domain "${spec.domain ?? world.variation.domain}" action "onward"`,
    '',
  ].join('\n')
  const jail = await openJail(world, place, 'opensmtpd', spec.hostname, [
    { path: '/etc/smtpd.conf', text },
    ...certificateFiles(spec.certificate),
  ])
  jail.start(['/usr/sbin/smtpd', '-d'])
  await listening(world, place, address, port)
  return jail
}
