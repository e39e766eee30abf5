import type { Operation } from '../../domain/plan.ts';
import type { Size } from './operation-step.ts';

export function sizeAfter(operation: Operation, { width, height }: Size): Size {
  switch (operation.kind) {
    case 'crop':
    case 'resize':
    case 'rotate':
    case 'attend':
    case 'perspective':
    case 'arc':
    case 'pad-blurred':
      return { width: operation.width, height: operation.height };
    case 'extend':
    case 'backdrop':
      return {
        width: width + operation.left + operation.right,
        height: height + operation.top + operation.bottom,
      };
    default:
      return { width, height };
  }
}
