import { expect, test } from 'vitest'
import { isGenericName } from './generic-name.ts'

test.each([
  ['192-0-2-17.dsl.isp.example', '192.0.2.17'],
  ['17.2.0.192.dynamic.isp.example', '192.0.2.17'],
  ['static.17.2.0.192.clients.hoster.example', '192.0.2.17'],
  ['ec2-192-0-2-17.compute-1.cloud.example', '192.0.2.17'],
  ['host17-2-0-192.isp.example', '192.0.2.17'],
  ['ip-192-000-002-017.isp.example', '192.0.2.17'],
  ['192000002017.isp.example', '192.0.2.17'],
  ['ipc0000211.isp.example', '192.0.2.17'],
  ['pc0000211.dip0.isp.example', '192.0.2.17'],
  ['1922001717.isp.example', '192.200.17.17'],
  ['cust-2-17.cable.isp.example', '192.0.2.17'],
  ['dhcp-4711.isp.example', '192.0.2.17'],
  ['pool-71.lns3.isp.example', '192.0.2.17'],
  ['2001-db8-a-b-c-d-e-f.ipv6.isp.example', '2001:db8:a:b:c:d:e:f'],
  ['f.0.0.0.e.0.0.0.d.0.0.0.c.0.0.0.b.0.0.0.a.0.0.0.8.b.d.0.1.0.0.2.v6.isp.example', '2001:db8:a:b:c:d:e:f'],
])('%s of %s is generic', (name, address) => expect(isGenericName(name, address)).toBe(true))

test.each([
  ['mail.example.org', '192.0.2.17'],
  ['mx17.example.org', '192.0.2.17'],
  ['mx-2-17.example.org', '192.0.2.17'],
  ['mout.kundenserver.example', '192.0.2.17'],
  ['static-mail.example.org', '192.0.2.17'],
  ['mail-ej1-f42.google.example', '209.85.218.42'],
  ['o1.ptr2625.sender.example', '192.0.2.17'],
  ['a8-52.smtp-out.ses.example', '54.240.8.52'],
  ['smtp3.cable.example', '192.0.2.17'],
  ['dyn.com', '192.0.2.17'],
  ['mail.dhcp.example', '192.0.2.17'],
  ['server1.hostpool.example', '192.0.2.17'],
  ['mail.example.org', '2001:db8::17'],
  ['mx-2001.example.org', '2001:db8::17'],
  ['', '192.0.2.17'],
])('%s of %s is not', (name, address) => expect(isGenericName(name, address)).toBe(false))
