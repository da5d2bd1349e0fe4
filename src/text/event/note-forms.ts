import { alternatives } from '../../base/alternatives.ts'

/** The mark of a list in front. */
const MARK = String.raw`\W{0,8}(?:\d{1,2}[.)] |\[[ x]\] |step \d{1,2}: )?`
const IN_FRONT = "(?:(?:please|always|then|first|next|finally|also|simply|just|only|do not|don't) )?"
const VERBS = [
  'add|adjust|allow|apply|ask|avoid|bump|call|catch|change|check|choose|click|compare|configure|confirm|consider|contact|convert|create',
  'delete|disable|emit|enable|ensure|enter|expose|find|fix|follow|give|handle|ignore|implement|improve|increase|install|introduce',
  'keep|let|limit|lower|make|mark|monitor|move|pass|prefer|prevent|raise|reconnect|reduce|refactor|remove|rename|replace|report',
  'restart|retry|return|review|run|see|select|show|simplify|specify|stop|switch|test|treat|tune|turn|update|upgrade|use|verify|wait|watch',
  // `set timeout` may be a value that a program prints.
  String.raw`set(?= \w+ to\b)`,
  'do not (?=report)',
].join('|')
/** What it is done to: in `check failed`, `update error` and `connect timed out` the word is a noun, and in `test mail fails`. */
const OBJECT = String.raw`(?=[a-z\x60"'$])(?!(?!the |your |our |an? |all |if |that |this )[\w-]{2,20}(?: [\w-]{2,20})?: |[\w-]{2,20} (?:not|could|cannot|did|has|had|were)\b)(?!(?!if\b|whether\b|wh\w{2,4}\b|how\b|that\b)(?:the )?[\w-]{2,20} (?:fails|failed)\b|to\b|failed|error|timed|of\b|out\b|from\b|is\b|was\b|attempt|command|return code|time\b|timeout|limit)`

/** Notes on changes to a program: a version in front, a kind of change, the number of a request. */
export const CHANGE = alternatives(
  {
    // An enhanced status code (RFC 3463) is no version.
    version: /^\W{0,8}(?![245]\.\d\.\d)v?\d{1,4}\.\d{1,4}(?:\.\d{1,5})?:? (?:[\d-]{10}|[–-] |[A-Z])/,
    kindOfCommit:
      /^\W{0,8}(?:feat|fix|chore|docs|refactor|perf|test|build|ci|revert|bug ?fix)\b ?(?:\([\w./-]{1,30}\))?!?:/,
    kindOfChange:
      /^\W{0,8}(?:new|changed?|added|removed|fixed|improved|feature|deprecated|security|breaking|internal|known (?:issues?|limitations?))\b ?(?:\([\w./-]{1,30}\))?!?:/,
    done: /^\W{0,8}(?:fix|fixes|fixed|adds?|added|remove[sd]?|improve[sd]?|bump(?:s|ed)?|support(?:s|ed)?)\b (?!failed|error|(?:e-?mail|desk|ticket|case|request|team)\b)/,
    release:
      /^\W{0,8}(?:(?:emergency )?releases?(?= notes?\b| ?[:\d]| v\d|s? of\b|d\b|$)|changelog|what's new)\b(?! failed| error)/,
    numberOfRequest: /\(#\d{1,6}\)|\b(?:closes|fixes|resolves|refs) #\d/,
    // `queue, smtp: retry the connection`
    partOfProgram: new RegExp(
      String.raw`^[\w./-]{1,30}(?:, [\w./-]{1,30}){0,3}: (?:do|don't|log|${VERBS})\b ${OBJECT}`,
    ),
    nowDoes:
      /\bnow (?:retries|reconnects|handles|waits|reports|logs|detects|supports|returns|raises|throws|ignores|respects|flushes|gives|uses|closes|sends|distinguishes|tracks|keeps|shares|caps|tries|falls|honou?rs|treats|recovers|survives|reuses)\b|\bno longer (?:retries|reconnects|handles|logs|raises|throws|ignores|needs|requires)\b/,
    toDo: /^\W{0,4}(?:\[x\]|todo|fixme)\b/,
    history: /^\W{0,4}(?:merge (?:pull request|branch)|git commit|commit [\da-f]{4,40})\b/,
    resultOfTest: /^\W{0,4}(?:pass|ok \d)\b/,
  },
  'i',
)

/** Go's errors say what was tried, in small letters, and what came of it behind a colon: `send report: dial tcp: …`. */
const UNLESS_TRIED = String.raw`(?!(?-i:[a-z])[\w ./#-]{2,60}: (?-i:[a-z\d"'\[]))`

/** A bare verb in front, and what it is done to. */
export const IMPERATIVE = new RegExp(String.raw`^${UNLESS_TRIED}${MARK}${IN_FRONT}(?:${VERBS})\b ${OBJECT}`, 'i')
