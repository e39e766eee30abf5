import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * A module compiled by Emscripten, once for each worker; each file is decoded by an instance of its own. So what a
 * hostile file has done to its decoder's memory is gone with the file, and so is the memory.
 */
export interface WasmProgram {
  /** Handed to the package's own loader as `instantiateWasm`. */
  instantiator(maxBytes: number): (imports: WebAssembly.Imports, onDone: OnInstance) => WebAssembly.Exports;
}

type OnInstance = (instance: WebAssembly.Instance & WebAssembly.Module, module: WebAssembly.Module) => void;

/** `specifier`: of the `.wasm` inside its package. */
export async function loadWasm(specifier: string): Promise<WasmProgram> {
  const program = await WebAssembly.compile(await readFile(fileURLToPath(import.meta.resolve(specifier))));
  return {
    instantiator: (maxBytes) => (imports, onDone) => {
      const instance = new WebAssembly.Instance(program, imports);
      for (const exported of Object.values(instance.exports)) {
        if (exported instanceof WebAssembly.Memory) limitGrowth(exported, maxBytes);
      }
      onDone(instance as Parameters<OnInstance>[0], program);
      return instance.exports;
    },
  };
}

const pageBytes = 65_536;

/** Emscripten grows its memory through this method; a refusal reaches the decoder as `malloc` that gives nothing. */
function limitGrowth(memory: WebAssembly.Memory, maxBytes: number): void {
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * pageBytes > maxBytes)
      throw new RangeError('The decoder wants too much memory');
    return grow(pages);
  };
}
