import { expect, it } from 'vitest'
import { readText } from '../read-text.ts'
import { withoutSettings, withoutUnreal } from '../report/unreal.ts'
import { wordsOf } from '../words.ts'
import { eventsIn } from './events-in.ts'

it.each([
  'How long does a mail server wait before it closes the connection?',
  'Is it safe to shorten the greeting timeout?',
  'Wie kann ich das Timeout des Mailservers verlängern?',
  'メールサーバーのタイムアウトの変更方法を教えてください。',
  'If your provider refuses connections, use a relay.',
  'To test, connect to port 25 and wait for the banner; a timeout means that a firewall drops the packets.',
  'Raise the limit when the server drops connections.',
  'The idle_timeout setting defines when the server closes the connection.',
  'fix(smtp): close the socket when the server drops the connection',
  'We plan to refuse connections without TLS.',
  'We want to close idle connections after ten minutes.',
  'Hi, we want to drop idle connections on our relay after ten minutes.',
  'Wir möchten, dass der Mailserver die Verbindung trennt.',
  'Hallo, ich möchte, dass der Mailserver nach RCPT TO die Verbindung trennt.',
  'Bonjour, je voudrais que le serveur de messagerie ferme la connexion après DATA.',
  'Vorremmo che il server di posta chiudesse la connessione dopo DATA.',
  'Queremos que o servidor de e-mail feche a conexão depois de DATA.',
  'Хотим закрывать соединение с почтовым сервером после DATA.',
  'Nous avons un timeout de 30 s.',
  'Usiamo un timeout di 30 secondi.',
  'Temos um timeout de 30 segundos.',
  'Используем таймаут 30 сек.',
  'Unser Relay hat einen Timeout von 30 Sekunden.',
  '想要修改邮件服务器断开连接的超时',
  'Clients must use TLS 1.2 before 1 June, otherwise connections are refused.',
  'The connection was closed normally.',
  '  deny    message  = $sender_host_address is listed',
  '_dmarc.example.org. 3600 IN TXT "v=DMARC1; p=reject; fo=1"',
  'Raises: ConnectionRefusedError: if nothing listens on the port.',
  'Poll: what do you do with a connection that times out? (a) retry (b) give up',
  'Chapter 9. Timeouts, Resets and Lost Connections . . . . . . 211',
  'All systems operational. 100.0 % uptime, no refused connections.',
  'delivered 99.2 %, hard bounces 0.3 %, soft bounces 0.5 %',
  'connected, message 12 of 12 accepted, connection closed',
  'We do not accept attachments of the types exe and bat.',
  'Spam filters score each message and refuse it above 15 points.',
  'DEBUG mailer: closing idle connections',
  'active sessions: 3 of 50',
  'no more mail: closing idle connections',
  'Forwarder %s unexpectedly closed the connection',
  'Nombre de connexions refusées par le serveur SMTP depuis le démarrage',
  'Anzahl der Verbindungen, die der Mailserver getrennt hat',
  // A whole sentence that shows only what speaks against an event; the same in a fragment may be a program's.
  'Usually the mail server closes such a connection behind the dot.',
  'The mail server closes the connection behind the interval of its settings.',
  'Le compteur « refus » compte les connexions rejetées par le serveur distant.',
  '该列显示对方服务器拒绝的SMTP连接数。',
  '{ "title": "timeout", "description": "Seconds before the SMTP check fails.", "type": "integer" }',
  'De server sluit de verbinding na QUIT.',
  '服务器在收到QUIT之后断开连接。',
  'Is this practice considered bad form, to wait until the other end drops the connection?',
  'Als de server de verbinding verbreekt, probeert Postfix het later opnieuw.',
  'Hoe lang wacht een mailserver voordat hij de verbinding verbreekt?',
  'Jak długo serwer pocztowy czeka, zanim zerwie połączenie?',
  '메일 서버가 연결을 끊으면, 클라이언트가 다시 시도합니다.',
  '메일 서버 연결 시간 초과 값을 변경하는 방법은 무엇인가요?',
  'If the server answers 421 4.7.0 Too many connections, the client backs off.',
  'Usage: probe [--timeout N] HOST',
  'idleTimeout: number of seconds before the connection is closed',
  'mx.example.org is reachable again after the timeout.',
  'connection count 4 for (smtp:192.0.2.1) at Jan 1 00:00:00',
  '554 means that the transaction failed.',
  'The error ETIMEDOUT indicates that the host never answered.',
  'Der Code 10061 bedeutet, dass der Port geschlossen ist.',
  'The relay reset our connections all week. I have fixed it, the MTU was too large.',
  'Our mails timed out yesterday, but now everything works.',
  'Die Verbindung zum Relay brach ständig ab, seit gestern läuft wieder alles.',
  'Le serveur coupait la connexion après DATA. Tout est réglé.',
  'El servidor cerraba la conexión; ya funciona.',
  'Соединение рвалось после EHLO, теперь работает.',
  '接続がタイムアウトしていましたが、解決しました。',
  'The database connection is lost every night.',
  'What happens when the relay closes the connection before the final dot?',
  'The resets have stopped since the new firewall is in place.',
  'Il server di posta non cade più.',
  'Ein Server, der ausgelastet ist, beendet die Verbindung.',
  'A reset occurs when a packet reaches a closed port.',
  'Our mailer uses a read timeout of 90 s.',
  'Stale sessions are dropped by the relay.',
  'tests/test_relay.py::test_drop ... ok',
])('%s: reports nothing', (sentence) => {
  expect(eventsIn(sentence)).toBe('')
})

it.each([
  'Why does the server close the connection after EHLO?',
  'What happens here: the server closes the connection?',
  'If we send an attachment, the server drops our connection.',
  'What does "lost connection with mx.example.org while sending RCPT TO" mean?',
  'Connection Closed Gracefully.',
  'connections: 50 of 50',
  'Can someone tell me why the server closes the connection?',
  'The recipient is over quota.',
  'mail not sent: connection to smtp.example.org was lost',
  'It worked again for an hour, then the server closed the connection.',
  'The problem is not solved, the server closes the connection.',
  'The mail server no longer answers on port 25.',
  'Un serveur de messagerie nous coupe la connexion.',
  'It works from my laptop, the server times out on port 587.',
  'Das Problem ist noch nicht behoben, der Server trennt uns.',
  'Mail goes through the VPN to the mail server, and the connection drops.',
  'The mail server dropped us before the delivery completed.',
  'The connection to the mail server was not closed cleanly.',
  'No message was sent successfully: connection refused by smtp.example.org',
  'Closing idle connections, but the server had reset them.',
  'mailbox has grown past its limit',
  'Anzahl der Verbindungen, die der Mailserver heute getrennt hat: 400',
  'If it helps: the mail server answers EHLO and closes the connection behind it.',
  'Falls es hilft: der Mailserver antwortet auf EHLO, dann schließt er die Verbindung.',
  'Quando mando um anexo, o servidor SMTP encerra a conexão no meio.',
  'Если отправляю письмо с вложением, то почтовый сервер разрывает соединение.',
  'Release day and of course the relay is down: it refuses our connections.',
  'What we see instead, again: it closes the connection without any reply.',
  'The other end sends a RST right after our QUIT.',
  'Laut Protokoll hat Ihr Mailserver unsere Verbindung nach DATA beendet.',
  'Sinds gisteren verbreekt de mailserver de verbinding na DATA.',
  'Serwer pocztowy zrywa nam połączenie po DATA od wczoraj.',
  '오늘 아침부터 메일 서버가 연결을 끊습니다.',
  'If we send to bob, their server answered 421 4.7.0 Too many connections.',
  'Si tenemos muchos envíos: ayer su servidor respondió con 421 4.7.0 Too many connections.',
])('%s: stays', (sentence) => {
  expect(eventsIn(sentence)).toBe(sentence)
})

it('leaves the report that stands beside a remark', () => {
  expect(eventsIn('How do I raise the timeout? The server closed the connection. If you know, tell me.')).toBe(
    'The server closed the connection.',
  )
})

it('takes out a line that another repeats as a part, and leaves that other whole', () => {
  const report = 'We see: closing the session, and then the server closed our connection.'
  expect(eventsIn(`${report}\nclosing the session`)).toBe(report)
})

it.each([
  ['Mail flow is normal, no drops in the last 24 hours.', 'unknown'],
  ['450 - "requested mail action not taken" - generally this is given out when there is no such user', 'unknown'],
  ['550 - User unknown', 'recipient.unknown'],
  ['No problems with the timeouts of the relay.', 'unknown'],
  ['Our relay smtp.example.com gives no error message - it just drops the connection after DATA.', 'drop.lost'],
  ['There is no error message the relay just drops the connection after DATA.', 'drop.lost'],
  ['I get no error just a timeout after MAIL FROM at our relay.', 'drop.timeout'],
  ['No errors until the mail server hung up after DATA.', 'drop.lost'],
  ['Without any error the mail server closes our connection after RCPT TO.', 'drop.lost'],
  [
    'Lost | The connection to the server was lost. |\nLate | The server timed out. |\nQuit | The client left. |',
    'unknown',
  ],
])('%j: %s', (text, symptom) => {
  expect(readText(text).symptom).toBe(symptom)
})

it('tells equal sentences apart by where they stand', () => {
  expect(eventsIn('The relay drops us. It was fixed. The relay drops us.')).toBe('The relay drops us.')
})

it('leaves out what befell another line', () => {
  expect(eventsIn('I reach the office over VPN, port 587 times out.')).toBe('port 587 times out.')
})

it('takes out what would be, and what is only set', () => {
  expect(withoutUnreal(wordsOf('the connection will be closed')).flat).toBe(' the connection ')
  expect(withoutSettings(wordsOf('smtp.timeout=30, tls: true')).flat).toBe(' tls true ')
  expect(withoutSettings(wordsOf('timeout of 30 s exceeded')).flat).toBe(' timeout of 30 s exceeded ')
})

it.each([
  'TLS error on connection from mx.example.net [192.0.2.1] (SSL_accept): Remote host disconnected cleanly (rejected our certificate?)',
  'TLS session: (gnutls_handshake): timed out',
  'make client process failed: No route to host, :name, smtpmail, :host, 192.0.2.25',
])('what a program wrote down is an event, whatever it asks: %s', (line) => {
  expect(eventsIn(line)).toBe(line)
})
