import type { Grammar } from '../grammar.ts'
import { speaksOfMail } from '../report/mail-matter.ts'

/**
 * A client's own proxy, through which it was to reach the server, and did not: the words of nodemailer's http-proxy-client, PySocks, java.net's
 * SocksSocketImpl and HttpConnectSocketImpl, Go's x/net/proxy, node's socks, curl and MailKit. What the proxy met behind it, it tells in a status at most.
 */
const UNREACHED = new RegExp(
  [
    String.raw`\binvalid response from proxy\b`,
    String.raw`\bproxy (?:socket |server )?connection (?:failed|refused|closed|timed out)`,
    String.raw`\bproxy (?:refused|rejected) (?:the )?connection\b`,
    String.raw`\berror connecting to (?:socks[45]?|http) proxy\b`,
    String.raw`\bcan't connect to socks proxy\b`,
    String.raw`\bunable to tunnel through proxy\b`,
    String.raw`\bconnect tunnel failed\b`,
    String.raw`\bproxy:? connect (?:to|for) \S{1,255}:? (?:was )?(?:refused|rejected|failed|denied|timed out)`,
    String.raw`\bopen failed: (?:connect failed|administratively prohibited)`,
    String.raw`\bgeneralproxyerror\b|\bproxyconnectionerror\b|\bproxyprotocolexception\b`,
    String.raw`\bsocks5?(?:auth)?error: `,
    String.raw`\bsocketexception: socks ?: `,
    String.raw`\b(?:general socks server failure|socks server general failure|malformed reply from socks server)\b`,
    String.raw`\bsocks[45]? (?:error|proxy rejected)\b`,
    String.raw`\bsocks connect \S{1,10} [^\n]{1,300}->`,
    String.raw`\b(?:cannot|can't) complete socks[45] connection\b`,
  ].join('|'),
  'i',
)
const SILENT = /\btimed? ?out\b/i

export const outboundProxy: Grammar = {
  name: 'outbound-proxy',
  signs: ['proxy', 'socks', 'connect tunnel', 'open failed: '],
  read(words) {
    const at = UNREACHED.exec(words.raw)
    // Of every program's proxy the words are the same.
    if (at === null || !speaksOfMail(words)) return undefined
    const isSilent = SILENT.test(words.raw.slice(at.index, at.index + 300))
    return {
      speaker: 'us',
      // Whatever ended it ended the line to the proxy: no refining of it tells of the server.
      voice: 'os',
      rule: 'outbound-proxy/unreached',
      symptom: isSilent ? 'connect.timeout' : 'connect.failed',
      stage: 'connect',
    }
  },
}
