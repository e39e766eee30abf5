import type { WrittenStep } from '../split-steps.ts';

/** Tokens that ImageKit counts as AI: `e-dropshadow` is one of them, although it needs no model here. */
const generativeToken =
  /^(e-(bgremove|removedotbg|upscale|retouch|genvar|edit|changebg|dropshadow)|bg-genfill)(-|$)/;

/**
 * Whether the text of a URL names one, wherever it stands: asked before the text is understood, so that a missing signature is
 * told before a mistake (spec delivery §2).
 */
export function namesGeneration(text: string): boolean {
  return text.split(/[,:]/).some((token) => generativeToken.test(token));
}

export function holdsGenerative(steps: readonly WrittenStep[]): boolean {
  return steps.some((step) =>
    step.kind === 'if'
      ? holdsGenerative([...step.then, ...step.otherwise])
      : step.items.some((item) =>
          item.kind === 'layer' ? holdsGenerative(item.steps) : generativeToken.test(item.text),
        ),
  );
}
