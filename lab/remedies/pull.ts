import type { RemedyStep } from '../../src/domain/lever.ts'
import type { Sender } from './sender.ts'

/**
 * Follows printed steps as an administrator would: each command in a shell, each line where its text says. Returns what went wrong.
 * Where an option that stands there already is replaced, as the text asks, the old lines come back with the undo.
 */
export interface Hand {
  follow(steps: readonly RemedyStep[], byHand?: string): Promise<string | undefined>
  takeBack(undo: readonly RemedyStep[], byHand?: string): Promise<string | undefined>
}

export function handOf(sender: Sender, values: Readonly<Record<string, string>>): Hand {
  /** Settings of Postfix that were printed before the change: they are set back, the others removed. */
  const printed = new Map<string, string>()
  const replaced = new Map<string, string>()
  const filled = (text: string): string =>
    Object.entries(values).reduce((all, [word, value]) => all.replaceAll(word, value), text)

  async function command(text: string): Promise<string | undefined> {
    const ran = await sender.sh(text)
    if (text.startsWith('postconf -n'))
      for (const line of ran.stdout.split('\n')) {
        const name = /^(\w+) =/.exec(line)?.[1]
        if (name !== undefined) printed.set(name, line)
      }
    return ran.code === 0 ? undefined : `${text} ends with ${ran.code}: ${(ran.stderr || ran.stdout).trim()}`
  }

  /** `postconf -X` in an undo removes what was not set before; the rest gets back what was printed. */
  function takingBack(text: string): string {
    const names = /^postconf -X (.*)$/.exec(text)?.[1]?.split(' ') ?? []
    const back = names.filter((name) => printed.has(name))
    if (back.length === 0) return text
    const fresh = names.filter((name) => !printed.has(name))
    return [
      `postconf -e ${back.map((name) => `'${printed.get(name)}'`).join(' ')}`,
      ...(fresh.length === 0 ? [] : [`postconf -X ${fresh.join(' ')}`]),
    ].join('\n')
  }

  async function edit(step: Extract<RemedyStep, { kind: 'edit' }>): Promise<string | undefined> {
    const before = (await sender.sh(`cat ${step.file} 2>/dev/null`)).stdout
    let text = before
    if (step.remove !== undefined) {
      const block = `${filled(step.remove)}\n`
      if (!text.includes(block)) return `${step.file} does not hold what the undo removes`
      text = text.replace(block, () => replaced.get(block) ?? '')
    }
    if (step.add !== undefined) {
      const block = `${filled(step.add)}\n`
      const { at, length } = placeOf(text, block, step.why ?? '')
      if (length > 0) replaced.set(block, text.slice(at, at + length))
      text = text.slice(0, at) + block + text.slice(at + length)
    }
    const ran = await sender.sh(`cat > ${step.file}`, text)
    return ran.code === 0 ? undefined : ran.stderr
  }

  async function each(
    steps: readonly RemedyStep[],
    byHand: string | undefined,
    run: (text: string) => string,
  ): Promise<string | undefined> {
    for (const step of steps) {
      const wrong =
        step.kind === 'command'
          ? await command(run(filled(step.run)))
          : step.kind === 'edit'
            ? await edit(step)
            : step.kind === 'note' && byHand !== undefined
              ? await command(byHand)
              : `nobody knows how to follow: ${JSON.stringify(step)}`
      if (wrong !== undefined) return wrong
    }
    return undefined
  }

  return {
    follow: (steps, byHand) => each(steps, byHand, (text) => text),
    takeBack: (undo, byHand) => each(undo, byHand, takingBack),
  }
}

/** Where the lines go: above or in place of what the text names, else at the end. */
function placeOf(text: string, block: string, why: string): { readonly at: number; readonly length: number } {
  const above = /above the (MAILER|general match|match)/.exec(why)?.[1]
  if (above === 'MAILER') return { at: /^MAILER/m.exec(text)?.index ?? text.length, length: 0 }
  if (above !== undefined) return { at: /^match .*for any/m.exec(text)?.index ?? text.length, length: 0 }
  const transport = /in the (\w+) transport/.exec(why)?.[1]
  if (transport === undefined) return { at: text.length, length: 0 }
  const head = text.indexOf(`\n${transport}:\n`)
  const name = /^\s*(\w+)/.exec(block)?.[1] ?? ''
  const rest = text.slice(head + 1)
  const end = /\n\w+:\n/.exec(rest.slice(transport.length + 2))?.index ?? rest.length
  // What follows .ifdef is switched off.
  const same = new RegExp(`(?<!^\\.ifdef .*\\n)^  ${name}\\b.*\\n`, 'm').exec(rest.slice(0, end))
  if (same !== null && why.includes('in place of')) return { at: head + 1 + same.index, length: same[0].length }
  const driver = rest.indexOf('driver = smtp\n')
  return { at: head + 1 + driver + 'driver = smtp\n'.length, length: 0 }
}
