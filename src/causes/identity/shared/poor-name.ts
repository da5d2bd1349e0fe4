/** No name that a receiver could look up: no dot, `localhost`, an underscore, an address without brackets. */
export function isPoorName(name: string): boolean {
  if (name.startsWith('[')) return false
  return (
    !name.includes('.') ||
    name.includes('_') ||
    /^localhost(\.|$)|\.(local|lan|internal|localdomain|home)$/i.test(name) ||
    /^[\d.]+$/.test(name)
  )
}
