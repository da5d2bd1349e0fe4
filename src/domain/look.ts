/**
 * What anybody can look at, or do once more with one thing changed, to tell one cause from another. Reports write it as a command with the
 * values at hand. `again.…` is the session that failed.
 */
export type Look = SessionLook | HostLook

export type SessionLook =
  /** After some quiet minutes. */
  | 'again.later'
  /** Several, one after the other. */
  | 'again.several'
  | 'again.from-other-address'
  /** From a host of another network. */
  | 'again.from-elsewhere'
  /** Beside a destination that has nothing to do with this one. */
  | 'again.beside-another'
  | 'again.over-ipv4'
  | 'again.with-patience'
  | 'again.over-tls'
  /** Over TLS where it is offered, whatever the certificate. */
  | 'again.unverified'
  | 'again.without-pauses'
  | 'again.without-window-scaling'
  | 'again.under-another-name'
  | 'again.from-nobody'
  | 'again.from-another-sender'
  | 'again.with-plain-message'
  | 'again.with-small-message'
  | 'again.by-data'
  /** Its packets are kept and judged. */
  | 'again.captured'
  /** With a list of what TLS the server speaks. */
  | 'again.deep'

export type HostLook =
  /** The packets of the next delivery of another program that fails. */
  | 'delivery.captured'
  /** Loss, hop by hop. */
  | 'path.loss'
  | 'path.mtu'
  | 'route'
  | 'own.sockets'
  | 'own.firewall'
  | 'own.ptr'
  | 'own.clock'
  | 'peer.certificate'
  | 'dns.mx'
  | 'dns.other-resolver'
  | 'dns.other-domain'
