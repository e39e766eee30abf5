/** Where the outside reaches this server. Known only once it listens, because the port may have been picked then. */
export interface Addresses {
  /** Without trailing slash: `http://localhost:8000`. */
  readonly publicUrl: string;
  /** Base of delivery URLs, without trailing slash: `http://localhost:8000/demo`. */
  readonly endpoint: string;
}
