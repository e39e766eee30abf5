/**
 * The part of the WebAssembly JavaScript interface that is used here. TypeScript has it among the types of browsers only,
 * whose other names would then be known everywhere.
 */
declare namespace WebAssembly {
  type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  type Exports = Readonly<Record<string, unknown>>;

  class Module {
    private readonly compiled: true;
  }

  class Instance {
    constructor(module: Module, imports: Imports);
    readonly exports: Exports;
  }

  class Memory {
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }

  /** A trap: what Rust calls a panic, and C an abort. */
  class RuntimeError extends Error {}

  function compile(bytes: Uint8Array): Promise<Module>;
}
