import type { Grammar } from '../../grammar.ts'
import { client } from './client.ts'
import { names } from './names.ts'
import { service } from './own-services.ts'
import { postscreen } from './postscreen.ts'
import { refused, server } from './server.ts'
import { tls } from './tls.ts'

/** Postfix smtp(8), smtpd(8), tls and postscreen: smtp_trouble.c, smtp_proto.c, smtp_connect.c, smtp_addr.c, smtpd.c. */
export const postfix: Grammar = {
  name: 'postfix',
  signs: [
    'milter',
    'problem talking to ',
    ' from [',
    'dnsbl',
    'non-smtp command',
    'my own hostname',
    'dict_',
    'lookup',
    'database',
    'does not resolve to address',
    'reject: ',
    'reject_warning: ',
    'sasl',
    'private/',
    'lost connection',
    'conversation with',
    'said',
    'refused to',
    'connect to',
    'tls',
    'ssl_',
    ' after ',
    'pregreet',
    'limit exceeded',
    'loops back',
    'nullmx',
    'name service',
    'numeric domain name',
    'not found',
    'look up host',
    'unknown',
    'transport',
    'command',
    'maildir',
    'mailbox',
    'local data',
    'output file',
    'certificate',
    'dnssec',
    'tlsa',
    'mail system config',
    'address syntax',
  ],
  read(words, hints) {
    return (
      service(words, hints) ??
      refused(words) ??
      postscreen(words) ??
      client(words) ??
      tls(words) ??
      server(words) ??
      names(words)
    )
  },
}
