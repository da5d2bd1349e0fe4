import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'

/** Come back later: greylisting, and limits whose reason is what the sender lacks. */
export const GREYLIST_RULES: readonly Rule[] = [
  // A limit is what it does; what the message lacks is why.
  rule(
    'for-authentication',
    'sender.auth',
    [
      'rate limit|limited|deferred|throttl|blocked',
      'because|due to|since ',
      ' spf| dkim| dmarc|unauthenticated|not authenticated|authentication',
    ],
    { none: 'smtp auth|login|password|suspicious|out of date|reputation|list' },
  ),
  rule(
    'for-reverse-name',
    'sender.ptr',
    [
      'rate limit|rate-limit|limited|deferred|throttl',
      ' ptr|reverse dns|rdns|in-addr',
      ' no |not |missing|without|lack',
    ],
    { none: 'blocked using|dnsbl|rbl' },
  ),
  rule(
    'greylist',
    'greylist',
    [
      'greylist| gl/gl|soft reject|graylist|grey-list|gray-list|grey list|gray list|greyisted|postgrey|sqlgrey|graue liste|grauen liste|liste grise|lista gris|lista grigia|lista cinz|grijze lijst|grålist|harmaa lista|harmaalist|gri liste|szürkelist|szürke list|szara lista|szarej li|szarą list|šedý seznam|šedá listina|серый список|серого списка|сером списке|серые списки|грейлист|сірий список|сірого списку|灰名单|灰名單|グレイリスト|그레이리스트|greet pause|greyed| triplet',
    ],
    { none: 'not greylisted', stage: 'rcpt' },
  ),
  rule(
    'greylist-words',
    'greylist',
    [
      'first time|first visit|first delivery attempt|first attempt|recipient yet|here yet|not whitelisted|not yet whitelisted|new here|know you yet|never seen|not seen you|seen you before|not yet seen|unknown triplet|new sender|not yet authorized|not yet authorised|first-time|spamd|postgrey|temporarily deferred while|first contact|delayed for|initial delivery attempt|anti-spam delay|temporarily rejected for|please try again in|you are new|come back later|intentionally delayed|trinityemail|first contact|met before|heard from you|heard of you|première visite|premier contact|première fois|primera vez|primer contacto|prima volta|primo contatto|primeira vez|primeiro contato|eerste contact|eerste keer|erster kontakt|zum ersten mal|erstmals|pierwszy raz|впервые|первый раз|初めて|初次|首次|처음',
      'try again|try once more|retry|later|delay|wait|temporarily deferred|come back|resend|minutes| min |seconds|revenez|vuelva|torna|volte|terug|opnieuw|erneut|nochmal|wieder|повтор|再送|重试|重試|다시|minuten|minuti|minutos|минут',
    ],
    {
      none: 'size|quota|disk|memory|queue|too many|reputation|block|full|limit|rate|complain| spam|volume|dns|error|resource|unavailable|load|nothing heard|4.4.2 ',
      stage: 'rcpt',
    },
  ),

  // What greylisting counts: who writes from where to whom.
  rule(
    'greylist-pair',
    'greylist',
    ['unknown|new |first|not seen|never seen|unseen', 'sender/ip|ip/sender|sender-ip| pair | triplet| tuple'],
    { none: 'key pair|recipient unknown|user unknown', stage: 'rcpt' },
  ),
  // A delay in minutes that names no other reason, and rspamd's greylisting, which says no more than "Try again later".
  rule(
    'greylist-bare',
    'greylist',
    [
      '4.7.1 |4.7.0 |4.2.0 ',
      'try again|retry|come back|try later|ask again|come again|call again',
      ' later| in | after|minutes|seconds',
    ],
    {
      none: '421 |maintenance|resolver|answer|client name|service|unavailable|temporar|too many|limit|rate|exceed|spam|block|listed|reputation|dns|lookup|error|problem|fail|denied|reject|refus|resource|load|busy|full|quota|size|connection|tls|auth|not accepted|policy|internal|volume|traffic|complain|suspicious|spf|dkim|dmarc|ptr|sender|from your|host|message',
      stage: 'rcpt',
    },
  ),
  // Postfix's policy servers say no more than how long to wait.
  rule(
    'greylist-wait',
    'greylist',
    [
      'try again in|try again after|come again in|come again after|knock again in|retry in|retry after|come back in|come back after|resend in|resend after| erneut| nochmals|réessay|reessay|riprov|de nuevo en|intentarlo|intentar de nuevo|tentar novamente|tentar de novo|tente de novo|spróbuj|zkuste|tekrar den|prøv igjen|försök igen|yritä uud|réessay|rééssay|intente en|inténtelo|intentelo|novamente em|через|opnieuw|ponownie za|znovu za|igen om|uudelleen|分後|분 후|分钟后|分鐘後',
      'seconds|minutes|mins |secs |sekunden|minuten|secondes|minuti|secondi|minutos|segundos|минут|секунд|minut|sekund|分|秒|분',
    ],
    {
      none: 'too many|limit|rate|quota|busy|load|exceed|volume|listed|block|reputation|dns|connections|resource|unavailable|error',
      stage: 'rcpt',
    },
  ),
]
