import type { Grammar } from '../../grammar.ts'
import type { SpeakerReading } from '../../text-reading.ts'
import type { Words } from '../../words.ts'
import { closed, malformed, peer } from './client.ts'
import { names } from './names.ts'
import { listing } from './queue-listing.ts'
import { retry } from './retry.ts'
import { server } from './server.ts'
import { tls } from './tls.ts'

/** Exim's mainlog and bounces (spec chapter 52): `defer (-18)`, "SMTP error from remote mail server after …". */
export const exim: Grammar = {
  name: 'exim',
  signs: [
    'mtp error from',
    'remote host closed',
    'mtp timeout',
    'authenticator failed',
    ' rejected ',
    'smtp call from',
    'temporarily refused',
    'tls',
    '(ssl_',
    '(gnutls',
    '(certificate',
    'selfsigned one',
    'dane',
    'timeout',
    'disconnect',
    'connection',
    'retry',
    'failing for',
    'mx record',
    'unrouteable',
    'malformed address:',
    'host lookup',
    'defer (',
    'host ',
    'synchronization',
    'remote domains',
    'malformed smtp reply',
    'srv record',
    '*** frozen ***',
  ],
  read,
}

function read(words: Words): SpeakerReading | undefined {
  return (
    retry(words, read) ??
    peer(words) ??
    closed(words) ??
    malformed(words) ??
    tls(words) ??
    server(words) ??
    names(words) ??
    listing(words)
  )
}
