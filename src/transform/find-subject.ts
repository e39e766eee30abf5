import type { Detection, Subject } from '../domain/detector.ts';
import { faceName } from '../domain/detector.ts';
import type { Box, PlanInput } from '../domain/plan.ts';
import { cropModeOf } from './crop-mode-of.ts';
import { followBox } from './follow-box.ts';
import type { Focus } from './parameters/focus.ts';
import type { StepValues } from './parameters/index.ts';
import type { Picture } from './picture.ts';
import type { DetectionNeeded, PlanOptions, PlanSource } from './planning.ts';
import type { SeenSubject } from './subject-window.ts';

/** The file that pixels come from, and the picture that it is before the first operation. */
export interface Ground {
  readonly source: PlanSource;
  readonly input: PlanInput;
  readonly start: Picture;
}

/** What the step is to show, where it is in the picture by now; undefined when it asks for nothing or nothing is found. */
export function findSubject(
  picture: Picture,
  values: StepValues,
  { source, input, start }: Ground,
  { detected }: Pick<PlanOptions, 'detected'>,
): SeenSubject | undefined | DetectionNeeded {
  const wanted = values.focus && wantedBy(values.focus);
  if (wanted === undefined || !cutsByFocus(values)) return undefined;
  // Faces are found in pictures that stand upright, and this one was asked to lie as it is stored.
  if (!input.autoOrient && (source.facts.orientation ?? 1) !== 1) return undefined;
  const found = detected(source.contentHash, wanted.subject);
  if (found === undefined) return { kind: 'detect', subject: wanted.subject, source };
  const boxes = wanted
    .choose(found)
    .flatMap((detection) => followBox(pixelsOf(detection, start), start, picture.operations) ?? []);
  if (boxes.length === 0) return undefined;
  return { kind: wanted.kind, box: commonBox(boxes), zoom: values.zoom ?? 1 };
}

interface Wanted {
  readonly kind: SeenSubject['kind'];
  readonly subject: Subject;
  readonly choose: (found: readonly Detection[]) => readonly Detection[];
}

/** All faces; of each object the one that is most certain. */
function wantedBy(focus: Focus): Wanted | undefined {
  if (focus.kind === 'face')
    return {
      kind: 'face',
      subject: 'faces',
      choose: (found) => found.filter(({ name }) => name === faceName),
    };
  if (focus.kind !== 'objects') return undefined;
  const choose = (found: readonly Detection[]) =>
    focus.names.flatMap((name) => mostCertain(found, name) ?? []);
  return { kind: 'objects', subject: 'objects', choose };
}

function mostCertain(found: readonly Detection[], name: string): Detection | undefined {
  const candidates = found.filter((detection) => detection.name === name);
  return candidates.sort((a, b) => b.score - a.score || areaOf(b) - areaOf(a))[0];
}

function areaOf({ width, height }: Detection): number {
  return width * height;
}

const cuttingModes: ReadonlySet<string> = new Set([
  'maintain_ratio',
  'maintain_ratio_no_enlarge',
  'extract',
  'pad_extract',
]);

/** Nobody looks for what could make no difference: where nothing is cut, and where coordinates say what is. */
function cutsByFocus(values: StepValues): boolean {
  const { width, height, aspectRatio, x, y, xCenter, yCenter } = values;
  const mode = cropModeOf(values);
  if (width === undefined && height === undefined) return true;
  if (!cuttingModes.has(mode)) return false;
  const takesCoordinates = mode === 'extract' || mode === 'pad_extract';
  if (takesCoordinates) return [x, y, xCenter, yCenter].every((coordinate) => coordinate === undefined);
  return aspectRatio !== undefined || (width !== undefined && height !== undefined);
}

function pixelsOf({ left, top, width, height }: Detection, picture: Picture): Box {
  return {
    left: left * picture.width,
    top: top * picture.height,
    width: width * picture.width,
    height: height * picture.height,
  };
}

function commonBox(boxes: readonly Box[]): Box {
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.left + box.width));
  const bottom = Math.max(...boxes.map((box) => box.top + box.height));
  return { left, top, width: right - left, height: bottom - top };
}
