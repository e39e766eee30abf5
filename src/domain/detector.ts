/** What is looked for in a picture: each is one look, whose answer is kept. */
export type Subject = 'faces' | 'objects';

/** What objects may be called: the classes of COCO, in camel case (spec image-transformations §4.7). */
export const objectNames: readonly string[] = (
  'person bicycle car motorcycle airplane bus train truck boat trafficLight fireHydrant stopSign parkingMeter ' +
  'bench bird cat dog horse sheep cow elephant bear zebra giraffe backpack umbrella handbag tie suitcase frisbee ' +
  'skis snowboard sportsBall kite baseballBat baseballGlove skateboard surfboard tennisRacket bottle wineGlass cup ' +
  'fork knife spoon bowl banana apple sandwich orange broccoli carrot hotDog pizza donut cake chair couch ' +
  'pottedPlant bed diningTable toilet tv laptop mouse remote keyboard cellPhone microwave oven toaster sink ' +
  'refrigerator book clock vase scissors teddyBear hairDrier toothbrush'
).split(' ');

export const faceName = 'face';

export const namesOf: Readonly<Record<Subject, readonly string[]>> = {
  faces: [faceName],
  objects: objectNames,
};

/** Something found, within the picture. Sides and corner are shares of the upright picture: 0…1. */
export interface Detection {
  readonly name: string;
  /** 0…1. */
  readonly score: number;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Finds things in pictures; somebody else's program. */
export interface Detector {
  /** What another detector has found does not count: whatever has another id is asked anew. */
  readonly id: string;
  /**
   * `picture`: a JPEG, upright, of bounded size. Most certain first; nothing found → []. Rejects when there is no answer, or
   * one that cannot be understood: to whoever wants a picture that is no error.
   */
  detect(picture: Buffer, subject: Subject, signal: AbortSignal): Promise<readonly Detection[]>;
}
