import type { IsReceiver } from './signature.ts'

/** Looks a host name up among endings (`.google.com`, `google.com`), label by label. */
export function namedReceivers(endings: readonly string[]): IsReceiver {
  const known = new Set(endings.map((ending) => ending.toLowerCase()))
  return (host) => {
    const name = host.toLowerCase()
    if (known.has(name) || known.has(`.${name}`)) return true
    for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1))
      if (known.has(name.slice(dot)) || known.has(name.slice(dot + 1))) return true
    return false
  }
}
