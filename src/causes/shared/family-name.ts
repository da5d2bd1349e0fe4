/**
 * The last two labels of a host name: enough to tell strangers apart. Under suffixes of two labels (`co.uk`) strangers are taken for
 * relatives, so a relation found here must not speak for much.
 */
export function familyName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '').split('.').slice(-2).join('.')
}
