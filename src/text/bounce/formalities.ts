/** What a report says of every mail: promises to go on, advice, and the original's subject, which may hold any words. */
const FORMALITIES: readonly RegExp[] = [
  /^(?:- )?(?:no action is (?:required|needed|necessary)|there is no need to|you (?:do not|don'?t) need to|do not (?:re)?send|(?:please )?do not reply)\b[^.]{0,300}\.?/i,
  /^(?:- )?(?:(?:delivery )?attempts(?: to deliver)?|we|the (?:server|system|mail(?:er| system)?)|it|delivery) will (?:continue|keep|be retried|be attempted|try again)\b[^.]{0,300}\.?/i,
  // qmail says so of every refusal: it did not wait until it gave up.
  /^(?:this is a permanent error; i'?ve given up|sorry it didn'?t work out)\b[^.]{0,40}\.?/i,
  /^(?:eventually|if (?:the|this|your) (?:message|mail|delivery|problem)|this (?:warning|message|notice) (?:may|will)|you will (?:be|receive))\b[^.]{0,400}\.?/i,
]

/** A full stop and the beginning of another sentence; a line that ends in one word does not end its sentence, and Sendmail's three dots end none. */
const SENTENCE = /(?<=[.!?])(?<!\.\.\.)\s+(?=[A-Z])/

/** The report's sentences about what befell the mail. */
export function withoutFormalities(report: string): string {
  return report
    .split(/\n[ \t]*\n/)
    .map((paragraph) =>
      paragraph
        .split(SENTENCE)
        .map((sentence) => sentence.split('\n').map(withoutSubject).join('\n'))
        .filter((sentence) => !FORMALITIES.some((form) => form.test(sentence.trim().replaceAll(/\s+/g, ' '))))
        .join('\n'),
    )
    .join('\n\n')
    .trim()
}

function withoutSubject(line: string): string {
  return /^\s{0,8}(?:with )?(?:the )?subject(?: of (?:the|your) (?:message|mail))? ?(?:is|was)? ?:/i.test(line)
    ? ''
    : line
}
