import { expect, test } from 'vitest'
import { evidence, fact } from '../../test/kit/evidence.ts'
import type { TraceFact } from '../domain/facts/host-facts.ts'
import { traceText } from './trace-text.ts'

const told = (trace: Omit<TraceFact, 'to' | 'tool'> | undefined): string | undefined =>
  traceText({
    target: 'example.net',
    at: 0,
    healthy: false,
    verdict: null,
    findings: [],
    waiting: null,
    proofs: [],
    advice: [],
    differs: [],
    cost: { connections: 1, seconds: 1, bytesSent: 0 },
    evidence: evidence(
      trace === undefined ? [] : [fact('route.trace', { to: '192.0.2.1', tool: 'tracepath', ...trace })],
    ),
  })

test.each<[string | undefined, Parameters<typeof told>[0]]>([
  [
    'tracepath reaches 192.0.2.1 (hop 4, 20.1 ms), so the host is there.',
    { reached: true, hops: [{ ttl: 4, address: '192.0.2.1', rttMs: 20.06 }] },
  ],
  [
    'tracepath to 192.0.2.1: the last host that answered is 10.0.0.1 (hop 1).',
    {
      reached: false,
      hops: [
        { ttl: 1, address: '10.0.0.1' },
        { ttl: 2, mtu: 1_400 },
      ],
    },
  ],
  ['tracepath to 192.0.2.1: no host on the way answered.', { reached: false, hops: [] }],
  [undefined, undefined],
])('%s', (text, trace) => expect(told(trace)).toBe(text))
