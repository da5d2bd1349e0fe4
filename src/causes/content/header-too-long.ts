import { defineCause } from '../../domain/cause.ts'
import { sh } from '../../domain/lever.ts'
import { shapeOf } from '../../domain/plan/message-shape.ts'
import type { SessionPlan } from '../../domain/plan/session-plan.ts'
import { deathClue, provesIf, toldClue } from '../shared/clue.ts'
import { isCut } from '../shared/outcomes.ts'
import { twoSessions } from '../shared/questions.ts'
import { peerName, postmasterOf } from '../shared/receiver-name.ts'
import { askFor } from '../shared/remedies.ts'
import { nearestDeaths } from '../shared/sessions.ts'
import { saidByPeer } from '../shared/told.ts'
import { DECISIVE, STRONG } from '../shared/weights.ts'

/** The words name this cause; they are also a complaint about the format, which is the wider reading. */
const SAID_EXACTLY = DECISIVE + 1.5
/** RFC 5322 §2.1.1. */
const LINE_LIMIT = 998

export default defineCause({
  id: 'content/header-too-long',
  title: 'The headers of the message are longer than the receiver or a firewall takes',
  locus: 'receiver',
  stages: ['body', 'dot'],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same message without its longest header line',
  explanation: `\`References:\`, DKIM, ARC and TNEF headers grow with every reply. Firewalls that inspect mail (ASA: 998 octets) drop the connection, Exchange answers that the header is too long. Only
this message or thread fails.

**Look-alikes.** A size limit strikes at megabytes, this one at kilobytes.`,
  references: ['RFC 5322 §2.1.1'],
  needs: ['smtp.session', 'symptom'],
  weigh(evidence) {
    const dead = nearestDeaths(evidence['smtp.session'], ['body', 'dot']).filter(
      ({ fact }) => hasLongHeader(fact.plan) && (isCut(fact.death.outcome) || fact.death.outcome.kind === 'silent'),
    )
    const said = saidTooLong(evidence)
    return [
      ...toldClue(said, SAID_EXACTLY, 'the receiver says that a header is too long', {
        stage: 'dot',
        ...provesIf(said.every(({ fact }) => fact.speaker === 'peer')),
      }),
      ...deathClue(
        dead,
        STRONG,
        `the message has a header line of more than ${LINE_LIMIT} octets, and the connection ended in it`,
      ),
    ]
  },
  experiments(evidence, { maySend }) {
    const dead = nearestDeaths(evidence['smtp.session'], ['body', 'dot']).find(({ fact }) => hasLongHeader(fact.plan))
    if (dead?.fact.plan.message?.raw === undefined || !maySend) return []
    const { plan } = dead.fact
    return [
      twoSessions(
        {
          name: 'short headers',
          question: 'Does the same message pass without its long header lines?',
          varied: `header lines of more than ${LINE_LIMIT} octets left out`,
        },
        {
          fails: { name: 'as it is', plan },
          lives: { name: 'short headers', plan: withoutLongHeaders(plan) },
        },
      ),
    ]
  },
  locusOr: (evidence) => (saidTooLong(evidence).length > 0 ? undefined : 'path'),
  remedies(evidence) {
    const host = peerName(evidence)
    const isSaid = saidTooLong(evidence).length > 0
    return [
      {
        title: 'Shorten the headers',
        applies: 'needs-values',
        steps: [
          sh(
            `awk '/^\\r*$/ {exit} /^[^ \\t]/ {name = $1} {size[name] += length($0) + 1} END {for (name in size) print size[name], name}' message.eml | sort -rn | head`,
            'the longest headers of the message, in octets',
          ),
          {
            kind: 'note',
            text: 'References grows with each reply: a new thread starts it anew. Long lists of recipients go into Bcc or a mailing list. Outlook: HTML instead of RTF (TNEF).',
          },
        ],
      },
      askFor(
        'Ask the receiver for a higher limit',
        isSaid ? postmasterOf(evidence) : `${postmasterOf(evidence)}, and whoever runs the firewall before it`,
        isSaid
          ? `${host} refuses a message of ours for the length of its headers, with the reply below. Please raise the limit (Sendmail: MaxHeadersLength; Postfix: header_size_limit; Exchange: MaxHeaderSize of the receive connector).`
          : `Messages with long header lines make the connection to ${host} end (Cisco ASA: policy-map type inspect esmtp, match header line length). Please raise or remove the limit.`,
      ),
    ]
  },
})

/** The receiver's words for it. */
function saidTooLong(evidence: Parameters<typeof saidByPeer>[0]): ReturnType<typeof saidByPeer> {
  return saidByPeer(evidence, {
    symptoms: ['content.format', 'content.size', 'policy.other', 'unknown'],
    orUnattributed: true,
    words:
      /headers? .{0,40}(\b(too|very|[a-z]{4,14}ly) (long|large|big)\b|exceed|longer than|larger than)|(too (long|large|many octets)|excessive|[a-z]{4,14}ly (long|large)).{0,30}header/i,
  })
}

function headerOf(raw: string): { readonly header: string; readonly body: string } {
  const end = /\r?\n\r?\n/.exec(raw)
  return end === null ? { header: raw, body: '' } : { header: raw.slice(0, end.index), body: raw.slice(end.index) }
}

function hasLongHeader({ message }: SessionPlan): boolean {
  return (shapeOf(message)?.longestHeaderLineBytes ?? 0) > LINE_LIMIT
}

/** Long lines go, with the continuation lines that belong to them. */
function withoutLongHeaders(plan: SessionPlan): SessionPlan {
  const { header, body } = headerOf(plan.message?.raw ?? '')
  const fields = header.split(/\r?\n(?![ \t])/)
  const kept = fields.filter((field) => !field.split('\n').some((line) => line.length > LINE_LIMIT))
  return { ...plan, message: { ...plan.message, raw: `${kept.join('\r\n')}${body}` } }
}
