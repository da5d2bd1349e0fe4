import { expect, test } from 'vitest'
import { readText } from './read-text.ts'

test('a frame of Node that is named after getaddrinfo() tells of no name that was not found', () => {
  const trace = `Error: connect ENETUNREACH 192.0.2.25:587 - Local (0.0.0.0:0)
    at internalConnect (node:net:1098:16)
    at GetAddrInfoReqWrap.emitLookup [as callback] (node:net:1497:9)
    at GetAddrInfoReqWrap.onlookupall [as oncomplete] (node:dns:134:8) {
  code: 'ENETUNREACH',
  syscall: 'connect',
}`
  expect(readText(trace)).toMatchObject({ symptom: 'connect.unreachable', stage: 'connect' })
  const lookup = 'Error: getaddrinfo ENOTFOUND mx.example.net\n    at GetAddrInfoReqWrap.onlookupall (node:dns:134:8)'
  expect(readText(lookup)).toMatchObject({ symptom: 'dns.nxdomain', stage: 'dns' })
})
