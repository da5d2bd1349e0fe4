import { expect, test } from 'vitest'
import { causeCases } from '../../../test/kit/cause-cases.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  FIN,
  plan,
  type Seen,
  session,
  SILENCE,
  socketState,
} from '../../../test/kit/evidence.ts'
import { view } from '../../domain/evidence.ts'
import type { ExperimentFact } from '../../domain/facts/experiment-fact.ts'
import type { Outcome } from '../../domain/outcome.ts'
import { weighAll } from '../../reason/weigh.ts'
import { SLICE_BYTES } from '../shared/variants.ts'
import cause from './nic-offload-corruption.ts'
import blackHoleBack from './pmtu-black-hole-reverse.ts'
import blackHole from './pmtu-black-hole.ts'

const badMac = (from: 'peer' | 'us'): Outcome => ({
  kind: 'closed',
  by: 'tls-alert',
  alert: { description: 20, fatal: true, from },
  bytesSeen: 0,
})
const big = plan({ upTo: 'dot', envelope: { from: '', to: ['a@example.net'] }, message: { sizeBytes: 40_000 } })
const stuck: readonly Seen[] = [
  session({ plan: big, death: death('body', SILENCE) }),
  socketState({ mss: 1448, timer: 'on', retransmits: 4, unackedSegments: 10, sentBytes: 40_000, ackedBytes: 90 }),
]
const sliced = session({ session: 's2', role: 'experiment', plan: { ...big, sliceBytes: SLICE_BYTES } })
const trace = (wholeBytes?: number) =>
  fact('route.trace', {
    to: AN_ENDPOINT.address,
    tool: 'tracepath',
    hops: [],
    reached: true,
    ...(wholeBytes === undefined ? {} : { wholeBytes }),
  })
const damaged = (delta: number) => fact('net.counter', { name: 'Tcp.InCsumErrors', delta })
const confirmed = (of: ExperimentFact['cause']) =>
  fact('experiment', {
    cause: of,
    name: 'slices',
    question: 'Do the same octets pass when every segment is small?',
    varied: 'small segments',
    endpoint: 'mx1.example.net [192.0.2.1]:25',
    arms: [],
    judged: 'confirmed',
    because: 'they do',
  })

causeCases(cause, {
  convicts: [
    ['the receiver could not open our record', [session({ death: death('body', badMac('peer')) })]],
    ['we could not open that of the receiver', [session({ death: death('tls', badMac('us')) })]],
    ['checksums were wrong while an answer did not come', [session({ death: death('tls', SILENCE) }), damaged(6)]],
    ['small segments pass, large packets of another protocol too', [...stuck, sliced, trace(1500)]],
  ],
  acquits: [],
  abstains: [
    ['small segments pass, and nobody knows of large packets', [...stuck, sliced, trace()]],
    ['the trace came through with smaller packets than ours', [...stuck, sliced, trace(1400)]],
    ['nothing tells of small segments', [...stuck, trace(1500)]],
    ['a stray of another connection', [session({ death: death('tls', SILENCE) }), damaged(1)]],
    ['the server closed', [session({ death: death('body', FIN) }), damaged(6)]],
    ['a healthy session', [session(), damaged(6), trace(1500)]],
  ],
})

test.each<[string, readonly Seen[], string]>([
  [
    'what large packets of another protocol survive is no proven black hole, yet may be one that takes those of TCP',
    [...stuck, sliced, trace(1500), confirmed('path/pmtu-black-hole')],
    'path/pmtu-black-hole supported',
  ],
  [
    'a black hole swallows them too',
    [...stuck, sliced, confirmed('path/pmtu-black-hole')],
    'path/pmtu-black-hole proven',
  ],
  [
    'what came damaged was not swallowed on its way back',
    [session({ death: death('tls', SILENCE) }), damaged(6), confirmed('path/pmtu-black-hole-reverse')],
    'path/nic-offload-corruption supported',
  ],
])('%s', (_name, seen, expected) => {
  const [first] = weighAll(evidence(seen), [blackHole, blackHoleBack, cause])
  expect(`${first?.cause.id} ${first?.standing}`).toBe(expected)
})

test.each([
  ['eth0.100', 'ethtool -K eth0.100 tx off'],
  ['eth0; reboot', 'ethtool -K DEVICE tx off'],
])('the device that leads there is named where its name is one: %s', (device, expected) => {
  const seen = [
    session({ death: death('body', badMac('peer')) }),
    fact('route.local', { to: AN_ENDPOINT.address, device }),
  ]
  const [first] = cause.remedies(view(evidence(seen), cause.needs))
  const steps = JSON.stringify(first?.steps)
  expect(steps).toContain(expected)
  expect(steps).not.toContain('reboot')
})
