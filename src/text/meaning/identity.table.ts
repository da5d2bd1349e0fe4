import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { REFUSED } from './verdict-words.ts'

/** Who the sender shows to be: its authentication, its names, the place it comes from. */
export const IDENTITY_RULES: readonly Rule[] = [
  rule('null-mx', 'sender.domain', ['null mx|nullmx', 'sender|from address|mail from|return path|envelope from'], {
    stage: 'mail',
  }),
  // What a forwarder wrote into an address, and finds to be none of its own or too old.
  rule(
    'rewritten',
    'recipient.unknown',
    [' srs | srs0| srs1| srs-', 'signature|hash| old|expired|invalid|not valid|timestamp|tampered|does not fit'],
    { stage: 'rcpt', instead: 'policy.other' },
  ),
  rule('takes-no-answers', 'sender.domain', [
    'takes no mail|accepts no mail|receives no mail',
    'sender domain|sender s domain|domain of the sender|domain in your sender',
  ]),
  // Sender authentication before lists: those replies quote "policy", "reject" and "block".
  rule(
    'spf-dkim-dmarc',
    'sender.auth',
    [
      ' spf| -all |policy-spf|policyd-spf|spf-| dkim| dmarc|caller id |caller-id|sender policy framework|domainkeys|domain-based message|senderid|sender id |sender-id | arc |unauthenticated email|unauthenticated mail|unauthenticated sender|sender is unauthenticated|not authenticated|domain authentication|sender authentication|purported responsible|mail authentication|message authentication|unsigned|does not pass auth|pass authentication|not authorized by the domain|designated as permitted|permitted sender|not allowed to send from|not allowed to send mail from|not permitted to send|not authorised to send|not authorized to send|does not align|not aligned|isn t aligned|aren t aligned|misalign|alignment| aligned identifier| p reject| p quarantine|openspf|5.7.23 |5.7.26 |authentication checks|authentication fail|authentication did|spf.pobox|not allowed for sender ip|domain not allowed for|meet the authentication requirements|meet the required authentication',
    ],
    {
      none: 'spf pass for|smtp auth|authentication required|log in|login|username|password|dnssec|delivering to|smtp server requires|sasl|batv|group|is not authenticated for|to this recipient|to the recipient|to this mailbox|credentials|send as|sendasdenied|directly|country|countries',
    },
  ),
  rule(
    'spoof',
    'sender.auth',
    [
      ' spoof|anti-spoof|antispoof|forged mail|forged message|forged sender|forged from|forgery|claims to come from our|pretends to come',
    ],
    { none: 'helo|ehlo' },
  ),
  // What the name in EHLO does not do is about that name, although the words are those of reverse DNS.
  rule(
    'helo-unresolved',
    'policy.helo',
    [
      ' helo name| ehlo name| helo argument| ehlo argument| helo host| ehlo host| helo command| ehlo command|your helo|your ehlo|helo does|ehlo does|helo/ehlo name',
      'does not resolve|doesn t resolve|not resolvable|unresolvable|must resolve|cannot be resolved|no a record|no dns|does not match',
    ],
    { none: ' ptr|reverse|rdns', stage: 'ehlo' },
  ),
  rule(
    'ptr',
    'sender.ptr',
    [
      ' ptr|reverse dns|reverse-dns|reverse lookup|reverse name|rdns|reverse host|reverse client|reverse mapping|reverse address|name lookup failed|cannot find your host|hostname of client|client hostname|find your reverse|unresolvable relay|resolve your address|resolve your ip|resolve your host|resolve host name|forward-confirmed|forward dns|forward confirmed|no hostname|does not resolve to|mismatches client ip|inverse|inverso|reverso|dynamic ip|dynamic host|generic host|dynamic dns|dialup|dial-up|dial-in|dynamic pool|dynamically|dynamic address|residential|dynamic range|無効なホスト名|反向解析|обратной записи|обратная запись|обратную запись|odwrotn|reverzn|risoluzione inversa|resolución inversa|逆引き|reverse resolution|hostname lookup|resolver fail|client host rejected: cannot find|5.7.25 |no reverse|without reverse|forged hostname|forged host name|no matches to nameserver query|dns check failure|unverifyable sending|unverifiable sending|dynamic/|динамическ|dynamische ip|dynamische adress|adresse dynamique|adresses dynamiques|direcciones dinámicas|ip dinámica|ip dinamic|endereços dinâmicos|ip dinâmico|resolves to no|resolve to no|home connection|home network|home user|consumer line|customer line|broadband|no dns entries for your|no dns entry for your|no pointer|nameless',
    ],
    { none: 'blocked using|spamhaus|sorbs|dnsbl|rbl|blacklist|mx record|recipient|nameserver query' },
  ),
  rule(
    'unresolved-client',
    'sender.ptr',
    [
      'host|your ip| ip address',
      ' host can t be resolved| host cannot be resolved| ip can t be resolved| ip cannot be resolved| ip address cannot be resolved',
    ],
    { none: 'recipient|mailbox|rcpt|sender|mail from| mx |helo|ehlo| for domain' },
  ),
  rule(
    'without-name',
    'sender.ptr',
    [
      'without a name|have no name|has no name|no name in|no name for|no name belongs',
      ' host| ip|address|client|server|machine',
    ],
    { none: 'recipient|mailbox|user|display|sender|file', stage: 'rcpt' },
  ),
  // The name that was said is the server's own.
  rule('not-me', 'policy.helo', ['you are not|you re not|you aren t', ' localhost | me | us | myself '], {
    stage: 'ehlo',
  }),
  // What we call ourselves, held against our address.
  rule('name-of-address', 'policy.helo', [
    'not the name of|not a name of|not a name for|not its name',
    'ip-literal|your host|your address|your ip|client|connecting',
  ]),
  // Where the address stands, and nothing that it did.
  rule(
    'geography',
    'reputation.ip',
    [
      ' geoip| geo-| geo | geograph| geoblock| geolocat| geofenc|géograph|géobloc| your country|your countries|this country|that country|certain countries|some countries|from countries|country code|by country|your region|this region|your location|this location|your continent|foreign countr|outside of the country|outside the country|herkunftsland|ihrem land|votre pays|su país|seu país|tuo paese|vostro paese|uw land|вашей стран|twojego kraju',
      `${REFUSED}|filter|no mail`,
    ],
    {
      none: 'own domain|our domain|relay|recipient|mailbox|user|time zone|date|content|attachment|url|phone|signature|geotrust',
    },
  ),
  rule(
    'helo',
    'policy.helo',
    [
      'helo|ehlo|fully-qualified hostname|fully qualified hostname|called yourself|call yourself|calls itself|greeting name|your greeting|in the greeting|introduce yourself|introduced yourself|identify yourself',
      `${REFUSED}|invalid|not |fully|match|bogus|forged|resolve|require|must|fake|bad|impersonat|does |syntax|name|spoof|accept|policy|null|numeric|literal|localhost|error|yourself| own |outside|belongs to|our name|my name|trick| us `,
    ],
    {
      none: 'helo first|ehlo first|hello first|polite people|need to send|send helo|must send|you must say|bad sequence|duplicate|expected|command not|command helo not|command ehlo not|not implemented|unrecognized|unknown command|without helo|after|before|relay denied|relaying denied',
      stage: 'rcpt',
    },
  ),
]
