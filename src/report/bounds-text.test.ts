import { expect, test } from 'vitest'
import { diagnosis, finding, remedy, verdict } from '../../test/kit/diagnosis.ts'
import {
  AN_ENDPOINT,
  death,
  evidence,
  fact,
  plan,
  session,
  SILENCE,
  socketState,
  type Seen,
} from '../../test/kit/evidence.ts'
import { boundsText } from './bounds-text.ts'

const dead = session({ death: death('body', SILENCE), plan: plan({ upTo: 'dot', message: { sizeBytes: 177_000 } }) })
const sick = (cause: 'path/pmtu-black-hole' | 'firewall/flow-cut-after-bytes', ...seen: readonly Seen[]) =>
  diagnosis({
    healthy: false,
    verdict: verdict({ cause, class: cause === 'path/pmtu-black-hole' ? 'path' : 'firewall', stage: 'body' }),
    findings: [finding({ cause })],
    evidence: evidence([dead, ...seen]),
  })
const lived = (changes: Parameters<typeof plan>[0]): Seen =>
  session({ role: 'experiment', arm: 'changed', lived: true, plan: plan({ upTo: 'dot', ...changes }) })

test('the largest packet that passed and the one that died bound the narrowest link', () => {
  const socket = socketState({ endpoint: AN_ENDPOINT, mss: 1448, pathMtu: 1500 })
  const text = boundsText(sick('path/pmtu-black-hole', socket, lived({ sliceBytes: 1000 })))
  expect(text).toMatch(/^Packets of 1052 octets passed, and those of 1500 died/)
  expect(text).toContain('`tracepath -n 192.0.2.1`')
  expect(boundsText(sick('path/pmtu-black-hole', socket))).not.toContain('octets')
})

test('where a trace was made, or a fix has one, none is proposed', () => {
  const trace = fact('route.trace', { to: AN_ENDPOINT.address, tool: 'tracepath', hops: [], reached: false })
  expect(boundsText(sick('path/pmtu-black-hole', trace))).toBeUndefined()
  const steps = [{ kind: 'command', run: 'mtr -n 192.0.2.1', shell: 'sh' }] as const
  const found = sick('path/pmtu-black-hole')
  const findings = [finding({ cause: 'path/pmtu-black-hole', remedies: [{ ...remedy('Look'), steps }] })]
  expect(boundsText({ ...found, findings })).toBeUndefined()
})

test('a message that passed and one that died bound what is cut', () => {
  const small = lived({ message: { sizeBytes: 40_000 } })
  expect(boundsText(sick('firewall/flow-cut-after-bytes', small))).toBe(
    'A message of 40000 octets passed, and one of 177000 died: the limit lies between.',
  )
  expect(boundsText(sick('firewall/flow-cut-after-bytes', lived({ message: { sizeBytes: 200_000 } })))).toBeUndefined()
  expect(boundsText(sick('firewall/flow-cut-after-bytes'))).toBeUndefined()
})
