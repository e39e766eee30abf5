import type { UrlRewriter } from '../../domain/url-endpoint.ts';
import { percentDecode } from '../percent-decode.ts';
import { type CloudinaryStep, convertLayer } from './cloudinary-layers.ts';
import { type CloudinaryContext, convertParameter, readPart } from './cloudinary-parameters.ts';
import type { RawUrl } from './raw-url.ts';
import { usableTokens } from './usable-tokens.ts';

type CloudinaryRewriter = Extract<UrlRewriter, { readonly type: 'CLOUDINARY' }>;

/** `image/upload`: what it is, and how it is delivered there. */
const deliveryForm = /^(image|video|raw)\/(upload|fetch|private|authenticated)\//;

/** `w_100,c_fill/e_grayscale/v17/shop/cat.jpg`: leading segments are steps (spec delivery §18.2). */
export function rewriteCloudinary({ rawPath, rawQuery }: RawUrl, rewriter: CloudinaryRewriter): RawUrl {
  const [delivery = '', kind] = deliveryForm.exec(rawPath) ?? [];
  const segments = rawPath.slice(delivery.length).split('/');
  const steps: CloudinaryStep[] = [];
  for (let step = nextStep(segments); step !== undefined; step = nextStep(segments)) steps.push(step);
  if (segments.length > 1 && /^v\d+$/.test(segments[0] ?? '')) segments.shift();
  const kept = rewriter.preserveAssetDeliveryTypes ? delivery : '';
  const transformation = convertSteps(steps, { isVideo: kind === 'video' });
  const wish = transformation === '' ? '' : `tr:${encodeURIComponent(transformation)}/`;
  return { rawPath: `${wish}${kept}${segments.join('/')}`, rawQuery };
}

/** Takes the first segment when all of it is parameters. The last one names the file, whatever it looks like. */
function nextStep(segments: string[]): CloudinaryStep | undefined {
  const [first] = segments;
  if (first === undefined || segments.length < 2) return undefined;
  const parts = percentDecode(first).split(',').map(readPart);
  if (!parts.every((part) => part !== undefined)) return undefined;
  segments.shift();
  return parts.filter((part) => part !== undefined);
}

function convertSteps(steps: readonly CloudinaryStep[], context: CloudinaryContext): string {
  const chain: string[] = [];
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index] ?? [];
    if (step.some(({ key }) => key === 'l')) {
      const end = endOfLayer(steps, index);
      chain.push(convertLayer(steps.slice(index, end + 1), context) ?? '');
      index = end;
    } else {
      const tokens = step.flatMap((part) => convertParameter(part, context) ?? []);
      chain.push(usableTokens(tokens, 'base').join(','));
    }
  }
  return chain.filter((step) => step !== '').join(':');
}

/** Where `fl_layer_apply` stands before the next layer begins; without one, a layer is a single segment. */
function endOfLayer(steps: readonly CloudinaryStep[], start: number): number {
  for (let index = start; index < steps.length; index += 1) {
    const step = steps[index] ?? [];
    if (step.some(({ key, value }) => key === 'fl' && value === 'layer_apply')) return index;
    if (index > start && step.some(({ key }) => key === 'l')) return start;
  }
  return start;
}
