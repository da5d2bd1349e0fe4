import type { Rule } from '../rule.ts'
import { ACCESS_RULES } from './access.table.ts'
import { GREYLIST_RULES } from './greylist.table.ts'
import { IDENTITY_RULES } from './identity.table.ts'
import { LIMIT_RULES } from './limits.table.ts'
import { MESSAGE_RULES } from './message.table.ts'
import { COMMAND_RULES, SESSION_RULES } from './protocol.table.ts'
import { RECIPIENT_RULES } from './recipient.table.ts'
import { REPUTATION_RULES } from './reputation.table.ts'
import { SENDER_RULES } from './sender.table.ts'
import { SIZE_RULES } from './size.table.ts'
import { TROUBLE_RULES } from './trouble.table.ts'
import { VERDICT_RULES } from './verdict.table.ts'

/** In the order in which they are asked; the name is the first half of a rule's. */
export const GENERAL_RULES: readonly (readonly [string, readonly Rule[]])[] = [
  ['access', ACCESS_RULES],
  ['limits', GREYLIST_RULES],
  ['limits', LIMIT_RULES],
  ['limits', SIZE_RULES],
  ['message', VERDICT_RULES],
  ['sender', IDENTITY_RULES],
  ['sender', REPUTATION_RULES],
  ['sender', SENDER_RULES],
  ['recipient', RECIPIENT_RULES],
  ['message', MESSAGE_RULES],
  ['message', SESSION_RULES],
  ['message', TROUBLE_RULES],
  ['message', COMMAND_RULES],
]
