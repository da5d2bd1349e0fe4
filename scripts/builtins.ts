const IMPORT = /\bimport\s*(?:([\w$]+)\s*,?\s*)?(?:\{([^}]*)\}|\*\s*as\s+([\w$]+))?\s*from\s*"(node:[\w/]+)";/g

/**
 * Takes Node's own modules as they are. To import one, Node lists everything that it exports and reads each value, and what is made when first
 * read is made then: WebCrypto, `fs.promises`, the report of a crash. That was a quarter of what starting costs above Node itself.
 */
export function withPlainBuiltins(code: string): string {
  return code.replaceAll(IMPORT, (_import, whole?: string, names?: string, space?: string, module?: string) => {
    const taken = `globalThis.process.getBuiltinModule("${module ?? ''}")`
    const named = names?.replaceAll(/([\w$]+)\s+as\b\s*([\w$]+)/g, '$1:$2')
    return [whole, space, named === undefined ? undefined : `{${named}}`]
      .filter((target) => target !== undefined)
      .map((target) => `const ${target}=${taken};`)
      .join('')
  })
}
