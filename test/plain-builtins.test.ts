import { expect, test } from 'vitest'
import { withPlainBuiltins } from '../scripts/builtins.ts'

test.each([
  ['import{open,read as readOctets}from"node:fs";', 'const {open,read:readOctets}=TAKEN("node:fs");'],
  ['import path from"node:path";', 'const path=TAKEN("node:path");'],
  ['import fs,{open as$a}from"node:fs";', 'const fs=TAKEN("node:fs");const {open:$a}=TAKEN("node:fs");'],
  ['import * as timers from "node:timers/promises";', 'const timers=TAKEN("node:timers/promises");'],
  ['import{a}from"./a.js";import{b}from"valibot";', 'import{a}from"./a.js";import{b}from"valibot";'],
  ['import{a}from"./a.js";import{b}from"node:fs";', 'import{a}from"./a.js";const {b}=TAKEN("node:fs");'],
  ['import"./a.js";import{b}from"node:fs";', 'import"./a.js";const {b}=TAKEN("node:fs");'],
])('%s', (code, plain) => {
  expect(withPlainBuiltins(code)).toBe(plain.replaceAll('TAKEN', 'globalThis.process.getBuiltinModule'))
})
