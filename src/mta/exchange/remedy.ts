import { assertNever } from '../../base/assert-never.ts'
import { note, powershell, type LeverWriter } from '../lever-writer.ts'
import { ordinarySuites, withoutDiffieHellman } from './cipher-suites.ts'
import { connectionsEach, forDestination, receiveLarger, routed, send } from './connector-change.ts'
import { holdMessage, listQueue, retryQueue, returnMessage } from './queue.ts'
import { certificate } from './remedy-certificate.ts'
import { schannel } from './schannel.ts'

/** Where TLS is not demanded, no level and no name may be set. */
const NOT_DEMANDED = '-RequireTLS $false -TlsAuthLevel $null -TlsDomain $null'

/** Microsoft's article 929852, "Guidance for configuring IPv6 in Windows for advanced users". */
const TCPIP6 = 'HKLM\\SYSTEM\\CurrentControlSet\\Services\\Tcpip6\\Parameters'

/** Exchange 2013 to SE, in the Exchange Management Shell. Undo is Set-… with the value exported before. */
export const writeExchange: LeverWriter = (lever, to) => {
  switch (lever.lever) {
    case 'tls.minimum':
      return schannel()
    case 'tls.none-for':
      return forDestination(to, `${NOT_DEMANDED} -IgnoreSTARTTLS $true`)
    case 'tls.level-for':
      return lever.level === 'may'
        ? forDestination(to, NOT_DEMANDED)
        : forDestination(to, '-RequireTLS $true -IgnoreSTARTTLS $false -TlsAuthLevel EncryptionOnly')
    case 'tls.opportunistic':
      return send(NOT_DEMANDED, 'forced TLS belongs to connectors whose address space is the partner alone')
    case 'tls.default-ciphers':
      return ordinarySuites()
    case 'tls.exclude-for':
      return lever.ciphers === 'kDHE' ? withoutDiffieHellman() : undefined
    case 'tls.expect-name':
      return forDestination(
        to,
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
            `reg query "${TCPIP6}" /v DisabledComponents`,
            'the old value, for the undo; an error where there is none, as Windows comes',
          ),
          powershell(
            `reg add "${TCPIP6}" /v DisabledComponents /t REG_DWORD /d 32 /f`,
            'prefers IPv4 for all of Windows; IPv6 stays on, as Exchange wants it',
          ),
          powershell('Restart-Computer', 'Windows reads the value when it starts'),
        ],
        undo: [
          powershell(
            `reg delete "${TCPIP6}" /v DisabledComponents /f`,
            'or reg add with the value that was printed, where there was one',
          ),
          powershell('Restart-Computer'),
        ],
      }
    case 'esmtp.off-for':
      return forDestination(to, '-ForceHELO $true', 'loses TLS and every extension')
    case 'chunking.off-for':
      return {
        steps: [
          note(
            'Exchange sends BDAT wherever CHUNKING is offered, and a Send connector can only give up ESMTP as a whole (-ForceHELO $true), and TLS with it: let the other side stop offering CHUNKING',
          ),
        ],
        undo: [],
      }
    case 'timeout.client':
      return send(`-ConnectionInactivityTimeOut ${timeSpan(lever.seconds)}`)
    case 'concurrency.limit':
      return connectionsEach(lever.connections, 'Exchange has no such limit for one alone')
    case 'rate.delay':
      return connectionsEach(1, 'Exchange has no pause between messages, so one connection at a time to each')
    case 'connection.reuse-limit':
      return lever.messages === undefined
        ? undefined
        : forDestination(to, `-SmtpMaxMessagesPerConnection ${lever.messages}`)
    // The unit is rounded down: what is announced must not be exceeded.
    case 'message.size-limit':
      return lever.side === 'client'
        ? forDestination(to, `-MaxMessageSize ${Math.floor(lever.bytes / 1024)}KB`, 'what is larger comes back at once')
        : receiveLarger(Math.ceil(lever.bytes / 1_048_576))
    // A Send connector speaks STARTTLS alone.
    case 'smarthost':
      return lever.port === 465
        ? undefined
        : send(
            `-DNSRoutingEnabled $false -SmartHosts '${lever.host}' -Port ${lever.port} -SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential (Get-Credential)`,
            'the connector for all destinations',
          )
    case 'relay.login':
      return send(
        '-SmartHostAuthMechanism BasicAuthRequireTLS -AuthenticationCredential (Get-Credential)',
        'the connector that has the smart host',
      )
    case 'route.to':
      return routed(lever.domain, lever.host)
    // SChannel has its versions for all of Windows; Exchange offers no TLS 1.3 over SMTP.
    case 'tls.minimum-for':
    case 'tls.maximum-for':
    case 'tls.default-ciphers-for':
    case 'tls.pin-for':
    case 'tls.mode':
    case 'recipients.limit':
    case 'connection.idle-limit':
    case 'pipelining.off-for':
    case 'filter.timeout':
    case 'tls.server-name-for':
    case 'tls.small-hello':
      return undefined
    case 'queue.list':
      return listQueue(to)
    case 'queue.retry':
      return retryQueue(to)
    case 'queue.hold':
      return holdMessage()
    case 'queue.return':
      return returnMessage()
    default:
      return assertNever(lever)
  }
}

/** `HH:MM:SS`, in whole minutes. */
function timeSpan(seconds: number): string {
  const minutes = Math.ceil(seconds / 60)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00`
}
