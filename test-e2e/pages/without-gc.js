/** An engine that knows WebAssembly, but no Wasm GC. */
const refuse = () => Promise.reject(new WebAssembly.CompileError("invalid value type 0x5f"));
Object.assign(WebAssembly, {
  validate: () => false,
  compile: refuse,
  compileStreaming: refuse,
  instantiate: refuse,
  instantiateStreaming: refuse,
});
