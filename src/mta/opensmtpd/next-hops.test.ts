import { describe, expect, test } from 'vitest'
import { hopOf, turnsOf } from '../../../test/kit/next-hops.ts'
import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import { habitsOf } from '../habits.ts'
import { opensmtpdConfig } from './config.ts'

test.each<[string, readonly MtaSetting[], unknown]>([
  [
    'no rule of OpenSMTPD takes it',
    opensmtpdConfig.readConfig([
      { from: '/etc/smtpd.conf', text: 'action "out" relay\nmatch from local for domain "example.com" action "out"' },
    ]),
    'no `match` rule takes it',
  ],
  [
    'a rule of OpenSMTPD with a condition that is not read may take it',
    opensmtpdConfig.readConfig([
      { from: '/etc/smtpd.conf', text: 'action "out" relay\nmatch tag DKIM for any action "out"' },
    ]),
    undefined,
  ],
  ...['from socket', 'from src 192.0.2.0/24', '!from local', 'from rdns "mx.example"'].map(
    (from): [string, readonly MtaSetting[], unknown] => [
      `a rule of OpenSMTPD takes it, or may: ${from}`,
      opensmtpdConfig.readConfig([
        { from: '/etc/smtpd.conf', text: `action "out" relay\nmatch ${from} for any action "out"` },
      ]),
      undefined,
    ],
  ),
  [
    'a rule of OpenSMTPD is for one sender',
    opensmtpdConfig.readConfig([
      {
        from: '/etc/smtpd.conf',
        text: 'action "a" relay host smtp://a.example\naction "b" relay\nmatch mail-from "x@b.example" for any action "a"\nmatch for any action "b"',
      },
    ]),
    'match mail-from x@b.example for any action a',
  ],
])('%s', (_name, settings, turns) => expect(turnsOf(settings)).toEqual(turns))

describe('OpenSMTPD: the first rule that takes the domain', () => {
  const conf = (rules: string, more: readonly { from: string; text: string }[] = []): readonly MtaSetting[] => [
    ...opensmtpdConfig.readConfig([
      {
        from: '/etc/smtpd.conf',
        text: `action "special" relay host smtp://relay.example:587\naction "out" relay\naction "here" mbox\n${rules}\nmatch from local for any action "out"\n`,
      },
      ...more,
    ]),
  ]
  const SPECIAL = ['relay.example:587', 'action "special"']
  test.each<[string, readonly MtaSetting[], unknown]>([
    ['by name', conf('match from local for domain "example.org" action "special"'), SPECIAL],
    ['of another domain', conf('match from local for domain "example.net" action "special"'), 'mx'],
    ['in a list', conf('match from local for domain { "a.example", example.org } action "special"'), SPECIAL],
    ['in a table', conf('table t { "a.example", "example.org" }\nmatch for domain <t> action "special"'), SPECIAL],
    [
      'in a file',
      conf('table t file:/etc/t\nmatch for domain <t> action "special"', [
        { from: '/etc/t', text: '# ours\nexample.org\n' },
      ]),
      SPECIAL,
    ],
    ['by a wildcard', conf('match for domain "*.org" action "special"'), SPECIAL],
    ['any but one', conf('match ! for domain "example.net" action "special"'), SPECIAL],
    ['any but this one', conf('match ! for domain "example.org" action "special"'), 'mx'],
    ['of mail from elsewhere', conf('match from src 192.0.2.0/24 for domain "example.org" action "special"'), 'mx'],
    ['with a tag that mail may not have', conf('match tag SCANNED for domain "example.org" action "special"'), 'mx'],
    ['for local mail', conf('match for local action "here"'), 'mx'],
    [
      'in an included file',
      conf('include "/etc/more.conf"', [
        { from: '/etc/more.conf', text: 'match for domain "example.org" action "special"\n' },
      ]),
      SPECIAL,
    ],
  ])('%s', (_name, settings, expected) => expect(hopOf(settings)).toEqual(expected))

  test('the source address of a table that holds one', () => {
    const [one, two] = ['{ 192.0.2.7 }', '{ 192.0.2.7, 192.0.2.8 }'].map((addresses) =>
      opensmtpdConfig.readConfig([
        { from: '', text: `table s ${addresses}\naction "out" relay src <s>\nmatch for any action "out"\n` },
      ]),
    )
    expect([one, two].map((settings) => habitsOf(settings ?? []).bindIpv4)).toEqual(['192.0.2.7', undefined])
  })

  test('what is read besides', () => {
    const text = 'include "/etc/a.conf"\ntable t file:/etc/t\ntable u "/etc/u"\ntable v { x }\n'
    expect(opensmtpdConfig.refersTo?.([{ from: '', text }])).toEqual(
      ['/etc/a.conf', '/etc/t', '/etc/u'].map((path) => ({ kind: 'file', path })),
    )
  })
})
