import { defineCause, type Clue } from '../../domain/cause.ts'
import { note, sh } from '../../domain/lever.ts'
import { isDrop } from '../../domain/outcome.ts'
import { shapeOf } from '../../domain/plan/message-shape.ts'
import type { MessagePlan } from '../../domain/plan/session-plan.ts'
import { deathClue } from '../shared/clue.ts'
import { twoSessions } from '../shared/questions.ts'
import { deaths } from '../shared/sessions.ts'
import { times } from '../shared/weights.ts'

const STAGES = ['body', 'dot'] as const
/** RFC 5321 §4.5.3.1.6: a text line has at most 1000 octets, its CRLF included. */
const LONGEST_LINE = 998

function linesOf(raw: string): readonly string[] {
  return raw.split(/\r?\n/)
}

/** Lines over the limit in the body, or NUL octets, in a message that was given as it stands. A long header is `content/header-too-long`. */
function isOdd(message: MessagePlan | undefined): boolean {
  return shapeOf(message)?.nul === true || longestLine(message) > LONGEST_LINE
}

function longestLine(message: MessagePlan | undefined): number {
  const shape = shapeOf(message)
  return shape?.longestBodyLineBytes ?? shape?.longestLineBytes ?? 0
}

/** Half of the limit: servers whose buffers are smaller than RFC 5321 wants have 512 or 900 octets, and live with this. */
const SHORT_LINE = 500
const SHORT_LINES = new RegExp(`[^]{1,${SHORT_LINE}}`, 'g')

/** What of the two a message holds is what the tame one is without; where it holds both, both go, and the words say so. */
function taming(message: MessagePlan): { readonly change: string; readonly varied: string } {
  const short = `lines of at most ${SHORT_LINE} octets`
  if (longestLine(message) <= LONGEST_LINE) return { change: 'without NULs', varied: 'NUL octets left out' }
  return shapeOf(message)?.nul === true
    ? { change: 'with short lines and without NULs', varied: `${short}, and NUL octets left out: it minds one or both` }
    : { change: 'with short lines', varied: short }
}

/** The same octets, with long lines of the body cut and NULs left out. */
function tamed(raw: string): string {
  const lines = linesOf(raw.replaceAll('\u0000', ''))
  const header = lines.indexOf('')
  return lines
    .flatMap((line, at) => (at > header && line.length > LONGEST_LINE ? (line.match(SHORT_LINES) ?? []) : [line]))
    .join('\r\n')
}

export default defineCause({
  id: 'protocol/long-line-or-nul-intolerance',
  title: 'The receiver, or a box before it, ends the session at an overlong line or a NUL octet',
  locus: 'receiver',
  stages: [...STAGES],
  persistence: 'until-fixed',
  prior: -3,
  decidedBy: 'the same message in short lines without a NUL octet',
  explanation: `RFC 5321 allows lines of 1000 octets, and no NUL. Some servers and inspecting firewalls close the connection at a longer line, or at a NUL,
instead of refusing the message, so that the same message dies for ever.

**Look-alikes.** Another message of the same size passes, so it is no size limit; a content scanner minds words, not line lengths.`,
  references: ['RFC 5321 §4.5.3.1.6', 'RFC 5322 §2.1.1', 'https://github.com/Exim/exim/wiki/Q0017'],
  needs: ['smtp.session'],
  alternatives: [{ cause: 'content/content-scanner-drop', decidedBy: 'the same words in short lines' }],
  weigh(evidence) {
    const dead = deaths(evidence['smtp.session'], STAGES, isDrop).filter(({ fact }) => isOdd(fact.plan.message))
    const longest = Math.max(0, ...dead.map(({ fact }) => longestLine(fact.plan.message)))
    const clues: Clue[] = [
      ...deathClue(
        dead,
        times(15),
        longest > LONGEST_LINE
          ? `the session died on a message with a line of ${longest} octets`
          : 'the session died on a message with NUL octets',
      ),
    ]
    return clues
  },
  experiments(evidence, { maySend }) {
    const failed = deaths(evidence['smtp.session'], STAGES, isDrop).find(({ fact }) => isOdd(fact.plan.message))
    const message = failed?.fact.plan.message
    if (failed === undefined || message?.raw === undefined || !maySend) return []
    const { plan } = failed.fact
    const { change, varied } = taming(message)
    return [
      twoSessions(
        {
          name: 'tamed message',
          question: `Does the same message pass ${change}?`,
          varied,
        },
        {
          fails: { name: 'as it stands', plan },
          lives: { name: change, plan: { ...plan, message: { ...message, raw: tamed(message.raw) } } },
        },
      ),
    ]
  },
  locusOr: () => 'path',
  remedies(evidence) {
    const message = deaths(evidence['smtp.session'], STAGES, isDrop).find(({ fact }) => isOdd(fact.plan.message))?.fact
      .plan.message
    const longest = longestLine(message)
    const found = [
      ...(longest > LONGEST_LINE ? [`a line of ${longest} octets`] : []),
      ...(shapeOf(message)?.nul === true ? ['NUL octets'] : []),
    ]
    return [
      {
        title: 'Encode the message so that no line is longer than 998 octets and none holds a NUL',
        applies: 'needs-values',
        steps: [
          note(
            `${found.length === 0 ? '' : `This one has ${found.join(' and ')}. `}Applications: Content-Transfer-Encoding quoted-printable or base64 for every part (nodemailer does so by itself; for raw messages it cannot). Exim refuses such messages by \`message_linelength_limit\`; Postfix takes NULs out of new ones by \`message_strip_characters = \\0\`.`,
          ),
          sh(
            'postconf smtp_line_length_limit',
            'Postfix as it comes breaks lines at 998 octets itself, which spoils DKIM signatures; at 0 it sends them as they are',
          ),
        ],
      },
    ]
  },
})
