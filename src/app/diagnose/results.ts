import type { Trial } from '../../domain/experiment.ts'
import { endOf, type TrialEnd } from '../../domain/judge.ts'

/** One run of a plan, as an experiment counts it. */
export type Run = Omit<Trial, 'arm'>

/** What each plan has brought so far, by its key: a result at hand costs no connection. */
export interface Results {
  of(key: string): Run | undefined
  /** The newest result of a plan. A session that goes silent has died, until a late answer says otherwise. */
  keep(key: string, run: Run): void
  /** The same of a session that had gone silent: an answer that came after all contradicts no trial that had less patience. */
  keepLate(key: string, run: Run): void
  /** The same plan died once and lived another time. */
  comesAndGoes(key: string): boolean
}

export function createResults(): Results {
  const newest = new Map<string, Run>()
  /** By plan, then by session. */
  const ends = new Map<string, Map<string, TrialEnd['kind']>>()
  const endsOf = (key: string): Map<string, TrialEnd['kind']> => {
    const known = ends.get(key)
    if (known !== undefined) return known
    const fresh = new Map<string, TrialEnd['kind']>()
    ends.set(key, fresh)
    return fresh
  }
  return {
    of: (key) => newest.get(key),
    keep(key, run) {
      newest.set(key, run)
      const seen = endsOf(key)
      seen.set(sessionOf(run) ?? `${seen.size}`, kindOf(run))
    },
    keepLate(key, run) {
      newest.set(key, run)
      const session = sessionOf(run)
      if (session !== undefined && kindOf(run) === 'lived') endsOf(key).delete(session)
    },
    comesAndGoes(key) {
      const seen = [...endsOf(key).values()]
      return seen.includes('lived') && seen.includes('died')
    },
  }
}

function kindOf(run: Run): TrialEnd['kind'] {
  return endOf({ arm: '', ...run }).kind
}

function sessionOf({ result }: Run): string | undefined {
  switch (result.kind) {
    case 'session':
      return result.session.session
    case 'hello':
      return result.hello.session
    case 'dns':
    case 'burst':
      return undefined
  }
}
