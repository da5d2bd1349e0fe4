import type { MailView } from './bounce.ts'
import { reportOnly } from './report-end.ts'

/** The mail waits, in the tongues that mail systems speak. */
const DELAYED = new RegExp(
  [
    '\\b(?:delivery|message|mail)(?: \\w{1,10}){0,3} (?:delayed|still undelivered)\\b|has been postponed|not (?:yet )?(?:been )?delivered (?:\\S{1,20} ){0,8}yet\\b',
    'will (?:continue|be retried|keep trying|try again)|do not need to (?:resend|do anything)|no action is required|still (?:trying|being retried)',
    'zustellung (?:\\S{1,20} ){0,8}verzögert|noch nicht zugestellt|vertraagd|nog niet (?:bezorgd|afgeleverd)|forsinket|försenad|ännu inte levererat',
    'remise différée|(?:été|est) retardée?|pas encore été (?:remis|distribué)|entrega retrasada|se ha retrasado|aún no se ha entregado',
    'recapito ritardato|è stato ritardato|non è ancora stat|entrega atrasada|ainda não foi entregue',
    'opóźnione dostarcz|jeszcze nie (?:został|dostarcz)|zpožděn|dosud nebyl|доставка (?:отложена|задерж)|ещё не доставлен|gecikti|配信遅延|延迟(?:传递|投递)|尚未送达',
  ].join('|'),
  'i',
)
const GIVEN_UP = /\b(?:gave|giving|given) up\b|will not be (?:tried|retried)|no further|permanent/i

/** The mail waits and is tried again. Words of a final report that look back on the attempts say so otherwise. */
export function saysDelayed(mail: MailView): boolean {
  const text = `${(mail.headers.get('subject') ?? []).join(' ')}\n${reportOnly(mail.body)}`
  return DELAYED.test(text) && !GIVEN_UP.test(text)
}
