import { type RemedyStep, sh } from '../../domain/lever.ts'

/**
 * Sets sysctl(8) variables until the next boot. What stood there is kept in a file the first time, so that the undo puts back what this host had
 * and not what Linux comes with.
 */
export function kernelSettings(
  values: Readonly<Record<string, string | number>>,
  why?: string,
): { readonly steps: readonly RemedyStep[]; readonly undo: readonly RemedyStep[] } {
  const names = Object.keys(values)
  const before = `/etc/before.${names[0]?.split('.').at(-1) ?? 'sysctl'}`
  return {
    steps: [
      sh(`[ -e ${before} ] || sysctl ${names.join(' ')} | tee ${before}`, 'what is set now, for the undo'),
      sh(
        `sysctl -w ${names.map((name) => `${name}=${quoted(`${values[name]}`)}`).join(' ')}`,
        [...(why === undefined ? [] : [why]), 'until the next boot; a file in /etc/sysctl.d/ keeps it'].join('; '),
      ),
    ],
    undo: [sh(`sysctl -p ${before} && rm ${before}`)],
  }
}

function quoted(value: string): string {
  return /^[\w.]+$/.test(value) ? value : `'${value}'`
}
