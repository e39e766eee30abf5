/** Elements that draw, group, describe or animate (SVG 2, and what SVG 1.1 adds). What is not here does not come through. */
const elements = new Set(
  (
    'svg g defs symbol use switch a title desc metadata style view path rect circle ellipse line polyline polygon text ' +
    'tspan textPath image marker pattern mask clipPath linearGradient radialGradient stop filter feBlend ' +
    'feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap ' +
    'feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode ' +
    'feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile feTurbulence animate animateMotion ' +
    'animateTransform set mpath'
  ).split(' '),
);

const animations = new Set(['animate', 'animateMotion', 'animateTransform', 'set']);

/** `attributes` decide about animations: one that writes a link or a handler brings back what was taken out. */
export function isAllowedElement(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (!elements.has(name)) return false;
  const animated = attributes.attributeName ?? '';
  return !animations.has(name) || !/^\s*(on|(xlink:)?href)/i.test(animated);
}

/** `xml:base` would give every reference another place. */
const namespaced = new Set(['xml:space', 'xml:lang']);

/** Everything but event handlers, namespaces and links, which are looked at by themselves. */
export function isPlainAttribute(name: string): boolean {
  if (name.includes(':')) return namespaced.has(name);
  return /^[a-z][\w.-]*$/i.test(name) && !/^(on|xmlns|href$|src$)/i.test(name);
}

export function isLink(name: string): boolean {
  return name === 'href' || name === 'xlink:href';
}

/** Pictures inside the file. A drawing in a drawing would be one more that nobody has looked at. */
const rasterData = /^data:image\/(png|jpe?g|gif|webp|avif)[;,]/i;

const showsPictures = new Set(['image', 'feImage']);

/** A link leads to a part of the same drawing, or is itself a raster picture; anything else reaches out. */
export function isInnerLink(element: string, target: string): boolean {
  const trimmed = target.trim();
  return trimmed.startsWith('#') || (showsPictures.has(element) && rasterData.test(trimmed));
}
