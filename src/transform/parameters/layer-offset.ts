import { type Amount, readAmount } from '../amount.ts';

/** A distance on the base. `N` turns its direction: from the far edge, or away from an anchor (§6.3). */
export interface LayerOffset {
  readonly amount: Amount;
  readonly isTurned: boolean;
}

/** The vendor's editor writes `-` for `N`. */
const turnedForm = /^[N-](?=\d)/;

export function readLayerOffset(text: string): LayerOffset | undefined {
  const amount = readAmount(text.replace(turnedForm, ''), { min: 0 });
  return amount === undefined ? undefined : { amount, isTurned: turnedForm.test(text) };
}
