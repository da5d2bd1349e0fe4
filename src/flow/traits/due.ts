import { saidGoodbye } from '../dialogue.ts'
import { mark, type Trait } from './trait.ts'

/** The session came to its end in order. */
export const goodbye: Trait = ({ dialogue }) => {
  if (!saidGoodbye(dialogue)) return undefined
  const quit = dialogue.said.findLast((said) => said.stage === 'quit')
  return mark('the client said QUIT and nothing else was unanswered', quit?.frame, quit?.answer?.frame)
}

/** A message was accepted and nothing was asked after it. */
export const deliveredAndDone: Trait = ({ dialogue, stage }) => {
  if (dialogue.messagesAccepted === 0 || dialogue.inBody) return undefined
  if (stage !== 'idle' && stage !== 'quit') return undefined
  const dot = dialogue.said.findLast((said) => said.stage === 'dot' && said.answer !== undefined)
  return mark('a message was accepted and nothing was asked after it', dot?.answer?.frame)
}

/** Everything the client asked was answered, and it owed the next word. */
export const nothingAsked: Trait = ({ waiting, stage, dialogue, opened }) =>
  opened && waiting === undefined && (stage === 'idle' || stage === 'quit') && !dialogue.inBody
    ? mark('every command was answered', dialogue.answers.at(-1)?.frame)
    : undefined

/** In the end everything has its answer, as far as the capture shows. */
export const nothingDue: Trait = ({ dialogue, limits }) =>
  dialogue.outstanding.length === 0 || limits.snapped
    ? mark('every command was answered in the end', dialogue.answers.at(-1)?.frame)
    : undefined

export const greetingDue: Trait = ({ waiting }) =>
  waiting?.verb === 'CONNECT' ? mark('the greeting was due') : undefined

/** Something the client asked has no answer. */
export const asked: Trait = ({ waiting, opened }) =>
  opened && waiting !== undefined
    ? mark(
        waiting.verb === 'CONNECT' ? 'the greeting is due' : `${waiting.text || waiting.stage} waits for an answer`,
        waiting.frame,
      )
    : undefined

export const inMessage: Trait = ({ stage, dialogue }) =>
  stage === 'body' ? mark('the message is on its way', dialogue.bodyFrame) : undefined

export const atDot: Trait = ({ stage, waiting }) =>
  stage === 'dot' ? mark('the end of the message waits for its answer', waiting?.frame) : undefined
