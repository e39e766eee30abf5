import { describe, expect, it } from 'vitest';
import { evaluateExpression, parseExpression } from './expression.ts';

/** Spec image-transformations §5.1. */
const rows = [
  ['iw_div_2', 320],
  ['ih_mul_0.8_add_iw_mul_0.4', 948],
  ['iw_add_10_mul_2', 660],
  ['10_add_20_mod_7', 2],
  ['100_mod_30_add_5', 30],
  ['2_pow_3_mul_2', 64],
  ['2_add_3_pow_2', 25],
  ['2_pow_3_pow_2', 64],
  ['bw_sub_cw_div_2', 450],
  ['10_sub_4_sub_3', 3],
  ['8_div_4_mul_2', 4],
  ['100_div_3_mul_3', 100],
  ['iw_div_2_div_2', 160],
  ['10_mod_4_pow_2', 4],
  ['17_mod_7_mod_2', 1],
  ['1_add_2_mod_5_mul_2', 3],
  ['bw_mod_7', 5],
  ['cw_mul_0.05', 15],
  ['bh_div_20', 20],
  ['iw_sub_cw', 340],
  ['bar_mul_2', 3],
  ['car_mul_2', 1.5],
  ['idn_mul_2', 144],
] as const;

const known = {
  iw: 640,
  ih: 865,
  iar: 640 / 865,
  cw: 300,
  ch: 400,
  car: 0.75,
  idn: 72,
  bw: 600,
  bh: 400,
  bar: 1.5,
};

describe('expressions', () => {
  it.each(rows)('%s is %d', (text, result) => {
    const expression = parseExpression(text);
    expect(expression && evaluateExpression(expression, known)).toBeCloseTo(result, 9);
  });

  it.each([
    '',
    'iw_',
    '_iw',
    'iw_add',
    'add_iw',
    'iw_plus_2',
    'width',
    'iw_add_-2',
    '1_2',
    'iw_constructor_2',
    '1e3',
    'iw__div_2',
  ])('refuses %j', (text) => expect(parseExpression(text)).toBeUndefined());

  it('has no number for a base where there is none', () => {
    const expression = parseExpression('bw_div_2');
    const { bw, bh, bar, ...own } = known;
    expect(expression && evaluateExpression(expression, own)).toBeNaN();
  });

  it('tells a division by zero by its result', () => {
    const expression = parseExpression('iw_div_0');
    expect(expression && evaluateExpression(expression, known)).toBe(Number.POSITIVE_INFINITY);
  });
});
