import { powershell, type WrittenSteps } from '../lever-writer.ts'

/** A connector for one domain by its MX, so that those for other domains stay as they are. What a connector does not say of TLS is opportunistic. */
export function forDomain(domain: string, terms: readonly string[]): WrittenSteps {
  const own = ownConnector(domain, ['-UseMXRecord $true', ...terms])
  return {
    steps: [
      ...own.steps,
      powershell(
        `Validate-OutboundConnector -Identity '${nameFor(domain)}' -Recipients 'postmaster@${domain}'`,
        'sends a test message there',
      ),
    ],
    undo: own.undo,
  }
}

export function ownConnector(domain: string, terms: readonly string[]): WrittenSteps {
  return {
    steps: [
      powershell(
        `New-OutboundConnector -Name '${nameFor(domain)}' -ConnectorType Partner -RecipientDomains '${domain}' ${terms.join(' ')}`,
        'for this domain alone; where a connector has this domain already (Get-OutboundConnector), change that one instead',
      ),
    ],
    undo: [powershell(`Remove-OutboundConnector '${nameFor(domain)}'`)],
  }
}

function nameFor(domain: string): string {
  return `To ${domain}`
}
