import type { Check, Death, Fault, Setting } from './fault.ts'
import { isHealthy } from './fault.ts'
import type { RawEnd, RawPlan } from './raw-session.ts'
import type { Scene } from './scene.ts'

/** Shows that the fault happens: the control lives without it, the same session dies with it as intended. Throws otherwise. */
export async function prove(fault: Fault, setting: Setting, scene: Scene): Promise<void> {
  if (setting.control !== undefined) {
    const wrong = await tried(setting.control, scene, (end) =>
      end.lived ? undefined : `the control died: ${told(end)}`,
    )
    if (wrong !== undefined) throw new Error(wrong)
  }
  await setting.strike?.()
  const { dies } = setting
  const wrong = await tried(setting.faulty, scene, (end) => {
    if (dies === undefined) {
      if (isHealthy(fault)) return end.lived ? undefined : `a healthy case died: ${told(end)}`
      return end.lived ? 'the faulty session lived' : undefined
    }
    return end.lived || !fits(end, dies) ? `the fault did not happen: ${told(end)}` : undefined
  })
  if (wrong !== undefined) throw new Error(wrong)
}

async function tried(
  what: RawPlan | Check,
  scene: Scene,
  judge: (end: RawEnd) => string | undefined,
): Promise<string | undefined> {
  return typeof what === 'function' ? what() : judge(await scene.session(what))
}

function fits(end: RawEnd, death: Death): boolean {
  const stages = typeof death.stage === 'string' ? [death.stage] : death.stage
  const hows = typeof death.how === 'string' ? [death.how] : death.how
  return stages.includes(end.stage) && hows.includes(end.how) && (death.text?.test(end.text) ?? true)
}

function told(end: RawEnd): string {
  return `${end.lived ? 'lived' : 'died'} at ${end.stage} by ${end.how} after ${end.afterMs} ms: ${end.text}`
}
