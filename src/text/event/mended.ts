import { plain } from '../tongues/plain-words.ts'
import { isNegated, saidIn } from './taken-back.ts'

/**
 * Somebody tells that it is over: the trouble is mended, or what failed goes again. German, French, Spanish, Portuguese, Italian, Dutch, Polish,
 * Russian, Japanese, Chinese, Korean and Turkish, accents taken off.
 */
const MENDED: readonly RegExp[] = [
  /^(?:[\w.-]{1,20}: )?(?:solved|resolved|fixed)\b(?=[:!,.]| it| by| after)/,
  /\b(?:is|was|are|were|been|got|it|i|we|now|has|have) (?:(?:been|now|finally|already|all|it|this|that|be) ){0,2}(?:fixed|solved|resolved|repaired|sorted out|mended)\b/,
  /\b(?:that|this|it|which) (?:has |finally )?(?:solved|fixed|resolved|cured|did the trick)\b/,
  /\b(?:goes?|going|went) (?:out|through) (?:fine |now |all )?again\b|\b(?:answers|responds|replies|accepts|delivers|receives) (?:\w{1,12} )?again\b|\bresum(?:es|ed) (?:service|delivery|operations?)\b|\b(?:now|all) (?:goes|go) (?:out|through)\b/,
  /\bhas (?:fixed|solved|resolved|repaired)\b|\b(?:managed|able) to (?:fix|solve|resolve)\b|\bgot (?:it|this|that) (?:working|to work)\b/,
  /\b(?:works?|working|worked|runs|running|sends|connects|delivered|sent|flows?|reachable|available|up) (?:just )?(?:fine |well |perfectly )?(?:now|again)\b/,
  /\b(?:now|finally|again) (?:it |everything |all )?(?:works?|working|fine)\b|\b(?:everything|all|it all) (?:is |now )?(?:works|working|fine|well|good|back to normal)\b/,
  /\b(?:is|are|was|were) back (?:online|up|to normal)\b|\bconnection [^\n]{0,60}\brestored\b/,
  /\b(?:time-?outs|errors|drops|resets|disconnects|disconnections|problems?|trouble|troubles|failures) (?:is|are|has|have) (?:now |all )?(?:gone|stopped|vanished|disappeared)\b/,
  /\b(?:outage|maintenance|incident|downtime|problem)s?\b[^\n]{0,60}\b(?:is|are) over\b|\b(?:outage|incident|downtime)\b[^\n]{0,60}\bended\b/,
  /\b(?:all|queued|deferred|waiting) (?:[a-z]{1,12} )?(?:mails?|messages?|e-mails?) (?:were|have been|got) (?:delivered|sent) (?:afterwards|later|since|then|meanwhile)\b/,
  /\b(?:alert|alarm|incident|problem|issue)\b[^\n]{0,80}\b(?:resolved|cleared|recovered)\W{0,3}$/,
  /\b(?:hat sich|ist|sind|wurde|war) (?:[\p{L}\d]{1,20} ){0,5}(?:erledigt|behoben|gelost)\b|^(?:gelost|erledigt|behoben)\b/u,
  /\b(?:geht|gehen|lauft|laufen|funktioniert|funktionieren|klappt) (?:[\p{L}]{1,12} )?(?:wieder|jetzt)\b|\bjetzt (?:geht|lauft|funktioniert|klappt)\b/u,
  /\b(?:est|sont|tout) (?:maintenant |enfin )?(?:regle|resolu|corrige|repare)e?s?\b|^(?:resolu|regle)\b|\b(?:fonctionnent?|marchent?|repartent?) (?:a nouveau|de nouveau|maintenant)\b/,
  /\b(?:resuelto|solucionado|arreglado|resolvido|consertado|corrigido|risolto|sistemato)\b/,
  /\b(?:ya|ahora|agora|ora|adesso) (?:todo |tudo |tutto )?(?:funciona|funcionan|funzionano?|va bien)\b|\b(?:funciona|funcionan|funzionano?) (?:de nuevo|otra vez|di nuovo|novamente|agora|ora)\b|\b(?:vuelven?|voltou|voltaram) a funcionar\b/,
  /\b(?:opgelost|verholpen)\b|\bwerkt (?:het )?(?:nu|weer)\b|\b(?:rozwiazan|naprawion)\p{L}{0,3}\b|\b(?:juz|znowu|teraz) dziala\b|\bdziala (?:juz|teraz)\b/u,
  /(?<!\p{L})(?:решен[аоы]?|решилась|решился|исправлен[аоы]?|починили|заработал[аои]?|(?:снова|опять|теперь) (?:работа|уход|отправля)\p{L}{0,4})(?!\p{L})/u,
  /解決しました|直りました|復旧しました|已解决|已经解决|已恢复|恢复正常|解决了|해결되었|해결됐|복구되었|cozuldu|duzeldi|tekrar calisiyor/,
]
/** What failed fails no more. */
const CEASED: readonly RegExp[] = [
  /\bno longer (?:drops?|closes?|resets?|disconnects?|times? out|fails?|hangs?|dies|breaks?)\b/,
  /\b(?:bricht|reisst|reißt|trennt|kappt)\b[^\n]{0,30}\bnicht mehr\b|\bne (?:se )?(?:coupe|ferme|tombe|perd|deconnecte) plus\b|\bya no (?:se )?(?:corta|cae|cierra|pierde|desconecta|interrumpe)\b|\bnon (?:si )?(?:cade|interrompe|chiude|disconnette) piu\b|\bnao (?:se )?(?:cai|fecha|derruba|desconecta) mais\b|больше не (?:рв[её]тся|обрывается|разрывается|падает|отваливается)/,
]
/** How many of the sentences tell of what is mended: those up to the last that says so. */
export function countMended(sentences: readonly string[]): number {
  return sentences.findLastIndex(isMended) + 1
}

function isMended(sentence: string): boolean {
  const text = plain(sentence.toLowerCase())
  return MENDED.some((sign) => holds(text, sign)) || CEASED.some((sign) => saidIn(text, sign) !== undefined)
}

/** A check that is left out, a server that takes the message without it: what failed fails as soon as it is asked for again. */
const AVOIDED =
  /\b(?:by|when|if|after|with) (?:i |we |you )?(?:just )?(?:turn|switch|leav|disabl|skipp?|ignor|bypass|remov|avoid)(?:e|es|ed|ing|s)?\b/

function holds(text: string, sign: RegExp): boolean {
  const words = saidIn(text, sign)
  return words !== undefined && !isNegated(words) && !AVOIDED.test(text)
}
