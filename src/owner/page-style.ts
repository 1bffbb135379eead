// How the owner's page looks: one column, by the reader's own choice light or dark, nothing that is fetched. Data.

export const STYLE = `
:root { color-scheme: light dark; --ink: #1d2126; --soft: #59626c; --line: #d3d8dd; --paper: #fff; --wash: #f4f6f8;
  --good: #16703c; --bad: #b3261e; --link: #0b57b0; --c0: #2f6fb5; --c1: #b3591d; --c2: #3c7d4f; --c3: #7a4fa3; --c4: #7d858e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #a3acb5; --line: #3a4148; --paper: #16191c; --wash: #20252a;
  --good: #6fce95; --bad: #ff8a80; --link: #8ab8f5; --c0: #6aa5e3; --c1: #e39a62; --c2: #78bd8c; --c3: #b892dd; --c4: #8d959e; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  overflow-wrap: break-word; }
h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
p, ul, ol, dl, table, blockquote, figure { margin: .5rem 0; } figure { margin-bottom: 1rem; } section:focus { outline: none; }
a { color: var(--link); } a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible, .wide:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { position: static; }
.soft { color: var(--soft); font-size: .9rem; } .good { color: var(--good); } .bad { color: var(--bad); }
.facts { display: flex; flex-wrap: wrap; gap: .5rem; } .facts div { background: var(--wash); border: 1px solid var(--line);
  border-radius: .4rem; padding: .4rem .7rem; } dt { color: var(--soft); font-size: .9rem; } dd { margin: 0; font-size: 1.2rem; font-weight: 600; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; } label { flex-basis: 100%; font-weight: 600; }
input { flex: 1 1 14rem; min-width: 0; } input, button { font: inherit; color: inherit; background: var(--wash); border: 1px solid var(--soft);
  border-radius: .4rem; padding: .5rem .7rem; min-height: 2.75rem; } button { font-weight: 600; cursor: pointer; }
blockquote { border-left: .3rem solid var(--c0); padding: .1rem 0 .1rem .8rem; margin-left: 0; margin-right: 0; white-space: pre-line; }
.wide { overflow-x: auto; } .wide svg { display: block; min-width: 34rem; width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; } th, td { text-align: left; padding: .25rem .5rem .25rem 0; vertical-align: top;
  border-bottom: 1px solid var(--line); } .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
th[scope=row] { min-width: 8rem; overflow-wrap: anywhere; font-weight: 500; } td.bar { width: 35%; } td.bar svg { display: block; width: 100%;
  min-width: 4rem; height: 1rem; margin-top: .2rem; } .hits th[scope=row] { min-width: 12rem; width: 50%; } .hits td.bar { width: 20%; }
summary { cursor: pointer; min-height: 2rem; } .legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; list-style: none; padding: 0; }
.legend svg { width: .8rem; height: .8rem; } .steps { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; padding: 0; }
.steps li { background: var(--wash); border: 1px solid var(--line); border-radius: .4rem; padding: .4rem .7rem; flex: 1 1 9rem; }
.steps b { display: block; font-size: 1.2rem; } .c0 { fill: var(--c0); } .c1 { fill: var(--c1); } .c2 { fill: var(--c2); } .c3 { fill: var(--c3); }
.c4 { fill: var(--c4); } .for { fill: var(--good); } .against { fill: var(--bad); } .axis { stroke: var(--soft); } .ink { fill: var(--soft);
  font: 11px system-ui, sans-serif; } .track { fill: var(--line); } .mark { stroke: var(--ink); stroke-width: 2; }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
`;
