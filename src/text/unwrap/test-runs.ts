/** pytest shows the source of what failed, and behind `E` what it raised (its manual, "Modifying Python traceback printing"). */
const RAISED = /^E {1,8}(?=\S)/
const OF_PYTEST =
  /^(?:>  |={3,} (?:FAILURES|ERRORS|short test summary info) ={3,}|_(?: _){4,}|\S{1,200}\.py:\d{1,6}: )/m
const MOST_LINES = 4_000

/** The words that a failed test raised, without the source around them; any other text comes back as it is. */
export function withoutTestSource(text: string): string {
  if (!OF_PYTEST.test(text)) return text
  const raised = text.split('\n', MOST_LINES).filter((line) => RAISED.test(line))
  return raised.length === 0 ? text : raised.map((line) => line.replace(RAISED, '')).join('\n')
}
