import type { Destination } from '../../domain/destination.ts'
import { domainKey, note, powershell, type WrittenSteps } from '../lever-writer.ts'

export function listQueue(to: Destination): WrittenSteps {
  return {
    steps: [
      powershell(
        `Get-MessageTraceV2 -Status Pending | Where-Object { $_.RecipientAddress.EndsWith('@${domainKey(to)}') }`,
      ),
    ],
    undo: [],
  }
}

export function retryQueue(): WrittenSteps {
  return { steps: [note('Exchange Online tries again by itself for 24 hours; its queue cannot be flushed.')], undo: [] }
}
