/** Style of the HTML report: phone first, then wide screens, dark, and A4 paper. No web fonts, nothing fetched. */
export const STYLE = `
:root{color-scheme:light dark;--paper:#fff;--sheet:#f6f7f5;--ink:#1d2321;--soft:#56605b;--line:#d5dad6;--accent:#1b6b57;
--bad:#b3261e;--bad-soft:#fbeceb;--warn:#7d5100;--warn-soft:#fbf3e2;--good:#1b6b45;--good-soft:#e8f4ed;--open:#4d5a78;--open-soft:#eceff6;--none:#8b948f;
--text:"Source Han Sans SC","Noto Sans CJK SC","Noto Sans SC","PingFang SC","HarmonyOS Sans SC","Microsoft YaHei","WenQuanYi Micro Hei",system-ui,sans-serif;
--title:"Source Han Serif SC","Noto Serif CJK SC","Noto Serif SC","Songti SC","STSong","SimSun",serif;
--code:ui-monospace,"SFMono-Regular","Cascadia Mono","DejaVu Sans Mono","Noto Sans Mono CJK SC",monospace}
@media screen and (prefers-color-scheme:dark){:root{--paper:#161a18;--sheet:#1e2321;--ink:#e6eae7;--soft:#a5afa9;--line:#38403c;--accent:#6cc7ab;
--bad:#ff9d94;--bad-soft:#3a2220;--warn:#f0c06a;--warn-soft:#352b19;--good:#7fd3a4;--good-soft:#1d3226;--open:#b4c0e0;--open-soft:#252b3a;--none:#78817c}}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.75 var(--text);text-autospace:normal;overflow-wrap:anywhere;line-break:strict}
html:lang(en) body{line-height:1.55}
.page{max-width:62rem;margin:0 auto;padding:1rem 1rem 3rem}
h1,h2,h3{font-family:var(--title);line-height:1.35;text-wrap:balance}
h1{font-size:1.36rem;margin:.2rem 0;letter-spacing:.04em}
h2{font-size:1.2rem;margin:2.2rem 0 .8rem;padding-bottom:.35rem;border-bottom:1px solid var(--line)}
h3{font-size:1rem;margin:1.2rem 0 .4rem}
p{margin:.4rem 0}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-99rem;min-height:2.75rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem .8rem;z-index:3}
.soft{color:var(--soft)}
.small{font-size:.875rem}
code,.mono{font-family:var(--code);font-size:.875em;background:none}
header.top{border-top:4px solid var(--accent);padding-top:.8rem}
.over{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;justify-content:space-between;color:var(--soft);font-size:.875rem}
.sample{display:inline-block;border:1.5px solid var(--warn);color:var(--warn);padding:0 .6rem;border-radius:3px;font-weight:600}
.app{font-size:1.1rem;margin:.1rem 0 .8rem}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;margin:.6rem 0;padding:.8rem 1rem;background:var(--sheet);border-radius:6px}
.facts dt{color:var(--soft)}
.facts dd{margin:0;min-width:0}
.verdict{display:grid;gap:.8rem;grid-template-columns:1fr;margin:.6rem 0}
.card{border:1px solid var(--line);border-radius:6px;padding:.8rem 1rem;min-width:0}
.card b{display:block;font:600 1.35rem/1.4 var(--title)}
.card .small{margin:.2rem 0 0}
.card.failed,.chip.failed{--tone:var(--bad);--tint:var(--bad-soft)}
.card.passed,.chip.passed{--tone:var(--good);--tint:var(--good-soft)}
.card.cantTell,.chip.cantTell,.chip.should{--tone:var(--warn);--tint:var(--warn-soft)}
.card.untested,.chip.untested,.chip.inapplicable,.chip.plain{--tone:var(--open);--tint:var(--open-soft)}
.card.failed,.card.passed,.card.cantTell,.card.untested{background:var(--tint);border-color:transparent}
.card.failed b,.card.passed b,.card.cantTell b,.card.untested b{color:var(--tone)}
.chip{display:inline-block;background:var(--tint);color:var(--tone);border-radius:3px;padding:0 .5rem;font-size:.875rem;white-space:nowrap}
p>.chip:only-child{white-space:normal}
.codes th code{white-space:nowrap}
.mark{color:var(--soft);font-size:.875rem;white-space:nowrap}
.counts{display:flex;flex-wrap:wrap;gap:.3rem .6rem;margin:.6rem 0;padding:0;list-style:none}
.figures{display:grid;gap:1rem;grid-template-columns:1fr}
figure{margin:0;min-width:0}
figure svg{display:block;width:100%;height:auto;max-width:34rem;margin:0 auto}
figcaption{color:var(--soft);font-size:.875rem;text-align:center}
.scroll{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:.4rem .6rem;border-bottom:1px solid var(--line);text-align:left;vertical-align:top}
thead th{color:var(--soft);font-weight:600;font-size:.875rem;white-space:nowrap}
.num{text-align:right;white-space:nowrap}
.lines th[scope=row]{position:sticky;left:0;background:var(--paper);white-space:nowrap;font-weight:500}
.zero{color:var(--none)}
@media print,(prefers-contrast:more){.zero{color:inherit}}
.over-none{color:var(--bad);font-weight:600}
form.filters{display:grid;grid-template-columns:1fr 1fr;gap:.6rem;background:var(--sheet);border-radius:6px;padding:.8rem 1rem;margin:1rem 0}
form.filters label{display:grid;gap:.1rem;color:var(--soft);font-size:.875rem;min-width:0}
form.filters .wide{grid-column:1/-1}
form.filters input,form.filters select,form.filters button{font:inherit;font-size:1rem;min-height:2.75rem;width:100%;color:var(--ink);background:var(--paper);border:1px solid var(--none);border-radius:4px;padding:.2rem .6rem}
form.filters button{cursor:pointer;align-self:end}
form.filters output{color:var(--soft);font-size:.875rem;align-self:center}
.cause{border:1px solid var(--line);border-left:4px solid var(--tone,var(--line));border-radius:6px;padding:.7rem 1rem;margin:.7rem 0}
.cause.failed{--tone:var(--bad)}.cause.should,.cause.cantTell{--tone:var(--warn)}
.cause h3{margin:0 0 .2rem;text-wrap:pretty;font-family:var(--text);font-size:1.02rem}
.cause .tags{display:flex;flex-wrap:wrap;gap:.2rem .6rem;align-items:baseline;margin:0 0 .3rem}
.cause dl,.more dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:.3rem 0 0}
.cause dt,.more dt{color:var(--soft)}
.cause dd,.more dd{margin:0;min-width:0}
.shot{margin:.5rem 0 .2rem}
figure.shot svg,.store{max-width:100%}
figure.shot svg{width:auto;height:auto;max-height:30rem;margin:0;border:1px solid var(--line);border-radius:4px;background:#fff}
figure.shot.whole svg{max-height:22rem}
.shot figcaption{text-align:left;margin-top:.25rem}
.store{position:absolute;overflow:hidden}
.shot rect{fill:none;vector-effect:non-scaling-stroke}
.halo{stroke:#fff;stroke-width:6}
.mark-box{stroke:#c8102e;stroke-width:3}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.2rem .8rem}
.count{margin-left:auto;white-space:nowrap;font-variant-numeric:tabular-nums}
details{margin-top:0}
summary{cursor:pointer;color:var(--accent);min-height:2.75rem;padding:.5rem 0}
details ol{margin:.3rem 0;padding-left:2.4rem}
details li{margin:.15rem 0}
.empty{border:1px dashed var(--none);border-radius:6px;padding:1rem;color:var(--soft);margin:.8rem 0}
.plain{padding-left:1.2rem;margin:.3rem 0}
.legend{display:grid;gap:.1rem .8rem;grid-template-columns:max-content 1fr;margin:.4rem 0;font-size:.875rem}
.legend dd{margin:0;color:var(--soft)}
.boxes{display:grid;gap:.8rem;grid-template-columns:1fr;margin:1rem 0}
.box{border:1px solid var(--line);border-radius:4px;min-height:6.5rem;padding:.5rem .8rem;display:flex;flex-direction:column;justify-content:space-between}
.hash{font-family:var(--code);font-size:.8125rem;word-break:break-all}
footer{margin-top:2.5rem;border-top:1px solid var(--line);padding-top:.8rem}
.closing{font-weight:600}
@media (max-width:39.99rem){
.codes thead{position:absolute;left:-99rem}
.codes,.codes tbody,.codes tr,.codes td,.codes th{display:block}
.codes tr{border:1px solid var(--line);border-radius:6px;padding:.4rem .8rem;margin:.6rem 0}
.codes td,.codes th{border:0;padding:.1rem 0}
.codes td[data-label]::before{content:attr(data-label);color:var(--soft);font-size:.875rem;margin-right:.6rem}
.codes td.num{text-align:left}
}
@media (min-width:40rem){
.page{padding:1.6rem 1.5rem 4rem}
h1{font-size:1.9rem}
.verdict{grid-template-columns:1.2fr 1fr 1.2fr}
.figures{grid-template-columns:minmax(0,5fr) minmax(0,6fr);align-items:center}
form.filters{grid-template-columns:repeat(5,minmax(0,1fr))}
form.filters .text{grid-column:span 2}
form.filters .text+.wide{grid-column:span 3}
.boxes{grid-template-columns:repeat(3,1fr)}
.cause:has(.shot){display:grid;grid-template:auto auto 1fr/minmax(0,1fr) minmax(0,22rem);gap:0 1.4rem}
.cause:has(.shot) .tags{grid-column:1/-1}
.cause .shot,.cause>.pair{grid-column:2;grid-row:2/4}
.cause .pair .shot{grid-area:auto}
.cause .said,.cause .rest{grid-column:1}
}
.watermark{position:fixed;inset:0;pointer-events:none;display:grid;place-items:center;z-index:2;overflow:hidden}
.watermark::before{content:attr(data-text);font:700 5.5rem/1 var(--title);color:var(--warn);opacity:.07;transform:rotate(-28deg);white-space:nowrap}
@media (max-width:39.99rem){.watermark::before{content:attr(data-text);font-size:3.4rem}}
@page{size:A4;margin:20mm 18mm 20mm 22mm;@bottom-center{content:counter(page) " / " counter(pages);font:9pt sans-serif;color:#56605b}}
@media print{
:root{color-scheme:light}
body{font-size:10.5pt;line-height:1.6}
.page{max-width:none;padding:0}
h1{font-size:20pt;text-align:center}
.app{text-align:center}
h2{font-size:13pt;break-after:avoid;margin-top:14pt}
h3{break-after:avoid}
.card,.box,tr,figure,.pair,.facts,.cause .tags,.cause .said>dl,.places li{break-inside:avoid}
.cause{-webkit-box-decoration-break:clone;box-decoration-break:clone}
.cause .tags,.cause h3{break-after:avoid}
.scroll{overflow:visible}
.cause:has(.shot){display:block}
figure.shot svg,figure.shot.whole svg{max-height:64mm}
.cause>.pair{width:90mm}
.codes{font-size:9.5pt}
.codes td:nth-child(2){width:30%}
.codes td:nth-child(4),:lang(zh) .codes td:nth-child(6){white-space:nowrap}
form.filters,.skip,.screen{display:none!important}
a{color:inherit;text-decoration:none}
.verdict{grid-template-columns:1fr 1fr 1fr}
.figures{grid-template-columns:5fr 6fr;align-items:center}
.boxes{grid-template-columns:repeat(3,1fr);break-inside:avoid}
.box{min-height:32mm;border-color:#56605b}
.lines th,.lines td{padding:2pt 4pt;font-size:9pt}
.card,.chip,.facts{-webkit-print-color-adjust:exact;print-color-adjust:exact}
}
`
