import { sentence, sentenceGrammar } from '../sentence-grammar.ts'

/** Of whom an address is spoken where no server was asked yet. */
const ADDRESS = 'address|addr-spec|addrspec|at-sign|@-sign|angle-addr'

/**
 * Programs look at the form of an address before they talk to anybody: what they refuse is an address of the message as it was written
 * (RFC 5322 §3.4), and no recipient that a server does not know.
 */
export const malformedAddresses = sentenceGrammar({
  name: 'malformed-address',
  voice: 'library',
  signs: [
    'invalid address',
    'does not comply with rfc',
    'does not comply with addr-spec',
    'addressexception',
    'not in the form required for an e-mail address',
    'angle-addr',
    'addr-spec token',
    'missing domain or user',
    "missing final '@domain'",
    'needs to follow the `email@',
    'not of the form user@host',
    'must have an @-sign',
    'exactly one @-sign',
    'addresses are properly formed',
    'addresslist can not parse',
    'not contain a valid address',
    'parameter is not a valid address',
    "invalid 'to' address",
    "invalid 'from' address",
  ],
  quotes: [],
  sentences: [
    // PHPMailer, with the field in brackets since version 6.
    sentence('phpmailer', 'protocol.syntax', ['phpmailer|mailer error|message could not be sent', 'invalid address']),
    sentence('phpmailer-field', 'protocol.syntax', [
      'invalid address from|invalid address to|invalid address cc|invalid address bcc|invalid address addaddress|invalid address addreplyto|invalid address setfrom|invalid address sender|invalid address reply-to|invalid address punycode',
    ]),
    // Swift Mailer, Symfony.
    sentence('rfc', 'protocol.syntax', [
      'does not comply with rfc 2822|does not comply with addr-spec',
      '@|email|address',
    ]),
    // JavaMail, and services that use it.
    sentence('java', 'protocol.syntax', [
      'addressexception: missing|addressexception: local|addressexception: domain|addressexception: illegal|addressexception: empty|addressexception: at sign|addressexception: bad|addressexception missing|addressexception local|addressexception domain|addressexception illegal|addressexception empty|addressexception bad|missing final @domain',
    ]),
    sentence('dotnet', 'protocol.syntax', ['not in the form required for an e-mail address']),
    // Go's net/mail and MimeKit.
    sentence('parser', 'protocol.syntax', [
      ADDRESS,
      'missing @|no angle-addr|addr-spec token|must have an|exactly one',
    ]),
    sentence('rust', 'protocol.syntax', ['missing domain or user']),
    sentence('mail-program', 'protocol.syntax', [
      'not of the form user@host|of the form user@host|addresses are properly formed|addresslist can not parse',
    ]),
    sentence('service', 'protocol.syntax', [
      'needs to follow the email@|not contain a valid address|parameter is not a valid address|invalid to address|invalid from address',
    ]),
  ],
})
