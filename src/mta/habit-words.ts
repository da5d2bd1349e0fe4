/** A name or address that stands for itself: no macro, no expansion, not empty. */
export function plainWord(text: string | undefined): string | undefined {
  const word = text?.trim() ?? ''
  return word === '' || /[\s${}%]/.test(word) ? undefined : word
}

/** `[relay.example]:587`, `relay.example:587`, `relay.example::587` (Exim), `relay.example`; undefined when empty or computed. */
export function readRelay(text: string | undefined): { readonly host: string; readonly port?: number } | undefined {
  const match = /^\[?([^\s\]]+?)\]?(?:::?(\d{1,5}))?$/.exec(plainWord(text) ?? '')
  if (match?.[1] === undefined) return undefined
  const port = match[2] === undefined ? undefined : Number(match[2])
  return { host: match[1], ...(port === undefined || port > 65_535 ? {} : { port }) }
}

/** Object entries that are not undefined. */
export function known<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>
}
