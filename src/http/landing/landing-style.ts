import { html } from './html.ts';

/** Paper and iron-gall ink by day, the darkroom by night. Nothing is loaded from anywhere. */
export const landingStyle = html`
:root {
  color-scheme: light dark;
  --paper: #f7f3ea; --sheet: #fffdf8; --ink: #2a2420; --faint: #786c5e; --rule: #e0d6c5; --iodine: #8a4618;
  --serif: "Iowan Old Style", "Palatino Linotype", Palatino, P052, "URW Palladio L", "Book Antiqua", Georgia, serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #171412; --sheet: #1f1b18; --ink: #ebe3d7; --faint: #a39684; --rule: #38302a; --iodine: #dfa26b; }
}
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font: 1.125rem/1.6 var(--serif); }
main, footer { max-width: 62rem; margin: 0 auto; padding: 0 clamp(1.25rem, 5vw, 3rem); }
header { padding: clamp(3.5rem, 11vh, 7.5rem) 0 clamp(2.5rem, 7vh, 5rem); }
h1 { font-size: clamp(3rem, 9vw, 5.5rem); font-weight: 400; line-height: 1; letter-spacing: -.025em; }
.motto { margin-top: 1.25rem; font-size: clamp(1.25rem, 2.6vw, 1.6rem); font-style: italic; color: var(--faint); }
.status { margin-top: 2rem; font: .875rem/1.7 var(--mono); color: var(--faint); overflow-wrap: anywhere; }
.status b { font-weight: 400; color: var(--ink); }
a { color: var(--iodine); text-decoration-thickness: 1px; text-underline-offset: .2em; }
a:hover { text-decoration-thickness: 2px; }
a:focus-visible, pre:focus-visible { outline: 2px solid var(--iodine); outline-offset: 3px; }
.pair { display: grid; grid-template-columns: repeat(2, 1fr); gap: clamp(1rem, 3vw, 2rem); }
img { display: block; width: 100%; height: auto; background: var(--rule); }
.negative img { filter: grayscale(1) invert(1) sepia(.45) contrast(.88); transform: scaleX(-1); }
figcaption { margin-top: .75rem; font-size: .95rem; font-style: italic; color: var(--faint); }
.empty { border: 1px solid var(--rule); background: var(--sheet); padding: clamp(2rem, 6vw, 4rem); }
.empty p:first-child { font-size: 1.5rem; font-style: italic; margin-bottom: 1rem; }
.steps { list-style: none; padding: 0; margin: clamp(3.5rem, 9vh, 6rem) 0 0; counter-reset: step; }
.steps > li {
  counter-increment: step; border-top: 1px solid var(--rule); padding: 2.25rem 0 2.5rem;
  display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr); column-gap: 3rem; row-gap: 1.25rem;
}
h2 { font-size: 1.5rem; font-weight: 400; line-height: 1.25; }
h2::before { content: counter(step); color: var(--iodine); font-style: italic; margin-right: .6rem; }
.steps p { margin-top: .6rem; font-size: 1rem; line-height: 1.5; color: var(--faint); }
pre {
  background: var(--sheet); border: 1px solid var(--rule); padding: 1.1rem 1.25rem; overflow-x: auto;
  font: .84375rem/1.75 var(--mono); align-self: start;
}
code { font-family: var(--mono); font-size: .84375em; }
pre code { font-size: 1em; }
.urls { white-space: normal; }
.urls a { display: block; padding-left: 2em; text-indent: -2em; overflow-wrap: anywhere; text-decoration: none; color: var(--faint); }
.urls a:hover { text-decoration: underline; }
.urls b { font-weight: 400; white-space: nowrap; color: var(--iodine); }
footer { padding-top: 2rem; padding-bottom: 5rem; font-size: 1rem; color: var(--faint); }
footer p { border-top: 1px solid var(--rule); padding-top: 2rem; }
@media (max-width: 46rem) {
  .steps > li { grid-template-columns: minmax(0, 1fr); }
  .pair { grid-template-columns: 1fr; }
}
`;
