import { shellWord } from '../../base/shell-word.ts'
import { isOfTheQueue } from '../../domain/symptom.ts'
import type { TextReading } from '../../text/text-reading.ts'
import { sideOfHandshake } from '../../text/tls/side-of-handshake.ts'

const HOST = /^(?=.{4,253}$)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))+$/i
const ADDRESS = /^[A-Za-z0-9._%+=-]{1,64}@[A-Za-z0-9.-]{3,253}$/

/** Stands for the destination in a command, where the text names none. */
const UNNAMED = 'DOMAIN'
/** A session ended: the destination is to be asked, whichever it is. */
const OF_SESSIONS = /^(?:drop|connect|tls|reply\.421)\./

export interface MailFacts {
  readonly sender?: string
  readonly messageId?: string
  readonly queueId?: string
  readonly reportingMta?: string
}

/** Where the last real attempt of an expired message stands written, by the software that gave up. */
const LOGS: Readonly<Record<string, string>> = {
  postfix: 'hangup logs /var/log/mail.log',
  exim: 'hangup logs /var/log/exim4/mainlog',
  sendmail: 'hangup logs /var/log/mail.log',
  opensmtpd: 'hangup logs /var/log/maillog',
  exchange: "hangup logs 'Connectivity\\CONNECTLOG*.LOG' 'ProtocolLog\\SmtpSend\\SEND*.LOG'",
  qmail: 'hangup logs /var/log/qmail/current',
}

/** What to run next: a ready diagnosis with the facts filled in, the log that holds the cause, our own configuration. At most four. */
export function nextSteps(reading: TextReading, facts: MailFacts): readonly string[] {
  const { symptom, recipient } = reading
  if (symptom === 'accepted') return []
  const steps: string[] = []
  if (reading.expired || isOfTheQueue(symptom)) {
    const log = LOGS[reading.software ?? ''] ?? 'hangup logs /var/log/mail.log'
    const trace = facts.queueId ?? facts.messageId ?? recipient
    const where = facts.reportingMta !== undefined && HOST.test(facts.reportingMta) ? ` # on ${facts.reportingMta}` : ''
    steps.push(`${log}${trace === undefined ? '' : ` --trace ${shellWord(trace)}`}${where}`)
  }
  const target = targetOf(reading) ?? (OF_SESSIONS.test(symptom) ? UNNAMED : undefined)
  if (target !== undefined && worthProbing(reading)) {
    const symptomOption = symptom === 'unknown' || symptom === 'expired' ? '' : ` --symptom ${shellWord(reading.words)}`
    const from = facts.sender !== undefined && ADDRESS.test(facts.sender) ? ` --from ${facts.sender}` : ''
    steps.push(`hangup diagnose ${target}${symptomOption}${from}`)
  }
  return steps.slice(0, 4)
}

/** Answers about one mailbox or one message need no probe of the server. */
function worthProbing(reading: TextReading): boolean {
  return !/^(?:recipient\.|mailbox\.|content\.(?:spam|virus|format)|local\.)/.test(reading.symptom)
}

/** The destination domain where the text names it, else the host. */
function targetOf(reading: TextReading): string | undefined {
  // A client that came to our server is no destination.
  if (reading.symptom.startsWith('tls.') && sideOfHandshake(reading.text) === 'server') return undefined
  const fromRecipient = reading.recipient?.split('@').at(-1)?.toLowerCase()
  for (const name of [fromRecipient, reading.domain, reading.host, reading.address]) {
    if (name === undefined) continue
    if (HOST.test(name)) return name
    if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(name)) return name
  }
  return undefined
}
