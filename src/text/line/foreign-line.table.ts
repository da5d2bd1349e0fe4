import type { LineEnd } from './line-words.ts'

/**
 * How people say in other tongues that a session ended or fell silent: German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian,
 * Turkish, Japanese, Chinese. Beginnings of words in lower case, accents taken off as the reader does to the text.
 */
const FAR_END =
  'server|serveur|servidor|serwer|сервер|サーバ|服务器|伺服器|서버|sunucu|gegenstelle|gegenseite|gegenuber|mailhost|relay|interlocuteur|autre cote|otro lado|altro lato|outro lado|andere kant|druga strona|другая сторона|provider|hoster|gateway|exchange|postfix|gmail'
const LINE =
  'verbindung|connexion|conexion|conexao|connession|verbinding|polaczeni|соединени|接続|连接|連接|連線|연결|baglanti|leitung|ubertragung|transfert |transferencia|trasferimento|overdracht|przesylani|передач|転送|传输|ligne |linea |linha |lijn |linia |линия|sitzung|session|sesion|sessao|sessie|sesj|сесси|сеанс|セッション|会话'

/** Verbs that mean the end of a line whatever they are said of. */
const HANGS_UP =
  ' macht dicht|dichtmacht| wirft uns| schmeisst uns| schmeißt uns|wir raus|ich raus|rausgeworfen|rausgeschmissen| legt auf|raccroche|nous ejecte|nous vire|nous jette|nous deconnecte| cuelga |nos echa|nos expulsa|nos desconecta|riattacca|ci butta fuori|ci sconnette|ci disconnette|mette giu|desliga |nos derruba|nos desconecta|hangt op|gooit ons|rozlacza|wyrzuca nas|odklada sluchawk|бросает трубку|вешает трубку|кладет трубку|отключает нас|выкидывает нас|切断され|切られ|切ってき|断开|掐断|踢掉|挂断|끊'
/** Verbs that mean it of a line. */
const CUTS =
  ' bricht|kappt|trennt| schliesst| schließt| reisst| reißt| weg | coupe|coupee| rompt| ferme|tombe | corta| cierra| cae | chiude| cade | interrompe|encerra| fecha| cai |derruba|verbreekt| sluit|valt weg| zrywa|zamyka|rozrywa|разрыва|закрыва|обрыва|рвет|сбрасыва|切断|切れ|断开|中断|掐断|kapatiyor|kesiyor|koparıyor|koparıyor'
/** Nothing is said where something was due. */
const SILENT =
  'keine antwort|keinerlei antwort|antwortet nicht|antwortete nicht|nicht mehr geantwortet|nicht geantwortet|meldet sich nicht|reagiert nicht|keine reaktion|funkstille|schweigt|pas de reponse|aucune reponse|sans reponse|ne repond p|n a pas repondu|ne dit rien|reste muet|ne reagit p|no hay respuesta|sin respuesta|no respond|no contest|no dice nada|nessuna risposta|non risponde|non ha risposto|senza risposta|non dice nulla|sem resposta|nao ha resposta|nenhuma reacao|nessuna reazione|ninguna reaccion|aucune reaction|zadnej odpowiedzi|никакого ответа|никакой реакции|nenhuma resposta|nao respond|nao diz nada|geen antwoord|antwoordt niet|reageert niet|geen reactie|zegt niets|nie odpowiada|nie odpowiedzial|brak odpowiedzi|nie reaguje|milczy|не отвечает|не ответил|нет ответа|без ответа|молчит|не реагирует|応答しません|応答がありません|応答がない|応答なし|返事がありません|没有响应|无响应|没有反应|不响应|没有回应|没有答复|응답이 없|응답하지 않|yanit vermiyor|cevap vermiyor|yanit yok|cevap yok'

const GREETING =
  'begrußung|begrussung|banner|message de bienvenue|banniere|saludo|saudacao|powitani|欢迎信息|挨拶|messaggio di benvenuto|приветстви|welkomst|begroeting|karsilama'
const LACKING =
  ' kein| nie | pas de | aucun| jamais | no | ninguna | nunca | non | mai | nessun| sem | nao | geen | nooit | brak | нет | не | ない| ません| 没有| yok '

/** One way to say it: every group must be met. */
export type ForeignLine = readonly [name: string, symptom: LineEnd['symptom'], groups: readonly string[]]

export const FOREIGN_LINE: readonly ForeignLine[] = [
  ['hang-up', 'drop.lost', [FAR_END, HANGS_UP]],
  // The verb stands apart from its particle.
  ['hang-up', 'drop.lost', [FAR_END, ' legt | hangt ', ' auf | op ']],
  ['cut', 'drop.lost', [LINE, CUTS]],
  ['silent', 'drop.timeout', [SILENT]],
  ['ungreeted', 'drop.timeout', [GREETING, LACKING]],
]

/** Lines in general, of which a rule of the house is told: `schließt Verbindungen nach 5 Minuten Leerlauf`. */
export const IN_GENERAL = ' verbindungen | connexions | conexiones | connessioni | conexoes | verbindingen '
