import { endpointText } from '../../domain/endpoint.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { ladderRows, UNBROKEN, type LadderRow } from '../ladder-rows.ts'
import { wrap } from '../wrap.ts'
import { html, type Markup } from './escape.ts'

const TOP = 56
const LEFT = 150
const RIGHT = 610
/** From one rung to the next, where its outcome takes one line. */
const ROW = 46
const LINE = 14
/** So many columns lie between the life lines. */
const COLUMNS = 62

/** The session as a ladder between two life lines, with the point of death; what came after it is dashed. */
export function ladderDrawing(session: SmtpSession, evidence: Evidence, death: SmtpSession['death']): Markup {
  let y = TOP
  const rungs = ladderRows(session, evidence, death).map((row) => {
    const lines = outcomeLines(row.text)
    const drawn = rungDrawing(row, lines, y)
    y += ROW + (lines.length - 1) * LINE
    return drawn
  })
  const height = y + 4
  return html`<svg viewBox="0 0 760 ${height}" role="img" aria-label="The session, stage by stage">
    <text x="${LEFT}" y="20" text-anchor="middle">our side</text>
    <text x="${RIGHT}" y="20" text-anchor="middle">${shorten(endpointText(session.endpoint), 40)}</text>
    <line x1="${LEFT}" y1="28" x2="${LEFT}" y2="${height - 8}" />
    <line x1="${RIGHT}" y1="28" x2="${RIGHT}" y2="${height - 8}" />
    ${rungs}
  </svg>`
}

function rungDrawing({ stage, kind, sign, answered, said }: LadderRow, lines: readonly string[], y: number): Markup {
  const isFatal = kind === 'fatal'
  const look = isFatal ? 'bad' : 'soft'
  const end = isFatal && !answered ? (LEFT + RIGHT) / 2 : RIGHT
  return html`<text x="${LEFT - 12}" y="${y + 4}" text-anchor="end" class="${look}">${sign} ${stage}</text>
    <line x1="${LEFT}" y1="${y}" x2="${end}" y2="${y}" ${LINES[kind]} />
    <text x="${LEFT + 10}" y="${y - 5}">${shorten(said, 58)}</text>
    ${lines.map(
      (line, index) => html`<text x="${LEFT + 10}" y="${y + 15 + index * LINE}" class="${look}">${line}</text>`,
    )}
    ${isFatal ? cross(end, y) : undefined}`
}

const LINES: Readonly<Record<LadderRow['kind'], Markup | undefined>> = {
  success: undefined,
  failed: undefined,
  fatal: { markup: 'class="badline"' },
  late: { markup: 'stroke-dasharray="4 4"' },
}

/** A word that is too long for a line is broken, for nothing in a drawing can be scrolled. */
function outcomeLines(text: string): readonly string[] {
  return wrap(text, COLUMNS)
    .flatMap((line) => line.match(new RegExp(`.{1,${COLUMNS}}`, 'gu')) ?? [''])
    .map((line) => line.replaceAll(UNBROKEN, ' '))
}

function cross(x: number, y: number): Markup {
  return html`<path
    d="M ${x - 7} ${y - 7} L ${x + 7} ${y + 7} M ${x - 7} ${y + 7} L ${x + 7} ${y - 7}"
    class="badline"
    stroke-width="2.5"
  />`
}

function shorten(text: string, columns: number): string {
  return text.length > columns ? `${text.slice(0, columns - 1)}…` : text
}
