import type { Stage } from '../../../domain/stage.ts'
import { stageOfCommand } from '../../stage-words.ts'

/** What the client had said last, so what it was waiting for or about to say. */
export function afterCommand(command: string): Stage | undefined {
  const word = command.toUpperCase()
  if (word === 'CONNECT') return 'banner'
  if (word === 'END-OF-MESSAGE') return 'dot'
  if (word === 'DATA' || word === 'BDAT') return 'body'
  if (word === 'STARTTLS') return 'tls'
  if (word === 'RSET' || word === 'NOOP' || word === 'UNKNOWN') return 'idle'
  return stageOfCommand(word)
}
