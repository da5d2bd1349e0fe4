import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { autopsy } from '../../src/app/autopsy/autopsy.ts'

test('a server that says 421 long after its forged reset did not refuse STARTTLS', async () => {
  const file = join(import.meta.dirname, '../../test/fixtures/captures/reset-before-late-421.pcap.gz')
  const { sessions } = await autopsy({ bytes: gunzipSync(readFileSync(file)) })
  expect(sessions).toMatchObject([
    { stage: 'starttls', endedBy: 'middlebox', verdict: { cause: 'firewall/reset-injected' } },
  ])
})
