import type { MtaSetting } from '../../domain/facts/host-facts.ts'
import type { ParsedTarget } from '../../domain/target.ts'
import { gatherLocalMta } from '../../gather/local-mta.ts'
import { settingNamed } from '../../mta/mta-config.ts'
import { habitsOf } from '../../mta/habits.ts'
import type { DiagnoseRun } from './diagnose-run.ts'
import type { Habits } from './likes.ts'

/** How the mail server on this host would send, where its configuration can be read: the symptom is most likely its own. */
export async function readLocalMta({ deps, notebook, options }: DiagnoseRun, target: ParsedTarget): Promise<Habits> {
  if (options.localMta === false) return {}
  const domain = target.kind === 'domain' ? target.domain : target.kind === 'host' ? target.host : undefined
  const { settings, blind } = await gatherLocalMta(
    { exec: deps.exec, files: deps.files },
    domain === undefined ? undefined : { domain, hosts: [] },
  )
  for (const setting of settings) notebook.note('mta.setting', setting, { kind: 'command', command: setting.from })
  if (blind !== undefined) notebook.blind('mta.setting', blind)
  const { ehloName, tls, tlsPlan, pipelining, chunking, family, bindIpv4, bindIpv6 } = habitsOf(settings, domain)
  const binds = (address: string | undefined): address is string =>
    address !== undefined && (deps.ownAddresses.includes(address) || !doesWithoutItsSource(settings))
  return {
    ...(binds(bindIpv4) ? { bindIpv4 } : {}),
    ...(binds(bindIpv6) ? { bindIpv6 } : {}),
    ...(ehloName === undefined ? {} : { ehloName }),
    ...(tls === undefined ? {} : { tls }),
    ...(tlsPlan === undefined ? {} : { tlsPlan }),
    ...(pipelining === undefined ? {} : { pipelining }),
    ...(chunking === undefined ? {} : { chunking }),
    ...(family === undefined ? {} : { family }),
  }
}

/** Postfix sends from another address where the one that is set is not there; the other servers do not send at all. */
function doesWithoutItsSource(settings: readonly MtaSetting[]): boolean {
  return settings[0]?.software === 'postfix' && settingNamed(settings, 'smtp_bind_address_enforce')?.value !== 'yes'
}
