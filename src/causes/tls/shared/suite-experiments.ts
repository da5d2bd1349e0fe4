import type { Experiment } from '../../../domain/experiment.ts'
import type { SessionPlan } from '../../../domain/plan/session-plan.ts'
import { hellos, tally, twoSessions } from '../../shared/questions.ts'
import { CBC_SUITES, COMMON_SUITES, LEGACY_SUITES, RARE_SUITES } from './suites.table.ts'

/** Our own session died with a cipher list of its own: the same session with the default list. */
export function defaultCiphers(plan: SessionPlan): Experiment {
  const { ciphers: _list, ...others } = plan.tlsPlan ?? {}
  return twoSessions(
    {
      name: 'default ciphers',
      question: 'Does the session pass with the default cipher list?',
      varied: 'the default cipher list instead of a shortened one',
    },
    {
      fails: { name: 'the shortened list', plan },
      lives: { name: 'the default list', plan: { ...plan, tlsPlan: others } },
      change: 'with the default cipher list',
      stage: 'tls',
    },
  )
}

/** Our session lives, and another sender found nothing in common: a hello as old software sends it. */
export function oldCipherList(plan: SessionPlan): Experiment {
  const limited = { name: 'CBC suites only', hello: { maxVersion: 0x0303, suites: CBC_SUITES } }
  const common = { name: 'AEAD suites added', hello: { maxVersion: 0x0303, suites: COMMON_SUITES } }
  return hellos(
    {
      name: 'imitate an old cipher list',
      question: 'Does a hello without AEAD suites die where a full list lives?',
      varied: 'AEAD suites added',
    },
    plan,
    [limited, common],
    (trials) => {
      const old = tally(trials, limited.name)
      const full = tally(trials, common.name)
      const because = `without AEAD suites a hello was refused in ${old.died} of ${old.of}, with them taken in ${full.lived} of ${full.of}`
      // That the server takes old suites says nothing about the list of the sender that failed.
      return { judged: old.died >= 2 && full.lived >= 2 ? 'confirmed' : 'undecided', because }
    },
  )
}

/** Two lists besides the common one, since servers exist that ignore whatever comes after the 64th suite. */
export function unusualSuites(plan: SessionPlan): Experiment {
  const common = { name: 'suites in use today', hello: { maxVersion: 0x0303, suites: COMMON_SUITES } }
  const old = { name: '3DES, RC4 and older added', hello: { maxVersion: 0x0303, suites: LEGACY_SUITES } }
  const rare = { name: 'ARIA, CCM and Camellia', hello: { maxVersion: 0x0303, suites: RARE_SUITES } }
  return hellos(
    {
      name: 'unusual suites',
      question: 'Does the receiver answer when very old or rare suites are on offer?',
      varied: 'suites that hardly anybody offers today',
    },
    plan,
    [common, old, rare],
    (trials) => {
      const [usual, older, rarer] = [tally(trials, common.name), tally(trials, old.name), tally(trials, rare.name)]
      if (usual.lived > 0)
        return { judged: 'refuted', because: 'the receiver answers a hello with the suites in use today' }
      if (older.of > 0 && rarer.of > 0 && older.lived + rarer.lived === 0)
        return {
          judged: 'refuted',
          because: `the receiver refuses old and rare suites as well (${older.how ?? 'no answer'})`,
        }
      const lives = older.lived >= 2 ? old.name : rarer.lived >= 2 ? rare.name : undefined
      const because = `with the suites in use today a hello was refused in ${usual.died} of ${usual.of}; ${old.name}, it was answered in ${older.lived} of ${older.of}; ${rare.name}: ${rarer.lived} of ${rarer.of}`
      return { judged: lives !== undefined && usual.died >= 2 ? 'confirmed' : 'undecided', because }
    },
  )
}
