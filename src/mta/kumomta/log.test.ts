import { expect, test } from 'vitest'
import { analyseText } from '../../../test/logs/analyse-text.ts'

const record = (content: string): string =>
  JSON.stringify({
    type: 'TransientFailure',
    id: 'd7ef132b5d7711ee8c8a',
    recipient: 'u@a.example',
    queue: 'a.example',
    response: {
      code: 400,
      enhanced_code: null,
      content: `KumoMTA internal: failed to connect to any candidate hosts: ${content}`,
    },
    peer_address: null,
    timestamp: 1_714_521_600,
    num_attempts: 0,
  })

test.each([
  [
    'our own address is not on this machine',
    'All failures are related to having an unplumbed source address. Are the network interfaces provisioned correctly? connect to 192.0.2.1:25 and read initial banner: bind 198.51.100.9 for default failed: Cannot assign requested address (os error 99)',
    'local.config',
    'connect',
  ],
  [
    'no connection came about in time',
    'connect to 192.0.2.1:25 and read initial banner: Connection timed out (os error 110)',
    'connect.timeout',
    'connect',
  ],
  [
    'the greeting did not come in time',
    'connect to 192.0.2.1:25 and read initial banner: Timed Out waiting 60s for response to None',
    'drop.timeout',
    'banner',
  ],
  [
    'reset before the greeting',
    'connect to 192.0.2.1:25 and read initial banner: Connection reset by peer (os error 104)',
    'drop.lost',
    'banner',
  ],
])('one clause has connecting and the greeting in it: %s', (_, content, symptom, stage) => {
  expect(analyseText(record(content)).attempts).toMatchObject([{ status: 'deferred', symptom, stage }])
})
