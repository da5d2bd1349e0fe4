import { expect, test } from 'vitest'
import { AN_ENDPOINT, evidence, fact, symptom } from '../../../../test/kit/evidence.ts'
import { weighAll } from '../../../reason/weigh.ts'
import concurrency from '../concurrency-limit.ts'
import rate from '../connection-rate-limit.ts'

const counted = (words: string) =>
  symptom({ symptom: 'reply.421.toomanyconn', speaker: 'peer', stage: 'banner', endpoint: AN_ENDPOINT, words })
const held = (open: number, port = AN_ENDPOINT.port) =>
  fact('host.connections', { to: AN_ENDPOINT.address, port, open })
const leader = (...seen: Parameters<typeof evidence>[0]) => weighAll(evidence(seen), [concurrency, rate])[0]?.cause.id

test.each([['of Postfix, whose two limits have one text', '421 4.7.0 mx1 Error: too many connections from 192.0.2.9']])(
  'a text %s: the connections of this host tell which it is',
  (_whose, words) => {
    expect(leader(counted(words))).toBe('rate/concurrency-limit')
    expect(leader(counted(words), held(3))).toBe('rate/concurrency-limit')
    expect(leader(counted(words), held(0))).toBe('rate/connection-rate-limit')
    expect(leader(counted(words), held(0, 587))).toBe('rate/concurrency-limit')
  },
)

test('where the server says which, no count of ours makes it another one', () => {
  const words = '421 Too many concurrent SMTP connections from this IP address; please try again later.'
  expect(leader(counted(words), held(0))).toBe('rate/concurrency-limit')
})

test('what was reported before, without an endpoint, hides no count', () => {
  const words = '421 4.7.0 mx1 Error: too many connections from 192.0.2.9'
  const reported = symptom({ symptom: 'reply.421.toomanyconn', speaker: 'peer', stage: 'banner', words })
  expect(leader(reported, counted(words), held(0))).toBe('rate/connection-rate-limit')
})
