/** RFC 2152; old Microsoft systems name it by the version of Unicode. No decoder of the platform knows it. */
const DECLARED = /charset\s?=\s?"?(?:unicode-1-1-|x-)?utf-7/i
const CODED = /\+([A-Za-z\d+/]{2,4000})-?/g
const CODED_PLUS = /\+-/g

/** The words of a mail whose parts are in UTF-7. */
export function withoutUtf7(words: string, mail: string): string {
  if (!words.includes('+') || !DECLARED.test(mail)) return words
  return words.replaceAll(CODED, (all, coded: string) => decoded(coded) ?? all).replaceAll(CODED_PLUS, '+')
}

function decoded(coded: string): string | undefined {
  try {
    const octets = Uint8Array.from(atob(coded.slice(0, coded.length - (coded.length % 4 === 1 ? 1 : 0))), (octet) =>
      octet.charCodeAt(0),
    )
    return new TextDecoder('utf-16be', { fatal: true }).decode(octets.subarray(0, octets.length & ~1))
  } catch {
    return undefined
  }
}
