import { describe, expect, it } from 'vitest';
import { planFor, sized } from './plan-for.contract.ts';

/** Spec image-transformations §5.2. */
describe('conditionals', () => {
  it.each([
    ['I1', '640×865', 'if-ar_gt_1,w-200,if-else,w-300,if-end', '300×405'],
    ['I2', '1920×1280', 'if-ar_gt_1,w-200,if-else,w-300,if-end', '200×133'],
    ['I3', '640×865', 'h-200,c-pad_resize:if-h_eq_200,w-100,if-end:rt-90', '135×100'],
    ['I4', '640×865', 'if-h_gte_100_and_h_lte_400_or_ar_lt_4-3,w-100,if-end', '100×135'],
    ['I5', '1920×1280', 'if-h_gte_100_and_h_lte_400_or_ar_lt_4-3,w-100,if-end', '1920×1280'],
    ['I6', '640×865', 'w-300:if-iw_eq_640,h-100,if-end', '74×100'],
    ['I7', '640×865', 'w-300:if-w_eq_640,h-100,if-end', '300×405'],
    ['I8', '640×865', 'if-w_lt_1000,w-300:rt-90,if-end', '405×300'],
    ['I9', '800×600', 'if-ar_eq_4-3,w-80,if-else,w-40,if-end', '80×60'],
    ['decimal ratio, near', '1333×1000', 'if-ar_eq_1.333,w-80,if-end', '80×60'],
    ['decimal ratio, not near', '800×600', 'if-ar_eq_1.333,w-80,if-end', '800×600'],
    ['decimal ratio, ne', '1333×1000', 'if-ar_ne_1.333,w-80,if-end', '1333×1000'],
    ['exact ratio', '801×600', 'if-ar_eq_4-3,w-80,if-end', '801×600'],
    ['empty branch', '640×865', 'if-w_gt_10,if-else,w-5,if-end', '640×865'],
    ['colons around', '640×865', 'if-w_gt_10,w-64:if-else,w-5:if-end', '64×87'],
    ['original ratio', '640×865', 'w-100,h-100:if-iar_lt_1,w-50,if-end', '50×50'],
    ['two blocks', '640×865', 'if-w_gt_10,w-320,if-end:if-w_lt_400,w-160,if-end', '160×217'],
  ])('%s: %s with %s gives %s', (_, input, text, output) => {
    const { plan } = planFor(text, { facts: sized(input) });
    expect({ width: plan.width, height: plan.height }).toEqual(sized(output));
  });

  it.each([
    ['I10', 'h-100,if-h_eq_200,w-100,if-end'],
    ['followed by a parameter', 'if-h_eq_200,w-100,if-end,bl-10'],
    ['nested', 'if-h_eq_200,w-100:if-w_gt_1,h-1,if-end,if-end'],
    ['nested at once', 'if-h_eq_200,if-w_gt_1,h-1,if-end,if-end'],
    ['without an end', 'if-h_eq_200,w-100'],
    ['end without a beginning', 'w-100,if-end'],
    ['else without a beginning', 'w-100:if-else,w-5'],
    ['two else', 'if-h_eq_200,w-1,if-else,w-2,if-else,w-3,if-end'],
    ['unknown property', 'if-x_eq_200,w-100,if-end'],
    ['unknown operator', 'if-h_is_200,w-100,if-end'],
    ['no number', 'if-h_eq_w,w-100,if-end'],
    ['ratio of a side', 'if-h_eq_4-3,w-100,if-end'],
    ['empty condition', 'if-,w-100,if-end'],
  ])('refuses a block that is %s: %s', (_, text) => {
    expect(() => planFor(text)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it('takes output wishes from the branch that applies', () => {
    expect(planFor('q-50:if-w_gt_100,q-20,f-jpg,if-end').plan.output).toMatchObject({
      quality: 20,
      format: 'jpeg',
    });
    expect(planFor('f-jpg,q-50:if-w_gt_1000,q-20,if-end').plan.output.quality).toBe(50);
    expect(planFor('if-w_gt_100,q-20,if-end:f-jpg,q-50').plan.output.quality).toBe(50);
  });
});
