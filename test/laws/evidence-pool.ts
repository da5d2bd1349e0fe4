import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Evidence } from '../../src/domain/evidence.ts'
import type { PatternFact } from '../../src/domain/facts/text-facts.ts'
import type { Outcome } from '../../src/domain/outcome.ts'
import { STAGES } from '../../src/domain/stage.ts'
import { SYMPTOMS } from '../../src/domain/symptom.ts'
import { readCaseFile } from '../kit/case-file.ts'
import { death, evidence, FIN, fact, plan, reply, RST, session, SILENCE, symptom, type Seen } from '../kit/evidence.ts'

const root = resolve(import.meta.dirname, '../scenarios')

/** Every recorded scenario. */
export const SCENARIO_EVIDENCE: readonly (readonly [string, Evidence])[] = globSync('*/*/case.json', { cwd: root })
  .toSorted()
  .map((file): [string, Evidence] => [file, readCaseFile(resolve(root, file)).evidence])

const OUTCOMES: readonly Outcome[] = [
  FIN,
  RST,
  SILENCE,
  reply(421, '4.4.2 timeout exceeded'),
  reply(550, '5.7.1 no'),
  { kind: 'errno', errno: 'ECONNREFUSED', afterMs: 1 },
  { kind: 'closed', by: 'tls-alert', alert: { description: 70, fatal: true, from: 'peer' }, bytesSeen: 7, afterMs: 20 },
  { kind: 'closed', by: 'tls-alert', alert: { description: 40, fatal: true, from: 'peer' }, bytesSeen: 7, afterMs: 20 },
  { kind: 'garbled', head: '* OK IMAP', why: 'no reply code', afterMs: 5 },
]

const PATTERNS = [
  'only-one-destination',
  'all-destinations',
  'only-ipv6',
  'only-large',
  'periodic',
  'since',
  'only-one-mx',
  'heals-in-clear',
] as const satisfies readonly PatternFact['pattern'][]

const big = plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message: { sizeBytes: 40_000 } })

/** Made-up evidence: every stage with every way of dying, every symptom, and a few together. */
export const SYNTHETIC_EVIDENCE: readonly (readonly [string, Evidence])[] = [
  ...STAGES.flatMap((stage) =>
    OUTCOMES.map((outcome, index): [string, Evidence] => [
      `${stage} outcome ${index}`,
      evidence([session({ plan: big, death: death(stage, outcome) })]),
    ]),
  ),
  ...SYMPTOMS.map((one): [string, Evidence] => [
    `symptom ${one}`,
    evidence([session(), symptom({ symptom: one, stage: 'rcpt' }), peerSays(one)]),
  ]),
  ...PATTERNS.flatMap((pattern) =>
    (['drop.timeout', 'drop.lost', 'connect.timeout', 'tls.handshake.eof'] as const).flatMap((one) =>
      (['idle', 'dot', 'connect', 'tls'] as const).map((stage): [string, Evidence] => [
        `${pattern} of ${one} at ${stage}`,
        evidence([fact('log.pattern', { pattern, symptom: one, stage, count: 9, of: 10, detail: '' })]),
      ]),
    ),
  ),
  [
    'two endpoints',
    evidence([
      session(),
      session({
        session: 's2',
        endpoint: { host: 'mx2.example.net', address: '192.0.2.2', port: 25 },
        death: death('banner', FIN),
      }),
    ]),
  ],
]

function peerSays(one: (typeof SYMPTOMS)[number]): Seen {
  return fact('symptom', {
    symptom: one,
    stage: 'mail',
    speaker: 'peer',
    rule: 'test',
    words: 'x',
    origin: 'live',
    reply: { code: 450, lines: ['x'] },
  })
}
