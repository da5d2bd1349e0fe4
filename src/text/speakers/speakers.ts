import type { Grammar } from '../grammar.ts'
import { exchange } from './exchange.ts'
import { exim } from './exim.ts'
import { nodemailer } from './nodemailer.ts'
import { postfix } from './postfix.ts'

/** Every grammar of own words, the most particular first. */
export const SPEAKERS: readonly Grammar[] = [exim, postfix, nodemailer, exchange]
