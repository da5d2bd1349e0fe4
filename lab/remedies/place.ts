/** Where a printed block goes: so many characters there give way to it. */
interface Place {
  readonly at: number
  readonly length: number
  readonly block: string
}

/** Lines before which a text may want its block. */
const ANCHORS: readonly (readonly [words: string, line: RegExp])[] = [
  ['above the MAILER lines', /^MAILER/m],
  ['above the match rule for any', /^match .*for any/m],
  ['above the first match rule', /^match /m],
  ['above the first listen line', /^listen /m],
]

/** Above, in place of, or within what the text names; else at the end of the file. */
export function placeOf(text: string, block: string, why: string): Place {
  const anchor = ANCHORS.find(([words]) => why.includes(words))
  if (anchor !== undefined) return { at: anchor[1].exec(text)?.index ?? text.length, length: 0, block }
  const scope = scopeOf(text, why)
  const same = /in place of a line|sets the same/.test(why)
    ? sameLine(text.slice(scope.from, scope.to), block)
    : undefined
  if (same === undefined) return { at: scope.fresh, length: 0, block }
  return { at: scope.from + same.index, length: same[0].length, block: joined(block, same[0], why) }
}

/** A transport of Exim's, or the whole file. */
function scopeOf(text: string, why: string): { readonly from: number; readonly to: number; readonly fresh: number } {
  // In the administrator's own file, the transport that the trial has there.
  if (why.includes('in the main section')) {
    const end = text.search(/^begin /m)
    return { from: 0, to: end, fresh: end }
  }
  const transport = why.includes('transport with driver = smtp') ? 'own_smtp' : /in the (\w+) transport/.exec(why)?.[1]
  if (transport === undefined) return { from: 0, to: text.length, fresh: text.length }
  const head = `\n${text}`.indexOf(`\n${transport}:\n`)
  const rest = text.slice(head + transport.length + 2)
  const from = text.length - rest.length
  const driver = 'driver = smtp\n'
  return {
    from,
    to: from + (/^\w+:$/m.exec(rest)?.index ?? rest.length),
    fresh: from + rest.indexOf(driver) + driver.length,
  }
}

/** The line that sets the same name or has the same key. What follows .ifdef is switched off. */
function sameLine(text: string, block: string): RegExpExecArray | undefined {
  const name = /^\s*([^\s=]+)/.exec(block)?.[1] ?? ''
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`(?<!^\\.ifdef .*\\n)^[ \\t]*${escaped}(?=[\\s=]).*\\n`, 'm').exec(text) ?? undefined
}

/** A list keeps what it holds, and so does a choice by host. */
function joined(block: string, line: string, why: string): string {
  const value = (one: string): string => one.slice(one.indexOf('=') + 1).trim()
  if (why.includes('before what it holds instead')) return `${block.trimEnd()} : ${value(line)}\n`
  return why.includes('in place of the last NORMAL')
    ? block.replace(/\{NORMAL\}\}$/m, () => `{${value(line)}}}`)
    : block
}
