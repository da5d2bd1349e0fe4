import { describe, expect, it } from 'vitest'
import { eventsIn } from './events-in.ts'
import { tongueOf } from './tongues.ts'
import { withoutUnasserted } from './unasserted.ts'

const left = (sentence: string): string => withoutUnasserted(sentence, tongueOf(sentence))

describe('what is named and not asserted is left out', () => {
  it.each([
    [
      'We keep the log of SMTP sessions that were refused or timed out, for a week.',
      'We keep the log of SMTP , for a week.',
    ],
    ['We reserve the right to drop SMTP connections without notice.', 'We reserve the .'],
    ['Seven tips against timeouts in the mail server.', 'Seven .'],
    ['Our library avoids dropped connections by design.', 'Our library  by design.'],
    ['The client retries when the server refuses the connection.', 'The client retries .'],
    ['When the connection drops, the relay takes another one.', ' the relay takes another one.'],
    ['If the server is silent, down or unreachable, mail waits.', ' mail waits.'],
    ['Lorsque le serveur coupe la connexion, le module garde le message.', ' le module garde le message.'],
    ['Если сервер не отвечает, письмо ждёт.', ' письмо ждёт.'],
    ['応答がない場合は、再送されます。', '再送されます。'],
    ['如果服务器断开连接，邮件会留在队列。', '邮件会留在队列。'],
    [
      'Der Anbieter haftet nicht für Nachrichten, die nach einem Abbruch verloren gehen.',
      'Der Anbieter haftet nicht für .',
    ],
    ['Simulazione: il client riprova quando il server chiude la connessione.', 'Simulazione: il client riprova .'],
    ['QUITの前に接続を切るサーバーです。', 'QUITの前にです。'],
    ['被拒绝的邮件会保存在队列。', '会保存在队列。'],
    ['Wird die Verbindung getrennt, versucht der Client es erneut.', ' versucht der Client es erneut.'],
    ['A week later the session would have been refused.', 'A week later the session .'],
  ])('%s', (sentence, rest) => {
    expect(left(sentence)).toBe(rest)
  })
})

describe('what exists, or befell somebody, stays', () => {
  it.each([
    'We have sessions that were refused by the mail server.',
    'The connections that time out all go to port 25.',
    'Our customer runs a mail server that hangs up on us after MAIL FROM.',
    'Since Monday the relay retries every hour when the mail server drops the connection.',
    'The server has the ability to close our connections, and does.',
    'We could not avoid the timeouts.',
    'The relay closes the connection when the message is larger than 10 MB.',
    'If the message is larger than 10 MB, the relay closes the connection.',
    'If the client drops the connection, the server refuses it for an hour.',
    'When the server closed the connection, Postfix kept the message.',
    'Lost connection when reading the reply.',
    'Since Monday nothing arrives when the server refuses the connection.',
    'Mails that we send to them are slow.',
    'Wir haben Verbindungen, die nach DATA abgebrochen werden.',
    'Tenemos correos que el servidor rechaza.',
  ])('%s', (sentence) => {
    expect(left(sentence)).toBe(sentence)
  })
})

it.each([
  'The connection was lost unexpectedly, or a command was run that requires a connection.',
  'The supplier is not liable for mail that is lost when a connection breaks.',
  'Thrown when the connection to the SMTP server fails.',
  'Time in seconds before a connection attempt times out.',
  'ir_mail, mail: catch exceptions of a dead session',
  '  description: The upstream SMTP server closed the connection.',
  'errors.smtp.reset=The connection was reset',
  'smtp-out: session 4711 finished: 18 messages, QUIT, 221 received, socket closed',
])('%s: reports nothing', (sentence) => {
  expect(eventsIn(sentence)).toBe('')
})

it('reads a sentence of a megabyte in linear time', () => {
  expect(left(`${'connections that '.repeat(60_000)}.`).length).toBeGreaterThan(1_000_000)
})
