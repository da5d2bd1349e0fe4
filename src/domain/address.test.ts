import { expect, test } from 'vitest'
import { readAddress, scopeOf } from './address.ts'

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['0.0.0.0', '0.0.0.0'],
  ['2001:0DB8:0000:0000:0001:0000:0000:0001', '2001:db8::1:0:0:1'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['::', '::'],
  ['::FFFF:10.1.2.3', '::ffff:10.1.2.3'],
  ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
  ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
])('%s reads as %s', (text, address) => expect(readAddress(text)).toBe(address))

test.each([
  '',
  '1.2.3',
  '1.2.3.4.5',
  '1.2.3.256',
  '01.2.3.4',
  ' 1.2.3.4',
  '1:2:3:4:5:6:7:8:9',
  '1::2::3',
  '::12345',
  ':1',
  '1:',
  'g::',
  '1.2.3.4::',
  '::1.2.3',
  '1:2:3:4:5:6:7:8::',
  'fe80::1%lo',
])('%s is no address', (text) => expect(readAddress(text)).toBeUndefined())

test.each([
  ['8.8.8.8', 'global'],
  ['10.255.0.1', 'private'],
  ['172.15.0.1', 'global'],
  ['172.16.0.1', 'private'],
  ['172.32.0.1', 'global'],
  ['192.168.1.1', 'private'],
  ['100.63.255.255', 'global'],
  ['100.64.0.1', 'cgnat'],
  ['100.128.0.0', 'global'],
  ['127.9.9.9', 'loopback'],
  ['169.254.1.1', 'link-local'],
  ['0.0.0.0', 'unspecified'],
  ['0.1.2.3', 'reserved'],
  ['198.51.100.7', 'documentation'],
  ['224.0.0.1', 'reserved'],
  ['2a00:1450::1', 'global'],
  ['2001:db8::1', 'documentation'],
  ['fd77:1::2', 'private'],
  ['fe80::1%eth0', 'link-local'],
  ['::1', 'loopback'],
  ['::', 'unspecified'],
  ['::ffff:10.0.0.1', 'private'],
  ['ff02::1', 'reserved'],
  ['mx.example', undefined],
])('%s is %s', (address, scope) => expect(scopeOf(address)).toBe(scope))
