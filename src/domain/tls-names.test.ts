import { expect, test } from 'vitest'
import { alertName } from './alert-names.table.ts'
import { groupName } from './group-names.table.ts'
import { suiteName } from './suite-names.table.ts'
import { versionName } from './version-names.ts'

test('names of IANA, and the number where there is none', () => {
  expect([alertName(70), alertName(200)]).toEqual(['protocol_version', 'alert 200'])
  expect([groupName(0x11ec), groupName(0x9999)]).toEqual(['X25519MLKEM768', 'group 0x9999'])
  expect([suiteName(0x1301), suiteName(0xc02f), suiteName(0xeeee)]).toEqual([
    'TLS_AES_128_GCM_SHA256',
    'TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256',
    'suite 0xeeee',
  ])
  expect([versionName(0x0304), versionName(0x7f1c)]).toEqual(['TLS 1.3', '0x7f1c'])
})
