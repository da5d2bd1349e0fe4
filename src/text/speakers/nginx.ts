import { namedPeer } from '../endpoints.ts'
import type { Grammar } from '../grammar.ts'
import { readSystemError } from '../system-errors.ts'
import type { SpeakerReading } from '../text-reading.ts'
import { wordsOf } from '../words.ts'
import { handshakeReading } from './handshake-reading.ts'

/**
 * A line of nginx's mail proxy or of its stream module: `2024/03/11 10:12:13 [error] 31#31: *7 what, while doing what, client: …, server: address:port,
 * login: "…", upstream: address:port` (ngx_mail_log_error, ngx_stream_log_error). Of a web server's line the server is a name without a port, and a
 * request stands behind it.
 */
const LINE =
  /\d{1,8}#\d{1,8}: \*\d{1,12} ([^\n]{1,4000}?) while ([\w ]{3,60}), client: (\S{2,60}?)(?::\d{1,5})?, server: \S{2,60}:\d{1,5}\b([^\n]{0,1000})/
const UPSTREAM = /\bupstream: "?(\[[\da-f:.]{2,45}\]|[\d.]{7,15}):(\d{1,5})/i
const SAID = /^upstream sent invalid response: "([45]\d\d[^\n]{1,2000})"$/

/** nginx in front of mail servers: it shakes hands with clients, and with the server behind it. */
export const nginx: Grammar = {
  name: 'nginx',
  signs: [', client: '],
  read({ raw }) {
    const found = LINE.exec(raw)
    if (found === null) return undefined
    const [, what = '', doing = '', client = '', fields = ''] = found
    if (/, request: "/.test(fields)) return undefined
    const isUpstream = /upstream/.test(doing) || what.startsWith('upstream ')
    const upstream = UPSTREAM.exec(fields)
    const at = isUpstream
      ? upstream === null
        ? {}
        : { address: (upstream[1] ?? '').replaceAll(/[[\]]/g, ''), port: Number(upstream[2]) }
      : namedPeer(`[${client}]`)
    const said = SAID.exec(what)?.[1]
    if (said !== undefined) return { speaker: 'peer', voice: 'peer', rule: 'nginx/upstream', said, ...at }
    const ours = { speaker: 'us', voice: 'library', ...at } as const
    if (/\bSSL\b/.test(doing)) return handshakeReading(what, { ...ours, rule: 'nginx/handshake' })
    const error = readSystemError(wordsOf(what), /^connecting\b/.test(doing))
    return error === undefined
      ? undefined
      : ({ ...ours, ...error, rule: `nginx/${error.rule}` } satisfies SpeakerReading)
  },
}
