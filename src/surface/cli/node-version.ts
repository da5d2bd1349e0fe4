const LEAST_MAJOR = 24

/** What is wrong with the Node that runs this, `v20.20.2`; undefined: nothing. */
export function nodeProblem(version: string, program: string): string | undefined {
  const major = Number(/^v?(\d{1,4})\./.exec(version)?.[1])
  return major >= LEAST_MAJOR
    ? undefined
    : `hangup needs Node ${LEAST_MAJOR} or newer; ${program} is ${version} (https://nodejs.org/en/download)`
}
