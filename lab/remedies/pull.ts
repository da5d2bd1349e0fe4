import type { RemedyStep } from '../../src/domain/lever.ts'
import { placeOf } from './place.ts'
import type { Sender } from './sender.ts'

type Edit = Extract<RemedyStep, { kind: 'edit' }>

/**
 * Follows printed steps as an administrator would, a fix and then its undo: each command in a shell, each line where its text says. Returns
 * what went wrong. Where an option that stands there already is replaced, as the text asks, the old lines come back with the undo.
 */
export interface Hand {
  follow(steps: readonly RemedyStep[], byHand?: string): Promise<string | undefined>
}

export function handOf(sender: Sender, values: Readonly<Record<string, string>>): Hand {
  /** What was put for a printed block, and what stood there. */
  const replaced = new Map<string, { readonly now: string; readonly before: string }>()
  const places = new Map<string, string>()
  const exported: string[] = []
  const filled = (text: string): string =>
    Object.entries(values).reduce((all, [word, value]) => all.replaceAll(word, value), text)

  async function command(text: string): Promise<string | undefined> {
    // One shell for all: what is exported stays.
    if (text.startsWith('export ')) exported.push(text)
    const ran = await sender.sh([...exported, text].join('\n'))
    return ran.code === 0 ? undefined : `${text} ends with ${ran.code}: ${(ran.stderr || ran.stdout).trim()}`
  }

  /** Debian's Exim may be split into many files; the text tells the other place. */
  async function fileOf({ file, why = '', add, remove }: Edit): Promise<string> {
    const known = places.get(remove ?? '')
    if (known !== undefined) return known
    const split = /dc_use_split_config='true' in ([^\s;]+)/.exec(why)?.[1]
    const isSplit =
      split !== undefined &&
      (await sender.sh('grep -q "^dc_use_split_config=\'true\'" /etc/exim4/update-exim4.conf.conf')).code === 0
    const place = isSplit ? `/etc/exim4/${split}` : file
    places.set(add ?? '', place)
    return place
  }

  async function edit(step: Edit): Promise<string | undefined> {
    const file = await fileOf(step)
    let text = (await sender.sh(`cat ${file} 2>/dev/null`)).stdout
    if (step.remove !== undefined) {
      const block = `${filled(step.remove)}\n`
      const { now, before } = replaced.get(block) ?? { now: block, before: '' }
      if (!text.includes(now)) return `${file} does not hold what the undo removes`
      text = text.replace(now, () => before)
    }
    if (step.add !== undefined) {
      const block = `${filled(step.add)}\n`
      const place = placeOf(text, block, step.why ?? '')
      replaced.set(block, { now: place.block, before: text.slice(place.at, place.at + place.length) })
      text = text.slice(0, place.at) + place.block + text.slice(place.at + place.length)
    }
    const ran = await sender.sh(`cat > ${file}`, text)
    return ran.code === 0 ? undefined : ran.stderr
  }

  async function follow(steps: readonly RemedyStep[], byHand?: string): Promise<string | undefined> {
    for (const step of steps) {
      const wrong =
        step.kind === 'command'
          ? await command(filled(step.run))
          : step.kind === 'edit'
            ? await edit(step)
            : step.kind === 'note' && byHand !== undefined
              ? await command(byHand)
              : `nobody knows how to follow: ${JSON.stringify(step)}`
      if (wrong !== undefined) return wrong
    }
    return undefined
  }

  return { follow }
}
