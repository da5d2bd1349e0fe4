import { expect, test } from 'vitest'
import type { Lever } from '../domain/lever.ts'
import { writeRemedy } from './write-remedy.ts'

/** The levers as a mail server's writer gets them. */
function asWritten(lever: Lever): unknown {
  const seen: Lever[] = []
  writeRemedy({ title: '', applies: 'after-review', levers: [lever] }, {}, (one) => {
    seen.push(one)
    return []
  })
  return seen[0]
}

test.each([
  ["mx';reboot;'.evil.example", 'RECEIVER'],
  ['mx$(reboot).evil.example', 'RECEIVER'],
  ['mx1.example.org', 'mx1.example.org'],
  ['192.0.2.1', '192.0.2.1'],
  ['2001:db8::1', '2001:db8::1'],
])('a peer that is called %s stands in a setting as %s', (host, written) => {
  expect(asWritten({ lever: 'tls.none-for', host })).toEqual({ lever: 'tls.none-for', host: written })
})

test('names of a certificate that no command may hold are left out', () => {
  expect(
    asWritten({ lever: 'tls.certificate-names', names: ['*.example.org', "a';reboot;'", 'mx.example.org'] }),
  ).toEqual({ lever: 'tls.certificate-names', names: ['*.example.org', 'mx.example.org'] })
})

test.each<[Lever, Lever]>([
  [
    { lever: 'route.to', domain: "a.example' -SmartHosts evil", host: 'mx.example.org' },
    { lever: 'route.to', domain: 'RECIPIENT-DOMAIN', host: 'mx.example.org' },
  ],
  [
    { lever: 'tls.expect-name', host: 'mx.example.org', name: 'a.example`id`' },
    { lever: 'tls.expect-name', host: 'mx.example.org', name: 'CERTIFICATE-NAME' },
  ],
  [
    { lever: 'ehlo.name', name: '$(id).example' },
    { lever: 'ehlo.name', name: 'OUR-NAME' },
  ],
])('every name of %o is held to the same', (lever, written) => {
  expect(asWritten(lever)).toEqual(written)
})

test('a recipient domain that is no plain name is left to be filled in', () => {
  const places: unknown[] = []
  const remedy = { title: '', applies: 'after-review', levers: [{ lever: 'tls.none-for', host: 'mx' }] } as const
  for (const domain of ["o'brien.example", 'a b.example', '$env:x.example', 'example.org'])
    writeRemedy(remedy, { domain, address: '192.0.2.1' }, (_, to) => {
      places.push(to.domain)
      return []
    })
  expect(places).toEqual([undefined, undefined, undefined, 'example.org'])
})
