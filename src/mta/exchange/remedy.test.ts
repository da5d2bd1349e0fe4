import { describe, expect, test } from 'vitest'
import type { Destination } from '../../domain/destination.ts'
import type { Lever, RemedyStep } from '../../domain/lever.ts'
import { writeExchange } from './remedy.ts'

const host = 'mx1.example.net'
const byMx: Destination = { domain: 'example.org', address: '192.0.2.1' }
const byRelay: Destination = { domain: 'example.org', relay: { host: 'relay.example', port: 587 } }

function runs(steps: readonly RemedyStep[] = []): readonly string[] {
  return steps.flatMap((step) => (step.kind === 'command' ? [step.run] : []))
}
const steps = (lever: Lever, to = byMx): readonly string[] => runs(writeExchange(lever, to)?.steps)
const words = (lever: Lever, to = byMx): string => JSON.stringify(writeExchange(lever, to))

describe('what is meant for one destination changes no connector of others', () => {
  test.each<Lever>([
    { lever: 'tls.none-for', host },
    { lever: 'tls.level-for', host, level: 'may' },
    { lever: 'tls.level-for', host, level: 'encrypt' },
    { lever: 'tls.expect-name', host, name: 'mx.example.org' },
    { lever: 'esmtp.off-for', host },
    { lever: 'connection.reuse-limit', host, messages: 20 },
    { lever: 'message.size-limit', side: 'client', bytes: 10_000_000 },
  ])('$lever', (lever) => {
    const changed = steps(lever).filter((run) => run.startsWith('Set-SendConnector'))
    expect(changed).toEqual([expect.stringMatching(/^Set-SendConnector 'To example\.org' /)])
    // Handed to a relay, the mail must not leave by the domain's MX: its connector has the say.
    expect(words(lever, byRelay)).not.toContain('New-SendConnector')
    expect(words(lever, byRelay)).toContain("Set-SendConnector '<Send connector>'")
  })
})

test('what Exchange cannot do for one destination is not printed as if it could', () => {
  // SChannel has its versions for all of Windows, and Exchange speaks no TLS 1.3 over SMTP.
  expect(writeExchange({ lever: 'tls.minimum-for', host, version: 'TLSv1' }, byMx)).toBeUndefined()
  expect(writeExchange({ lever: 'tls.maximum-for', host, version: 'TLSv1.2' }, byMx)).toBeUndefined()
  // A Send connector has no setting for BDAT, and one of a Receive connector changes nothing in what is sent.
  expect(steps({ lever: 'chunking.off-for', host })).toEqual([])
  // Send connectors speak STARTTLS alone.
  expect(writeExchange({ lever: 'smarthost', host, port: 465 }, byMx)).toBeUndefined()
  expect(words({ lever: 'smarthost', host, port: 587 })).toContain('-Port 587')
})

test('Diffie-Hellman is left out by the names of its suites, which the undo brings back', () => {
  const written = writeExchange({ lever: 'tls.exclude-for', host, ciphers: 'kDHE' }, byMx)
  expect(runs(written?.steps)).toContain('Get-Content before-dhe.txt | Disable-TlsCipherSuite')
  expect(runs(written?.undo)).toContain('Get-Content before-dhe.txt | Enable-TlsCipherSuite')
})

test('one message on a connection is no slower: the connections are limited', () => {
  expect(words({ lever: 'rate.delay', host, seconds: 1 })).not.toContain('SmtpMaxMessagesPerConnection')
  expect(words({ lever: 'rate.delay', host, seconds: 1 })).toContain('-MaxPerDomainOutboundConnections 1')
})

test('a change that holds for all destinations of a connector or server says so', () => {
  for (const lever of [
    { lever: 'rate.delay', host, seconds: 1 },
    { lever: 'concurrency.limit', host, connections: 2 },
    { lever: 'tls.exclude-for', host, ciphers: 'kDHE' },
  ] as const)
    expect(words(lever), lever.lever).toMatch(/for all (?:destinations|connections)/)
})

test('the old values are kept once, each kind in a file of its own', () => {
  const kept = (lever: Lever): readonly string[] => steps(lever).filter((run) => run.includes('Export-Clixml'))
  const [send] = kept({ lever: 'ehlo.name', name: 'mail.example.org' })
  const [service] = kept({ lever: 'concurrency.limit', host, connections: 2 })
  expect(send).toMatch(/^if \(-not \(Test-Path (\S+)\)\) \{ Get-SendConnector \| Export-Clixml \1 \}$/)
  expect(service).toContain('Export-Clixml before-transport-service.xml')
  expect(send).not.toContain('before-transport-service.xml')
})

test('an hour is an hour', () => {
  expect(words({ lever: 'timeout.client', stage: 'dot', seconds: 3600 })).toContain(
    '-ConnectionInactivityTimeOut 01:00:00',
  )
  expect(words({ lever: 'timeout.client', stage: 'dot', seconds: 600 })).toContain(
    '-ConnectionInactivityTimeOut 00:10:00',
  )
})
