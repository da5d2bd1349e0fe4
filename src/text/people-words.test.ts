import { expect, it } from 'vitest'
import { readText } from './read-text.ts'

it.each([
  // Steps told in a row: the last is the one that the session died at.
  ['We get the 220, EHLO is answered, MAIL FROM goes out, and then their mail server hangs up.', 'drop.lost', 'mail'],
  ['The relay resets the connection on EHLO, we never get to RCPT TO.', 'drop.lost', 'ehlo'],
  ['Wir sehen das Banner, senden EHLO, und der Mailserver kappt die Verbindung.', 'drop.lost', 'ehlo'],
  // An end at once beats the answer that is lacking for it.
  ['The relay disconnects us immediately, it does not even send a banner.', 'drop.lost', 'banner'],
  ['After RCPT TO there is no answer, only a FIN from their mail server.', 'drop.lost', 'rcpt'],
  // A good reply is told on the way to what failed.
  ['Their server says 250 to MAIL FROM and then there is no answer to RCPT TO.', 'drop.timeout', 'rcpt'],
  // Of a port that times out, no connection came about.
  ['Port 587 of the mail server times out from our office.', 'connect.timeout', 'connect'],
  ['Порт 465 почтового сервера: таймаут.', 'connect.timeout', 'connect'],
  // Who tells first that a line stood still ended it himself, and who was hung up on waited for nothing.
  ['Transfer to the mail server stalled after 180 s; connection dropped', 'drop.timeout', 'body'],
  ['The SMTP session stalled at RCPT; connection dropped by the server', 'drop.lost', 'rcpt'],
  // Segments and bytes.
  ['mail worker: peer RST in state WAIT_DOT_REPLY', 'drop.lost', 'dot'],
  ['mail worker: no bytes from 192.0.2.1 for 300s in state WAIT_RCPT_REPLY', 'drop.timeout', 'rcpt'],
  // Recipients are named one by one.
  ['The mail server hung up after 3 of 10 recipients', 'drop.lost', 'rcpt'],
  // The system's words for an error without a number are no success.
  ['The SMTP server has unexpectedly disconnected: Success', 'drop.lost', undefined],
  // Words that mean something in a reply mean nothing in a story.
  ['our NAS complains that the SMTP server hung up unexpectedly', 'drop.lost', undefined],
  // Programs write the words of an end in one.
  ['SmtpTransport: SocketClosed: while piping message stream', 'drop.lost', 'body'],
  ['SmtpTransport: Dns(NoRecords) for MX example.org', 'dns.nomx', 'dns'],
  // What did not happen, and what came before the end, is no reply and no end.
  ['mail gateway: after 220 the server swallowed EHLO without an answer', 'drop.timeout', 'ehlo'],
  ['smtp result: closed, last sent "EHLO web1", last received "220 mx.example.org"', 'drop.lost', 'ehlo'],
  ['mail not handed over: after QUIT the relay never closed', 'drop.timeout', 'quit'],
  // An end beats the circumstance that something was outstanding.
  ['Mail failed: session reset by mx1.example.org while our EHLO was pending.', 'drop.lost', 'ehlo'],
  // No handshake began before STARTTLS was answered.
  ['mail could not be sent because smtp.example.org took too long to respond to STARTTLS', 'drop.timeout', 'starttls'],
  // What a port, a path or a SYN met.
  ['mail gateway: 192.0.2.44:25 actively rejecting SYN', 'connect.refused', 'connect'],
  ['mail gateway: the route to smtp.example.org is down', 'connect.unreachable', 'connect'],
  ['mail gateway: TCP open to 192.0.2.44:25 pending for 75 s, abandoned', 'connect.timeout', 'connect'],
  // Names.
  ['mail gateway: the name smtp.example.org is unknown to our DNS', 'dns.nxdomain', 'dns'],
  ['Cannot resolve smtp.example.org', 'dns.nxdomain', 'dns'],
  // Octets that had passed.
  ['The mail server closes the connection after 96 kB.', 'drop.lost', 'body'],
  ['Nach rund 2 MB trennt der Mailserver die Verbindung.', 'drop.lost', 'body'],
  // Notions of other tongues stand beside each other.
  ['El servidor de correo corta la conexión a la mitad del adjunto.', 'drop.lost', 'body'],
  ['Il server di posta ci disconnette subito dopo il login.', 'drop.lost', 'auth'],
  ['O e-mail inteiro é transmitido, mas o servidor não confirma.', 'drop.timeout', 'dot'],
  ['Entre deux messages, le serveur SMTP ferme la connexion.', 'drop.lost', 'idle'],
  ['Im Leerlauf beendet der SMTP-Server die Verbindung.', 'drop.lost', 'idle'],
  ['Quand le serveur de messagerie négocie, il nous coupe pendant la négociation TLS.', 'tls.handshake.eof', 'tls'],
  ['Nach einer Pause ist die SMTP-Verbindung getrennt.', 'drop.lost', 'idle'],
  // An end at once beats the answer that is lacking for it, in any tongue.
  ['Apenas conectamos, el servidor de correo cierra la conexión en cuanto puede, sin saludo.', 'drop.lost', 'banner'],
  ['The moment the relay authenticates us, it hangs up.', 'drop.lost', 'auth'],
  // It cannot be, and what cannot be.
  ['Nu se poate stabili conexiunea cu serverul SMTP.', 'connect.failed', 'connect'],
  ['Il gestionale non riesce a raggiungere il server SMTP.', 'connect.failed', 'connect'],
  ['Waited 30 s for the response to STARTTLS from mx.example.org: timed out', 'drop.timeout', 'starttls'],
  // A silence without a stage is one.
  ['Der Mailserver des Kunden antwortet nicht.', 'drop.timeout', undefined],
])('%s', (text, symptom, stage) => {
  expect(readText(text)).toMatchObject({ symptom, ...(stage !== undefined && { stage }) })
})

it.each([
  ['qmail: 192.0.2.4_failed_after_I_sent_the_message./Remote_host_said:_/', 'drop.lost', 'dot'],
  ['SMTP command timeout on TLS connection from (pc) [192.0.2.44]:61022 D=5m', 'drop.timeout', 'idle'],
  ['Expected response code "354" but got an empty response.', 'drop.lost', 'data'],
  ['Mailer Error: SMTP connect() failed.', 'connect.failed', 'connect'],
  ['SMTP: Conexión: tubería rota', 'drop.lost', undefined],
  ['smtp.example.it: la rete non è raggiungibile', 'connect.unreachable', 'connect'],
  ['Der Server mail.example.de hat die Verbindung beendet (Zeitüberschreitung)', 'drop.timeout', undefined],
])('%s', (text, symptom, stage) => {
  expect(readText(text)).toMatchObject({ symptom, ...(stage !== undefined && { stage }) })
})

it('takes no port for a code, and no nameless client for a recipient', () => {
  expect(readText('Es gibt keine Verbindung zum Mailserver auf 465 und 587.').symptom).toBe('connect.failed')
  expect(readText('smtpd[9]: disconnect from unknown[192.0.2.4] ehlo=1 quit=1 commands=2').symptom).toBe('unknown')
})
