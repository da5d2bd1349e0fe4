import { assertNever } from '../../base/assert-never.ts'
import { domainKey, note, powershell, type LeverWriter, type WrittenSteps } from '../lever-writer.ts'
import { backup, connectorFor, flush, RECEIVE, receiveLarger, send } from './connector-change.ts'
import { listQueue, retryQueue } from './queue.ts'
import { certificate } from './remedy-certificate.ts'
import { schannel } from './schannel.ts'

/** Exchange 2013 to SE, in the Exchange Management Shell. Undo is Set-… with the value exported before. */
export const writeExchange: LeverWriter = (lever, to) => {
  switch (lever.lever) {
    case 'tls.minimum':
      return schannel()
    case 'tls.none-for':
      return connectorFor(
        domainKey(to),
        '-IgnoreSTARTTLS $true -RequireTLS $false',
        'a connector of its own: only this destination goes without TLS',
      )
    case 'tls.level-for':
      return level(domainKey(to), lever.level)
    case 'tls.opportunistic':
      return send(
        '-RequireTLS $false -TlsAuthLevel $null',
        'forced TLS belongs to connectors whose address space is the partner alone',
      )
    case 'tls.maximum-for':
    case 'tls.minimum-for':
    case 'tls.exclude-for':
    case 'tls.default-ciphers':
      return {
        steps: [
          powershell(
            'Get-TlsCipherSuite | Format-Table Name',
            'compare with the other side; a GPO list at SSL\\00010002 wins over the local one',
          ),
          note('remove the cipher-suite group policy, or add the missing suite to it; then reboot'),
        ],
        undo: [note('restore the group policy')],
      }
    case 'tls.expect-name':
      return connectorFor(
        domainKey(to),
        `-RequireTLS $true -IgnoreSTARTTLS $false -TlsAuthLevel DomainValidation -TlsDomain '${lever.name}'`,
      )
    case 'tls.certificate-names':
      return {
        steps: [
          powershell(
            `New-ExchangeCertificate -GenerateRequest -DomainName ${lever.names.map((name) => `'${name}'`).join(',')} -PrivateKeyExportable $true`,
            'a request for an authority; Import-ExchangeCertificate takes what it returns',
          ),
          ...certificate().steps,
        ],
        undo: certificate().undo,
      }
    case 'tls.certificate':
    case 'tls.client-certificate':
      return certificate()
    case 'ehlo.name':
      return send(
        `-Fqdn '${lever.name}'`,
        'must have A/AAAA records and be the PTR name of the address that mail leaves from',
      )
    case 'source.address':
      return send(
        `-SourceIPAddress ${lever.address}`,
        'Edge servers only; on Mailbox servers the NAT rule or the route decides',
      )
    case 'family.prefer-ipv4':
      return {
        steps: [
          powershell(
            'netsh interface ipv6 set prefixpolicy ::ffff:0:0/96 60 4',
            'prefers IPv4; do not switch IPv6 off on Exchange',
          ),
        ],
        undo: [powershell('netsh interface ipv6 set prefixpolicy ::ffff:0:0/96 35 4')],
      }
    case 'esmtp.off-for':
      return connectorFor(domainKey(to), '-ForceHELO $true', 'loses TLS and every extension')
    case 'chunking.off-for':
      return {
        steps: [
          powershell(
            `Set-ReceiveConnector '${RECEIVE}' -ChunkingEnabled $false -BinaryMimeEnabled $false`,
            'on the receiving Exchange; a Send connector can only give up ESMTP as a whole (-ForceHELO)',
          ),
        ],
        undo: [powershell(`Set-ReceiveConnector '${RECEIVE}' -ChunkingEnabled $true -BinaryMimeEnabled $true`)],
      }
    case 'timeout.client':
      return send(`-ConnectionInactivityTimeOut 00:${String(Math.ceil(lever.seconds / 60)).padStart(2, '0')}:00`)
    case 'concurrency.limit':
      return {
        steps: [
          backup('Get-TransportService'),
          powershell(
            `Set-TransportService $env:COMPUTERNAME -MaxPerDomainOutboundConnections ${lever.connections}`,
            'for all destinations of the server',
          ),
        ],
        undo: [
          powershell(
            'Set-TransportService $env:COMPUTERNAME -MaxPerDomainOutboundConnections (Import-Clixml before.xml | Where-Object Name -eq $env:COMPUTERNAME).MaxPerDomainOutboundConnections',
          ),
        ],
      }
    case 'connection.reuse-limit':
      return lever.messages === undefined ? undefined : send(`-SmtpMaxMessagesPerConnection ${lever.messages}`)
    case 'rate.delay':
      return connectorFor(domainKey(to), '-SmtpMaxMessagesPerConnection 1')
    // The unit is rounded down: what is announced must not be exceeded.
    case 'message.size-limit':
      return lever.side === 'client'
        ? send(`-MaxMessageSize ${Math.floor(lever.bytes / 1024)}KB`)
        : receiveLarger(Math.ceil(lever.bytes / 1_048_576))
    case 'smarthost':
      return send(
        `-DNSRoutingEnabled $false -SmartHosts '${lever.host}' -Port ${lever.port} -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential (Get-Credential)`,
      )
    case 'route.to':
      return {
        steps: [
          powershell(
            `New-SendConnector -Name 'To ${lever.domain}' -AddressSpaces 'SMTP:${lever.domain};1' -DNSRoutingEnabled $false -SmartHosts '${lever.host}' -Usage Custom`,
          ),
          flush(),
        ],
        undo: [powershell(`Remove-SendConnector 'To ${lever.domain}'`)],
      }
    case 'tls.mode':
    case 'recipients.limit':
    case 'pipelining.off-for':
    case 'filter.timeout':
    case 'tls.server-name-for':
    case 'tls.small-hello':
      return undefined
    case 'queue.list':
      return listQueue(to)
    case 'queue.retry':
      return retryQueue(to)
    default:
      return assertNever(lever)
  }
}

function level(domain: string, wanted: 'may' | 'encrypt'): WrittenSteps {
  switch (wanted) {
    case 'may':
      return send('-RequireTLS $false -TlsAuthLevel $null')
    case 'encrypt':
      return connectorFor(domain, '-RequireTLS $true -IgnoreSTARTTLS $false -TlsAuthLevel EncryptionOnly')
  }
}
