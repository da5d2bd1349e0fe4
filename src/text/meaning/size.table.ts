import { rule } from '../rule.ts'
import type { Rule } from '../rule.ts'
import { EXCESS } from './verdict-words.ts'

/** How large a message may be. */
export const SIZE_RULES: readonly Rule[] = [
  rule(
    'size',
    'content.size',
    [
      'size|over limit|over the limit|over our limit|too large|too big|too long|larger|bigger|exceeds|zu groß|zu gross|trop gros|trop volumineux|taille|tamaño|demasiado grande|troppo grande|muito grande|te groot|zbyt duż|слишком больш|for stor|för stor|サイズ|太大|超过|length|dimension',
      'message|mail|limit|maximum|fixed|attachment|nachricht|body|data|file|taille|tamaño|サイズ|邮件|messaggio|mensagem|bericht|wiadomoś|сообщен|meddeland|besked|content|allowed|maximale|mensaje|size',
      'exceed|too large|too big|too long|larger|bigger|limit|maximum| over|zu gro| trop|dépass|depass|demasiado|muito grande|te groot|zbyt duż|слишком больш|for stor|för stor|超|大|atteinte|superior|maximale|máximo|supera|massima',
    ],
    {
      none: ' scl |mime|message count|quota|mailbox size|mailbox larger|mailbox exceeds|mailbox full|is full|storage|header too|headers too|header size|header value|header field|line length|line too|lines too|line is too|long line|command|recipient|rate|disk|space|per hour|per day|connections|address too long|local part|domain name|subject|folder|too many|mailbox has exceeded|over its|inbox|mailbox would|time|user s|allocat|mailbox exceeded|parameter|spam|reputation|mail file|input line|path too long|queue too long|rcpts',
      stage: 'dot',
    },
  ),
  rule(
    'size-units',
    'content.size',
    [' mb| mib| megabyte| kb | kib | kilobyte', `${EXCESS}|larger|allowed|only`, 'mail|message|attachment| we '],
    {
      none: 'quota|mailbox|storage|disk|space|inbox|memory|free|cut off|cut short|cuts off|partway|halfway|stall|hang|dies',
      stage: 'dot',
    },
  ),
  rule('size-line', 'content.size', ['552 5.3.4|5.3.4 |5.2.3 |recipsizelimit|sendersizelimit'], {
    none: 'header|quota|full|mailbox',
    stage: 'dot',
  }),
]
