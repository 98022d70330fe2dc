import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { closeWorld, isClosed } from "../../../optimize/closed-world.js";
import { customSections } from "../../../optimize/custom-sections.js";
import { orderGlobals } from "../../../optimize/global-order.js";
import { orderBySimilarity } from "../../../optimize/similar-order.js";
import { all, parse, print } from "../../../optimize/text.js";

/** What TeaVM generates, in small: Java objects cross as `$Object`, JavaScript calls `$run`, `$catcher` catches what is thrown. */
const MODULE = `(module
  (rec
    (type $Object (sub (struct (field (mut i32)))))
    (type $String (sub $Object (struct (field (mut i32)) (field (mut i32))))))
  (type $chars (array (mut i16)))
  (type $action (func (param (ref null $Object))))
  (type $wrap (func (param externref) (result (ref null $Object))))
  (import "teavmJso" "wrapObject" (func $wrapObject (type $wrap) (param externref) (result (ref null $Object))))
  (import "teavmAsync" "offer" (func $offer (param (ref null $Object) (ref null $action) f64) (result i32)))
  (import "wasm:js-string" "fromCharCodeArray" (func $fromChars (param (ref null $chars) i32 i32) (result (ref extern))))
  (tag $thrown (param (ref null $Object)))
  (export "teavm.exceptionMessage" (func $message))
  (export "teavm.realloc" (func $realloc))
  (export "teavm.javaException" (tag $thrown))
  (func $message (param $0 (ref null $Object)) (result (ref null $String)) (ref.null none))
  (func $realloc (param $0 i32) (result i32) (local.get $0))
  (func $run (param $0 (ref null $Object)))
  (func $other (param $0 (ref null $Object)))
  (func $start (param $0 externref)
    (drop (call $offer (call $wrapObject (local.get $0)) (ref.func $run) (f64.const 0))))
  (func $catcher (result (ref null $Object))
    (block $caught (result (ref null $Object))
      (try_table (catch $thrown $caught) (call $start (ref.null noextern)))
      (unreachable))))`;

describe("a module's text", () => {
  it("is the same when it has been read and printed", () => {
    const text = '(module (data $0 (i32.const 0) "a \\"quoted (\\\\") (func $f (param i32)))';

    assert.equal(print(parse(text)), text);
  });

  it("is read without its comments", () => {
    assert.equal(print(parse('(module ;; a (line\n (; a ) block ;) (data "(;;"))')), '(module (data "(;;"))');
  });

  it("is refused when a parenthesis is missing", () => {
    assert.throws(() => parse("(module (func $f)"), /not the text of a module/);
  });
});

describe("a closed world", () => {
  it("knows the functions that are handed to JavaScript, and no others", () => {
    const module = closed(MODULE);

    const marked = module.filter((_, at) => print(module[at - 1] ?? "") === "(@binaryen.js.called)");

    assert.deepEqual(
      marked.map((one) => one[1]),
      ["$run"],
    );
  });

  it("lets objects through its imports without their type, and casts what comes back", () => {
    const module = closed(MODULE);

    assert.deepEqual(
      all(module, "import").map((one) => print(one[3] ?? "")),
      [
        "(func $wrapObject (param externref) (result anyref))",
        "(func $offer (param anyref funcref f64) (result i32))",
        "(func $fromChars (param (ref null $chars) i32 i32) (result (ref extern)))",
      ],
    );
    assert.match(print(module), /\(call \$offer \(ref\.cast \(ref null \$Object\) \(call \$wrapObject /);
  });

  it("lets objects through its exports without their type", () => {
    const module = closed(MODULE);

    assert.match(print(module), /\(export "teavm\.exceptionMessage" \(func \$exported:teavm\.exceptionMessage\)\)/);
    assert.equal(
      print(module.at(-1) ?? ""),
      "(func $exported:teavm.exceptionMessage (param $0 anyref) (result anyref) " +
        "(call $message (ref.cast (ref null $Object) (local.get $0))))",
    );
  });

  it("casts what it catches", () => {
    const text = print(closed(MODULE));

    assert.match(text, /\(tag \$thrown \(param anyref\)\)/);
    assert.match(
      text,
      /\(ref\.cast \(ref null \$Object\) \(block \$caught \(result anyref\) \(try_table \(catch \$thrown \$caught\)/,
    );
  });

  it("does not export what JavaScript does not call", () => {
    assert.doesNotMatch(print(closed(MODULE)), /export "teavm\.realloc"/);
  });

  it("is known from a module that is open", () => {
    assert.equal(isClosed(parse(MODULE)), false);
    assert.equal(isClosed(closed(MODULE)), true);
  });

  it("is refused where it cannot be seen which function JavaScript gets", () => {
    const hidden = MODULE.replace("(ref.func $run)", "(local.get $1)");

    assert.throws(() => closed(hidden), /which function \$offer is given cannot be seen/);
  });

  it("is refused for exports that are not known", () => {
    const table = MODULE.replace(
      "(func $start",
      '(table $table 1 funcref) (export "table" (table $table)) (func $start',
    );

    assert.throws(() => closed(table), /export "table" is not known/);
  });
});

describe("the order of functions", () => {
  const add = "(local.set $0 (i32.add (local.get $0) (i32.const 1)))";
  const shift = "(local.set $0 (i64.shl (local.get $0) (i64.const 3)))";

  it("puts those next to each other that look alike", () => {
    const module = parse(`(module (func $a ${add}) (func $b ${shift}) (func $c ${add}) (func $d ${shift}))`);

    orderBySimilarity(module);

    assert.deepEqual(
      all(module, "func").map(([, name]) => name),
      ["$a", "$c", "$b", "$d"],
    );
  });

  it("leaves annotations before their functions, and all the rest", () => {
    const module = parse(`(module (func $a ${add}) (@note) (func $b ${shift}) (func $c ${add}) (start $b))`);

    orderBySimilarity(module);

    assert.equal(print(module), `(module (start $b) (func $a ${add}) (func $c ${add}) (@note) (func $b ${shift}))`);
  });
});

describe("the order of globals", () => {
  it("puts those next to each other that are made alike, in the places that globals had", () => {
    const module = parse(`(module
      (global $a (ref $T) (struct.new $T (i32.const 1)))
      (global $b (mut i32) (i32.const 0))
      (start $s)
      (global $c (ref $T) (struct.new $T (i32.const 1)))
      (global $d (mut i32) (i32.const 0)))`);

    orderGlobals(module);

    assert.deepEqual(
      module.slice(1).map((node) => node[1]),
      ["$b", "$d", "$s", "$a", "$c"],
    );
  });

  it("leaves a global behind those that its value refers to", () => {
    const module = parse(`(module
      (global $z (ref $Z) (struct.new $Z))
      (global $a (ref $A) (struct.new $A (struct.new $B (global.get $z)))))`);

    orderGlobals(module);

    assert.deepEqual(
      all(module, "global").map(([, name]) => name),
      ["$z", "$a"],
    );
  });
});

describe("the custom sections of a module", () => {
  it("are those with number 0, with their headers", () => {
    const types = [1, 1, 0];
    const short = [0, 3, 1, 65, 7];
    const long = [0, 0x82, 0x01, 1, 66, ...Array(128).fill(9)];
    const module = Uint8Array.from([0, 97, 115, 109, 1, 0, 0, 0, ...short, ...types, ...long]);

    assert.deepEqual(
      customSections(module).map((section) => [...section]),
      [short, long],
    );
  });
});

/** @param {string} text */
function closed(text) {
  const module = parse(text);
  closeWorld(module);
  return module;
}
