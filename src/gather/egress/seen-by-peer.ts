import { readAddress } from '../../domain/address.ts'
import { isPositive, type Reply } from '../../domain/reply.ts'

const ADDRESS = String.raw`\[?(?:ipv6:)?([0-9a-f:.]{3,45})\]?`

/** Words before an address that make it the client's, in EHLO answers and in refusals. */
const OURS = [
  // 250 host Hello name [192.0.2.1], pleased to meet you — the address may also stand in parentheses or alone.
  new RegExp(String.raw`^\S*\s*(?:hello|hi|greetings|welcome)\b[^[(]*[[(]\s*${ADDRESS}`, 'i'),
  new RegExp(String.raw`\bhello\s+${ADDRESS}(?:\s|,|$)`, 'i'),
  new RegExp(String.raw`\bat your service,\s*${ADDRESS}`, 'i'),
  new RegExp(
    String.raw`\b(?:your (?:ip(?: address)?|host|server|address)|client (?:host|ip(?: address)?|address)|sending (?:ip|host|mta|server)(?: address)?|(?:connections?|mails?|e-?mails?|messages?) from(?: your)?(?: ip(?: address)?| host)?)\s*(?:is|of|:|=|\()?\s*(?:[\w.-]+\s)?${ADDRESS}`,
    'i',
  ),
]

/**
 * The address of ours that the peer says it sees: in the first line of its answer to EHLO (`Hello x [192.0.2.1]`), or in a refusal
 * (`Client host [192.0.2.1] blocked`). An address that we gave ourselves as EHLO name, and the peer's own, are not news.
 */
export function seenByPeer(
  reply: Reply,
  known: { readonly ehloName: string; readonly peerAddress: string },
): string | undefined {
  const lines = isPositive(reply) ? reply.lines.slice(0, 1) : reply.lines.slice(0, 10)
  const given = known.ehloName.replace(/^\[(?:ipv6:)?(.*)\]$/i, '$1').toLowerCase()
  for (const line of lines) {
    for (const pattern of isPositive(reply) ? OURS.slice(0, 3) : OURS) {
      const address = readAddress((pattern.exec(line.slice(0, 1_000))?.[1] ?? '').replace(/[.:]$/, ''))
      if (address !== undefined && address !== known.peerAddress && address !== readAddress(given)) return address
    }
  }
  return undefined
}
