import { shellWord } from '../../base/shell-word.ts'
import type { Diagnosis } from '../../domain/diagnosis.ts'
import type { Reply } from '../../domain/reply.ts'
import { theSession } from '../shown.ts'
import { softwareAtHand } from '../software-at-hand.ts'

/** What is limited is how much comes at a time, or in a time. */
export function isOfMany({ verdict }: Diagnosis): boolean {
  return verdict?.class === 'rate' || verdict?.cause === 'firewall/syn-rate-or-connlimit'
}

/** Where one session of ours tells nothing of a limit on many: how the sender's log is searched for the reply, in the journal and in a file. */
export function logLines(diagnosis: Diagnosis): readonly string[] {
  const reply = isOfMany(diagnosis) ? replyOf(diagnosis) : undefined
  const software = softwareAtHand(diagnosis)
  if (reply === undefined || software === 'exchange' || software === 'microsoft-365') return []
  const host = theSession(diagnosis)?.endpoint.host
  const code = [String(reply.code), ...(reply.enhanced === undefined ? [] : [reply.enhanced])]
    .join('[- ]')
    .replaceAll('.', String.raw`\.`)
  const search = (from: string): string =>
    `grep -hwE ${shellWord(code)}${from}${host === undefined ? '' : ` | grep -iF ${shellWord(host)}`}`
  return [
    '# the log of the sender: the newest of these replies is older than the fix',
    `journalctl --since -1d | ${search('')} | tail -n 3`,
    `${search(` ${software === 'exim' ? '/var/log/exim*/main*log' : '/var/log/mail*log'}`)} | tail -n 3`,
  ]
}

function replyOf(diagnosis: Diagnosis): Reply | undefined {
  const outcome = theSession(diagnosis)?.death?.outcome
  if (outcome?.kind === 'reply') return outcome.reply
  const told = diagnosis.evidence.observations.find(
    (one) => one.kind === 'symptom' && one.fact.symptom === diagnosis.verdict?.symptom,
  )
  return told?.kind === 'symptom' ? told.fact.reply : undefined
}
