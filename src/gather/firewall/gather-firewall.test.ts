import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Exec, ExecResult } from '../../domain/ports.ts'
import { gatherFirewall } from './gather-firewall.ts'
import { inNetwork } from './in-network.ts'
import { readIptables } from './iptables.ts'
import { readNft } from './nft.ts'
import { type Segment, stoppingRules } from './ruleset.ts'

const sample = (name: string): string => readFileSync(new URL(`samples/${name}`, import.meta.url), 'utf8')
const NFT = sample('nft-1.0.6.json')
const IPTABLES = sample('iptables-save-1.8.9.txt')

/** action, and whether it is sure. */
function nftFacts(peer: string, port: number, text = NFT, way: Segment['way'] = 'out'): readonly string[] {
  const segment = { way, peer, port }
  return stoppingRules('nft', readNft(text, segment) ?? [], segment).map(({ action, onlyIf }) =>
    onlyIf === undefined ? action : `${action} maybe`,
  )
}
function iptablesFacts(peer: string, port: number, text: string, way: Segment['way'] = 'out'): readonly string[] {
  const segment = { way, peer, port }
  return stoppingRules('iptables', readIptables(text, segment), segment).map(({ action, onlyIf }) =>
    onlyIf === undefined ? action : `${action} maybe`,
  )
}

describe('nft 1.0.6', () => {
  // Port 25 also meets "users may not" and the forward chain, which only may concern us.
  test.each<[string, number, readonly string[]]>([
    ['192.0.2.1', 25, ['reject']],
    ['192.0.2.1', 465, ['drop']],
    ['192.0.2.1', 587, []],
    ['198.51.100.25', 587, ['drop']],
    ['198.51.100.31', 587, []],
    ['203.0.113.200', 465, ['drop']],
    ['192.0.2.128', 25, ['other maybe']],
    ['192.0.2.129', 25, ['other maybe', 'drop']],
    ['192.0.2.129', 587, []],
    ['192.0.2.130', 465, ['drop']],
    ['192.0.2.130', 25, ['other maybe']],
    ['192.0.2.131', 25, ['other maybe', 'drop']],
    ['192.0.2.132', 25, ['other maybe', 'drop']],
    ['192.0.2.133', 25, ['other maybe', 'drop']],
    ['192.0.2.140', 25, ['other maybe', 'redirect']],
    ['192.0.2.141', 25, ['other maybe', 'redirect']],
    ['2001:db8::25', 25, ['other maybe', 'reject']],
    ['2001:4860::25', 25, ['other maybe']],
    ['127.0.0.1', 25, []],
  ])('%s port %i', (to, port, expected) => {
    const found = nftFacts(to, port)
    const sure = (facts: readonly string[]): string[] => facts.filter((fact) => !fact.endsWith('maybe'))
    expect(sure(found)).toEqual(sure(expected))
    // Forwarded packets to port 25 are dropped for everybody.
    const unsure = expected.length - sure(expected).length + (port === 25 ? 1 : 0)
    expect(found.length - sure(found).length).toBe(unsure)
  })

  test('a policy of drop stops what nothing accepts', () => {
    const lockdown = sample('nft-1.0.6-lockdown.json')
    expect(nftFacts('192.0.2.1', 25, lockdown)).toEqual(['drop'])
    expect(nftFacts('192.0.2.1', 443, lockdown)).toEqual([])
  })

  test('the answer meets the input chain', () => {
    expect(nftFacts('192.0.2.1', 25, NFT, 'in')).toEqual(['drop'])
    const rules = (...expr: readonly (readonly unknown[])[]): string =>
      JSON.stringify({
        nftables: [
          { table: { family: 'inet', name: 't' } },
          {
            chain: { family: 'inet', table: 't', name: 'in', type: 'filter', hook: 'input', prio: 0, policy: 'accept' },
          },
          ...expr.map((one, handle) => ({ rule: { family: 'inet', table: 't', chain: 'in', handle, expr: one } })),
        ],
      })
    const drop = { drop: null }
    const accept = { accept: null }
    const port = (field: string, right: unknown): object => ({
      match: { op: '==', left: { payload: { protocol: 'tcp', field } }, right },
    })
    const state = (...right: readonly string[]): object => ({
      match: { op: 'in', left: { ct: { key: 'state' } }, right },
    })
    const inward = (text: string): readonly string[] => nftFacts('192.0.2.1', 25, text, 'in')
    expect(inward(rules([port('sport', { set: [25, 465] }), drop]))).toEqual(['drop'])
    expect(inward(rules([port('dport', 25), drop]))).toEqual([])
    expect(inward(rules([state('established', 'related'), accept], [drop]))).toEqual([])
    expect(inward(rules([state('new'), accept], [port('dport', { range: [1, 1023] }), accept], [drop]))).toEqual([
      'drop',
    ])
    expect(inward(rules([port('dport', { range: [1024, 65_535] }), accept], [drop]))).toEqual(['other maybe'])
    const source = { payload: { protocol: 'ip', field: 'saddr' } }
    const perSource = (...stmt: readonly object[]): object => ({
      set: { op: 'update', elem: source, set: '@busy', ...(stmt.length === 0 ? {} : { stmt }) },
    })
    expect(inward(rules([perSource(), drop]))).toEqual(['drop'])
    expect(inward(rules([perSource({ 'ct count': { val: 2, inv: true } }), drop]))).toEqual(['other maybe'])
    const limit = { rate: 5, burst: 5, per: 'minute', inv: true }
    expect(inward(rules([{ meter: { key: source, name: 'm', size: 65_535, stmt: { limit } } }, drop]))).toEqual([
      'other maybe',
    ])
  })

  test('a fact names the rule so that it can be found, and its condition', () => {
    const syn = { way: 'out', peer: '192.0.2.128', port: 25 } as const
    const [fact] = stoppingRules('nft', readNft(NFT, syn) ?? [], syn)
    expect(fact).toMatchObject({
      tool: 'nft',
      action: 'other',
      ports: [25],
      onlyIf: [expect.stringContaining('skuid')],
    })
    expect(fact?.rule).toMatch(/^inet filter output handle 13: .*comment users may not$/)
  })

  test('who we are decides of a rule about users', () => {
    const found = (uid: number) => {
      const segment = { way: 'out', peer: '192.0.2.128', port: 25, owner: { uid, gid: 0 } } as const
      return stoppingRules('nft', readNft(NFT, segment) ?? [], segment).filter(({ action }) => action !== 'other')
    }
    expect(found(0)).toEqual([])
    expect(found(33)).toMatchObject([{ action: 'drop', ofOurUser: true }])
  })

  test.each([
    '',
    '[]',
    'null',
    '{"nftables":5}',
    '{"nftables":[null,5,{"rule":3},{"rule":{"expr":[null,{"match":null}]}},{"table":{}}]}',
    'Operation not permitted',
  ])('damaged: %j', (text) => expect(nftFacts('192.0.2.1', 25, text)).toEqual([]))
})

describe('iptables-save', () => {
  test.each<[string, number, readonly string[]]>([
    ['192.0.2.1', 25, ['redirect', 'reject', 'other maybe']],
    ['127.0.0.1', 25, ['other maybe']],
    ['198.51.100.9', 587, ['drop']],
    ['198.51.101.9', 587, ['other maybe']],
    ['192.0.2.1', 2525, []],
  ])('1.8.9: %s port %i', (to, port, expected) => expect(iptablesFacts(to, port, IPTABLES)).toEqual(expected))

  const table = (...rules: readonly string[]): string =>
    [
      '*filter',
      ':INPUT DROP [0:0]',
      ':FORWARD ACCEPT [0:0]',
      ':OUTPUT ACCEPT [0:0]',
      ':smtp - [0:0]',
      ...rules,
      'COMMIT',
    ].join('\n')
  test.each<[string, readonly string[], readonly string[]]>([
    ['input rules do not meet our own segments', ['-A INPUT -p tcp -m tcp --dport 25 -j DROP'], []],
    ['an accept before it shields', ['-A OUTPUT -d 192.0.2.0/24 -j ACCEPT', '-A OUTPUT -p tcp --dport 25 -j DROP'], []],
    ['another network', ['-A OUTPUT -d 10.0.0.0/8 -p tcp --dport 25 -j DROP'], []],
    ['everything but another network', ['-A OUTPUT ! -d 10.0.0.0/8 -p tcp --dport 25 -j DROP'], ['drop']],
    ['all ports', ['-A OUTPUT -p tcp -j REJECT --reject-with tcp-reset'], ['reject']],
    ['UDP', ['-A OUTPUT -p udp --dport 25 -j DROP'], []],
    [
      'a chain that returns',
      ['-A OUTPUT -j smtp', '-A smtp -d 192.0.2.1/32 -j RETURN', '-A smtp -p tcp --dport 25 -j DROP'],
      [],
    ],
    [
      'a chain that drops',
      ['-A OUTPUT -p tcp -m tcp --dport 25 -g smtp', '-A smtp -m comment --comment "no -j ACCEPT here" -j DROP'],
      ['drop'],
    ],
    ['a chain that jumps to itself', ['-A OUTPUT -j smtp', '-A smtp -j smtp'], []],
    ['established traffic only', ['-A OUTPUT -p tcp -m conntrack --ctstate ESTABLISHED -j DROP'], []],
    [
      'the rest by rate',
      ['-A OUTPUT -p tcp --dport 25 -m limit --limit 5/min -j ACCEPT', '-A OUTPUT -p tcp --dport 25 -j DROP'],
      ['drop'],
    ],
    [
      'the owner, where nobody knows who we are',
      ['-A OUTPUT -p tcp --dport 25 -m owner --uid-owner 33 -j REJECT'],
      ['other maybe'],
    ],
    ['ports with multiport', ['-A OUTPUT -p tcp -m multiport --dports 20:30,587 -j DROP'], ['drop']],
    ['the clamp of the MSS', ['-A OUTPUT -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu'], []],
    ['the first segment only', ['-A OUTPUT -p tcp --tcp-flags SYN,RST,ACK,FIN SYN --dport 25 -j DROP'], ['drop']],
    ['NEW packets', ['-A OUTPUT -p tcp -m state --state NEW --dport 25 -j DROP'], ['drop']],
  ])('%s', (_name, rules, expected) => expect(iptablesFacts('192.0.2.1', 25, table(...rules))).toEqual(expected))

  test.each<[string, readonly string[], readonly string[]]>([
    ['the policy', [], ['drop']],
    ['its port', ['-A INPUT -p tcp -m tcp --sport 25 -j DROP', '-A INPUT -j ACCEPT'], ['drop']],
    [
      'refused: the server is told, we are not',
      ['-A INPUT -p tcp --sport 25 -j REJECT', '-A INPUT -j ACCEPT'],
      ['drop'],
    ],
    ['connections that we began are let in', ['-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT'], []],
    ['other hosts are let in', ['-A INPUT -s 198.51.100.0/24 -j ACCEPT'], ['drop']],
    ['this host is let in', ['-A INPUT -s 192.0.2.0/24 -p tcp --sport 1:1023 -j ACCEPT'], []],
    ['services of ours are let in', ['-A INPUT -p tcp -m multiport --dports 22,25,80:443 -j ACCEPT'], ['drop']],
    ['another interface', ['-A INPUT -i lo -j ACCEPT'], ['drop']],
    ['perhaps this interface', ['-A INPUT -i eth0 -j ACCEPT'], ['other maybe']],
    ['a program decides', ['-A INPUT -j NFQUEUE --queue-num 0'], ['other maybe']],
    ['perhaps one of a set', ['-A INPUT -m set --match-set known src -j ACCEPT'], ['other maybe']],
    [
      'a chain from which it perhaps returns',
      ['-A INPUT -j smtp', '-A INPUT -j ACCEPT', '-A smtp -m mark --mark 0x1 -j RETURN', '-A smtp -j DROP'],
      ['other maybe'],
    ],
    ['first segments alone', ['-A INPUT -p tcp --syn -j DROP', '-A INPUT -j ACCEPT'], []],
    ['answers alone', ['-A INPUT -p tcp --tcp-flags SYN,ACK SYN,ACK -j DROP', '-A INPUT -j ACCEPT'], ['drop']],
    ['our own segments', ['-A OUTPUT -p tcp --dport 25 -j DROP', '-A INPUT -j ACCEPT'], []],
  ])('answers: %s', (_name, rules, expected) =>
    expect(iptablesFacts('192.0.2.1', 25, table(...rules), 'in')).toEqual(expected),
  )

  test.each<[string, readonly string[], readonly string[]]>([
    ['the rule names us', ['-A OUTPUT -p tcp --dport 25 -m owner --uid-owner 0 -j REJECT'], ['reject ours']],
    ['its range holds us', ['-A OUTPUT -p tcp --dport 25 -m owner --uid-owner 0-99 -j REJECT'], ['reject ours']],
    ['it names another', ['-A OUTPUT -p tcp --dport 25 -m owner --uid-owner 33 -j REJECT'], []],
    ['all but the mail server', ['-A OUTPUT -p tcp --dport 25 -m owner ! --uid-owner 101 -j REJECT'], ['reject ours']],
    ['all but us', ['-A OUTPUT -p tcp --dport 25 -m owner ! --uid-owner 0 -j REJECT'], []],
    [
      'the group of the mail server may, the rest may not',
      ['-A OUTPUT -p tcp --dport 25 -m owner --gid-owner 12 -j ACCEPT', '-A OUTPUT -p tcp --dport 25 -j REJECT'],
      ['reject ours'],
    ],
    [
      'another port for the mail server alone, this one for nobody',
      ['-A OUTPUT -p tcp --dport 465 -m owner --uid-owner 101 -j ACCEPT', '-A OUTPUT -p tcp --dport 25 -j REJECT'],
      ['reject'],
    ],
  ])('we are root: %s', (_name, rules, expected) => {
    const segment = { way: 'out', peer: '192.0.2.1', port: 25, owner: { uid: 0, gid: 0 } } as const
    const facts = stoppingRules('iptables', readIptables(table(...rules), segment), segment)
    expect(facts.map(({ action, ofOurUser }) => `${action}${ofOurUser === true ? ' ours' : ''}`)).toEqual(expected)
  })

  test('what leaves passes POSTROUTING, too; what answers passes no nat table', () => {
    const text = '*mangle\n:POSTROUTING ACCEPT [0:0]\n-A POSTROUTING -p tcp --dport 25 -j DROP\nCOMMIT'
    expect(iptablesFacts('192.0.2.1', 25, text)).toEqual(['drop'])
    expect(iptablesFacts('192.0.2.1', 25, '*nat\n:INPUT DROP [0:0]\nCOMMIT', 'in')).toEqual([])
  })

  test('a rule is noted with the table and the chain that lead to it, in the order of the tables', () => {
    const text = [
      '*filter\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -p tcp --dport 25 -j REJECT\nCOMMIT',
      '*mangle\n:POSTROUTING ACCEPT [0:0]\n:smtp - [0:0]\n-A POSTROUTING -j smtp',
      '-A smtp -p tcp --dport 25 -j DROP\nCOMMIT',
      '*raw\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -p tcp --dport 25 -j DROP\nCOMMIT',
    ].join('\n')
    const syn = { way: 'out', peer: '192.0.2.1', port: 25 } as const
    expect(stoppingRules('iptables', readIptables(text, syn), syn).map(({ entry }) => entry)).toEqual([
      { table: 'raw', chain: 'OUTPUT' },
      { table: 'mangle', chain: 'POSTROUTING' },
      { table: 'filter', chain: 'OUTPUT' },
    ])
    expect(nftFacts('192.0.2.1', 465)).toEqual(['drop'])
    expect(stoppingRules('nft', readNft(NFT, { ...syn, port: 465 }) ?? [], syn)[0]).not.toHaveProperty('entry')
  })

  test('a policy has its counter', () => {
    const segment = { way: 'in', peer: '192.0.2.1', port: 25 } as const
    const text = table().replace('INPUT DROP [0:0]', 'INPUT DROP [12:720]')
    expect(stoppingRules('iptables', readIptables(text, segment), segment)).toEqual([
      {
        tool: 'iptables',
        rule: 'policy drop of chain INPUT',
        entry: { table: 'filter', chain: 'INPUT' },
        action: 'drop',
        ports: [25],
        meets: 'answer',
        packets: 12,
      },
    ])
  })

  test('counters are kept', () => {
    const text = table('[42:2520] -A OUTPUT -p tcp -m tcp --dport 25 -j DROP')
    const syn = { way: 'out', peer: '192.0.2.1', port: 25 } as const
    expect(stoppingRules('iptables', readIptables(text, syn), syn)).toEqual([
      {
        tool: 'iptables',
        rule: '-A OUTPUT -p tcp -m tcp --dport 25 -j DROP',
        entry: { table: 'filter', chain: 'OUTPUT' },
        action: 'drop',
        ports: [25],
        packets: 42,
      },
    ])
  })
})

test.each([
  ['192.0.2.1', '192.0.2.0/24', true],
  ['192.0.3.1', '192.0.2.0/24', false],
  ['192.0.2.1', '192.0.2.0/255.255.255.0', true],
  ['192.0.2.1', '0.0.0.0/0', true],
  ['192.0.2.1', '192.0.2.1', true],
  ['2001:db8::1', '2001:db8::/32', true],
  ['2001:db8::1', '192.0.2.0/24', false],
  ['192.0.2.1', '192.0.2.0/255.0.255.0', undefined],
  ['192.0.2.1', 'mx.example', undefined],
])('%s in %s: %s', (address, network, expected) => expect(inNetwork(address, network)).toBe(expected))

test('both tools are read, and iptables-nft tables only once', async () => {
  const done = (stdout: string): ExecResult => ({ kind: 'done', exitCode: 0, stdout, stderr: '' })
  const exec = (results: Readonly<Record<string, ExecResult>>): Exec => ({
    run: async (command) => results[command] ?? { kind: 'missing' },
  })
  const to = { address: '192.0.2.1', port: 465 }
  const byOwner = done('*filter\n:OUTPUT ACCEPT [0:0]\n-A OUTPUT -m owner --uid-owner 1000 -j REJECT\nCOMMIT')
  const ours = exec({ 'iptables-save': byOwner, id: done('uid=1000(jo) gid=1000(jo) groups=1000(jo),27(sudo)\n') })
  expect((await gatherFirewall(ours, to)).facts).toMatchObject([{ action: 'reject', ofOurUser: true }])
  const both = await gatherFirewall(exec({ 'iptables-save': done(IPTABLES), nft: done(NFT) }), to)
  expect(both.facts.map(({ tool, meets }) => [tool, meets])).toEqual([
    ['iptables', undefined],
    ['nft', undefined],
    ['nft', 'answer'],
  ])
  expect((await gatherFirewall(exec({}), to)).blind).toMatch(/installed/)
  const denied: ExecResult = { kind: 'done', exitCode: 4, stdout: '', stderr: 'Permission denied (you must be root)' }
  expect(await gatherFirewall(exec({ 'iptables-save': denied, nft: denied }), to)).toEqual({
    facts: [],
    blind: expect.stringMatching(/root/),
  })
})

test('chains that lead to each other many times are not walked for ever', () => {
  const levels = Array.from({ length: 15 }, (_, level) =>
    Array.from({ length: 9 }, () => `-A ${level === 0 ? 'OUTPUT' : `L${level}`} -m limit --limit 1/s -j L${level + 1}`),
  ).flat()
  const chains = Array.from({ length: 15 }, (_, level) => `:L${level + 1} - [0:0]`)
  const text = [
    '*filter',
    ':OUTPUT DROP [0:0]',
    ...chains,
    ...levels,
    '-A L15 -p tcp --dport 25 -j DROP',
    'COMMIT',
  ].join('\n')
  expect(new Set(iptablesFacts('192.0.2.1', 25, text))).toEqual(new Set(['other maybe']))
})
