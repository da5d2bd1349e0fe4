import { speaksOfMail } from './report/mail-matter.ts'
import { firstRule, rule } from './rule.ts'
import type { Rule } from './rule.ts'
import { foreignName } from './tongues/tongues.ts'
import type { Words } from './words.ts'

/** What resolvers, getaddrinfo() and MTAs say of names. Particular before general; these words are our own side's. */
const RESOLVER_WORDS: readonly Rule[] = [
  rule('null-mx', 'dns.nullmx', [
    'nullmx|null mx|null-mx|mx 0 . |does not accept mail nullmx|does not receive mail|host does not accept mail|domain does not accept mail|name server host not found|does not accept email nullmx',
  ]),
  rule('dnssec', 'dns.dnssec', ['dnssec', 'bogus|invalid|fail|validat|secure']),
  rule('malformed', 'dns.badreply', [
    'malformed or unexpected name server|malformed name server|unexpected name server reply|malformed dns|bad dns reply|dns message|formerr|eformerr|ebadresp',
  ]),
  rule('unusable', 'dns.badreply', [
    'dns reply|dns response|dns answer |dns packet',
    'truncat|unusable|garbled|malformed|broken|unparsable',
  ]),
  rule('try-again', 'dns.tempfail', [
    'no servers could be reached|not found try again|getaddrinfo failed try again|getaddrinfo try again| errno -3 try again|tryagain|temporary failure in name resolution|eai again|not found, try again',
  ]),
  // The resolver's own h_errno, behind its call.
  rule('call-again', 'dns.tempfail', ['gethostbyname|gethostbyaddr|getaddrinfo|res_query', 'try again|no recovery']),
  rule('lookup-timeout', 'dns.tempfail', [
    'lookup of|mx query|dns query|dnsquery|dns connectivity|dns resolution|name lookup|mx lookup|looking up|resolver|resolving',
    'timed out|timeout|times out|gave up|given up|giving up',
  ]),
  rule('silent', 'dns.tempfail', [
    ' dns | dns server|resolver|name server|nameserver',
    'not answer| t answer| t respond|no answer|not respond|no response|not repl|no reply| silent| unresponsive| mute',
  ]),
  // Said in so many words, whatever could not be connected to for want of them.
  rule('no-mx-class', 'dns.nomx', ['nomxhostfound|nomxrecordfound|no mx host found']),
  rule('no-mx-found', 'dns.nomx', ['no mx record', ' found| exist| for ']),
  rule(
    'no-mx',
    'dns.nomx',
    [
      'no a or aaaa|no aaaa or a|no aaaa record|no a record|no a/aaaa|no address record|no mx|no mail exchange|find a mail exchange|find any mail exchange|find any mail server|find a mail server for|find mail exchange|find the mail exchange|not have any mail exchange|not have a mail exchange|no valid mx|no usable mx|no mail server|neither mx|neither an mx|no mx or|inforecords|inforecord|infonorecords|no records|enodata|no data record|eai nodata|no address associated|valid name no data|no data of requested type|answer with no data|no relevant answers| 11004|mx record',
      'no |not |neither|enodata|nodata|infonorecords| 11004',
    ],
    // Whoever says `your domain` answers the sender.
    {
      none: 'your domain|reach|connect|contacted|mx answer|mx host answer|server answer| offer| support| accept|respond|answered in time|server is available|servers are available|server available',
    },
  ),
  // h_errno of res_query() and gethostbyname().
  rule('try-again', 'dns.tempfail', ['res query|res search|gethostbyname|h errno', 'try again|no recovery']),
  rule('no-data', 'dns.nomx', ['res query|res search|gethostbyname|h errno', 'no data|no address']),
  // IIS, event 4000.
  rule('unbound', 'dns.tempfail', ['bind to the destination server in dns']),
  // The response code of an answer without records: the name is there.
  rule('no-error', 'dns.nomx', [
    'not found noerror|not found no error|no records found noerror|no record found noerror',
  ]),
  rule('resolves-here', 'dns.nomx', ['host resolves loopback']),
  rule('no-address', 'dns.nomx', [
    ' host|domain|server| name',
    'without any address|without an address|has no address|have no address|has no ip address',
  ]),
  rule(
    'nothing-found',
    'dns.nomx',
    [
      ' lookup of | dns lookup | mx lookup | name lookup | lookup for ',
      ' gives no | gave no | yields no | yielded no | returned no | returns no | returned nothing | gave nothing | empty ',
    ],
    { none: 'timeout|timed out|servfail' },
  ),
  rule('no-mx-2', 'dns.nomx', [
    'mx ',
    'points to|point to|lookup|resolve|resolv|all|record|mx list|mx set',
    'no address|without any address|without an address|without address|no a record|127.0.0.1|loopback|localhost|private|invalid|empty|ip addresses could not|nonexistent|cname',
  ]),
  rule(
    'tempfail',
    'dns.tempfail',
    [
      'name try again|found try again|lookup try again|dns try again|mx try again|tryagain|eai again|lookup failed temporarily|temporary failure in name resolution|temporary dns|servfail|eservfail|server misbehaving|dns timeout|dns query failed|dns server returned|dns lookup fail|name server timeout|resolver failure|resolver failed|etimeout|erefused|name service error|name service unavailable|name service is|name service down|name resolution|domain name system|host name lookup failure|hostname lookup fail|domain lookup fail|dns failure|dns error|dns fail|dns lookup|dns problem|name lookup|lookup timed out|resolver error|unable to get mx|failed to get ips|failed to get mx|temporary lookup|lowest numbered mx|nameserver|name server| 11002| 11003|domain name lookup|unable to look up|unable to lookup|unable to resolve dns|name servers of|name server of|nameservers of',
      'try again|again|temporar|servfail|misbehav|timeout|timed out|refused|failed|failure|fail|error|unavailable|down|no answer|not answer|no response|not respond|etimeout|11002|11003|unable|tempor|problem',
    ],
    {
      none: 'host not found|no address found|nxdomain|enotfound|not exist|nonexist|no such|not found type| name or service not known',
    },
  ),
  rule(
    'nxdomain',
    'dns.nxdomain',
    [
      'host not found|no address found|could not find the host|couldn t find the host|cannot find the host|could not locate host|could not locate the host|cannot locate host|domain name not found|nxdomain|enotfound|no such host|name or service not known|nonexistentdomain|non-existent domain|nonexistent domain|nodename nor servname|unknownhost|unknown host|host unknown|getaddrinfo |could not resolve|couldn t resolve|cannot resolve host|can t resolve|could not be resolved|cannot be resolved|t be resolved|does not resolve|doesn t resolve|unable to resolve|not resolve the smtp|not resolve the mail server|not resolve the host|not resolve the server|name not found|eai noname| 11001|domain does not exist|domain doesn t exist|domain not found|no such domain|host or domain name|couldn t find any host|could not find any host|host name is unknown|no mail hosts for domain|address lookup failed for|address lookups failed|domain not exist|no existing domain|dns records for|unknown domain|does not exist in dns|not in the dns|t be found in dns|not be found in dns|cannot be found in dns|not in dns|not found in dns|hostnotfound|this host is unknown|bad destination host|bad destination system',
    ],
    // A file that is not found, and a client that has no name.
    { none: 'filenotfound|reverse dns host unknown' },
  ),
  rule(
    'unknown-to-dns',
    'dns.nxdomain',
    ['unknown to |not known to |unknown in ', ' dns | resolver| name server| nameserver'],
    {
      none: 'user|mailbox|recipient|sender|account',
    },
  ),
  rule('mx-absent', 'dns.nxdomain', [' mx ', 'does not exist|doesn t exist|do not exist'], {
    none: 'user|mailbox|recipient|sender|account|address',
  }),
  // The call itself tells no more.
  rule('call-failed', 'dns.tempfail', [' gethostbyname ', ' fail| failed | error '], {
    none: 'unknown host|not found',
  }),
  rule('host-map', 'dns.tempfail', ['host map lookup', 'deferred']),
  // Devices say so of the name that was typed in.
  rule(
    'server-not-found',
    'dns.nxdomain',
    [
      'mail server|smtp server|smtp host|mail host|server address|server name|host address|relay host|outgoing server|mailserver|smtpserver',
      ' server not found| server was not found| server is not found| server could not be found| server cannot be found| server can not be found| server can t be found| server couldn t be found| host not found| host was not found| host could not be found| host cannot be found| address not found| address was not found| address could not be found| address cannot be found| name not found| name was not found| name could not be found| name cannot be found|find the smtp server|find the mail server|find smtp server|find mail server|find the smtp host|find the outgoing',
    ],
    {
      none: 'user|mailbox|recipient|sender|account|refused|timed out|timeout|reset|unreachable|certificate|connected|policy|e-mail address not found|email address not found',
    },
  ),
  rule(
    'server-absent',
    'dns.nxdomain',
    [
      'mail host|mail server|smtp server|smtp host|mx host|host name|hostname|relay host|smarthost|name of the server|name of the host',
      ' does not exist| doesn t exist| do not exist| no longer exists',
    ],
    { none: 'user|mailbox|recipient|sender|account|address|certificate|file|folder|directory|policy|queue' },
  ),
  rule('server-unknown', 'dns.nxdomain', ['smtp server|outgoing server', ' is unknown']),
  rule('unrouteable', 'dns.nxdomain', [
    'unrouteable mail domain|unroutable mail domain|unrouteable domain|all relevant mx records point to non-existent|mail domain mentioned',
  ]),
]

/** libuv's UV_EAI_NONAME: says more than a wrapper's own code (nodemailer's EDNS). */
export const LIBUV_NONAME = -3008

/** `cannot resolve smtp.example.org`. */
const UNRESOLVED =
  / (?:cannot|can not|can t|could not|couldn t|unable to|failed to|failure to|failing to) resolve (?:the )?(?:(?:hostname|host|name|address of|domain|server|mx|smtp server|mail server) ){0,2}(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}(?::\d{2,5})? /

/** getaddrinfo()'s error, by its number of glibc in netdb.h. */
const GAIERROR = /\bgaierror\(-([235])\b/

/** The resolver's own error, by its number in netdb.h. */
const H_ERRNO = /\bh_errno ?[=:] ?([1-4])\b/
const OF_H_ERRNO: Readonly<Record<string, Rule['symptom']>> = {
  '1': 'dns.nxdomain',
  '2': 'dns.tempfail',
  '3': 'dns.badreply',
  '4': 'dns.nomx',
}

/** Reads a name-resolution failure: which symptom, by which rule. */
export function readResolverError(
  words: Words,
): { readonly symptom: Rule['symptom']; readonly rule: string } | undefined {
  const number = H_ERRNO.exec(words.raw)?.[1]
  const numbered = number === undefined ? undefined : OF_H_ERRNO[number]
  if (numbered !== undefined) return { symptom: numbered, rule: 'resolver/h-errno' }
  const raised = GAIERROR.exec(words.raw)?.[1]
  if (raised !== undefined)
    return {
      symptom: raised === '2' ? 'dns.nxdomain' : raised === '5' ? 'dns.nomx' : 'dns.tempfail',
      rule: 'resolver/raised',
    }
  const found = firstRule(RESOLVER_WORDS, words)
  if (found === undefined && UNRESOLVED.test(words.flat) && speaksOfMail(words))
    return { symptom: 'dns.nxdomain', rule: 'resolver/unresolved' }
  return found === undefined ? foreignName(words) : { symptom: found.symptom, rule: `resolver/${found.name}` }
}
