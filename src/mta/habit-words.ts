/** A name or address that stands for itself: no macro, no expansion, not empty. */
export function plainWord(text: string | undefined): string | undefined {
  const word = text?.trim() ?? ''
  return word === '' || /[\s${}%]/.test(word) ? undefined : word
}

/** Object entries that are not undefined. */
export function known<T extends object>(members: { readonly [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Partial<T>
}
