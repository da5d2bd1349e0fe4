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
