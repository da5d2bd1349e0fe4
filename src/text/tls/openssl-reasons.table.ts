import type { Symptom } from '../../domain/symptom.ts'

/** SSL_R_* reason numbers, the same in 1.1 and 3.x. */
export const OPENSSL_REASONS: Readonly<Record<number, Symptom>> = {
  101: 'tls.handshake.cipher', // no suitable key share
  102: 'tls.handshake.corrupt', // bad dh value
  118: 'tls.handshake.sigalg', // no suitable signature algorithm
  123: 'tls.handshake.corrupt', // bad signature
  134: 'tls.cert.untrusted', // certificate verify failed
  149: 'tls.handshake.corrupt', // digest check failed
  150: 'tls.handshake.corrupt', // encrypted length too long
  151: 'tls.handshake.corrupt', // error in received cipher list
  155: 'tls.handshake.notls', // https proxy request
  156: 'tls.handshake.notls', // http request
  166: 'tls.handshake.version', // version too high
  179: 'tls.local.nocert', // no certificate set
  181: 'tls.local.ciphers', // no ciphers available
  185: 'tls.local.ciphers', // no cipher match
  191: 'tls.local.config', // no protocols available
  193: 'tls.handshake.cipher', // no shared cipher
  198: 'tls.handshake.notls', // packet length too long
  199: 'tls.cert.clientrequired', // peer did not return a certificate
  235: 'tls.handshake.alert', // no application protocol
  244: 'tls.handshake.alert', // unexpected message
  252: 'tls.handshake.notls', // unknown protocol
  258: 'tls.handshake.version', // unsupported protocol
  267: 'tls.handshake.notls', // wrong version number
  281: 'tls.handshake.corrupt', // decryption failed or bad record mac
  294: 'tls.handshake.eof', // unexpected eof while reading
  313: 'tls.handshake.corrupt', // record layer failure
  333: 'tls.handshake.sigalg', // legacy sigalg disallowed or unsupported
  338: 'tls.handshake.legacyreneg', // unsafe legacy renegotiation disabled
  370: 'tls.handshake.sigalg', // wrong signature type
  373: 'tls.handshake.version', // inappropriate fallback
  376: 'tls.handshake.sigalg', // no shared signature algorithms
  394: 'tls.handshake.weakdh', // dh key too small
  396: 'tls.handshake.version', // version too low
  397: 'tls.cert.weak', // ca key too small
  398: 'tls.cert.weak', // ca md too weak
  399: 'tls.cert.weak', // ee key too small
}
