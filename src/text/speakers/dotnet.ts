import type { Grammar } from '../grammar.ts'
import { sentence, sentenceGrammar } from '../sentence-grammar.ts'
import { codeOfStatus } from './dotnet-status.ts'

const sentences = sentenceGrammar({
  name: 'dotnet',
  voice: 'library',
  signs: [
    'system.net',
    'mailkit',
    'the server response was',
    'respuesta del servidor',
    'réponse du serveur',
    'serverantwort',
    'antwort des servers',
    'risposta del server',
    'resposta do servidor',
    'antwoord van de server',
    'serverreactie',
    'odpowiedź serwera',
    'ответ сервера',
    'サーバーの応答',
    '服务器响应',
    'failure sending mail',
    'unable to parse status code',
    'response format is wrong',
    'net_io_connectionclosed',
    'transport connection',
    'smtpexception',
    'smtpclient',
    'target machine actively',
    'connected party did not properly respond',
    'unable to connect to the remote server',
    'remote certificate is invalid',
    'sspi',
    'transport stream',
    'unexpectedly disconnected',
    'unexpected packet format',
    'remote party',
    'ssl or tls connection',
  ],
  quotes: [
    {
      name: 'server-response',
      pattern:
        /(?:the server response was|la respuesta del servidor (?:fue|es)|la réponse du serveur (?:était|est)|(?:die serverantwort|die antwort des servers) (?:war|ist|lautete?)|la risposta del server (?:è stata|era|è)|a resposta do servidor (?:foi|é)|(?:het antwoord van de server|serverreactie) (?:was|is)|odpowiedź serwera|ответ сервера|サーバーの応答(?:は)?|服务器响应(?:为)?)\s?[:：]\s?(?!at [A-Z]\w{0,40}\.)([^\n]{3,2000})/i,
    },
    {
      name: 'mailkit-auth',
      pattern: /MailKit\.Security\.AuthenticationException: ([245]\d\d[\s\S]{0,2000})/,
      stage: 'auth',
    },
    { name: 'mailkit-command', pattern: /SmtpCommandException: ([245]?\d?\d?[^\n]{3,2000})/ },
  ],
  sentences: [
    sentence('unparsed', 'protocol.malformed', ['unable to parse status code|response format is wrong']),
    sentence(
      'tls-alert',
      'tls.handshake.alert',
      ['remote party sent a tls alert', 'handshakefailure|internalerror|illegalparameter|decodeerror'],
      { stage: 'tls', ended: 'alert' },
    ),
    sentence('tls-version', 'tls.handshake.version', ['remote party sent a tls alert', 'protocolversion'], {
      stage: 'tls',
      ended: 'alert',
    }),
    sentence(
      'tls-closed',
      'tls.handshake.eof',
      ['remote party has closed the transport stream|received an unexpected eof or 0 bytes'],
      { stage: 'tls', ended: 'fin' },
    ),
    sentence(
      'certificate',
      'tls.cert.untrusted',
      ['remote certificate is invalid|remote certificate was rejected|ssl certificate could not be validated'],
      { stage: 'tls' },
    ),
    sentence(
      'packet',
      'tls.handshake.notls',
      ['unexpected packet format|typically reserved for plain-text connections'],
      { stage: 'tls' },
    ),
    sentence('refused', 'connect.refused', ['actively refused|connection refused'], { stage: 'connect' }),
    // Windows has one sentence for both: under a read, the line stood.
    sentence(
      'read-timeout',
      'drop.timeout',
      [
        'data from the transport connection|data to the transport connection',
        'connected party did not properly respond|connected host has failed to respond|connection timed out|operation timed out',
      ],
      { ended: 'silence' },
    ),
    sentence(
      'connect-timeout',
      'connect.timeout',
      ['connected party did not properly respond|connected host has failed to respond'],
      { stage: 'connect', ended: 'silence' },
    ),
    sentence('unreachable', 'connect.unreachable', ['unreachable network|unreachable host'], { stage: 'connect' }),
    // Linux has the words of its errno.
    sentence('reset', 'drop.lost', ['forcibly closed|connection reset by peer'], { ended: 'rst' }),
    sentence('aborted', 'drop.lost', ['established connection was aborted']),
    sentence(
      'closed',
      'drop.lost',
      [
        'net io connectionclosed|unexpectedly disconnected|connection was closed|unable to read data from the transport connection',
      ],
      { ended: 'fin' },
    ),
    // MailKit connects its sockets itself.
    sentence(
      'connect-timeout',
      'connect.timeout',
      [
        'operation has timed out|timeoutexception',
        'socketutils.connect|mailservice.connectsocket|mailservice.connectnetwork',
      ],
      { stage: 'connect', ended: 'silence' },
    ),
    sentence('timeout', 'drop.timeout', ['the operation has timed out|operation has timed out'], { ended: 'silence' }),
    // EAI_AGAIN of getaddrinfo comes out of .NET on Linux as SocketException 11.
    sentence('names-again', 'dns.tempfail', ['socketexception', 'resource temporarily unavailable'], { stage: 'dns' }),
    sentence('names', 'dns.nxdomain', ['remote name could not be resolved|no such host is known'], { stage: 'dns' }),
    sentence('unable', 'connect.failed', ['unable to connect to the remote server'], { stage: 'connect' }),
  ],
})

/** .NET's SmtpClient, MailKit, and the socket and SslStream exceptions inside. */
export const dotnet: Grammar = {
  ...sentences,
  read(words, hints) {
    const reading = sentences.read(words, hints)
    if (reading?.rule !== 'dotnet/server-response' || reading.said === undefined || /^[245]\d\d\b/.test(reading.said))
      return reading
    const code = codeOfStatus(words.raw)
    return code === undefined ? reading : { ...reading, said: `${code} ${reading.said}` }
  },
}
