/** A stack as loggers keep it in a record of JSON: printed, or a list of calls. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }

const STACK_KEY = /^(?:stack|stack_?trace|trace|traceback|exc_info|backtrace)$/i
/** Wrapped errors are no deeper. */
const DEEPEST = 5

/** The stack in a record, as PHP, Java and Python print them; empty when it keeps none. The innermost cause stands last. */
export function traceIn(record: Json | undefined, depth = 0): string {
  if (typeof record !== 'object' || record === null || depth > DEEPEST) return ''
  if (isList(record)) return record.map((each) => traceIn(each, depth + 1)).join('')
  const own = Object.entries(record).map(([key, value]) =>
    STACK_KEY.test(key) ? printed(value) : traceIn(value, depth + 1),
  )
  return own.filter((trace) => trace !== '').join('\n')
}

function printed(trace: Json): string {
  if (typeof trace === 'string') return trace
  if (typeof trace !== 'object' || trace === null || !isList(trace)) return ''
  return trace.map((call, at) => (typeof call === 'string' ? call : `#${at} ${frameOf(call)}`)).join('\n')
}

/** PHP's array of a call. */
function frameOf(call: Json): string {
  if (typeof call !== 'object' || call === null || isList(call)) return ''
  const part = (key: string): string => (typeof call[key] === 'string' ? call[key] : '')
  return `${part('file')}(1): ${part('class')}${part('type')}${part('function')}()`
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value)
}
