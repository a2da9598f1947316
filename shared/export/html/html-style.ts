/** The style of a page: paper and ink, light and dark, on a screen of any width and on paper. Every pair of colours has a contrast of 4.5:1 or more. */
export const pageStyle = `
:root{color-scheme:light dark;--paper:#fbf8f1;--ink:#2a2622;--quiet:#6a6157;--line:#d9d0c0;--link:#1f4f82;--mark:#8a3b12;--struck:#8c2f2f}
@media (prefers-color-scheme:dark){:root{--paper:#1d1b19;--ink:#ece5d8;--quiet:#b3a998;--line:#474038;--link:#9cc3ee;--mark:#f0b287;--struck:#f0a3a3}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.06rem/1.6 "Source Serif 4",Georgia,"Times New Roman",serif}
a{color:var(--link)}
a:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-99em}.skip:focus{left:1em;top:.5em;background:var(--paper);padding:.3em .8em}
.controls,.contents{font:.86rem/1.5 system-ui,sans-serif;display:flex;flex-wrap:wrap;gap:.4em 1.4em;padding:.7em 1.4em;border-bottom:1px solid var(--line);color:var(--ink)}
.controls fieldset{border:0;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.2em 1em}.controls legend{float:left;margin-right:1em;color:var(--quiet)}
.controls label{display:inline-flex;gap:.4em;align-items:center;min-height:24px}
.contents ol{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.2em 1em}.contents h2{font-size:inherit;margin:0;color:var(--quiet);font-weight:normal}
.contents a{display:inline-block;min-height:24px}
.sheet{max-width:44rem;margin:0 auto;padding:1.4em}
.beside{display:grid;grid-template-columns:minmax(0,1fr);gap:0 2em;padding:0 1.4em}
.beside .sheet{padding:1.4em 0;margin:0 auto;width:100%}
h1{font-size:1.6rem;line-height:1.3;margin:.4em 0 .6em}h2{font-size:1.2rem}h3,h4,h5,h6{font-size:1.05rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:0 1em;font-size:.92rem;margin:0 0 1.4em;color:var(--quiet)}.facts dt{font-style:italic}.facts dd{margin:0;color:var(--ink)}
p{margin:0 0 .8em;overflow-wrap:break-word}
.dateline{text-align:right;font-style:italic}.signature{text-align:right}.field{margin-bottom:.2em}
.stamp,.form{color:var(--quiet);font-variant-caps:small-caps}.hand{font-style:italic;color:var(--mark)}
.list{list-style:none;padding-left:1.2em}.list li{margin-bottom:.4em}.list li>.label{float:left;margin-right:.5em}.list li::after{content:"";display:block;clear:both}
.wide{overflow-x:auto}table{border-collapse:collapse;margin:0 0 1em}td,th{border:1px solid var(--line);padding:.25em .6em;vertical-align:top;text-align:left}td p,th p{margin:0}
.attachment{border-top:1px solid var(--line);margin-top:1.6em;padding-top:1em}
.pb{font:.74rem/1 system-ui,sans-serif;color:var(--quiet);border:1px solid var(--line);border-radius:3px;padding:.15em .4em;margin:0 .15em;white-space:nowrap;text-decoration:none}
a.pb{color:var(--link)}.pb.inferred{border-style:dashed}.pb:target,figure:target,li:target{outline:2px solid var(--mark)}
.call{line-height:0}.call a{padding:.2em;text-decoration:none}
.notes{list-style:none;padding:0;font-size:.92rem}.notes li{margin-bottom:.5em}.notes p{display:inline}.notes p+p::before{content:"\\A\\A";white-space:pre}.notes .label{font-weight:bold}
.smallcaps{font-variant-caps:small-caps}.added{font-style:italic}
.unclear{border-bottom:1px dotted var(--quiet)}.supplied::before{content:"["}.supplied::after{content:"]"}
s{color:var(--struck)}.sic::after{content:" [sic]";color:var(--quiet);font-size:.8em}
.d{display:none}
body:has(.to-diplomatic:checked) .d{display:revert}
body:has(.to-diplomatic:checked) .r{display:none}
del.c{display:none;color:var(--struck);margin-right:.25em}ins{text-decoration:none}
body:has(.to-corrections:checked) del.c{display:inline}
body:has(.to-corrections:checked) ins{text-decoration:underline;text-decoration-color:var(--mark);text-decoration-thickness:2px}
body:has(.to-tags:checked) .tag{border-bottom:2px solid var(--mark)}
body:has(.to-tags:checked) .place{border-bottom-style:dashed}
body:has(.to-tags:checked) .organisation{border-bottom-style:double;border-bottom-width:3px}
body:has(.to-tags:checked) .date{border-bottom-style:dotted}
body:has(.to-tags:checked) .term{border-bottom-width:1px}
figure{margin:0 0 1.4em}figure img{max-width:100%;height:auto;border:1px solid var(--line);background:#fff}figcaption{font:.82rem/1.4 system-ui,sans-serif;color:var(--quiet)}
footer{font-size:.82rem;color:var(--quiet);border-top:1px solid var(--line);margin-top:2em;padding-top:.6em}
@media (min-width:60rem){.beside{grid-template-columns:minmax(0,1fr) minmax(0,1fr)}.images{position:sticky;top:0;height:100vh;overflow-y:auto;padding:1.4em 0}}
@media (prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media print{
:root{--paper:#fff;--ink:#000;--quiet:#444;--line:#999;--link:#000;--mark:#000;--struck:#000}
body{font-size:11pt}.controls,.contents,.skip{display:none}.sheet{max-width:none;padding:0}.beside{display:block;padding:0}
.images{position:static;height:auto;break-before:page}figure{break-inside:avoid;break-after:page}figure img{max-height:90vh}
h1,h2,h3{break-after:avoid}p{orphans:3;widows:3}a{text-decoration:none}.notes a[role=doc-backlink]{display:none}
@page{margin:22mm 20mm}
}
`.trim();
