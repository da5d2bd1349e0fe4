import { expect, test } from 'vitest'
import { evidence, session } from '../../../test/kit/evidence.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import type { LocalMta } from './local-mta.ts'
import { noteOwnWay } from './own-way.ts'

const TARGET: ParsedTarget = { kind: 'domain', domain: 'example.org', given: 'example.org' }

/** What is noted where our own sessions went to the IPv4 address of an MX. */
async function notedOf(
  local: Partial<LocalMta>,
  {
    options = {},
    followed = false,
    imitated = false,
  }: Partial<Record<'followed' | 'imitated', boolean>> & {
    options?: Partial<DiagnoseRun['options']>
  } = {},
): Promise<unknown[]> {
  const noted: unknown[] = []
  const notebook = {
    note: (kind: string, { mailFor: _mailFor, software: _software, ...rest }: Record<string, unknown>) =>
      noted.push([kind, rest]),
    evidence: () => evidence([session({ localAddress: '192.0.2.99' })]),
  }
  const run = { options, notebook } as unknown as DiagnoseRun
  await noteOwnWay(
    run,
    TARGET,
    { habits: {}, local: { software: 'postfix', habits: {}, ...local } },
    { followed, imitated },
  )
  return noted
}

test.each<[string, Parameters<typeof notedOf>, unknown]>([
  ['a server that sends as we do', [{ habits: { tls: 'auto', bindIpv4: '192.0.2.99', family: 4 } }], []],
  [
    'a relay',
    [{ relays: [{ host: 'relay.example', port: 587 }], relayedBy: 'relayhost' }],
    [['mail.handover', { relay: 'relay.example:587', setting: 'relayhost', examined: 'mx' }]],
  ],
  [
    'a relay that was examined, unless the sender is in a table',
    [{ relays: [{ host: 'relay.example' }], relaysBySender: 'table' }, { followed: true }],
    [['mail.sending', { kind: 'by-sender', setting: 'table' }]],
  ],
  [
    'mail that is held, and then goes to a relay',
    [{ heldBy: 'defer_transports = smtp', relays: [{ host: 'relay.example' }], relayedBy: 'relayhost' }],
    [
      ['mail.sending', { kind: 'held', setting: 'defer_transports = smtp' }],
      ['mail.handover', { relay: 'relay.example', setting: 'relayhost', examined: 'mx' }],
    ],
  ],
  [
    'mail that is not sent',
    [{ notSentBy: 'mailer local', relays: [{ host: 'relay.example' }] }],
    [['mail.sending', { kind: 'not-sent', setting: 'mailer local' }]],
  ],
  [
    'a relay that was examined is where it is sent',
    [{ notSentBy: 'mailer local', relays: [{ host: 'relay.example' }] }, { followed: true }],
    [],
  ],
  [
    'the MX on a port of its own',
    [{ relays: [{ host: 'example.org', byMx: true, port: 26 }] }],
    [['mail.sending', { kind: 'other-session', options: ['--port 26'] }]],
  ],
  [
    'stricter TLS, the other family, another source',
    [{ habits: { tls: 'verify', tlsPlan: { maxVersion: 'TLSv1.1' }, family: 6, bindIpv4: '10.0.0.9' } }],
    [
      [
        'mail.sending',
        { kind: 'other-session', options: ['--tls verify', '--tls-max 1.1', '--ipv6', '--bind 10.0.0.9'] },
      ],
    ],
  ],
  [
    'the oldest TLS alone',
    [{ habits: { tlsPlan: { maxVersion: 'TLSv1' } } }],
    [['mail.sending', { kind: 'other-session', options: ['--tls-max 1.0'] }]],
  ],
  ['sessions that were led as the server leads them', [{ habits: { tls: 'verify' } }, { imitated: true }], []],
  ['what stands on the command line', [{ habits: { tls: 'verify' } }, { options: { tls: 'none' } }], []],
  ['another software that is asked for', [{ notSentBy: 'x' }, { options: { like: 'exim' } }], []],
])('%s', async (_name, asked, noted) => expect(await notedOf(...asked)).toEqual(noted))
