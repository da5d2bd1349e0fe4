import { expect, test } from 'vitest'
import { sessionByHand } from './by-hand.ts'

test.each([
  ['192.0.2.1', 25, 'timeout 40 nc 192.0.2.1 25'],
  ['192.0.2.1', 465, 'timeout 40 openssl s_client -quiet -connect 192.0.2.1:465'],
  ['2001:db8::1', 465, 'openssl s_client -quiet -connect [2001:db8::1]:465'],
])('a session by hand with %s port %d begins as that port does', (host, port, reach) => {
  expect(sessionByHand({ seen: [] }, host, port)).toContain(reach)
})
