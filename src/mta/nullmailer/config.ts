import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { MtaConfigAdapter } from '../mta-config.ts'

/** Each line of `remotes`, without what only a login needs: `HOST smtp --port=587 --starttls` (nullmailer-send(8)). */
export const nullmailerConfig: MtaConfigAdapter = {
  name: 'nullmailer',
  asks: [{ kind: 'file', path: '/etc/nullmailer/remotes' }],
  readConfig: (texts) =>
    texts.flatMap(({ from, text }) =>
      text.split(/\r?\n/).flatMap((line): readonly MtaSetting[] => {
        const words = line.trim().split(/\s+/)
        if (words[0] === '' || words[0]?.startsWith('#') === true) return []
        const kept = words.filter((word) => !/^--(?:user|pass)/.test(word))
        const login = words.some((word) => word.startsWith('--user')) ? ['--user'] : []
        return [
          { software: 'nullmailer', name: 'remotes', value: [...kept, ...login].join(' '), isDefault: false, from },
        ]
      }),
    ),
}
