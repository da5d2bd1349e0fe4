/** The report's own style: prints well, needs nothing from outside. */
export const STYLE = `
:root { --ink: #1c2430; --soft: #5b6675; --line: #d7dde5; --bad: #b3261e; --good: #1b6e3c; --paper: #fff; --tint: #f5f7fa }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ecf3; --soft: #9aa7b8; --line: #36404d; --bad: #ff8a80; --good: #7ddca0; --paper: #12171e; --tint: #1a212b } }
* { box-sizing: border-box }
body { font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 56rem }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem }
h2 { font-size: 1.1rem; margin: 2.2rem 0 .6rem; border-bottom: 1px solid var(--line); padding-bottom: .25rem }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem }
p { margin: .4rem 0 }
code, pre, .mono { font: .86rem/1.45 ui-monospace, monospace }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: 6px; padding: .7rem .9rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere }
.remedy { border-left: 3px solid var(--line); padding-left: 1rem; margin: 1.4rem 0 } .remedy pre { margin: .3rem 0 .7rem } .undo { opacity: .85 } blockquote { margin: .3rem 0; padding: .5rem .9rem; background: var(--tint); border-radius: 6px }
.facts { color: var(--soft) } .bad { color: var(--bad) } .good { color: var(--good) }
table { border-collapse: collapse; width: 100%; font-size: .92rem } th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere } td.num { white-space: nowrap; font-family: ui-monospace, monospace; font-size: .86rem }
.arms { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 1rem } .arm { border: 1px solid var(--line); border-radius: 8px; padding: .8rem 1rem } .arm.dead { border-color: var(--bad) } .arm.alive { border-color: var(--good) }
.dots { font-size: 1.3rem; letter-spacing: .3rem }
svg { max-width: 100%; height: auto; display: block } svg text { font: 12px ui-monospace, monospace; fill: var(--ink) } svg .soft { fill: var(--soft) } svg .bad { fill: var(--bad) } svg line, svg path { stroke: var(--ink) } svg .badline { stroke: var(--bad) }
svg .attempts { fill: var(--line) } svg .failures { fill: var(--bad) } svg .band { fill: var(--bad); opacity: .09 } .bar { height: .8rem; border-radius: 3px; background: var(--bad); opacity: .75 }
ul { padding-left: 1.2rem } details { margin: .8rem 0 } summary { cursor: pointer; color: var(--soft) }
@media (max-width: 40rem) { section { overflow-x: auto } svg { max-width: none; min-width: 34rem } }
@media print { body { max-width: none; padding: 0 } h2 { break-after: avoid } .arm, tr, pre { break-inside: avoid } details[open] summary { display: none } }
`
