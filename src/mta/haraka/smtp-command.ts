/** Commands in the words that readers of replies know. */
const NAMES: Readonly<Record<string, string>> = {
  EHLO: 'EHLO',
  HELO: 'HELO',
  LHLO: 'LHLO',
  STARTTLS: 'STARTTLS',
  AUTH: 'AUTH',
  MAIL: 'MAIL FROM',
  RCPT: 'RCPT TO',
  DATA: 'DATA',
  '.': 'end of DATA',
}

/** The command that a line of the protocol sends; empty for anything else. */
export function saidCommand(line: string): string {
  const verb = /^(?:[A-Z]{4,8}|\.$)/.exec(line.slice(0, 20))?.[0] ?? ''
  return NAMES[verb] ?? ''
}
