/** An end of a sentence, behind which another begins. A status or an address is no end. */
const SENTENCE_END = /(?<=[\p{L})"'\]]{2}[.!;]|\n)\s*(?=\p{L})/u

const ACCUSED =
  '(?:(?:an? |the |any |our |considered |regarded |classified |treated |judged |found |seen |taken |deemed |been |to be |as |for |on |in |public |of )*(?:spam(?:mers?|ming)?|(?:black|block|deny)[ -]?lists?|(?:black|block)[ -]?listed|blocked|infected|virus(?:es)?|malware|malicious|full|over quota|quota)|(?:the )?(?:reason|cause|fault)\\b|(?:nothing )?to do with)'

/** `This is no blacklist`, `your message was not found to be infected`: what is expressly not held against anybody is no reason. */
const CLEARED = new RegExp(
  `\\b(?:(?:is|are|was|were|be|been|has|have|had|does|do|did)(?: (?:not|never|neither|no|nothing)|n't) ${ACCUSED})`,
  'i',
)

/** `If you are a customer, …`: what some of those who read it may do about it. */
const CONDITION =
  /^(?:if (?:you(?:'re|r)?|this|the)|should you|customers? (?:should|must|can|may)|in case you)\b(?=[^.!\n]{0,200}(?:, |\b(?:please|contact|should|must|can|may)\b))/i

/**
 * A refusal of several sentences without those that hold nothing against anybody: what is denied, and what is advised on a condition. The first
 * sentence stays in any case. Undefined when nothing is left out.
 */
export function verdictAlone(text: string): string | undefined {
  if (!/[.!;\n]/.test(text)) return undefined
  const [first = '', ...rest] = text.split(SENTENCE_END)
  const kept = rest.filter((sentence) => !CLEARED.test(sentence) && !CONDITION.test(sentence))
  return kept.length === rest.length ? undefined : [first, ...kept].join(' ')
}
