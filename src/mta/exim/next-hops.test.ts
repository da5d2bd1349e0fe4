import { describe, expect, test } from 'vitest'
import { found, hopOf, turnsOf } from '../../../test/kit/next-hops.ts'
import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { habitsOf } from '../habits.ts'
import { eximConfig } from './config.ts'

test.each<[string, readonly MtaSetting[], unknown]>([
  [
    'Exim has a router for some senders',
    eximConfig.readConfig([
      {
        from: 'exim -bP routers',
        text: 'r router:\ndriver = manualroute\nroute_list = * a.example\nsenders = *@b.example',
      },
    ]),
    'router r: senders = *@b.example',
  ],
  [
    'Exim has a router for local mail of some senders, and one for bounces',
    eximConfig.readConfig([
      {
        from: 'exim -bP routers',
        text: 'a router:\ndriver = redirect\nsenders = *@b.example\ndomains = +local_domains\n\nb router:\ndriver = manualroute\nroute_list = * a.example\nsenders = :',
      },
    ]),
    undefined,
  ],
])('%s', (_name, settings, turns) => expect(turnsOf(settings)).toEqual(turns))

describe('Exim 4.96, by what exim -bt says', () => {
  const exim = (test: string, transports = ''): readonly MtaSetting[] => [
    ...eximConfig.readConfig([
      {
        from: 'exim4 -bP transports',
        text: `remote_smtp transport:\ndriver = smtp\nport = smtp\nhelo_data = mx.example\n\n${transports}`,
      },
      {
        from: 'exim4 -bP routers',
        text: 'other router:\ndriver = manualroute\nroute_list = * other.example\ntransport = remote_smtp\n\nr router:\ndriver = manualroute\n\nd router:\ndriver = dnslookup\n',
      },
    ]),
    found('exim')('address_test[example.org]', test),
  ]
  const SMART =
    'smart transport:\ndriver = smtp\nport = 587\nhelo_data = smart.example\nhosts = a.example : b.example::2525\n'
  test.each<[string, readonly MtaSetting[], unknown]>([
    [
      'a host and its port',
      exim(
        'postmaster@example.org\n  router = r, transport = remote_smtp\n  host relay.example [192.0.2.1] port=587\n',
      ),
      ['relay.example:587', 'router r'],
    ],
    [
      'several addresses of one host, and another',
      exim(
        'postmaster@example.org\n  router = r, transport = remote_smtp\n  host a.example [192.0.2.1]\n  host a.example [2001:db8::1]\n  host b.example [192.0.2.2]\n',
      ),
      ['a.example:25', 'b.example:25', 'router r'],
    ],
    [
      'by MX, whatever a later router would do',
      exim('postmaster@example.org\n  router = d, transport = remote_smtp\n  host mx.example.org [192.0.2.1] MX=10\n'),
      'mx',
    ],
    [
      'hosts of the transport',
      exim('postmaster@example.org\n  router = r, transport = smart\n', SMART),
      ['a.example:587', 'b.example:2525', 'router r'],
    ],
    [
      'what Exim would not say',
      exim('postmaster@example.org cannot be resolved at this time'),
      ['other.example:25', 'router other'],
    ],
  ])('%s', (_name, settings, expected) => expect(hopOf(settings)).toEqual(expected))

  test('the transport that it names has the say', () => {
    const settings = exim('postmaster@example.org\n  router = r, transport = smart\n', SMART)
    expect(habitsOf(settings, 'example.org').ehloName).toBe('smart.example')
    expect(habitsOf(settings, 'example.net').ehloName).toBe('mx.example')
  })
})
