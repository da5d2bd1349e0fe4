import { rule } from '../rule.ts'

/** How a handshake ended, or that it came to nothing or never began, where no word before says why. The order is from the particular to the general. */
export const ENDING_WORDS = [
  rule(
    'timeout',
    'tls.handshake.timeout',
    [
      'handshake|ssl|tls',
      'no more time|timed out|timeout|timedout|time out|deadline exceeded|took too long|taking longer|took longer|errno 110 |not properly respond',
    ],
    { none: 'response code|non-properly terminated' },
  ),
  rule(
    'reset',
    'tls.handshake.reset',
    [
      'handshake|ssl |ssl:|sslexception|sslerror|tls |starttls|tlswrap|tlssocket',
      'reset|10054|104 |forcibly closed|error in the pull function|broken pipe|epipe|errno 104',
    ],
    // What the mail was about.
    { none: 'password reset|reset password|reset your password|pwreset' },
  ),
  // OpenSSL's queue was empty: the handshake ended outside of TLS (SSL_get_error(3), SSL_ERROR_SYSCALL). OpenSSL 3 has a reason
  // of its own for an end of the stream, so there an error of the line is left; it also dropped `func`.
  rule('no-reason-3', 'tls.handshake.reset', ['error:00000000:lib 0 ::reason 0 ']),
  rule('no-reason', 'tls.handshake.eof', ['error:00000000:lib 0 :func 0 :reason 0 ']),
  // A stack that still waits for the peer when its caller's patience ends (SSL_ERROR_WANT_READ, EAGAIN).
  rule('waiting', 'tls.handshake.timeout', [
    'wants a read|wants a write|want read|want write|wantread|wantwrite|no data of requested type',
  ]),
  // Android's sentence for anything that its library met, whatever it begins with.
  rule('library-failure', 'tls.handshake.alert', ['failure in ssl library']),
  rule('pull', 'tls.handshake.reset', ['error in the pull function|error in the push function']),
  rule('eof', 'tls.handshake.eof', [
    'unexpected eof|short read|stream truncated|truncated stream|connection truncated|unclean shutdown|closed channel|failed to receive handshake|unexpected length|unexpected-eof|handshake eof|eof during|eof occurred|eof in violation|eof was observed|violates the protocol|premature close|connection during handshake|handshake aborted|handshake was aborted|aborted the handshake|connection abort|peer closed|underlying transport|closed by peer|remote host closed|closed connection during|closed unexpectedly|handshake error: eof|lost connection|premature eof|connection closed|connection was closed|abruptly| socketerror|error syscall|returned 5 errno 0|syscall returned 5|zero return|unexpected end|close notify|going to be closed|hang up|hung up|closed the connection|connection ended|indicated an eof|vanished|went away|disconnect|terminated|end of file| cut off | cut short | broken off | breaks off | broke off ',
  ]),
  rule('eof-word', 'tls.handshake.eof', ['handshake|ssl|tls', ': eof']),

  rule('not-found', 'tls.required', [
    'starttls',
    'didn t find|did not find|not found in|no starttls|extension not found|starttls not found|lacks|not announc|no longer announc|announces no|no longer offer|offers no|not listed|not list |missing from| absent| not among',
  ]),
  rule('message-size', 'tls.handshake.corrupt', [
    'handshake message|handshake record|handshake packet',
    'exceed|too large|too long',
  ]),
  // swaks says so once more when the handshake came to nothing.
  rule('starttls-attempted', 'tls.handshake.alert', [
    'starttls attempted but|starttls negotiation fail|starttls handshake fail',
  ]),
  // Two ways to begin it, and both were set.
  rule('exclusive', 'tls.local.config', ['mutually exclusive']),
  rule('level', 'tls.required', ['ssl level|tls level', 'fail|not reached']),
  rule('starttls-command', 'tls.refused', [
    'starttls command failed|command starttls failed|not accept the starttls command|not accept starttls',
  ]),
  // stunnel: what came to STARTTLS was no 220. RFC 2487 is the first of the extension.
  rule('starttls-rfc', 'tls.refused', ['rfc 2487|rfc 3207|rfc2487|rfc3207', 'not |violat']),
  rule('handshake-message', 'tls.handshake.alert', ['handshake message|handshake record|handshake packet']),
  // What our own library cannot do, nobody asked of the peer.
  rule('own-fips', 'tls.local.config', ['fips', 'forbid|not allow|disallow|disabled|not permit']),
  rule('own-provider', 'tls.local.config', [
    'no tls provider|no ssl provider|no tls backend|no ssl backend|no tls implementation|no crypto provider',
  ]),
  rule('own-library', 'tls.local.config', [
    'not supported by|not supported for|unsupported by|not available in|missing from',
    'this openssl|this tls|this ssl|tls library|ssl library|this build|this installation',
  ]),
  rule(
    'required',
    'tls.required',
    [
      'starttls| tls |encryption|encrypted| ssl |ssl-secured|tls-secured|secure connection',
      'required|compulsory|obligatory|must issue|must use|requires|mandatory|not support secure|need to|not offered|not support|not appear to support|not offer|didn t advertise|doesn t advertise|doesn t support|not advertis|unavailable|tls unsupported|tls is unsupported|not available|doesn t offer|without encryption|only accept|too weak',
    ],
    {
      none: 'temporar|local problem|local error|454|refused to start|compression|handshake fail| ssl - | tls extension|required cipher|required key|required digest|requested data|base64|oid is not|fingerprint is not|certificate type|channel binding|pkcs #11|internal error',
    },
  ),
  // Exchange Online knows the certificates that its connectors name: the one that came is none of them.
  rule('channel', 'tls.cert.rejected', ['appropriate tls channel']),
  // Who is ready has not refused.
  rule('willing', 'tls.handshake.alert', [
    'ready to start tls|ready for tls|ready to starttls|go ahead with tls|begin tls',
    'fail|could not|couldn t|cannot|can t|unable|error',
  ]),
  rule(
    'refused',
    'tls.refused',
    [
      'starttls| tls | ssl ',
      'not available|unavailable|temporarily|temporary reason|temporary problem|temporary error|local problem|local error|refused|reject|denied|declined|engine',
    ],
    // What refused the connection refused no TLS.
    {
      none: 'connection refused|econnrefused|ssl - |early data|session ticket|certificate chain|requested data|requested feature|handshake problem',
    },
  ),
  // A reply behind it, whose code was left out.
  rule('starttls-answer', 'tls.refused', [
    'starttls failed|starttls failure',
    'not implemented|not recognized|not recognised|unrecognized command|unknown command|syntax error',
  ]),
  rule('starttls-failed', 'tls.handshake.alert', ['starttls failed|starttls failure']),
  // s_client's sheet of a session that never was.
  rule('no-session', 'tls.handshake.alert', ['cipher is none']),
  rule('alert', 'tls.handshake.alert', [
    ' alert |alert:|alert-|tlsalert|sslalert|fatalalert|alertfatal|alertreceived|alertexception|tls alerts |canceled handshake|cancelled handshake|handshake failure|handshake_failure|handshakefailure|illegalmessage|illegal message|illegal parameter|80090326|remote error: tls|internal error|tls protocol error|ssl protocol error',
  ]),
  // What the peer did or found, in a stack's own words.
  rule('peer-found', 'tls.handshake.alert', [
    ' peer | server | client ',
    ' reports | was unable to| could not| does not permit| policy prohibits| attempted old| tried to resume| used an| has encountered| received incorrect| changed its mind| replied with| sent bad| sent invalid| resumed session',
    'ssl|tls|handshake|cipher|renegotiat|record|hash|extension|certificate|key exchange|compression|secure |bad data|master',
  ]),
  // sSMTP prints the cipher of a session that has none.
  rule('no-session', 'tls.handshake.alert', ['ssl connection using null|tls connection using null']),
  // Who could not start it says no more, unless a stack's words stand behind it.
  rule(
    'not-started',
    'tls.refused',
    [
      'starttls| tls | ssl ',
      'starttls unexpected code|starttls: unexpected code|could not be started|can not be started|cannot be started|not be started|unexpected starttls re|starttls unexpected re|unexpected response to starttls|unexpected reply to starttls|unexpected answer to starttls|failed to start|could not start|couldn t start|cannot start|can t start|unable to start',
    ],
    {
      none: 'ssl - |early data|session ticket|certificate chain|requested data|requested feature|handshake problem|tls encryption|ssl encryption',
    },
  ),
  // No stack said why: only that the handshake came to nothing.
  rule('failed', 'tls.handshake.alert', [
    'tls|ssl',
    'handshak|negotiat|upgrad|startup|session|connection|connect |secure |convert socket|ssl/tls failure|tls/ssl failure|ssl tls failure|tls ssl failure',
    ' fail| error| problem|unsuccessful|could not|couldn t|unable|cannot|can t|not complete|not succeed|attempting to establish|aborted',
  ]),
  rule(
    'failed-encryption',
    'tls.handshake.alert',
    [
      'enable crypto|start tls encryption|start ssl encryption|encryption could not be|encrypt the connection|enable encryption|establish encryption|encrypted connection|encryption failed',
      ' fail| error|could not|couldn t|unable|cannot|can t| did not| didn t',
    ],
    { none: 'message|pgp|s/mime|attachment|backup' },
  ),
  rule('failed-secure', 'tls.handshake.alert', [
    ' secure connection| secure channel| secure session| secure tls',
    ' fail| error|could not|couldn t|unable|cannot|can t',
  ]),
  rule('failed-handshake', 'tls.handshake.alert', [
    'handshake error |handshake failure |handshake failed |handshake fails ',
  ]),
  rule('failed-bare', 'tls.handshake.alert', [
    ' tls failed | ssl failed | ssl accept fail| ssl connect fail| ssl accept attempt failed| ssl operation failed | in ssl accept | in ssl connect |:tls failed |fatal ssl error|fatal tls error|tls authentication error|ssl authentication error|tls authentication fail|ssl authentication fail|local security authority|80090304| ssl connect returned | ssl accept returned |ssl connect:error |ssl connect:failed |ssl accept:error |ssl accept:failed ',
  ]),
  rule('local-config', 'tls.local.config', [
    'tls|ssl',
    'tls config|ssl config|tls context|ssl context|tls engine|ssl engine|initialize tls|initialise tls|initialize ssl|initializing tls|initializing ssl|tls initiali|ssl initiali|private key|cannot load|unable to load|could not load|failed to load|configuration problem|configuration error',
  ]),
  // A sentence of a TLS stack is an error, whatever else it says; the lines that report success are the programs'.
  rule(
    'stack',
    'tls.handshake.alert',
    [
      'botan|s2n |tls exception|tlsexception|ssl routines|ssl peer |ssl received|rustls|gnutls|wolfssl|mbed tls|mbedtls|bearssl|schannel|tls alert|sslhandshakeexception|sslprotocolexception|sslkeyexception|sslexception|sslerror|ssl - ',
    ],
    { none: 'established|success|version tls' },
  ),
]
