/** Marks a switch as exhaustive: a new variant of a union stops the build here. */
export function assertNever(value: never): never {
  throw new Error(`unhandled variant: ${JSON.stringify(value)}`)
}
