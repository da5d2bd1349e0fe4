import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { session } from '../../../test/kit/evidence.ts'
import { CAUSES } from '../../causes/index.ts'
import { writeLever } from '../../mta/remedies.ts'
import { diagnosisHtml } from '../../report/html/diagnosis.ts'
import { diagnosisMarkdown } from '../../report/markdown/diagnosis.ts'
import { diagnosisText } from '../../report/terminal/diagnosis.ts'
import { PLAIN } from '../../report/terminal/paint.ts'
import { replay } from './case.ts'
import { parseCase } from './parse-case.ts'

const scenarios = resolve(import.meta.dirname, '../../../test/scenarios')
const CASES: readonly string[] = [
  'dns-null-mx/null-mx-seed1',
  'firewall-container-or-host-firewall-egress/host-answers-seed1',
  'receiver-overload-refusal/overload-seed1',
  'timeout-callout-chain-timeout/callout-chain-seed2',
  'tls-dane-tlsa-mismatch/dane-mismatch-seed1',
  'tls-peer-below-floor/peer-below-floor-seed1',
].map((name) => readFileSync(resolve(scenarios, name, 'case.json'), 'utf8'))

const HELLO = {
  endpoint: { host: 'mx.example.org', address: '192.0.2.1', port: 25 },
  session: 's1',
  hello: { maxVersion: 0x0304 },
  sizeBytes: 517,
}

describe('says what is wrong first', () => {
  const saved = {
    schema: 'hangup.case/1',
    target: 'example.org',
    at: 1,
    cost: { connections: 1, seconds: 1, bytesSent: 1 },
    evidence: { observations: [], blind: {} },
  }
  const observed = (kind: string, fact: unknown, source: unknown = { kind: 'user' }) => ({
    ...saved,
    evidence: { observations: [{ id: 'o1', kind, at: 1, source, fact }], blind: {} },
  })

  test.each<readonly [string, unknown, string]>([
    ['a member of the case', { ...saved, at: 'noon' }, 'at: '],
    ['a time that no calendar has', { ...saved, at: 1e17 }, 'at: '],
    [
      'a time of a session',
      observed('smtp.session', { ...session().fact, startedAt: 1e17 }),
      'observation o1 (smtp.session): startedAt: ',
    ],
    ['a cost', { ...saved, cost: {} }, 'cost.connections: '],
    [
      'a reason of blindness',
      { ...saved, evidence: { observations: [], blind: { symptom: 1 } } },
      'evidence.blind.symptom: ',
    ],
    [
      'a source',
      observed('net.counter', { name: 'x', delta: 1 }, { kind: 'file' }),
      'evidence.observations.0.source.path: ',
    ],
    ['a missing member', observed('net.counter', { name: 'x' }), 'observation o1 (net.counter): delta: '],
    ['another type', observed('net.counter', { name: 'x', delta: '1' }), 'observation o1 (net.counter): delta: '],
    [
      'a name that is none',
      observed('sender.policy', { domain: 'x', kind: 'spf', status: 'maybe' }),
      'observation o1 (sender.policy): status: ',
    ],
    [
      'a chain that is none of the kernel, and would stand in a command',
      observed('firewall.local', {
        tool: 'iptables',
        rule: '',
        action: 'drop',
        ports: [25],
        entry: { table: 'raw', chain: 'OUTPUT; reboot' },
      }),
      'observation o1 (firewall.local): entry.chain: ',
    ],
    [
      'a variant that is none',
      observed('tls.hello', { ...HELLO, answer: { kind: 'shrug' } }),
      'observation o1 (tls.hello): answer.kind: ',
    ],
    [
      'a member of a variant',
      observed('tls.hello', { ...HELLO, answer: { kind: 'silent', bytesSeen: 1 } }),
      'observation o1 (tls.hello): answer.afterMs: ',
    ],
  ])('%s', (_what, value, begins) => {
    const parsed = parseCase(JSON.stringify(value))
    expect(parsed.kind === 'damaged' ? parsed.problem.slice(0, begins.length) : parsed.kind).toBe(begins)
  })

  test.each<readonly [string, string]>([
    ['no JSON', '{'],
    ['other JSON', '[1]'],
    ['another document', JSON.stringify({ ...saved, schema: 'hangup.diagnosis/1' })],
  ])('%s is no case', (_what, json) => expect(parseCase(json)).toEqual({ kind: 'none' }))

  test('what a newer version adds is left alone', () => {
    const newer = { ...observed('net.counter', { name: 'x', delta: 1, since: 5 }), more: true }
    expect(parseCase(JSON.stringify(newer))).toEqual({ kind: 'whole', saved: newer })
    expect(parseCase(JSON.stringify(observed('moon.phase', { full: true }))).kind).toBe('whole')
  })
})

interface Node {
  readonly holder: Record<string, unknown>
  readonly name: string
}

/** Every member of every object and array in it. */
function nodesOf(value: unknown): readonly Node[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...nodesOf(holder[name])])
}

const INSTEAD: readonly unknown[] = [
  undefined,
  null,
  'x',
  '',
  -1,
  1e300,
  true,
  [],
  {},
  [null],
  ['x'],
  { kind: 'reply' },
]

test('a case in which anything was replaced is called damaged, or gives a diagnosis', () => {
  fc.assert(
    fc.property(fc.constantFrom(...CASES), fc.nat(), fc.constantFrom(...INSTEAD), (json, where, instead) => {
      const value: unknown = JSON.parse(json)
      const nodes = nodesOf(value)
      const node = nodes[where % nodes.length]
      if (node !== undefined) node.holder[node.name] = instead
      const parsed = parseCase(JSON.stringify(value))
      if (parsed.kind !== 'whole') return
      const diagnosis = replay(parsed.saved, CAUSES, writeLever)
      for (const report of [diagnosisText(diagnosis, PLAIN), diagnosisMarkdown(diagnosis), diagnosisHtml(diagnosis)])
        expect(report.length).toBeGreaterThan(0)
    }),
  )
})
