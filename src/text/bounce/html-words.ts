/** Text of an HTML notice: blocks become lines, the rest of the mark-up goes. Linear; no mark-up survives. */
export function htmlWords(html: string): string {
  let out = ''
  let hidden = ''
  // The next `>`, sought again only when it has been passed: a mail of nothing but `<` is read in one go too.
  let close = -1
  for (let at = 0; at < html.length;) {
    const open = html.indexOf('<', at)
    if (open === -1) {
      if (hidden === '') out += html.slice(at)
      break
    }
    if (hidden === '') out += html.slice(at, open)
    if (close < open) close = html.indexOf('>', open)
    if (close === -1) {
      if (hidden === '') out += html.slice(open)
      break
    }
    // A tag without an end is text (an address in angle brackets that was not escaped).
    if (close - open > 4_000) {
      if (hidden === '') out += '<'
      at = open + 1
      continue
    }
    const tag = html.slice(open + 1, close)
    const name = /^\/?[a-z!][a-z0-9-]*/i.exec(tag)?.[0].toLowerCase() ?? ''
    if (tag.includes('@') && !tag.includes('=')) out += hidden === '' ? `<${tag}>` : ''
    else if (hidden !== '') hidden = name === `/${hidden}` ? '' : hidden
    else if (name === 'style' || name === 'script') hidden = name
    else if (/^\/?(?:p|br|h[1-6]|pre|hr)$/.test(name)) out += '\n'
    // Where one block ends another may begin: that is one line's end.
    else if (/^\/?(?:div|tr|td|li|table|ul|blockquote)$/.test(name) && !out.endsWith('\n')) out += '\n'
    at = close + 1
    // How the source is set is not how it is shown.
    if (name === 'br' && hidden === '') at += /^\r?\n/.exec(html.slice(at, at + 2))?.[0].length ?? 0
  }
  return entities(out)
}

const NAMES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }

function entities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|([a-z]{2,6}));/gi,
    (all, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
      if (name !== undefined) return NAMES[name.toLowerCase()] ?? all
      const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
      return code > 0 && code < 0x11_0000 ? String.fromCodePoint(code) : all
    },
  )
}
