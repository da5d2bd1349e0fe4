import { expect, test } from 'vitest'
import { diagnosis, verdict } from '../../test/kit/diagnosis.ts'
import { death, evidence, FIN, plan, RST, session } from '../../test/kit/evidence.ts'
import { repeatedText } from './repeated-text.ts'

const dead = session({ death: death('ehlo', FIN) })
const trial = (name: string, changes: Parameters<typeof session>[0] = {}) =>
  session({ session: name, role: 'experiment', ...changes })
const told = (...seen: Parameters<typeof evidence>[0]) =>
  diagnosis({ healthy: false, verdict: verdict({ stage: 'ehlo' }), evidence: evidence(seen) })

test('that all sessions ended so is told where no experiment shows it', () => {
  expect(repeatedText(told(dead))).toBeUndefined()
  expect(repeatedText(told(dead, trial('s2', { death: death('ehlo', RST) })))).toBe(
    'Both sessions that we made with it ended at ehlo.',
  )
  expect(repeatedText(told(dead, trial('s2', { death: death('ehlo', RST) }), trial('s3')))).toBeUndefined()
  const elsewhere = plan({ endpoint: { host: 'mx.example.com', address: '198.51.100.7', port: 25 } })
  expect(repeatedText(told(dead, trial('s2', { plan: elsewhere, role: 'compare' })))).toBeUndefined()
})

test('a trial that was not to go so far is none of them', () => {
  const short = trial('s2', { plan: plan({ upTo: 'banner' }) })
  expect(repeatedText(told(dead, short, trial('s3', { death: death('ehlo', FIN) })))).toBe(
    'Both sessions that we made with it ended at ehlo.',
  )
})
