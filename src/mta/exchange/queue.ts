import type { Destination } from '../../domain/destination.ts'
import { powershell, type WrittenSteps } from '../lever-writer.ts'
import { waiting } from './connector-change.ts'

export function listQueue(to: Destination): WrittenSteps {
  return {
    steps: [
      powershell(
        `Get-Queue -Filter ${waiting(to)} | Format-List Identity,NextHopDomain,MessageCount,LastError`,
        'with a send connector to a smart host NextHopDomain is that host: Get-Queue alone lists all',
      ),
    ],
    undo: [],
  }
}

export function retryQueue(to: Destination): WrittenSteps {
  return {
    steps: [
      powershell(
        `Retry-Queue -Filter ${waiting(to)}`,
        'where the route or the connector changed, with -Resubmit $true',
      ),
      powershell(
        'Get-MessageTrackingLog -EventId SEND -Start (Get-Date).AddMinutes(-10)',
        'what left since; the count of Get-Queue falls',
      ),
    ],
    undo: [],
  }
}

/** A message is named by server, queue and number, as Get-Message prints it. */
export function holdMessage(): WrittenSteps {
  return {
    steps: [
      powershell("Suspend-Message -Identity 'SERVER\\QUEUE\\NUMBER'", 'holds it'),
      powershell("Resume-Message -Identity 'SERVER\\QUEUE\\NUMBER'", 'lets it go again'),
    ],
    undo: [],
  }
}

export function returnMessage(): WrittenSteps {
  const run = "Remove-Message -Identity 'SERVER\\QUEUE\\NUMBER' -WithNDR $true"
  return { steps: [powershell(run, 'back to its sender')], undo: [] }
}
