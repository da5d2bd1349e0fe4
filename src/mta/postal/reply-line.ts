/** A reply with all its lines in one: `550-5.1.1 a\n550 5.1.1 b` → `550 5.1.1 a b`. */
export function replyLine(reply: string): string {
  const [first = '', ...others] = reply.trimEnd().split(/\r?\n */)
  const rest = others.map((line) => line.replace(/^\d{3}[ -](?:[245]\.\d{1,3}\.\d{1,3}(?: |$))?/, '').trim())
  return [first.replace(/^(\d{3})-/, '$1 '), ...rest].join(' ').trimEnd()
}
