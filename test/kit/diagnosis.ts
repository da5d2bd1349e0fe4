import type { Diagnosis, DiagnosisVerdict, Finding, WrittenRemedy } from '../../src/domain/diagnosis.ts'

/** A diagnosis that found nothing, of nothing, but for the changes. */
export function diagnosis(changes: Partial<Diagnosis> = {}): Diagnosis {
  return {
    target: 'example.org',
    at: 0,
    healthy: true,
    verdict: null,
    findings: [],
    waiting: null,
    proofs: [],
    advice: [],
    differs: [],
    cost: { connections: 0, seconds: 0, bytesSent: 0 },
    evidence: { observations: [], blind: {} },
    ...changes,
  }
}

/** A failure at TLS of unknown cause, but for the changes. */
export function verdict(changes: Partial<DiagnosisVerdict> = {}): DiagnosisVerdict {
  return {
    cause: null,
    class: null,
    locus: null,
    stage: 'tls',
    symptom: 'drop.lost',
    standing: 'possible',
    persistence: 'unknown',
    alternatives: [],
    title: 'The connection was lost at TLS',
    note: 'It ended without a word.',
    endpoint: null,
    ...changes,
  }
}

/** What stands behind `verdict({ cause: 'tls/protocol-floor' })`, but for the changes. */
export function finding(changes: Partial<Finding> = {}): Finding {
  return {
    cause: 'tls/protocol-floor',
    class: 'tls',
    locus: 'sender',
    stage: 'tls',
    standing: 'supported',
    belief: 0.9,
    title: 'The receiver speaks no TLS version that the sender offers',
    persistence: 'until-fixed',
    clues: [],
    missing: [],
    remedies: [],
    alternatives: [],
    ...changes,
  }
}

export function remedy(title: string): WrittenRemedy {
  return { title, applies: 'safely', steps: [], written: [] }
}
