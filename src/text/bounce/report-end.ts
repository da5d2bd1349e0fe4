const ENDS: readonly RegExp[] = [
  /^-{2,}.{0,40}(?:copy of (?:the|your)|below this line|original message|unsent message|message header|header of the|returned message|undeliverable message|contains the)/i,
  /^\|?[-_=*]{3,}\s?(?:start of )?(?:the )?(?:original|returned|undelivered|unsent|forwarded|message text|text of|this is a copy|this is the)/i,
  /^(?:original message headers|original headers|original message follows|the original message (?:was (?!received)|follows|is)|message headers? follow|original mail as follows|old message:?$|the message you sent|your original message|included is a copy|here is (?:a copy|your)|original message (?:as received )?(?:is as )?follows|(?:the )?first \d{1,5} (?:lines|bytes|kb|characters) of)/i,
  /^-{2,}\s?(?:元のメッセージ|original|ursprüngliche|message d'origine|mensaje original)/i,
  /^content-type: (?:message\/rfc822|text\/rfc822-headers)/i,
]

/** A header begins. Some reports name their original by it before they say what became of it. */
const HEADER = /^(?:received: (?:from|by) \S|return-path: ?<|dkim-signature: |message-id: ?<|x-mailer: )/i

/** The report alone: what stands before the quoted original message. */
export function reportOnly(text: string): string {
  const lines = text.split('\n')
  let hasNamed = false
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').slice(0, 300).trim()
    if (at > 0 && line !== '' && (ENDS.some((end) => end.test(line)) || (HEADER.test(line) && hasNamed)))
      return lines.slice(0, at).join('\n')
    hasNamed ||= line.includes('@')
  }
  return text
}
