import { shapeOf } from '../../../domain/plan/message-shape.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import { messageBytes } from '../../shared/message-bytes.ts'
import { withMessageSize } from '../../shared/variants.ts'

/** RFC 5322 §2.1.1. */
const LINE_LIMIT = 998
/** Fields that a server reads as grammar, and not as content. */
const STRUCTURE = /^(from|to|cc|date|message-id|mime-version|content-[a-z-]{1,40}):/i

/**
 * Another content at the same size: plain text; where the shape of the message is unusual, too (long lines, NULs, bare line feeds), the same shape
 * with every letter masked, so that nothing but the words differs.
 */
export function withOtherContent(plan: SessionPlan): SessionPlan {
  const { message } = plan
  const shape = shapeOf(message)
  const odd = shape !== undefined && (shape.nul || shape.bareLf || shape.longestLineBytes > LINE_LIMIT)
  if (!odd || message?.raw === undefined) return withMessageSize(plan, messageBytes(plan))
  return { ...plan, message: { ...message, raw: masked(message.raw) } }
}

function masked(raw: string): string {
  let inHeader = true
  let keeps = false
  return raw
    .split('\n')
    .map((line) => {
      if (line === '' || line === '\r') inHeader = false
      if (!inHeader) return line.replace(/[a-z0-9]/gi, 'x')
      if (!/^[ \t]/.test(line)) keeps = STRUCTURE.test(line)
      if (keeps) return line
      const colon = line.indexOf(':')
      return line.slice(0, colon + 1) + line.slice(colon + 1).replace(/[a-z0-9]/gi, 'x')
    })
    .join('\n')
}
