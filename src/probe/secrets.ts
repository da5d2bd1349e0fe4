/** Keeps a password out of everything that is recorded, in each of the forms in which it travels or is echoed. */
export interface Secrets {
  add(secret: string): void
  scrub(text: string): string
}

export const REPLACEMENT = '(secret)'

export function createSecrets(): Secrets {
  const secrets: string[] = []
  return {
    add(secret) {
      if (secret === '' || secrets.includes(secret)) return
      secrets.push(secret)
      // The longest first: a secret may contain another.
      secrets.sort((a, b) => b.length - a.length)
    },
    scrub: (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, REPLACEMENT), text),
  }
}
