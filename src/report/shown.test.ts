import { expect, test } from 'vitest'
import { diagnosis, finding, verdict } from '../../test/kit/diagnosis.ts'
import { ruledOut } from './shown.ts'

test('only what could have ended the session at that stage is told as ruled out', () => {
  const out = (cause: 'firewall/lb-without-backend' | 'path/pmtu-black-hole', stage: 'banner' | 'body') =>
    finding({ cause, stage, standing: 'refuted' })
  const sick = diagnosis({
    healthy: false,
    verdict: verdict({ stage: 'body' }),
    findings: [out('firewall/lb-without-backend', 'banner'), out('path/pmtu-black-hole', 'body')],
  })
  expect(ruledOut(sick)).toMatchObject({ shown: [{ cause: 'path/pmtu-black-hole' }], total: 1 })
})
