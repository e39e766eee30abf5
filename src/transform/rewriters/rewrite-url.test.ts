import { describe, expect, it } from 'vitest';
import type { UrlRewriter } from '../../domain/url-endpoint.ts';
import { parseTransformation } from '../parse-transformation.ts';
import { parseDeliveryUrl } from '../parse-url.ts';

const cloudinary: UrlRewriter = { type: 'CLOUDINARY', preserveAssetDeliveryTypes: false };

/** Wish and path of a URL below an endpoint with this rewriter. The wish is understood, or the test fails. */
function rewritten(urlRewriter: UrlRewriter, rest: string): readonly [wish: string, path: string] {
  const endpoints = new Map([
    ['', {}],
    ['old', { urlRewriter }],
  ]);
  const url = parseDeliveryUrl(`/demo/old/${rest}`, { id: 'demo', endpoints });
  const wish = url?.transformation ?? '';
  const settings = {
    lenient: false,
    maxSteps: 20,
    maxLayers: 20,
    generative: 'all',
    findNamed: () => 'w-1',
  } as const;
  parseTransformation(wish, settings);
  return [wish, url?.path ?? ''];
}

/** Spec delivery §18.2. */
describe('Cloudinary', () => {
  it.each([
    ['w_100', 'w-100'],
    ['h_100', 'h-100'],
    ['x_100', 'x-100'],
    ['y_100', 'y-100'],
    ['ar_2.5', 'ar-2.5-1'],
    ['ar_3', 'ar-3-1'],
    ['ar_4:3', 'ar-4-3'],
    ['g_north', 'fo-top'],
    ['g_south', 'fo-bottom'],
    ['g_east', 'fo-right'],
    ['g_west', 'fo-left'],
    ['g_north_west', 'fo-top_left'],
    ['g_north_east', 'fo-top_right'],
    ['g_south_east', 'fo-bottom_right'],
    ['g_south_west', 'fo-bottom_left'],
    ['g_center', 'fo-center'],
    ['g_auto', 'fo-auto'],
    ['g_custom', 'fo-custom'],
    ['g_face', 'fo-face'],
    ['c_crop', 'cm-extract'],
    ['c_fill', 'c-maintain_ratio'],
    ['c_fit', 'c-at_max'],
    ['c_pad', 'cm-pad_resize'],
    ['c_scale', 'c-force'],
    ...['auto', 'jpg', 'jpeg', 'png', 'webp', 'gif', 'avif'].map((format) => [`f_${format}`, `f-${format}`]),
    ['q_60', 'q-60'],
    ['q_auto', 'q-70'],
    ['q_auto:low', 'q-50'],
    ['q_auto:eco', 'q-60'],
    ['q_auto:good', 'q-70'],
    ['q_auto:best', 'q-86'],
    ['a_90', 'rt-90'],
    ['a_-67', 'rt-N67'],
    ['r_20', 'r-20'],
    ['r_20:30:40:50', 'r-20'],
    ['r_max', 'r-max'],
    ['e_blur', 'bl-1'],
    ['e_blur:500', 'bl-5'],
    ['e_grayscale', 'e-grayscale'],
    ['e_contrast:100', 'e-contrast'],
    ['e_sharpen:500', 'e-sharpen-5'],
    ['e_unsharp_mask:500', 'e-usm-0-5-1-0.05'],
    ['e_unsharp_mask:250', 'e-usm-0-2.5-1-0.05'],
    ['e_trim', 't-true'],
    ['e_trim:20', 't-20'],
    ['e_trim:20:red', 't-20'],
    ['bo_5px_solid_red', 'b-5_red'],
    ['bo_5px_solid_rgb:AAAA54A9', 'b-5_AAAA5466'],
    ['b_red', 'bg-red'],
    ['b_BLUE', 'bg-blue'],
    ['b_rgb:B4F', 'bg-BB44FF'],
    ['b_rgb:B4F9', 'bg-BB44FF60'],
    ['b_rgb:000000FF', 'bg-00000099'],
    ['b_rgb:00000005', 'bg-00000002'],
    ['b_blurred', 'bg-blurred'],
    ['b_blurred:100', 'bg-blurred_5'],
    ['b_blurred:100:10', 'bg-blurred_5_25'],
    ['b_blurred:100:-100', 'bg-blurred_5_N85'],
    ['dpr_3.0', 'dpr-3.0'],
    ['z_2.0', 'z-2.0'],
    ['t_name', 'n-name'],
    ['fl_progressive', 'pr-true'],
    ['fl_progressive:steep', 'pr-true'],
    ['fl_progressive:semi', 'pr-true'],
    ['fl_progressive:none', 'pr-false'],
    ['so_10.5599', 'so-10.56'],
    ['eo_10.5522', 'eo-10.55'],
    ['du_10.5500', 'du-10.55'],
    ['w_100,h_50,c_fill', 'w-100,h-50,c-maintain_ratio'],
    ['w_100/e_grayscale,a_90', 'w-100:e-grayscale,rt-90'],
    ['h_100,w_x/a_90', 'h-100:rt-90'],
    ['w%5F100%2Ch_50', 'w-100,h-50'],
    ['tr:w-100,h-50', 'w-100,h-50'],
    ['co_red', ''],
    ['c_limit', ''],
    ['f_bmp', ''],
    ['e_blur:10', ''],
    ['fl_lossy', ''],
    ['b_rgb:nonsense', ''],
    ['b_blurred:x', ''],
    ['bo_5px_dashed_red', ''],
    ['so_soon', ''],
  ])('%s → %s', (written, expected) => {
    expect(rewritten(cloudinary, `${written}/shop/cat.jpg`)).toEqual([expected, '/shop/cat.jpg']);
  });

  const text = (words: string) => `ie-${Buffer.from(words).toString('base64url')}`;
  it.each([
    ['l_logo', 'l-image,i-logo,l-end'],
    ['l_brand:logo.png', 'l-image,i-brand@@logo.png,l-end'],
    ['l_logo,w_100,g_south_east', 'l-image,i-logo,lfo-bottom_right,w-100,l-end'],
    ['l_logo,g_south_east,x_10,y_20', 'l-image,i-logo,lx-N10,ly-N20,l-end'],
    ['w_300/l_logo,x_10/e_grayscale', 'w-300:l-image,i-logo,lx-10,ly-0,l-end:e-grayscale'],
    ['l_logo/w_100/a_45,fl_layer_apply,g_north', 'l-image,i-logo,lfo-top:w-100:rt-45,l-end'],
    ['l_logo/w_100/fl_layer_apply/w_50', 'l-image,i-logo:w-100,l-end:w-50'],
    ['l_a/l_b/w_5,fl_layer_apply', 'l-image,i-a,l-end:l-image,i-b:w-5,l-end'],
    ['l_text:Roboto_50_bold_left:Hi', `l-text,${text('Hi')},ff-Roboto,fs-50,tg-b,ia-left,l-end`],
    [
      'l_text:Roboto_50_bold_italic:Hi,co_rgb:B4F',
      `l-text,${text('Hi')},ff-Roboto,fs-50,tg-b_i,co-BB44FF,l-end`,
    ],
    ['l_text:Roboto:x', `l-text,${text('x')},ff-Roboto,l-end`],
    ['l_text:Roboto_50:A%252C%20b%2520%253F', `l-text,${text('A, b ?')},ff-Roboto,fs-50,l-end`],
    ['l_text:Roboto_50_center:x,e_blur:500', `l-text,${text('x')},ff-Roboto,fs-50,ia-center,l-end`],
    ['l_text:', ''],
  ])('layer %s → %s', (written, expected) => {
    expect(rewritten(cloudinary, `${written}/shop/cat.jpg`)).toEqual([expected, '/shop/cat.jpg']);
  });

  it.each([
    ['image/upload/w_100/v1712/shop/cat.jpg', 'w-100', '/shop/cat.jpg'],
    ['image/upload/cat.jpg', '', '/cat.jpg'],
    ['video/upload/q_auto:best/clip.mp4', 'q-60', '/clip.mp4'],
    ['video/upload/q_auto/clip.mp4', 'q-50', '/clip.mp4'],
    ['w_100/v1712/cat.jpg', 'w-100', '/cat.jpg'],
    ['v1712/cat.jpg', '', '/cat.jpg'],
    ['v1712', '', '/v1712'],
    ['w_100', '', '/w_100'],
    ['my_folder/w_100/cat.jpg', '', '/my_folder/w_100/cat.jpg'],
    ['w_100,my_part/cat.jpg', '', '/w_100,my_part/cat.jpg'],
    ['shop/e_cat.jpg', '', '/shop/e_cat.jpg'],
    ['w_100/gr%C3%B6%C3%9Fe%20x.jpg', 'w-100', '/größe x.jpg'],
    ['w_100/tr:h-50/cat.jpg?tr=rt-90', 'w-100:h-50:rt-90', '/cat.jpg'],
    ['image/fetch/w_100/https://www.example.com/a.jpg', 'w-100', '/https://www.example.com/a.jpg'],
  ])('%s is %s of %s', (written, wish, path) => {
    expect(rewritten(cloudinary, written)).toEqual([wish, path]);
  });

  it('keeps what it is where that is wished', () => {
    const keeping = { ...cloudinary, preserveAssetDeliveryTypes: true };
    expect(rewritten(keeping, 'image/upload/w_100/v1/cat.jpg')).toEqual(['w-100', '/image/upload/cat.jpg']);
  });
});

/** Spec delivery §18.3. */
describe('imgix', () => {
  const imgix: UrlRewriter = { type: 'IMGIX' };
  it.each([
    ['w=100', 'w-100'],
    ['h=100', 'h-100'],
    ['dpr=3.0', 'dpr-3.0'],
    ['q=60', 'q-60'],
    ['ar=2:3', ''],
    ['ar=2:3&w=100', 'w-100'],
    ['ar=2:3&w=100&fit=crop', 'ar-2-3,w-100'],
    ['ar=2%3A3&w=100&h=50&fit=max', 'w-100,h-50,c-at_max'],
    ['crop=top', 'fo-top'],
    ['crop=left', 'fo-left'],
    ['crop=right', 'fo-right'],
    ['crop=bottom', 'fo-bottom'],
    ['crop=top,left', 'fo-top_left'],
    ['crop=left,top', 'fo-top_left'],
    ['crop=right,bottom', 'fo-bottom_right'],
    ['crop=faces', 'fo-auto'],
    ['crop=entropy', ''],
    ['fit=clip', 'c-at_max_enlarge'],
    ['fit=fill', 'cm-pad_resize'],
    ['fit=fillmax', 'cm-pad_resize'],
    ['fit=scale', 'c-force'],
    ['fit=max', 'c-at_max'],
    ['fit=crop', ''],
    ['fit=facearea', 'fo-face'],
    ['fit=fill&fill=solid&fill-color=BLUE', 'cm-pad_resize,bg-blue'],
    ['fit=fill&fill=blur', 'cm-pad_resize'],
    ['bg=A9AAAA54', 'bg-AAAA5466'],
    ['bg=9B4F', 'bg-BB44FF60'],
    ['bg=B4F', 'bg-BB44FF'],
    ['bg=b4f0aa', 'bg-B4F0AA'],
    ...['jpeg', 'jpg', 'png', 'webp', 'gif', 'avif'].map((format) => [`fm=${format}`, `f-${format}`]),
    ['fm=jp2', 'f-jpg'],
    ['fm=png8', 'f-png'],
    ['fm=png32', 'f-png'],
    ['fm=tiff', ''],
    ['orient=1', 'rt-0'],
    ['orient=6', 'rt-90'],
    ['orient=3', 'rt-180'],
    ['orient=8', 'rt-270'],
    ['orient=0', 'rt-0'],
    ['orient=90', 'rt-90'],
    ['orient=180', 'rt-180'],
    ['orient=270', 'rt-270'],
    ['orient=7', ''],
    ['sharp=10', 'e-sharpen-200'],
    ['sharp=100', 'e-sharpen-2000'],
    ['con=7', 'e-contrast'],
    ['con=x', ''],
    ['usm=40', 'e-usm-2.5-8.00-1-0.05'],
    ['usm=-50&usmrad=2', 'e-usm-2-0.00-1-0.05'],
    ['blur=100', 'bl-5.00'],
    ['blur=90', 'bl-4.50'],
    ['blur=1', ''],
    ['trim=auto', 't-true'],
    ['trim=color', 't-true'],
    ['trim=none', ''],
    ['w=x', ''],
    ['w=', ''],
    ['w=100&w=200', 'w-200'],
    ['auto=format&w=100&v=2&s=0123', 'w-100'],
    ['w=100&tr=rt-90', 'w-100:rt-90'],
    ['tr=rt-90', 'rt-90'],
  ])('?%s → %s', (query, expected) => {
    expect(rewritten(imgix, `shop/cat.jpg?${query}`)).toEqual([expected, '/shop/cat.jpg']);
  });
});

/** Spec delivery §18.4. */
describe('Akamai', () => {
  it.each([
    ['imwidth=100', 'w-100'],
    ['imheight=100', 'h-100'],
    ['imwidth=100&imheight=50&impolicy=x', 'w-100,h-50'],
    ['imwidth=wide', ''],
    ['w=100', ''],
    ['tr=w-5&imwidth=100', 'w-100:w-5'],
  ])('?%s → %s', (query, expected) => {
    expect(rewritten({ type: 'AKAMAI' }, `cat.jpg?${query}`)).toEqual([expected, '/cat.jpg']);
  });
});

describe('a URL that is rewritten', () => {
  const endpoints = new Map([['', { urlRewriter: { type: 'IMGIX' } as const }]]);

  it('is signed as it was written', () => {
    const url = parseDeliveryUrl('/demo/cat.jpg?w=100&ik-s=ab', { id: 'demo', endpoints });
    expect(url?.signedTexts()).toEqual(['cat.jpg?w=100']);
    expect(url).toMatchObject({ signature: 'ab', transformation: 'w-100' });
  });

  it('is one of an endpoint that has a rewriter, of the default one too, and of no other', () => {
    const none = new Map([['', {}]]);
    expect(parseDeliveryUrl('/demo/cat.jpg?w=100', { id: 'demo', endpoints })?.transformation).toBe('w-100');
    expect(parseDeliveryUrl('/demo/cat.jpg?w=100', { id: 'demo', endpoints: none })?.transformation).toBe('');
  });
});
