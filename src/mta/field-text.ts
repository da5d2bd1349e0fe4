import { rememberLast } from '../base/remember-last.ts'

/** The value of ` KEY=value` up to the next space, or empty. */
export function field(text: string, key: string, from = 0): string {
  const at = text.indexOf(` ${key}=`, from)
  if (at < 0) return ''
  const start = at + key.length + 2
  const end = text.indexOf(' ', start)
  return text.slice(start, end < 0 ? undefined : end)
}

/** The value of `key="…"` or `key=…` as logfmt writes it; backslash escapes are taken off. */
export function quotedField(text: string, key: string): string {
  let at = text.indexOf(`${key}=`)
  while (at > 0 && !isGap(text.charCodeAt(at - 1))) at = text.indexOf(`${key}=`, at + 1)
  if (at < 0) return ''
  const start = at + key.length + 1
  if (text.charCodeAt(start) !== 34) {
    let end = start
    while (end < text.length && !isGap(text.charCodeAt(end))) end++
    return text.slice(start, end)
  }
  let value = ''
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 34) return value
    if (code === 92) index++
    value += text[index] ?? ''
  }
  return value
}

function isGap(code: number): boolean {
  return code === 32 || code === 9 || code === 44
}

/** `TLS1.3`, `TLSv1.3`, `TLS_1_3`, `TLS13`, `tlsv1_3`, `SP_PROT_TLS1_2_CLIENT` → `TLSv1.3`; text that names no version stays. */
export const tlsVersion = rememberLast((text): string => {
  const match = /(TLS|SSL)[ _]?v?[ _]?(\d)(?:[._]?(\d))?/i.exec(text.slice(0, 64))
  if (match === null) return text.slice(0, 32)
  const [, name = 'TLS', major = '1', minor = '0'] = match
  return name.toUpperCase() === 'SSL' ? `SSLv${major}` : `TLSv${major}${minor === '0' ? '' : `.${minor}`}`
})
