import { endpointText } from '../../domain/endpoint.ts'
import type { Evidence } from '../../domain/evidence.ts'
import type { SmtpSession } from '../../domain/facts/smtp-facts.ts'
import { outcomeText } from '../outcome-text.ts'
import { rungsOf } from '../rungs.ts'
import { html, type Markup } from './escape.ts'

const ROW = 46
const LEFT = 150
const RIGHT = 610

/** The session as a ladder between two life lines; the last rung is the point of death. */
export function ladderDrawing(session: SmtpSession, evidence: Evidence): Markup {
  const steps = rungsOf(session, evidence, session.death)
  const height = 60 + steps.length * ROW
  const rungs = steps.map(({ step, kind }, index) => {
    const y = 56 + index * ROW
    const fatal = kind === 'fatal'
    const end = fatal && step.outcome.kind !== 'reply' ? (LEFT + RIGHT) / 2 : RIGHT
    return html`<text x="${LEFT - 12}" y="${y + 4}" text-anchor="end" class="${fatal ? 'bad' : 'soft'}"
        >${step.stage}</text
      >
      <line x1="${LEFT}" y1="${y}" x2="${end}" y2="${y}" ${fatal ? RED : undefined} />
      <text x="${LEFT + 10}" y="${y - 5}">${shorten(step.said, 58)}</text>
      <text x="${LEFT + 10}" y="${y + 15}" class="${fatal ? 'bad' : 'soft'}"
        >${shorten(outcomeText(step.outcome, 120), 62)}</text
      >
      ${fatal ? cross(end, y) : undefined}`
  })
  return html`<svg viewBox="0 0 760 ${height}" role="img" aria-label="The session, stage by stage">
    <text x="${LEFT}" y="20" text-anchor="middle">our side</text>
    <text x="${RIGHT}" y="20" text-anchor="middle">${shorten(endpointText(session.endpoint), 40)}</text>
    <line x1="${LEFT}" y1="28" x2="${LEFT}" y2="${height - 8}" />
    <line x1="${RIGHT}" y1="28" x2="${RIGHT}" y2="${height - 8}" />
    ${rungs}
  </svg>`
}

const RED: Markup = { markup: 'class="badline"' }

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
