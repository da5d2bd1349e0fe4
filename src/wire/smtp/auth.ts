import { fromBase64, toBase64, toHex, toUtf8 } from '../octets.ts'

/** RFC 4616: authorisation identity (empty), user, password. */
export function plainResponse(user: string, password: string): string {
  return toBase64(toUtf8(`\0${user}\0${password}`))
}

/** AUTH LOGIN asks for user and password one after the other (draft-murchison-sasl-login). */
export function loginResponse(word: string): string {
  return toBase64(toUtf8(word))
}

/** XOAUTH2 as Google and Microsoft define it; the password is an access token. */
export function xoauth2Response(user: string, token: string): string {
  return toBase64(toUtf8(`user=${user}\u0001auth=Bearer ${token}\u0001\u0001`))
}

/**
 * RFC 2195. HMAC-MD5 is the caller's to compute. undefined when the challenge is not base64.
 */
export function cramMd5Response(
  user: string,
  password: string,
  challenge: string,
  hmacMd5: (key: Uint8Array, data: Uint8Array) => Uint8Array,
): string | undefined {
  const data = fromBase64(challenge.trim())
  if (data === undefined) return undefined
  return toBase64(toUtf8(`${user} ${toHex(hmacMd5(toUtf8(password), data))}`))
}
