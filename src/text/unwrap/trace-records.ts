/** A program's records that it grades itself as a trace of what it does: what fails stands in graver ones. */
interface Grades {
  /** Tells in whose trace a text is. */
  readonly sign: string
  readonly traced: RegExp
}

const GRADES: readonly Grades[] = [
  // GnuTLS `|<3>| ASSERT: …` and mbed TLS `ssl_msg.c:1998: |2| …`: 1 is what went wrong. GnuTLS names alerts in its fifth only.
  { sign: '|<', traced: /\|<[2-9]>\|(?![^\n]*\balert\[2\|[^\n]*\bwas received)/i },
  // GnuTLS would block and is asked again.
  { sign: 'non-fatal error', traced: /^[^\n]{0,60}\bnon-fatal error: / },
  // Emacs shows GnuTLS' own, and what it does itself.
  {
    sign: 'gnutls.c: [',
    traced: /^gnutls\.c: \[\d\] (?![^\n]{0,200}\b(?:fatal|verification|alert|failed|error)\b)/i,
  },
  { sign: '|2| ', traced: /\b[a-z]\w{1,40}\.c:\d{1,6}: \|[2-9]\|/ },
  // Java's javax.net.debug; a fatal alert is an ERROR (SEVERE) there.
  { sign: 'javax.net.ssl|', traced: /^javax\.net\.ssl\|(?:ALL|TRACE|DEBUG|FINE|INFO|WARNING)\|/ },
  // socat: debug, info, notice; then warnings, errors and what is fatal.
  { sign: ' socat[', traced: /^\d{4}\/\d\d\/\d\d [\d:.]{8,15} socat\[\d{1,10}\] [DIN] / },
  // stunnel writes syslog's levels: 5 notice, 6 info, 7 debug.
  // What its patience ended it tells as one more step.
  {
    sign: ' LOG',
    traced: /^\d{4}\.\d\d\.\d\d [\d:]{8} LOG[5-7]\[\w{1,10}\]: (?![^\n]{0,80}\bTIMEOUT\w{4,7} exceeded)/,
  },
  // Debian calls it by its own name and in small letters.
  {
    sign: ' sendEmail[',
    traced: / sendEmail\[\d{1,10}\]: (?:DEBUG => |(?:INFO|SUCCESS|NOTICE) => (?!Sending:|Received:))/,
  },
  {
    sign: ' sendemail[',
    traced: / sendemail\[\d{1,10}\]: (?:DEBUG => |(?:INFO|SUCCESS|NOTICE) => (?!Sending:|Received:))/,
  },
  // Perl's IO::Socket::SSL and wolfSSL tell of every step, and of what failed in plain words.
  {
    sign: 'IO/Socket/SSL.pm:',
    traced: /^DEBUG: [\w./]{0,60}IO\/Socket\/SSL\.pm:\d{1,6}: (?!fatal|(?:local|global) error: (?!SSL wants))/,
  },
  { sign: ': call Net::SSLeay::', traced: /^: (?!fatal|(?:local|global) error: (?!SSL wants))/ },
  { sign: 'wolfSSL ', traced: /^wolfSSL (?:Entering|Leaving) / },
  // Go's slog, with the place in the source.
  { sign: ' level=INFO source=', traced: /^time=\S{20,40} level=(?:DEBUG|INFO) source=[\w./-]{1,60}\.go:\d{1,6} / },
  // What a Prometheus exporter measured, and says of each measure.
  {
    sign: 'probe_',
    traced: /^(?:# (?:HELP|TYPE) [a-z]\w{2,80} |[a-z]\w{2,80}(?:\{[^\n]{0,1000}\})? -?[\d.e+-]{1,30}$)/,
  },
  // ESP Mail Client: what it does, and its warnings.
  { sign: 'ESP Mail Client', traced: /^(?:> C: (?!ESP Mail)|! W: )/ },
  // Nmap's socket library, of which ncat shows the events.
  {
    sign: 'nsock',
    traced: /^(?:NSOCK INFO \[|libnsock )(?![^\n]*\b(?:error|failed|timeout|eof)\b)/i,
  },
]

const MOST_LINES = 8_000

/** The text without the records of a trace, and without the blocks that belong to them; empty where the text holds nothing else. */
export function withoutTraceRecords(text: string): string {
  const grades = GRADES.filter(({ sign }) => text.includes(sign))
  if (grades.length === 0) return text
  const kept: string[] = []
  let inBlock = false
  for (const line of text.split('\n', MOST_LINES)) {
    if (inBlock) {
      inBlock = line !== ')'
      continue
    }
    const at = startOfRecord(line, grades)
    // Java sets what it shows behind such a record, and a `)` on a line of its own ends it.
    inBlock = at !== -1 && line.endsWith(' (')
    if (at !== 0) kept.push(at === -1 ? line : line.slice(0, at))
  }
  return kept.join('\n').trim()
}

/** Where a record of the trace begins in the line, behind what a program left there without a line's end; −1: none does. */
function startOfRecord(line: string, grades: readonly Grades[]): number {
  for (const { traced } of grades) {
    const at = traced.exec(line.slice(0, 4_000))?.index
    if (at !== undefined) return at
  }
  return -1
}
