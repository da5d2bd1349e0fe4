import type { Stage } from '../../domain/stage.ts'

/** Phrases of other tongues that name a stage, accents taken off as the reader does to the text. */
export const FOREIGN_STAGES: readonly (readonly [Stage, string])[] = [
  [
    'banner',
    'begrußung|begrussung|willkommensmeldung|kein banner|message de bienvenue|banniere|mensaje de bienvenida|saludo inicial|saludo del servidor|saudacao|powitani|欢迎信息|挨拶|messaggio di benvenuto|приветстви|welkomst|begroeting|karsilama|halsningen|halsningsmeddelande|velkomstbesked|uvitaci|バナー|배너|вітальн',
  ],
  [
    'auth',
    'beim einloggen|beim anmelden|wahrend der anmeldung|bei der anmeldung|nach der anmeldung|nach dem login|beim login|sobald wir uns anmelden|pendant l authentification|lors de l authentification|l authentification par|moment de l authentification|apres l authentification|durante la autenticacion|al autenticar|tras la autenticacion|tras autenticar|despues de autenticar|dopo l autenticazione|dopo il login|apos a autenticacao|depois da autenticacao|depois do login|depois de autenticar|al iniciar sesion|durante l autenticazione|durante a autenticacao|bij het inloggen|zodra we inloggen|tijdens het inloggen|podczas logowania|przy logowaniu|при авторизации|при аутентификации|при входе|во время авторизации|認証中|ログイン時|登录时|认证时|身份验证时',
  ],
  [
    'body',
    'corps du message|cuerpo del mensaje|corpo del messaggio|corpo da mensagem|тела письма|тела сообщения|envio del mensaje|durante el envio del|durante o envio da|meio da mensagem|meio do envio|meio da transferencia|mitad del mensaje|mitad de la transferencia|a mitad de envio|pendant l envoi du|pendant l envoi d un|pendant la transmission|milieu du message|milieu de l envoi|milieu du transfert|wahrend der ubertragung|beim ubertragen der nachricht|mitten in der nachricht|mitten in der ubertragung|mitten in der mail|durante l invio del|meta dell invio|meta del messaggio|durante il trasferimento|midden in het bericht|tijdens het verzenden van|tijdens de overdracht|w polowie wiadomosci|w trakcie przesylania|podczas przesylania|при передаче|во время передачи|на середине передачи|в середине передачи|на середине письма|в середине письма|送信途中|メッセージの送信中|正文时|传输中|传输过程中',
  ],
  [
    'dot',
    'ende der nachricht|abschließenden punkt|abschliessenden punkt|nach dem punkt|fin du message|point final|apres le point|fin del mensaje|punto final|despues de enviar el mensaje|tras enviar el mensaje|depois de enviar a mensagem|apos enviar a mensagem|ponto final|apres avoir envoye le message|apres l envoi du message|fine del messaggio|dopo aver inviato il messaggio|na het verzenden|afsluitende punt|po wyslaniu wiadomosci|koncowej kropce|после отправки письма|после отправки сообщения|после точки|после завершающей точки|送信後|发送完邮件后|邮件发送完后',
  ],
]
