/** The code of an error of Node or of the kernel: `ECONNRESET`, `ERR_TLS_CERT_ALTNAME_INVALID`. undefined: it has none. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** The code, or the words of an error that has none. */
export function codeOrWords(error: unknown): string {
  return errorCode(error) ?? (error instanceof Error ? error.message : typeof error === 'string' ? error : 'unknown')
}
