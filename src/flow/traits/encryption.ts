import { mark, type Trait } from './trait.ts'

/** A fatal alert in clear, and who sent it. */
export function alertFrom(who: 'client' | 'server', ...descriptions: readonly number[]): Trait {
  return ({ tls }) => {
    const alert = tls?.alerts.find(
      (one) =>
        one.from === who &&
        one.description !== 0 &&
        (descriptions.length === 0 || descriptions.includes(one.description)),
    )
    return alert === undefined ? undefined : mark(`the ${who} sends the TLS alert ${alert.description}`, alert.frame)
  }
}

/** TLS 1.3: an alert in place of a Finished, or of the first answer after it, known by its length. */
export function sealedAlertFrom(who: 'client' | 'server'): Trait {
  return ({ tls }) =>
    tls?.sealedAlert?.from === who
      ? mark(`the ${who} sends a record of an alert's length where the handshake should go on`, tls.sealedAlert.frame)
      : undefined
}

/** The handshake began, and is not complete. */
export const handshakeOpen: Trait = ({ tls }) =>
  tls !== undefined && tls.clientHelloOffset >= 0 && !tls.established
    ? mark('the TLS handshake has begun', tls.clientHelloFrame)
    : undefined

/** Some boxes and old stacks fail on hellos above 511 octets, others on hellos that need two segments. */
export const helloAbove512: Trait = ({ tls }) =>
  tls !== undefined && tls.clientHelloBytes >= 512
    ? mark(`the ClientHello has ${tls.clientHelloBytes} octets`, tls.clientHelloFrame)
    : undefined

export const noTlsFromServer: Trait = ({ tls }) =>
  tls !== undefined && tls.begun && tls.recordsOf[1] === 0 ? mark('no TLS record comes from the server') : undefined

/** Clear text where a TLS record is due. */
export const plainInsteadOfTls: Trait = ({ tls, dialogue }) => {
  if (tls === undefined || tls.clientHelloOffset < 0) return undefined
  if (tls.plainFromServer !== '')
    return mark('the server answers the ClientHello in clear text', tls.clientHelloFrame, tls.plainFrame)
  const answer = dialogue.answers.find(
    (one) => !one.inferred && (one.frame > tls.clientHelloFrame || tls.wrapped) && tls.recordsOf[1] === 0,
  )
  return answer === undefined
    ? undefined
    : mark('the server answers the ClientHello in clear text', tls.clientHelloFrame, answer.frame)
}

/** The client began with TLS where the server speaks SMTP in clear. */
export const tlsFirst: Trait = ({ tls }) =>
  tls?.wrapped === true ? mark('the client begins with TLS', tls.clientHelloFrame) : undefined

/** The client speaks (or waits for a greeting) in clear on the port of implicit TLS. */
export const clearOnTlsPort: Trait = ({ expectsTls, tls, server }) =>
  expectsTls && tls?.begun !== true && server.dataPackets === 0
    ? mark('port 465 expects TLS from the first octet, and the client sends none')
    : undefined

/** Eight filler letters where STARTTLS should be, stars where the banner was (RFC 3207 §6 warns of it). */
export const starttlsMasked: Trait = ({ dialogue }) => {
  const ehlo = dialogue.said.find((said) => said.verb === 'EHLO')
  const filler = dialogue.keywords.find((keyword) => /^(X{8}|X{7}[A-Z]|[*x]{8}|[*X]{7,9})$/.test(keyword))
  if (filler !== undefined)
    return mark(`the answer to EHLO holds ${filler} where a keyword of that length stood`, ehlo?.answer?.frame)
  const masked = dialogue.said.find(
    (said) => said.verb === '?' && !said.inferred && /^[X*]{7}[A-Z*]?$/.test(said.text.trim()),
  )
  if (masked !== undefined) return mark('the STARTTLS command arrives as filler', masked.frame)
  return undefined
}

/** STARTTLS was refused. */
export const starttlsRefused: Trait = ({ dialogue }) => {
  const said = dialogue.said.find((one) => one.verb === 'STARTTLS' && (one.answer?.code ?? 0) >= 400)
  return said === undefined
    ? undefined
    : mark(`STARTTLS is refused with ${said.answer?.code}`, said.frame, said.answer?.frame)
}

/** Inside TLS the server says goodbye first. */
export const serverClosesTls: Trait = ({ tls, dialogue }) => {
  const notify = tls?.closeNotify
  return notify?.from === 'server' && !dialogue.quit
    ? mark('the server ends the TLS session first (close_notify)', notify.frame)
    : undefined
}
