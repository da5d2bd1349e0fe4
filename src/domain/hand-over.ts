import { shellWord } from '../base/shell-word.ts'
import { observationsOf, type Evidence } from './evidence.ts'
import type { HandOver } from './facts/dns-facts.ts'

/** The relay that was examined in place of the target's MX. */
export function examinedRelay(evidence: Evidence): HandOver | undefined {
  return handOver(evidence, 'relay')
}

/** Belongs to every result about the relay: it is another server than the target's. */
export function relayText(evidence: Evidence): string | undefined {
  const found = handOver(evidence, 'relay')
  if (found === undefined) return undefined
  return `${handsText(found)}; that server was examined, not the MX of ${found.mailFor}.${
    found.withoutLogin === true
      ? ' Our sessions stop before the login that it makes there; --user NAME and --password-file FILE lead further.'
      : ''
  }`
}

/** Belongs to a failure of an MX that this host's mail never meets. */
export function otherPathText(evidence: Evidence): string | undefined {
  const found = handOver(evidence, 'mx')
  return found === undefined
    ? undefined
    : `${handsText(found)} and not to the MX of ${found.mailFor}, which was examined here: what fails there stops none of its mail. hangup diagnose ${shellWord(found.relay)} examines the relay.`
}

function handOver(evidence: Evidence, examined: HandOver['examined']): HandOver | undefined {
  return observationsOf(evidence, 'mail.handover').find(({ fact }) => fact.examined === examined)?.fact
}

function handsText({ software, setting, mailFor, relay }: HandOver): string {
  return `The mail server of this host (${software}: ${setting}) hands mail for ${mailFor} to ${relay}`
}
