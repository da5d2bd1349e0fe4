import type { Stage } from '../../domain/stage.ts'
import { GREETING } from './nouns.table.ts'
import { LACKING, NEVER_COMES } from './verbs.table.ts'

/** Two notions stand beside each other, one alone stands for itself. */
export type ForeignStage = readonly [stage: Stage, notion: string, beside?: string]

/** Something happens at a time or right behind it. */
const WHEN =
  'nach |beim|bei der|wahrend|sobald|sofort|apres|lors |pendant|moment|des que|des l|juste| tras |despues|durante| al |cuando|dopo|appena|apos|depois| ao |quando|bij |tijdens|zodra| na |direct|podczas|przy | po |zaraz|при |во время|после|когда| vid |efter | nar |sonra|sirasinda|jalkeen|utan |utana|dupa |после|μετα |بعد |中|時|直後|后|時|时|之后|직후|후'
const LOGIN =
  'anmeld|meldet sich|einlogg|login|authentif|autentic|autenti|autorizac|inicia sesion|iniciar sesion|inlog|logowani|logujemy|авториз|аутентиф|входе|認証|ログイン|登录|登入|认证|身份验证|인증|로그인|oturum ac|kimlik dog'
const HANDSHAKE =
  'tls-handshake|tls handshake|ssl-handshake|ssl handshake|poignee de main|negociation tls|negociation ssl|negociacion tls|negociacao tls|negoziazione tls|tls-aushandlung|tls-verhandlung|tls-onderhandel|рукопожати|uscisk|握手|ハンドシェイク|핸드셰이크'
const FAILED =
  'fehlgeschlagen|gescheitert|echou|echec|fallid|fallo |fallito|fallit|falhou|mislukt|nieudan|не удал|失敗|失败|실패|misslyck|mislykk'
const PAUSE = 'pause|pausa|pauze|przerw|пауз'
const AFTER = 'nach |apres|tras |despues|dopo|apos|na |po |после|efter '
const BEFORE =
  'bevor |ehe |vor de|noch vor|avant |antes |prima |voor |przed |zanim |до |перед |innan |for |ennen |inainte '
const MIDDLE =
  'mitten in|mitte d|halfte d|milieu d|moitie d|en plein|mitad d|medio d|meio d|meta d|a meta|mezzo |halverwege|midden in|polowie|trakcie|середине|половине|途中|中途|到一半|半ば|중간|도중|ortasinda|yarisinda|mitt i |halvvags|midt i '
const DURING = 'wahrend|beim|pendant|durante|tijdens|podczas|при |во время|过程|程中|输中|aikana'
/** A message, and what is done with it. */
const MESSAGE =
  'nachricht|ubertrag|versand|mail|anhang|message|envoi|transmi|transfer|mensaje|envio|adjunto|correo|mensagem|anexo|messaggi|invio|allegat|bericht|verzend|verstur|bijlage|wiadomosc|przesyl|wysyl|zalacznik|письм|сообщен|передач|отправк|вложен|送信|メール|メッセージ|転送|添付|邮件|发|传|附件|메일|전송|첨부|ileti|posta|gonder|meddeland|sandning|overforing|besked|bilaga'
/** Its octets go over the line; `senden` and `envoyer` are said of the whole job. */
const TRANSFER =
  'ubertragung|ubertragen|hochladen|envoi d|transmission|transfert|envio d|transferencia|invio d|trasferimento|overdracht|verzenden van|versturen van|verzending van|lahetyksen|przesylani|передач|传输|邮件正文'
const BETWEEN = 'zwischen|entre |tra |tussen|miedzy|между|mellan|mellem'
const TWO_MAILS =
  'zwei mails|zwei e-mails|zwei nachrichten|deux mails|deux e-mails|deux messages|deux envois|dos correos|dos mensajes|dos envios|dois e-mails|dois emails|duas mensagens|due messaggi|due mail|due invii|twee mails|twee berichten|dwiema|двумя|tva mejl|to mails'
const WHOLE =
  'vollstandig|komplett|ganz |en entier|entierement|integralement|completo|completa|entero|inteir|tutto |per intero|interamente|volledig|helemaal|cala |w calosci|calkowicie|полностью|целиком|全部|完整|完全に|すべて|最後まで|전체|모두|tamamen|tamami|hela |helt '
const SENT =
  'ubertrag|gesendet|verschickt|geschickt|durchgelaufen|part |transmis|envoye|envia|enviad|transmit|inviat|trasmess|invia|verzonden|verstuurd|bericht|wiadomosc|przesl|wysla|передан|передаёт|передает|отправл|送信|送|发送|发完|传完|전송|보냈|gonder|skicka|sands|mensaje|message|messaggio|mensagem|nachricht|mail |письмо'

/** Phrases of other tongues that name a stage, accents taken off as the reader does to the text. */
export const FOREIGN_STAGES: readonly ForeignStage[] = [
  ['banner', `${GREETING}|kein banner`],
  ['banner', BEFORE, ' 220 '],
  ['banner', ' 220 ', `${LACKING}|${NEVER_COMES}`],
  ['tls', WHEN, HANDSHAKE],
  ['tls', DURING, HANDSHAKE],
  ['tls', HANDSHAKE, FAILED],
  ['auth', WHEN, LOGIN],
  ['auth', LOGIN, WHEN],
  [
    'body',
    'corps du message|cuerpo del mensaje|corpo del messaggio|corpo da mensagem|тела письма|тела сообщения|正文时|发送邮件内容时|传输邮件内容|邮件内容过程|メッセージの送信中|本文の送信',
  ],
  ['body', MIDDLE, MESSAGE],
  ['body', DURING, TRANSFER],
  ['dot', WHOLE, SENT],
  ['dot', SENT, WHOLE],
  [
    'idle',
    'leerlauf|inaktivitat|inactivite|inactividad|inatividade|inattivita|inactiviteit|inaktivitet|untatigkeit|бездействи|простоя|bezczynnosc|アイドル|空闲|유휴',
  ],
  ['idle', BETWEEN, TWO_MAILS],
  ['idle', AFTER, PAUSE],
  [
    'dot',
    'ende der nachricht|abschließenden punkt|abschliessenden punkt|nach dem punkt|fin du message|point final|apres le point|fin del mensaje|punto final|despues de enviar el mensaje|tras enviar el mensaje|depois de enviar a mensagem|apos enviar a mensagem|ponto final|apres avoir envoye le message|apres l envoi du message|fine del messaggio|dopo aver inviato il messaggio|na het verzenden|afsluitende punt|po wyslaniu wiadomosci|koncowej kropce|после отправки письма|после отправки сообщения|после точки|после завершающей точки|送信後|发送完邮件后|邮件发送完后',
  ],
]
