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
      'addresses in attributes',
      '<g fill="url(http://x)" style="filter: url(x.svg#f)"/>',
      '<g fill="none" style="filter: none"></g>',
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

describe('what would take for ever is refused before it is drawn', () => {
  const uses = (count: number, id: string) => `<use href="#${id}"/>`.repeat(count);
  const nested = Array.from(
    { length: 9 },
    (_, level) => `<g id="u${level + 1}">${uses(10, `u${level}`)}</g>`,
  ).join('');

  it.each<[string, string, RegExp]>([
    ['uses of uses', `<g id="u0"/>${nested}${uses(1, 'u9')}`, /^ELIMIT - a drawing of more than 1000/],
    [
      'patterns of patterns',
      nested.replaceAll(/<use href="#(\w+)"\/>/g, '<g fill="url(#$1)"/>'),
      /^ELIMIT - a drawing/,
    ],
    ['many elements', '<g/>'.repeat(1001), /^ELIMIT - a drawing/],
    ['elements in one another', `${'<g>'.repeat(300)}${'</g>'.repeat(300)}`, /^ELIMIT - more than 256/],
  ])('%s', (_, written, reason) => {
    expect(() => clean(written)).toThrow(refused(reason));
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
