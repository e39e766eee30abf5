/**
 * How the account wants its files delivered (spec delivery §7.1, §8, §9, §12.1, §13). The environment gives the defaults; what
 * was changed over the API stands above them.
 */
export interface DeliverySettings {
  /** The best format for the client when the URL has no `f`. */
  readonly autoFormat: boolean;
  readonly autoAvif: boolean;
  /** Without `q`, at most `quality`; else as well as the source was written. */
  readonly limitQuality: boolean;
  readonly quality: number;
  readonly keepMetadata: boolean;
  readonly keepProfile: boolean;
  readonly autoOrient: boolean;
  readonly progressive: boolean;
  readonly chromaSubsampling: ChromaSubsampling;
  readonly pngMode: PngMode;
  /** `Save-Data: on` lowers the quality of URLs without `q`. */
  readonly saveData: boolean;
  /** For URLs that name no side; absent: as large as the file. */
  readonly maxSize?: MaxSize;
  /** On phones and tablets, in its place. */
  readonly maxSizeMobile?: MaxSize;
  /** Of pictures, and of all else unless that has its own. */
  readonly restrictUnsigned: UnsignedRule;
  /** Of videos and other files that are no pictures; absent: as `restrictUnsigned`. */
  readonly restrictUnsignedVideos?: UnsignedRule;
  readonly restrictUnnamed: boolean;
  /** What `w` may be in a URL that is neither signed nor made of names alone; empty: anything. */
  readonly allowedWidths: readonly number[];
  /** Likewise for `h`. */
  readonly allowedHeights: readonly number[];
  /** IPv4 addresses and ranges. */
  readonly blockedIps: readonly string[];
  readonly countryRule: ListRule;
  /** Two capital letters each. */
  readonly countries: readonly string[];
  readonly referrerRule: ListRule;
  /** Host names. */
  readonly referrers: readonly string[];
  /** A request that names no referrer passes a rule that allows some. */
  readonly allowMissingReferrer: boolean;
  /** Parts of `User-Agent`, in any case. */
  readonly blockedUserAgents: readonly string[];
  /** The first that matches replaces what the client says it accepts. */
  readonly acceptOverrides: readonly AcceptOverride[];
}

/** Which URLs need a signature: none, those with AI transformations, all. */
export type UnsignedRule = 'none' | 'ai' | 'all';

export type ChromaSubsampling = '4:2:0' | '4:4:4';

/** `palette`: a PNG has at most 256 colours. */
export type PngMode = 'lossless' | 'palette';

export interface MaxSize {
  readonly width: number;
  readonly height: number;
}

/** What a list is for. */
export type ListRule = 'off' | 'allow' | 'block';

export interface AcceptOverride {
  /** A part of `User-Agent`, in any case. */
  readonly userAgent: string;
  readonly accept: string;
}

/** As many as ImageKit takes of each (spec delivery §13, §17). */
export const listLimits = {
  blockedIps: 100,
  countries: 250,
  referrers: 30,
  blockedUserAgents: 10,
  acceptOverrides: 10,
  allowedWidths: 100,
  allowedHeights: 100,
} as const;
