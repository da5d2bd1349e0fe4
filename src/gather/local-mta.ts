import type { MtaSetting } from '../domain/facts/host-facts.ts'
import type { Exec, Files } from '../domain/ports.ts'
import type { Software } from '../domain/software.ts'
import { dmaConfig } from '../mta/dma/config.ts'
import { eximConfig } from '../mta/exim/config.ts'
import { msmtpConfig } from '../mta/msmtp/config.ts'
import {
  type ConfigAsk,
  type ConfigDestination,
  type ConfigText,
  type MtaConfigAdapter,
  askText,
  settingNamed,
} from '../mta/mta-config.ts'
import { nullmailerConfig } from '../mta/nullmailer/config.ts'
import { opensmtpdConfig } from '../mta/opensmtpd/config.ts'
import { postfixConfig } from '../mta/postfix/config.ts'
import { sendmailConfig } from '../mta/sendmail/config.ts'
import { ssmtpConfig } from '../mta/ssmtp/config.ts'

/** Configurations that include more, or deeper, are read as far as this. */
const DEEPEST_INCLUDE = 3
const MOST_INCLUDES = 20

/** Servers before the small programs that only hand mail on, whose files a server may have left behind. */
export const MTA_CONFIGS: readonly MtaConfigAdapter[] = [
  postfixConfig,
  eximConfig,
  sendmailConfig,
  opensmtpdConfig,
  nullmailerConfig,
  ssmtpConfig,
  dmaConfig,
  msmtpConfig,
]

/**
 * Settings of the mail server on this host. Of several that left their files behind, the first that answers is taken, `wanted` before the
 * others; of instances side by side, what all have in common.
 */
export async function gatherLocalMta(
  ports: { readonly exec: Exec; readonly files: Files },
  destination?: ConfigDestination,
  wanted?: Software,
): Promise<{ readonly settings: readonly MtaSetting[]; readonly blind?: string }> {
  for (const adapter of MTA_CONFIGS.toSorted((a, b) => Number(b.name === wanted) - Number(a.name === wanted))) {
    const first = await readSettings(adapter, adapter.asks, ports)
    if (first.length === 0) continue
    const others = await Promise.all(
      (adapter.instances?.(first) ?? []).map((asks) => readSettings(adapter, asks, ports)),
    )
    const settings = first.filter(
      ({ name, value }) =>
        adapter.ofFirstInstance?.includes(name) === true ||
        others.every((other) => settingNamed(other, name)?.value === value),
    )
    const special = destination === undefined ? [] : await lookUp(adapter, settings, destination, ports)
    return { settings: [...settings, ...special] }
  }
  return { settings: [], blind: 'no mail server whose configuration can be read runs here' }
}

async function readSettings(
  adapter: MtaConfigAdapter,
  asks: readonly ConfigAsk[],
  ports: { readonly exec: Exec; readonly files: Files },
): Promise<readonly MtaSetting[]> {
  const texts = (await Promise.all(asks.map((ask) => runAsk(ask, ports)))).filter((text) => text !== undefined)
  const known = new Set(texts.map(({ from }) => from))
  for (let depth = 0; depth < DEEPEST_INCLUDE; depth += 1) {
    const further = (adapter.refersTo?.(texts) ?? []).filter((ask) => !known.has(askText(ask)))
    if (further.length === 0) break
    for (const ask of further.slice(0, MOST_INCLUDES)) {
      known.add(askText(ask))
      const text = await runAsk(ask, ports)
      if (text !== undefined) texts.push(text)
    }
  }
  return adapter.readConfig(texts)
}

async function lookUp(
  adapter: MtaConfigAdapter,
  settings: readonly MtaSetting[],
  destination: ConfigDestination,
  ports: { readonly exec: Exec; readonly files: Files },
): Promise<readonly MtaSetting[]> {
  const first = await answers(adapter, adapter.lookUps?.(settings, destination) ?? [], ports)
  // What was found may lead to other questions: the policy is kept under the next hop that the transport table names.
  const known = new Set(first.map(({ name }) => name))
  const further = (adapter.lookUps?.([...settings, ...first], destination) ?? []).filter(
    ({ setting }) => !known.has(setting),
  )
  return [...first, ...(first.length === 0 ? [] : await answers(adapter, further, ports))]
}

async function answers(
  adapter: MtaConfigAdapter,
  asked: ReturnType<NonNullable<MtaConfigAdapter['lookUps']>>,
  ports: { readonly exec: Exec; readonly files: Files },
): Promise<readonly MtaSetting[]> {
  const found = await Promise.all(asked.map(async ({ setting, ask }) => ({ setting, text: await runAsk(ask, ports) })))
  const named = found.flatMap(({ setting, text }) => {
    const value = text?.text.trim()
    return text === undefined || value === undefined || value === ''
      ? []
      : [{ software: adapter.name, name: setting, value, isDefault: false, from: text.from }]
  })
  // The first table that knows the key has the say.
  return named.filter(({ name }, index) => named.findIndex((other) => other.name === name) === index)
}

async function runAsk(
  ask: ConfigAsk,
  { exec, files }: { readonly exec: Exec; readonly files: Files },
): Promise<ConfigText | undefined> {
  if (ask.kind === 'file') {
    const text = await files.readText(ask.path)
    return text === undefined ? undefined : { from: ask.path, text }
  }
  const result = await exec.run(ask.command, ask.args, {
    timeoutMs: 5_000,
    ...(ask.stdin === undefined ? {} : { stdin: ask.stdin }),
  })
  // postconf exits with 0 and warnings, exim with text on stdout even where it complains: what can be read is read.
  return result.kind === 'done' && result.stdout !== '' ? { from: askText(ask), text: result.stdout } : undefined
}
