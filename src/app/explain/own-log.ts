import type { Software } from '../../domain/software.ts'

/** Where software writes its log, as `hangup logs` takes it. */
const LOGS: Readonly<Partial<Record<Software, string>>> = {
  exim: 'hangup logs /var/log/exim4/mainlog',
  opensmtpd: 'hangup logs /var/log/maillog',
  exchange: "hangup logs 'Connectivity\\CONNECTLOG*.LOG' 'ProtocolLog\\SmtpSend\\SEND*.LOG'",
  // A tenant has no logs of the connections, and a trace of each message: Exchange admin center, Mail flow, Message trace, Export.
  'microsoft-365': 'hangup logs MESSAGE-TRACE.csv',
  qmail: 'hangup logs /var/log/qmail/current',
  kumomta: 'hangup logs /var/log/kumomta/*',
  powermta: 'hangup logs /var/log/pmta/acct*.csv',
}
const OF_SYSLOG = 'hangup logs /var/log/mail.log'

/** How mail systems sign their reports. Microsoft's hosts stand in whatever it answers as a receiver, too: only as the one that wrote the report they tell. */
const SIGNATURES: readonly (readonly [RegExp, Software])[] = [
  [
    /\bgenerating server: {0,2}\S{1,200}\.prod\.outlook\.com\b|\b[45]\.4\.31[0-9]\b|\b4\.7\.32[0-9]\b/i,
    'microsoft-365',
  ],
  [/\bgenerating server: |\bMicrosoftExchange[\da-f]{20}|\bMicrosoft Exchange Server\b/i, 'exchange'],
  [/\bcreated automatically by mail delivery software\b|^x-exim-/im, 'exim'],
  [/\bthis is the qmail-send program\b/i, 'qmail'],
  [/^powermta\b|\bPowerMTA\b/im, 'powermta'],
]
const MOST_SEARCHED = 16_000

/** The system that wrote a report, by how it signs; undefined where nothing does. */
export function signedBy(report: string): Software | undefined {
  const searched = report.slice(0, MOST_SEARCHED)
  return SIGNATURES.find(([form]) => form.test(searched))?.[1]
}

/** The command that reads the log of the sending server: of the program that was named, else of the one that signed. */
export function ownLog(named: Software | undefined, signed: Software | undefined): string {
  const ours = named === 'exchange' && signed === 'microsoft-365' ? signed : (named ?? signed)
  return (ours === undefined ? undefined : LOGS[ours]) ?? OF_SYSLOG
}
