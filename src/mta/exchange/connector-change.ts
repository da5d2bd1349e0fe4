import type { Destination } from '../../domain/destination.ts'
import type { RemedyStep } from '../../domain/lever.ts'
import { domainKey, note, powershell, type WrittenSteps } from '../lever-writer.ts'

/** Names to fill in. */
export const SEND = '<Send connector>'
export const RECEIVE = '<Server>\\Default Frontend <Server>'
const BEHIND = '<Server>\\Default <Server>'

/** Kept once: a second fix must not take what the first one has set for what was before. */
export function keep(get: string, file: string): ReturnType<typeof powershell> {
  return powershell(
    `if (-not (Test-Path ${file})) { ${get} | Export-Clixml ${file} }`,
    'the old values, for the undo, as they were before the first fix',
  )
}

/** No file holds a password. */
const CREDENTIAL = 'AuthenticationCredential'
const SEND_BEFORE = 'before-send-connector.xml'

/** Which queues wait for the change: a queue is named by its next hop, the recipient domain or the smart host of the connector. */
export function waiting({ domain, relay }: Destination): string {
  return domain === undefined || relay !== undefined
    ? `"Status -eq 'Retry'"`
    : `"NextHopDomain -eq '${domain}' -and Status -eq 'Retry'"`
}

/** Messages keep the connector that they were queued for until they are submitted again. */
export function resubmit(to: Destination): ReturnType<typeof powershell> {
  return powershell(
    `Retry-Queue -Filter ${waiting(to)} -Resubmit $true -Confirm:$false`,
    'what waits takes the new way (on each server that sends: -Server NAME)',
  )
}

export function send(change: string, why?: string, to: Destination = {}): WrittenSteps {
  const parameters = [...change.matchAll(/(?<=^| )-([A-Z]\w+)/g)].map(([, name]) => name)
  return {
    steps: [
      keep('Get-SendConnector', SEND_BEFORE),
      powershell(`Set-SendConnector '${SEND}' ${change}`, why),
      resubmit(to),
    ],
    undo: [
      note(
        `Set-SendConnector '${SEND}' with the values that ${SEND_BEFORE} holds of ${parameters.filter((name) => name !== CREDENTIAL).join(', ')}${parameters.includes(CREDENTIAL) ? `, and -${CREDENTIAL} (Get-Credential) with the old login` : ''}`,
      ),
    ],
  }
}

/** Of all limits on the way the smallest counts; that of the organization is 10 MB where nobody has changed it. */
export function receiveLarger(megabytes: number): WrittenSteps {
  return {
    steps: [
      powershell(
        'Get-ReceiveConnector | Format-Table Identity,MaxMessageSize; Get-TransportConfig | Format-List MaxReceiveSize',
        'the old values, for the undo',
      ),
      powershell(
        [RECEIVE, BEHIND].map((name) => `Set-ReceiveConnector '${name}' -MaxMessageSize ${megabytes}MB`).join('; '),
        'the connector on port 25 hands on to the one behind it, which has a limit of its own',
      ),
      powershell(
        `Set-TransportConfig -MaxReceiveSize ${megabytes}MB`,
        'where it is less; mailboxes may have limits of their own',
      ),
    ],
    undo: [note('Set-ReceiveConnector and Set-TransportConfig with the values that were printed before')],
  }
}

/** Settings for one destination: those of a connector of its own, or of the one that leads to the relay, past which no new one may lead. */
export function forDestination(to: Destination, settings: string, why?: string): WrittenSteps {
  const words = (first: string): string => (why === undefined ? first : `${first}; ${why}`)
  if (to.relay !== undefined) return send(settings, words('the connector that leads to the relay'), to)
  const domain = domainKey(to)
  const name = `To ${domain}`
  return {
    steps: [
      ...ownConnector(name, domain, '-DNSRoutingEnabled $true', why),
      powershell(`Set-SendConnector '${name}' ${settings}`),
      resubmit(to),
    ],
    undo: gone(name, to),
  }
}

/** Mail of a domain goes to this host and to no MX. */
export function routed(domain: string, host: string): WrittenSteps {
  const name = `To ${domain}`
  return {
    steps: [...ownConnector(name, domain, `-DNSRoutingEnabled $false -SmartHosts '${host}'`), resubmit({ domain })],
    // Its queue is named by the smart host.
    undo: gone(name, {}),
  }
}

/**
 * A connector for one domain. What it says of itself and the servers that it sends from must be those of the connector that the mail had: a
 * receiver that is told another name, or meets another address, may refuse it.
 */
function ownConnector(name: string, domain: string, routing: string, why?: string): readonly RemedyStep[] {
  const alone =
    'a connector for this destination alone, with -Fqdn, -SourceTransportServers and -FrontendProxyEnabled as printed; where one has this address space already, change that one: of two alike the name decides'
  return [
    powershell(
      `Get-SendConnector '${SEND}' | Format-List Fqdn,SourceTransportServers,FrontendProxyEnabled`,
      'the connector that this mail has now',
    ),
    powershell(
      `New-SendConnector -Name '${name}' -AddressSpaces 'SMTP:${domain};1' ${routing} -Usage Internet`,
      why === undefined ? alone : `${alone}; ${why}`,
    ),
  ]
}

function gone(name: string, to: Destination): readonly RemedyStep[] {
  return [powershell(`Remove-SendConnector '${name}'`), resubmit(to)]
}

const SERVICE_BEFORE = 'before-transport-service.xml'

/** Connections to one destination at a time; Exchange has a limit for all destinations alone. */
export function connectionsEach(connections: number, why: string): WrittenSteps {
  const change = 'Set-TransportService $env:COMPUTERNAME -MaxPerDomainOutboundConnections'
  return {
    steps: [
      keep('Get-TransportService', SERVICE_BEFORE),
      powershell(`${change} ${connections}`, `for all destinations of the server; ${why}`),
    ],
    undo: [
      powershell(
        `${change} "$((Import-Clixml ${SERVICE_BEFORE} | Where-Object Name -eq $env:COMPUTERNAME).MaxPerDomainOutboundConnections)"`,
      ),
      powershell(`Remove-Item ${SERVICE_BEFORE}`),
    ],
  }
}
