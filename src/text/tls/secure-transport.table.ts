import { rule } from '../rule.ts'

/**
 * Apple's Secure Transport: the names of SecureTransport.h and their OSStatus numbers, as programs on macOS and iOS print either.
 */
export const SECURE_TRANSPORT = [
  rule('apple-closed', 'tls.handshake.eof', [
    'errsslclosedgraceful|errsslclosedabort|errsslclosednonotify| -9805 | -9806 | -9816 ',
  ]),
  rule('apple-untrusted', 'tls.cert.untrusted', [
    'errsslxcertchaininvalid|errsslunknownrootcert|errsslnorootcert|errsslbadcert | -9807 | -9808 | -9812 | -9813 ',
  ]),
  rule('apple-expired', 'tls.cert.expired', [
    'errsslcertexpired|errsslcertnotyetvalid|errsslhandshakecertexpired| -9814 | -9815 ',
  ]),
  rule('apple-name', 'tls.cert.name', ['errsslhostnamemismatch| -9843 ']),
  rule('apple-version', 'tls.handshake.version', [
    'errsslpeerprotocolversion|errssltransportversion|errsslbadprotocolversion| -9836 | -9880 ',
  ]),
  rule('apple-cipher', 'tls.handshake.cipher', [
    'errsslnegotiation|errsslbadciphersuite|errsslpeerinsufficientsecurity| -9801 | -9818 | -9837 ',
  ]),
  rule('apple-own-certificate', 'tls.cert.rejected', [
    'errsslpeerbadcert|errsslpeerunsupportedcert|errsslpeercertrevoked|errsslpeercertexpired|errsslpeercertunknown|errsslpeerunknownca| -9825 | -9826 | -9827 | -9828 | -9829 | -9831 ',
  ]),
  rule('apple-weak', 'tls.handshake.weakdh', ['errsslweakpeerephemeraldhkey| -9850 ']),
  rule('apple-corrupt', 'tls.handshake.corrupt', [
    'errsslpeerbadrecordmac|errsslpeerdecryptionfail|errssldecryptionfail|errsslbadrecordmac| -9820 | -9821 | -9845 | -9846 ',
  ]),
  rule('apple-notls', 'tls.handshake.notls', ['errsslrecordoverflow|errsslunexpectedrecord| -9847 | -9849 ']),
  rule('apple-alert', 'tls.handshake.alert', [
    'errsslpeerhandshakefail|errsslprotocol|errsslfatalalert|errsslpeerinternalerror| -9800 | -9802 | -9824 | -9838 ',
  ]),
]
