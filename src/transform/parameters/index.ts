import { aspectRatio } from './aspect-ratio.ts';
import { background } from './background.ts';
import { backgroundChange } from './background-change.ts';
import { backgroundRemoval } from './background-removal.ts';
import { backgroundRemovalDotBg } from './background-removal-dot-bg.ts';
import { blendMode } from './blend-mode.ts';
import { blur } from './blur.ts';
import { border } from './border.ts';
import { colorProfile } from './color-profile.ts';
import { colorize } from './colorize.ts';
import { colourReplacement } from './colour-replacement.ts';
import { contrast } from './contrast.ts';
import { crop } from './crop.ts';
import { cropMode } from './crop-mode.ts';
import { defaultImage } from './default-image.ts';
import { density } from './density.ts';
import { distortion } from './distortion.ts';
import { dpr } from './dpr.ts';
import { dropShadow } from './drop-shadow.ts';
import { encodedLayerSource } from './encoded-layer-source.ts';
import { flip } from './flip.ts';
import { focus } from './focus.ts';
import { fontFamily } from './font-family.ts';
import { fontSize } from './font-size.ts';
import { format } from './format.ts';
import { generativeFill } from './generative-fill.ts';
import { gradient } from './gradient.ts';
import { grayscale } from './grayscale.ts';
import { hash } from './hash.ts';
import { height } from './height.ts';
import { layerAnchor } from './layer-anchor.ts';
import { layerFocus } from './layer-focus.ts';
import { layerMode } from './layer-mode.ts';
import { layerOpacity } from './layer-opacity.ts';
import { layerSource } from './layer-source.ts';
import { layerX } from './layer-x.ts';
import { layerXCenter } from './layer-x-center.ts';
import { layerY } from './layer-y.ts';
import { layerYCenter } from './layer-y-center.ts';
import { likeness } from './likeness.ts';
import { lineHeight } from './line-height.ts';
import { lossless } from './lossless.ts';
import { maxBytes } from './max-bytes.ts';
import { metadata } from './metadata.ts';
import { named } from './named.ts';
import { opacity } from './opacity.ts';
import { original } from './original.ts';
import { padding } from './padding.ts';
import { page } from './page.ts';
import type { Parameter, ValuesOf } from './parameter.ts';
import { pixelate } from './pixelate.ts';
import { progressive } from './progressive.ts';
import { promptedEdit } from './prompted-edit.ts';
import { quality } from './quality.ts';
import { radius } from './radius.ts';
import { retouch } from './retouch.ts';
import { rotation } from './rotation.ts';
import { shadow } from './shadow.ts';
import { sharpen } from './sharpen.ts';
import { textAlignment } from './text-alignment.ts';
import { textColour } from './text-colour.ts';
import { trim } from './trim.ts';
import { typography } from './typography.ts';
import { unsharpMask } from './unsharp-mask.ts';
import { upscale } from './upscale.ts';
import { variation } from './variation.ts';
import { width } from './width.ts';
import { x } from './x.ts';
import { xCenter } from './x-center.ts';
import { y } from './y.ts';
import { yCenter } from './y-center.ts';
import { zoom } from './zoom.ts';

/** They act on the step in which they stand. */
export const stepParameters = {
  page,
  width,
  height,
  aspectRatio,
  crop,
  cropMode,
  focus,
  x,
  y,
  xCenter,
  yCenter,
  zoom,
  dpr,
  background,
  generativeFill,
  trim,
  backgroundRemoval,
  backgroundRemovalDotBg,
  upscale,
  retouch,
  variation,
  promptedEdit,
  backgroundChange,
  contrast,
  grayscale,
  colorize,
  colourReplacement,
  sharpen,
  unsharpMask,
  blur,
  pixelate,
  gradient,
  distortion,
  flip,
  rotation,
  shadow,
  dropShadow,
  border,
  radius,
  opacity,
};

/** Of what a layer is made. */
export const layerInputParameters = { layerSource, encodedLayerSource };

/** Where the layer goes and how it lies there, in whichever step of it they stand. */
export const layerParameters = {
  layerX,
  layerY,
  layerXCenter,
  layerYCenter,
  layerFocus,
  layerAnchor,
  layerMode,
  blendMode,
  layerOpacity,
};

/** How a text layer is set, in whichever step of it they stand. */
export const textParameters = {
  fontSize,
  fontFamily,
  textColour,
  textAlignment,
  padding,
  typography,
  lineHeight,
};

/** They act on the file that is written. */
export const outputParameters = {
  format,
  quality,
  lossless,
  progressive,
  colorProfile,
  metadata,
  density,
  maxBytes,
  likeness,
  hash,
};

/** They act on the request. */
export const requestParameters = { original, defaultImage, named };

/** The whole language of pictures, in the order of the manual. */
export const parameters = {
  ...stepParameters,
  ...layerInputParameters,
  ...layerParameters,
  ...textParameters,
  ...outputParameters,
  ...requestParameters,
};

export type ParameterName = keyof typeof parameters;
export type StepValues = ValuesOf<typeof stepParameters>;
export type LayerValues = ValuesOf<typeof layerParameters>;
export type TextValues = ValuesOf<typeof textParameters>;
export type OutputValues = ValuesOf<typeof outputParameters>;

export interface FoundParameter {
  readonly name: ParameterName;
  readonly parameter: Parameter<unknown>;
}

const byKey: ReadonlyMap<string, FoundParameter> = new Map(
  Object.entries<Parameter<unknown>>(parameters).flatMap(([name, parameter]) =>
    parameter.keys.map((key) => [key, { name: name as ParameterName, parameter }]),
  ),
);

/** `key` as written: `w`, `e-grayscale`. */
export function findParameter(key: string): FoundParameter | undefined {
  return byKey.get(key);
}
