import type { AutopsySession, EvidenceFrame, LadderStep } from '../../app/autopsy/document.ts'
import { printable } from '../../base/printable.ts'
import type { DiagnosisVerdict } from '../../domain/diagnosis.ts'
import type { Stage } from '../../domain/stage.ts'
import type { Paint } from '../../report/terminal/paint.ts'
import { hang } from '../../report/wrap.ts'

/** Where the session stood, in words. */
const PLACES: Record<Stage, string> = {
  dns: 'while the name was looked up',
  connect: 'while it was being opened',
  banner: 'before the greeting was complete',
  ehlo: 'at EHLO',
  starttls: 'at STARTTLS',
  tls: 'in the TLS handshake',
  auth: 'at AUTH',
  mail: 'at MAIL FROM',
  rcpt: 'at RCPT TO',
  data: 'at DATA',
  body: 'while the message was being sent',
  dot: 'while the answer to the whole message was due',
  idle: 'while nothing was asked',
  quit: 'at QUIT',
}

const ENDERS: Record<AutopsySession['endedBy'], string> = {
  client: 'by the client',
  server: 'by the server',
  middlebox: 'by a box on the path',
  path: 'on the path, which does not carry its packets',
  nobody: 'by nobody: it is still open when the capture stops',
  unknown: 'by whom cannot be told',
}

const RETRIES: Record<DiagnosisVerdict['persistence'], string> = {
  'passes-by-itself': 'A later retry helps.',
  'until-fixed': 'Retrying does not help until it is mended.',
  unknown: '',
}

/** One session: the verdict, what shows it, what else it may be and what decides, and how to see it in Wireshark. */
export function sessionText(session: AutopsySession, paint: Paint): string {
  const { verdict, frames, limits, alternatives } = session
  const lines = [
    nameOf(session),
    session.healthy ? paint.green(`  ${healthyTitle(session)}`) : paint.red(hang(titleOf(session), '  ', '  ')),
    ...(verdict === null ? [] : [hang(verdictLine(session, verdict), '  ', '  ')]),
    ...hiddenReply(session),
    ...sayings(frames).map(([says, numbers]) => hang(`${numbers}: ${says}`, '    ', '      ')),
    ...alternatives.map(({ cause, decidedBy }) =>
      hang(`or ${cause}; what decides: ${printable(decidedBy, 200)}`, '    ', '      '),
    ),
    ...(session.next === undefined || verdict?.standing === 'proven'
      ? []
      : [hang(`Next: ${sentence(printable(session.next, 400))}`, '  ', '    ')]),
    ...(limits.length === 0
      ? []
      : [hang(`Of this capture: ${limits.map((limit) => printable(limit, 200)).join('; ')}.`, '  ', '    ')]),
    ...(session.log ?? []).map(({ line, matchedBy }) =>
      hang(`log${matchedBy === 'port' ? '' : ' (by address and time)'}: ${printable(line, 500)}`, '    ', '      '),
    ),
    ...ladderText(session.ladder ?? []),
  ]
  if (session.healthy) return lines.join('\n')
  return [...lines, '  In Wireshark:', `    ${printable(session.displayFilter)}`, ...decidingFilter(frames)].join('\n')
}

/** Whose session, and when. */
export function nameOf({ client, server, startedAt }: AutopsySession): string {
  return `${printable(client)} → ${printable(server)}${startedAt === null ? '' : ` at ${startedAt}`}`
}

function healthyTitle({ endedBy }: AutopsySession): string {
  return endedBy === 'nobody' ? 'no sign of a failure; the capture stops while it is open' : 'healthy'
}

function titleOf({ verdict }: AutopsySession): string {
  return printable(verdict?.title ?? 'The packets do not name a cause')
}

function verdictLine({ stage, stageInferred, endedBy }: AutopsySession, verdict: DiagnosisVerdict): string {
  const inferred = stageInferred ? ' (read from the lengths of TLS records)' : ''
  return [
    `${verdict.cause ?? 'cause not known'} (${verdict.standing}).`,
    `Ended ${PLACES[stage]}${inferred}, ${ENDERS[endedBy]}.`,
    verdict.standing === 'possible' ? '' : RETRIES[verdict.persistence],
  ]
    .filter((part) => part !== '')
    .join(' ')
}

function sentence(text: string): string {
  return text.endsWith('?') ? text : `${text}.`
}

function hiddenReply({ hiddenReply: reply }: AutopsySession): readonly string[] {
  if (reply === undefined) return []
  return [hang(`The server answered, and the application never read it: “${printable(reply, 300)}”`, '  ', '    ')]
}

/** Each sentence once, behind the numbers of the packets that show it. */
function sayings(frames: readonly EvidenceFrame[]): readonly (readonly [string, string])[] {
  return [...Map.groupBy(frames, ({ says }) => says)].map(([says, its]) => [
    printable(says, 500),
    its.map(({ frame }) => `#${frame}`).join(' '),
  ])
}

function decidingFilter(frames: readonly EvidenceFrame[]): readonly string[] {
  const numbers = [...new Set(frames.map(({ frame }) => frame))]
  return numbers.length === 0 ? [] : [`    frame.number in {${numbers.join(', ')}}   (the packets that decide)`]
}

/** A pause that is worth a rung of its own. */
const LONG_PAUSE_MS = 2000
const ARROWS = { client: '→', server: '←', path: '⇠' } as const

function ladderText(steps: readonly LadderStep[]): readonly string[] {
  if (steps.length === 0) return []
  const rungs = steps.flatMap((step, index) => {
    const pauseMs = step.afterMs - (steps[index - 1]?.afterMs ?? step.afterMs)
    return [...(pauseMs >= LONG_PAUSE_MS ? [`${' '.repeat(23)}… ${(pauseMs / 1000).toFixed(1)} s`] : []), rung(step)]
  })
  return ['  Packets (→ client, ← server, * decides):', ...rungs]
}

function rung({ afterMs, from, frame, says, decides, count }: LadderStep): string {
  const number = `#${frame}`.padStart(7)
  const head = `  ${decides ? '*' : ' '}${number} ${afterMs.toFixed(1).padStart(9)} ms ${ARROWS[from]} `
  return hang(`${printable(says, 160)}${count > 1 ? ` (${count} packets)` : ''}`, head, ' '.repeat(head.length))
}
