import { expect, test } from 'vitest'
import { evidence, symptom } from '../../../../test/kit/evidence.ts'
import { weighAll } from '../../../reason/weigh.ts'
import senderAuthentication from '../sender-authentication.ts'

test.each([
  ['550 5.7.23 SPF validation failed', 'proven'],
  ['451 4.7.24 SPF lookup temporarily failed for your domain', 'possible'],
  ['451 4.7.5 Unable to verify DKIM signature, key lookup timed out', 'possible'],
  ['550 5.7.20 Unable to verify the DKIM signature', 'proven'],
])('a check that the receiver could not finish for now proves nothing: %s', (words, standing) => {
  const told = symptom({ symptom: 'sender.auth', speaker: 'peer', stage: 'dot', words })
  expect(weighAll(evidence([told]), [senderAuthentication])[0]?.standing).toBe(standing)
})
