import { expect, it } from 'vitest';
import { classifyUserAgent } from './classify-user-agent.ts';

const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

it.each([
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/138.0.0.0 Safari/537.36`,
    'Chrome',
    'Desktop - Windows PC',
  ],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/138.0.0.0 Safari/537.36 Edg/138.0.0.0`,
    'Microsoft Edge',
    'Desktop - Windows PC',
  ],
  [
    `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/138.0.0.0 Safari/537.36 OPR/120.0.0.0`,
    'Opera',
    'Desktop - Linux',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15',
    'Safari',
    'Desktop - Apple Mac',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Safari',
    'Smartphone - Apple iPhone',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/138.0.7204.53 Mobile/15E148 Safari/604.1',
    'Chrome',
    'Smartphone - Apple iPhone',
  ],
  [
    'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari',
    'Tablet - Apple iPad',
  ],
  [
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/138.0.0.0 Mobile Safari/537.36`,
    'Chrome',
    'Smartphone - Android',
  ],
  [
    `Mozilla/5.0 (Linux; Android 14; SM-S918B) ${webkit} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
    'Samsung Internet',
    'Smartphone - Android',
  ],
  [
    `Mozilla/5.0 (Linux; Android 13; SM-X906C) ${webkit} Chrome/138.0.0.0 Safari/537.36`,
    'Chrome',
    'Tablet - Android',
  ],
  [
    `Mozilla/5.0 (Linux; Android 12; Pixel 6 Build/SD1A; wv) ${webkit} Version/4.0 Chrome/94.0 Mobile Safari/537.36`,
    'Android WebView',
    'Smartphone - Android',
  ],
  [
    'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    'Firefox',
    'Desktop - Linux',
  ],
  [
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/138.0.0.0 Safari/537.36`,
    'Chrome',
    'Desktop - Chromebook',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Trident/7.0; rv:11.0) like Gecko',
    'Internet Explorer',
    'Desktop - Windows PC',
  ],
  ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'Bot', 'Bot'],
  ['facebookexternalhit/1.1', 'Bot', 'Bot'],
  [`Mozilla/5.0 (Web0S; Linux/SmartTV) ${webkit} Chrome/94.0.4606.128 Safari/537.36`, 'Chrome', 'TV'],
  ['curl/8.5.0', 'HTTP client', 'Other'],
  ['node', 'HTTP client', 'Other'],
  ['', 'Other', 'Other'],
  ['something nobody has heard of', 'Other', 'Other'],
])('%s', (agent, browser, device) => {
  expect(classifyUserAgent(agent)).toEqual({ browser, device });
});
