import { shellWord } from '../base/shell-word.ts'
import { observationsOf, type Evidence } from './evidence.ts'
import type { HandOver, SendingWay } from './facts/dns-facts.ts'

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
    : `${handsText(found)} and not to the MX of ${found.mailFor}, which was examined here: its mail does not depend on that. hangup diagnose ${shellWord(found.relay)} examines the relay.`
}

/** In which ways this host's mail would fare otherwise than what was examined, each in a sentence or two. */
export function sendingTexts(evidence: Evidence): readonly string[] {
  return observationsOf(evidence, 'mail.sending').map(({ fact }) => sendingText(fact))
}

function sendingText(fact: SendingWay): string {
  const { software, mailFor } = fact
  switch (fact.kind) {
    case 'not-sent':
      return `The mail server of this host (${software}) sends no mail for ${mailFor} by SMTP (${fact.setting}). What was examined here is not its way.`
    case 'held':
      return `The mail server of this host (${software}) holds mail for ${mailFor} until its queue is flushed (${fact.setting}): only then does it meet what was examined here.`
    case 'by-sender':
      return `Where the mail server of this host (${software}) hands mail for ${mailFor} depends on the envelope sender (${fact.setting}), and none was named: what is said here holds for senders without an entry. --from ADDRESS names one.`
    case 'other-session':
      return `The mail server of this host (${software}) is set to lead other sessions than the one here: ${fact.options.join(' ')} leads one of its kind.`
  }
}

function handOver(evidence: Evidence, examined: HandOver['examined']): HandOver | undefined {
  return observationsOf(evidence, 'mail.handover').find(({ fact }) => fact.examined === examined)?.fact
}

function handsText({ software, setting, mailFor, relay }: HandOver): string {
  return `The mail server of this host (${software}: ${setting}) hands mail for ${mailFor} to ${relay}`
}
