import { describe, expect, it } from 'vitest';
import { html } from './html.ts';
import { renderLanding } from './render-landing.ts';

const landing = {
  version: '0.1.0',
  publicUrl: 'http://localhost:8000',
  endpoint: 'http://localhost:8000/demo',
};

describe('the landing page', () => {
  it('says what runs here and where', () => {
    const page = renderLanding(landing);
    expect(page).toContain('Version <b>0.1.0</b>');
    expect(page).toContain('curl http://localhost:8000/api/v1/files/upload');
    expect(page).toContain("baseURL: 'http://localhost:8000'");
  });

  it('shows a picture of the library, transformed, with its size and a text', () => {
    const page = renderLanding({ ...landing, samplePath: '/photographs/coffee.jpg' });
    const source = 'http://localhost:8000/demo/tr:w-960,h-720/photographs/coffee.jpg';
    expect(page).toContain(`<img src="${source}" width="960" height="720" alt="coffee.jpg, cropped`);
    expect(page).not.toContain('--demo');
  });

  it('says how to get pictures when the library is empty', () => {
    const page = renderLanding(landing);
    expect(page).toContain('npm start -- --demo');
    expect(page).not.toContain('<img');
  });

  it('keeps a strange file name in its place', () => {
    const page = renderLanding({ ...landing, samplePath: `/a b/"><script>alert(1)</script>.jpg` });
    expect(page).not.toContain('<script');
    expect(page).toContain('/demo/tr:w-960,h-720/a%20b/%22%3E%3Cscript%3Ealert(1)%3C/script%3E.jpg"');
  });

  it.each(['version', 'publicUrl', 'endpoint'])('escapes the %s', (name) => {
    expect(renderLanding({ ...landing, [name]: `<b onclick='x'>"&` })).not.toContain('<b onclick');
  });

  it('loads nothing from elsewhere and runs no script', () => {
    const page = renderLanding({ ...landing, samplePath: '/photographs/coffee.jpg' });
    expect(page).not.toMatch(/<script|@import|url\(|<link rel="stylesheet"/);
    const addresses = [...page.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.every((address) => /^(http:\/\/localhost:8000\/|\/|data:,$)/.test(address ?? ''))).toBe(
      true,
    );
  });
});

describe('html', () => {
  it.each([
    ['text', html`<p>${'<&>"\''}</p>`, '<p>&#60;&#38;&#62;&#34;&#39;</p>'],
    ['numbers', html`${1}px`, '1px'],
    ['markup as it is', html`<p>${html`<i>x</i>`}</p>`, '<p><i>x</i></p>'],
    ['lists of markup', html`<p>${[html`<i>`, html`</i>`]}</p>`, '<p><i></i></p>'],
    ['nothing', html``, ''],
  ])('fills in %s', (_, made, markup) => {
    expect(made.markup).toBe(markup);
  });
});
