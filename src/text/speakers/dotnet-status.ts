/**
 * How .NET's SmtpClient names a reply code (`SmtpStatusCode`, the resources of System.Net.Mail): the phrase stands before the server's own words, the code nowhere.
 * They are those of RFC 5321 §4.2.3.
 */
const PHRASES: readonly (readonly [phrase: string, code: number])[] = [
  ['service not available, closing transmission channel', 421],
  ['error in processing', 451],
  ['insufficient system storage', 452],
  ['client does not have permission to submit mail', 454],
  ['syntax error, command unrecognized', 500],
  ['syntax error in parameters or arguments', 501],
  ['command not implemented', 502],
  ['bad sequence of commands', 503],
  ['command parameter not implemented', 504],
  ['user not local; please try a different path', 551],
  ['exceeded storage allocation', 552],
  ['mailbox name not allowed', 553],
  ['transaction failed', 554],
]
const SERVER_SAID = /([^\n]{3,200}?)\.?\s{0,2}\bthe server response was\s?:/i

/** The code that the phrase before the server's words stands for, or undefined where it is another's. */
export function codeOfStatus(text: string): number | undefined {
  const before = SERVER_SAID.exec(text)?.[1]?.toLowerCase()
  return before === undefined ? undefined : PHRASES.find(([phrase]) => before.endsWith(phrase))?.[1]
}
