import { describe, expect, it } from 'vitest';
import { cleanSvg } from './clean-svg.ts';

const limits = { maxSvgElements: 1000 };

/** What is left inside the root element. */
function clean(inside: string, attributes = ''): string {
  const cleaned = cleanSvg(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>`, limits);
  return cleaned.replace(/^<svg [^>]*>/, '').replace('</svg>', '');
}

const refused = (reason: RegExp) =>
  expect.objectContaining({ code: 'invalid', reason: expect.stringMatching(reason) });

describe('what runs or reaches out does not come through', () => {
  it.each([
    ['scripts', '<script>alert(1)</script>', ''],
    ['scripts by another name', '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>', ''],
    ['scripts in another spelling', '<SCRIPT>alert(1)</SCRIPT>', ''],
    ['scripts in a script', '<script><g><script/></g></script><g/>', '<g></g>'],
    ['pages', '<foreignObject><iframe src="http://x"/></foreignObject>', ''],
    ['listeners', '<handler/><listener/><set attributeName="onload" to="alert(1)"/>', ''],
    [
      'animated links',
      '<a><animate attributeName="xlink:href" values="javascript:alert(1)"/></a>',
      '<a></a>',
    ],
    ['handlers', '<g onload="alert(1)" ONCLICK="alert(2)"/>', '<g></g>'],
    ['links with a script', '<a href="javascript:alert(1)"/>', '<a></a>'],
    ['links with a script behind white space', '<a href="&#9;java&#10;script:alert(1)"/>', '<a></a>'],
    [
      'links that lead out',
      '<use xlink:href="http://x/a.svg#a"/><use href="a.svg#b"/>',
      '<use></use><use></use>',
    ],
    ['pictures from elsewhere', '<image href="file:///etc/passwd"/>', '<image></image>'],
    ['drawings in a drawing', '<image href="data:image/svg+xml;base64,PHN2Zz4="/>', '<image></image>'],
    ['data that is no picture', '<use href="data:image/png;base64,AAAA"/>', '<use></use>'],
    ['another place for links', '<g xml:base="http://x/"/>', '<g></g>'],
    [
      'style from elsewhere',
      '<style>@import url("http://x"); a { fill: red }</style>',
      '<style> a { fill: red }</style>',
    ],
    ['addresses in style', '<style>a { fill: url(http://x/#a) }</style>', '<style>a { fill: none }</style>'],
    ['addresses spelt in escapes', '<style>a { fill: \\75rl(http://x) }</style>', '<style></style>'],
    ['addresses that do not end', '<style>a { fill: url("http://x</style>', '<style></style>'],
    ['sets of pictures', '<style>a { background: image-set("http://x" 1x) }</style>', '<style></style>'],
    [
      'pictures and sources by name',
      '<style>a { b: image("http://x"); c: src("http://x") }</style>',
      '<style></style>',
    ],
    ['rules put together by taking one out', '<style>@im@import;port "http://x";</style>', '<style></style>'],
    ['rules in the place of one', '<style>@im@import "a";port "http://x";</style>', '<style></style>'],
    [
      'rules behind a remark',
      '<style>@import/**/"http://x"; a { fill: red }</style>',
      '<style> a { fill: red }</style>',
    ],
    [
      'rules with a semicolon in their address',
      "<style>@import url('http://x?a;b') screen; a { fill: red }</style>",
      '<style> a { fill: red }</style>',
    ],
    ['rules that nobody understands', '<style>@import url(http://x) layer(a);</style>', '<style></style>'],
    [
      'fonts from elsewhere',
      '<style>@font-face { src: url(http://x) }</style>',
      '<style>@font-face { src: none }</style>',
    ],
    [
      'addresses behind half a one',
      '<style>a { --x:"url(#"; fill:url(http://x) }</style>',
      '<style></style>',
    ],
    ['addresses that begin like a part', '<style>a { fill: url(# http://x) }</style>', '<style></style>'],
    ['addresses in an address', '<style>a { fill: url(url(http://x)) }</style>', '<style></style>'],
    [
      'addresses with remarks',
      '<style>a { fill: ur/**/l(http://x); mask: url(/**/http://x) }</style>',
      '<style>a { fill: ur l(http://x); mask: none }</style>',
    ],
    [
      'addresses behind a remark in their name',
      '<style>a { fill: url/**/(http://x) }</style>',
      '<style></style>',
    ],
    [
      'addresses behind a remark with half a one',
      '<style>/* url(" */ a { fill: url(http://x) }</style>',
      '<style>  a { fill: none }</style>',
    ],
    [
      'addresses in a remark that does not end',
      '<style>a { fill: red } /* url(http://x)</style>',
      '<style>a { fill: red }  </style>',
    ],
    [
      'addresses in attributes',
      '<g fill="url(http://x)" style="filter: url(x.svg#f)"/>',
      '<g fill="none" style="filter: none"></g>',
    ],
    [
      'other ways to an address in attributes',
      `<g mask="image-set('http://x' 1x)" filter="src('http://x')" cursor="url(a.png), auto"/>`,
      '<g mask="" filter="" cursor="none, auto"></g>',
    ],
    [
      'addresses in the steps of an animation',
      '<animate attributeName="fill" values="red;url(http://x)"/>',
      '<animate attributeName="fill" values="red;none"></animate>',
    ],
    ['instructions and remarks', '<?xml-stylesheet href="http://x"?><!-- <script> --><g/>', '<g></g>'],
    [
      'text that becomes markup',
      '<text><![CDATA[<script>]]>&lt;b&gt;</text>',
      '<text>&lt;script&gt;&lt;b&gt;</text>',
    ],
    ['quotes that end an attribute', `<g id='"&gt;&lt;script&gt;'/>`, '<g id="&#34;&gt;&lt;script&gt;"></g>'],
  ])('%s', (_, written, expected) => {
    expect(clean(written)).toBe(expected);
  });

  it('handlers of the root', () => {
    expect(cleanSvg('<svg onload="alert(1)" viewBox="0 0 9 9"/>', limits)).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"></svg>',
    );
  });
});

describe('what draws comes through', () => {
  it.each([
    '<g fill="url(#a)" style="stroke: url(\'#b\')"></g>',
    '<g fill="url(#グラデーション_2)" mask="url( &#34;#m&#34; )"></g>',
    '<use xlink:href="#a" href="#b"></use>',
    '<image href="data:image/png;base64,AAAA"></image>',
    '<text xml:space="preserve">  a &amp; b\n</text>',
    '<style>.a > .b { fill: url(#c) }</style>'.replace('>', '>').replace('.a > .b', '.a &gt; .b'),
    '<linearGradient gradientTransform="rotate(9)"><stop offset="0" stop-color="red"></stop></linearGradient>',
    '<animate attributeName="opacity" values="0;1"></animate>',
    '<path d="M0 0h9" data-name="x" class="a b"></path>',
  ])('%s', (written) => {
    expect(clean(written)).toBe(written);
  });

  it('elements with a prefix, as some programs write them', () => {
    const cleaned = cleanSvg('<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:g/><other/></s:svg>', limits);
    expect(cleaned).toMatch(/^<svg [^>]*><g><\/g><\/svg>$/);
  });

  it('short texts that the document type names', () => {
    const named =
      '<!DOCTYPE svg [<!ENTITY ns "http://www.w3.org/2000/svg"> <!ENTITY hi "hello">]><svg xmlns="&ns;"><text>&hi;</text></svg>';
    expect(cleanSvg(named, limits)).toContain('<text>hello</text>');
  });
});

describe('megabytes of half a word are read as quickly as of whole ones', () => {
  const many = (text: string) => text.repeat(500_000 / text.length);

  it.each(
    [
      'url(',
      'url(#',
      'url("',
      'url(" ',
      ' ',
      '@import ',
      '@import "a" ',
      "@import 'a' b ",
      '@import url(',
      '"',
      '/*',
      '*/',
      '{',
      '}',
      'a,',
    ].map((text) => [text]),
  )('%s', (text) => {
    const style = escapeXml(`${many(text)}${' '.repeat(200_000)}`);
    expect(clean(`<style>${style}</style>`)).toMatch(/^<style>/);
    expect(clean(`<style>url(${style}</style>`)).toBe('<style></style>');
    expect(clean(`<g fill='url(#a)${style}'/>`)).toMatch(/^<g /);
  });

  const escapeXml = (text: string) =>
    text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll("'", '&#39;');
});

describe('what would take for ever is refused before it is drawn', () => {
  const uses = (count: number, id: string) => `<use href="#${id}"/>`.repeat(count);
  const nested = Array.from(
    { length: 9 },
    (_, level) => `<g id="u${level + 1}">${uses(10, `u${level}`)}</g>`,
  ).join('');

  /** Patterns whose elements have a class that is filled with the pattern before. */
  const nestedPatterns = () =>
    levels(9)
      .map((level) => `<pattern id="p${level}">${`<g class="x c${level}"/>`.repeat(10)}</pattern>`)
      .join('');
  const nestedRules = () =>
    levels(9)
      .map((level) => `.c${level}{fill:url(#p${level - 1})}`)
      .join('');

  /** From u0 upwards each uses the next, once, and the one before it, ten times: whoever comes from below sees rings. */
  const ring = () =>
    levels(9)
      .map((level) => `<g id="u${level}">${uses(1, `u${level + 1}`)}${uses(10, `u${level - 1}`)}</g>`)
      .join('');

  function levels(count: number): number[] {
    return Array.from({ length: count }, (_, index) => index + 1);
  }

  it.each<[string, string, RegExp]>([
    ['uses of uses', `<g id="u0"/>${nested}${uses(1, 'u9')}`, /^ELIMIT - a drawing of more than 1000/],
    [
      'patterns of patterns',
      nested.replaceAll(/<use href="#(\w+)"\/>/g, '<g fill="url(#$1)"/>'),
      /^ELIMIT - a drawing/,
    ],
    [
      'patterns of patterns by a style sheet',
      `<style>g > .a, .b:hover { fill: url("#u0") }${nestedRules()}</style>${nestedPatterns()}`,
      /^ELIMIT - a drawing/,
    ],
    [
      'patterns of patterns by a style sheet that is hard to read',
      `<style>@media all { :not(.x) { --a: '}'; fill: url(#p) } }</style><pattern id="p">${'<g/>'.repeat(300)}</pattern>`,
      /^ELIMIT - a drawing/,
    ],
    [
      'uses of uses that a ring leads past',
      `<g id="z"><use href="#u9"/></g>${ring()}<g id="u0"><use href="#u1"/></g>`,
      /^ELIMIT - a drawing/,
    ],
    ['many elements', '<g/>'.repeat(1001), /^ELIMIT - a drawing/],
    ['elements in one another', `${'<g>'.repeat(300)}${'</g>'.repeat(300)}`, /^ELIMIT - more than 256/],
  ])('%s', (_, written, reason) => {
    expect(() => clean(written)).toThrow(refused(reason));
  });

  it('counts a hundred thousand references to each of three parts in no time', () => {
    const fills = (id: string) => `fill="${`url(#${id}) `.repeat(100_000)}"`;
    const written = `<g id="a" ${fills('b')}><g id="b" ${fills('c')}/><g id="c" ${fills('a')}/></g>`;
    expect(() => clean(written)).toThrow(refused(/^ELIMIT - a drawing/));
  });

  it('counts a thousand selectors of a thousand addresses in no time', () => {
    const selectors = Array.from({ length: 30_000 }, (_, index) => `.c${index}`).join();
    const style = `${selectors}{fill:${'url(#nowhere) '.repeat(30_000)}}${'.c1{fill:url(#nowhere)}'.repeat(30_000)}`;
    const elements = Array.from(
      { length: 900 },
      (_, index) => `<g id="i${index}" class="c1 c${index}"/>`,
    ).join('');
    expect(clean(`<style>${style}</style>${elements}`)).toContain('<g id="i1"');
  });

  it('what a style sheet draws counts for those who are meant by it', () => {
    const parts = '<linearGradient id="p"><stop/><stop/></linearGradient>';
    const style = '<style>g .a, #b { fill: url(#p) } .never, c > rect { fill: url(#p) }</style>';
    const drawing = (count: number) => `${style}${parts}${'<path class="a"/>'.repeat(count)}<g id="b"/>`;
    expect(clean(drawing(240))).toContain('class="a"');
    expect(() => clean(drawing(260))).toThrow(refused(/^ELIMIT - a drawing/));
  });

  it('a ring is drawn by nobody, and costs nothing', () => {
    expect(clean(`<g id="a">${uses(5, 'b')}</g><g id="b">${uses(5, 'a')}</g>`)).toContain('<use href="#b">');
  });

  it.each([
    ['entities in entities', '<!DOCTYPE svg [<!ENTITY a "haha"><!ENTITY b "&a;&a;">]><svg>&b;</svg>'],
    ['entities in other files', '<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'],
    ['what is no XML', '<svg><g></svg>'],
  ])('%s', (_, written) => {
    expect(() => cleanSvg(written, limits)).toThrow();
  });
});
