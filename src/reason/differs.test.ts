import { expect, test } from 'vitest'
import { death, evidence, FIN, plan, session, symptom } from '../../test/kit/evidence.ts'
import { differences } from './differs.ts'

const passing = session({
  localAddress: '198.51.100.9',
  keywords: ['PIPELINING'],
  plan: plan({ ehloName: 'out.example.org' }),
})
const names = (seen: Parameters<typeof evidence>[0], stage: Parameters<typeof differences>[1]) =>
  differences(evidence(seen), stage).map(({ what }) => what)

test('what the failing stage cannot have met is no difference', () => {
  const early = names([passing, symptom({ symptom: 'drop.lost', stage: 'banner', speaker: 'us' })], 'banner')
  expect(early).toContain('source address')
  expect(early).not.toContain('EHLO name')
  const late = names([passing, symptom({ symptom: 'drop.lost', stage: 'dot', speaker: 'us' })], 'dot')
  expect(late).toEqual(expect.arrayContaining(['EHLO name', 'TLS', 'pipelining', 'BDAT (CHUNKING)', 'message']))
})

test('the other address and size come from the report', () => {
  const told = symptom({ symptom: 'drop.lost', stage: 'dot', speaker: 'us', address: '2001:db8::25', bytes: 18_234 })
  expect(differences(evidence([passing, told]), 'dot')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ what: 'address of the peer', theirs: '2001:db8::25', why: 'another protocol family' }),
      expect.objectContaining({ what: 'message', theirs: '18234 octets' }),
    ]),
  )
})

test('without a passing session, or without a report, there is nothing to compare', () => {
  expect(names([session({ death: death('ehlo', FIN) }), symptom({ symptom: 'drop.lost' })], 'ehlo')).toEqual([])
  expect(names([passing], null)).toEqual([])
})

test.each([
  ['rcpt', undefined, 'no message was sent'],
  ['dot', undefined, 'a small test message'],
  ['dot', { sizeBytes: 9_000 }, '9000 octets'],
  ['dot', { raw: 'four' }, '4 octets'],
] as const)('our own message, up to %s with %j: %s', (upTo, message, ours) => {
  const sent = session({ plan: plan({ upTo, ...(message === undefined ? {} : { message }) }) })
  const told = symptom({ symptom: 'drop.lost', stage: 'dot' })
  expect(differences(evidence([sent, told]), 'dot').find(({ what }) => what === 'message')).toMatchObject({ ours })
})
