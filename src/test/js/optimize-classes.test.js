import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeClassesConstant } from "../../../optimize/constant-classes.js";
import { all, parse, print } from "../../../optimize/text.js";

/**
 * What TeaVM generates, in small: a class and its table of methods for `A` and for arrays of it, filled by `$start`. Fields of a class: its table,
 * number, class of arrays, class of elements; of a table: its class, two methods.
 */
const MODULE = `(module
  (rec
    (type $Class (sub (struct (field (mut (ref null $Table))) (field (mut i32)) (field (mut (ref null $Class))) (field (mut (ref null $Class))))))
    (type $Table (sub (struct (field (mut (ref null $Class))) (field (mut (ref null $method)) (mut i8)) (field (mut externref)))))
    (type $method (func (param eqref))))
  (global $tableOfA (ref $Table) (struct.new_default $Table))
  (global $count (mut i32) (i32.const 0))
  (global $A (ref $Class) (struct.new_default $Class))
  (global $As (ref $Class) (struct.new_default $Class))
  (global $tableOfAs (ref $Table) (struct.new_default $Table))
  (start $start)
  (func $fill (type $1) (param $0 (ref null $Class)) (param $1 i32)
    (struct.set $Class 1 (local.get $0) (local.get $1)))
  (func $fillArray (type $1) (param $0 (ref null $Class)) (param $1 (ref null $Class))
    (struct.set $Class 3 (local.get $0) (local.get $1))
    (struct.set $Class 2 (local.get $1) (local.get $0)))
  (func $connect (type $1) (param $0 (ref $Table)) (param $1 (ref $Class))
    (struct.set $Table 0 (local.get $0) (local.get $1))
    (struct.set $Class 0 (local.get $1) (local.get $0)))
  (func $arrayClass (type $1) (param $0 (ref null $Class)) (result (ref $Class)) (local $1 (ref $Class)) (local $2 (ref $Table))
    (block $block (return (br_on_null $block (struct.get $Class 2 (local.get $0)))))
    (local.set $1 (struct.new_default $Class))
    (struct.set $Class 2 (local.get $0) (local.get $1))
    (call $fillArray (local.get $1) (local.get $0))
    (call $connect (local.tee $2 (struct.new_default $Table)) (local.get $1))
    (local.get $1))
  (func $newArray (result (ref null $Table)) (struct.get $Class 0 (call $arrayClass (global.get $A))))
  (func $start (type $1) (local $0 i32)
    (call $fill (global.get $A) (i32.const 7))
    (call $connect (global.get $tableOfA) (global.get $A))
    (struct.set $Table 1 (global.get $tableOfA) (ref.func $run))
    (struct.set $Class 1 (global.get $A) (i32.const 8))
    (call $fillArray (global.get $As) (global.get $A))
    (call $connect (global.get $tableOfAs) (global.get $As))
    (global.set $count (i32.const 1))
    (struct.set $Class 1 (global.get $As) (i32.const 9)))
  (func $run (type $method) (param $0 eqref)))`;

describe("the classes of a module", () => {
  it("are constants that have what the start function put into them, in order", () => {
    const globals = globalsOf(constant(MODULE));

    assert.equal(
      globals.get("$A"),
      "(struct.new $Class (ref.null $Table) (i32.const 8) (global.get $As) (ref.null $Class))",
    );
    assert.equal(
      globals.get("$tableOfA"),
      "(struct.new $Table (global.get $A) (ref.func $run) (i32.const 0) (ref.null extern))",
    );
    assert.equal(globals.get("$count"), "(i32.const 0)");
  });

  it("stand behind what they refer to", () => {
    const order = [...globalsOf(constant(MODULE)).keys()];

    assert.deepEqual(order, ["$tableOfAs", "$As", "$A", "$tableOfA", "$count"]);
  });

  it("are still connected by the start function where they refer to each other, and the rest of it stays", () => {
    assert.equal(
      print(functionOf(constant(MODULE), "$start")),
      "(func $start (type $1) (local $0 i32) " +
        "(struct.set $Class 3 (global.get $As) (global.get $A)) " +
        "(struct.set $Table 0 (global.get $tableOfAs) (global.get $As)) " +
        "(global.set $count (i32.const 1)) " +
        "(struct.set $Class 1 (global.get $As) (i32.const 9)))",
    );
  });

  it("keep their tables when a table is read of any class", () => {
    const reading = MODULE.replace(
      "(func $newArray",
      "(func $read (struct.get $Class 0 (global.get $A))) (func $newArray",
    );

    const connection = "(struct.set $Class 0 (global.get $A) (global.get $tableOfA))";
    assert.equal(print(functionOf(constant(MODULE), "$start")).includes(connection), false);
    assert.equal(print(functionOf(constant(reading), "$start")).includes(connection), true);
  });

  it("are refused when the start function does something else first", () => {
    const other = MODULE.replace(
      "(call $fill (global.get $A)",
      "(global.set $count (i32.const 1)) (call $fill (global.get $A)",
    );

    assert.throws(() => constant(other), /does not begin with classes/);
  });

  it("are filled by a function only if all that it is given is constant", () => {
    const other = MODULE.replace(
      "(call $fill (global.get $A) (i32.const 7))",
      "(call $fill (global.get $A) (call $next))",
    );

    assert.throws(() => constant(other), /does not begin with classes/);
  });

  it("are refused when their fields have names", () => {
    const other = MODULE.replace("(struct.set $Class 1 (local.get $0)", "(struct.set $Class $number (local.get $0)");

    assert.throws(() => constant(other), /field \$number has a name/);
  });

  it("are refused when it cannot be seen what makes classes of arrays", () => {
    const other = MODULE.replace("(local.set $1 (struct.new_default $Class))", "(local.set $1 (global.get $A))");

    assert.throws(() => constant(other), /makes classes of arrays cannot be seen/);
  });

  it("are refused when more than what makes classes of arrays sets what arrays a class has", () => {
    const other = MODULE.replace(
      "(func $newArray",
      "(func $more (call $fillArray (global.get $A) (global.get $As))) (func $newArray",
    );

    assert.throws(() => constant(other), /what \$fillArray sets cannot be seen/);
  });

  it("are refused when the start function itself sets later what arrays a class has", () => {
    const other = MODULE.replace(
      "(global.set $count (i32.const 1))",
      "(global.set $count (i32.const 1)) (struct.set $Class 2 (global.get $As) (global.get $A))",
    );

    assert.throws(
      () => constant(other),
      /what \$start sets cannot be seen; classes were filled up to \(global\.set \$count/,
    );
  });
});

/** @param {string} text */
function constant(text) {
  const module = parse(text);
  makeClassesConstant(module);
  return module;
}

/** @param {import("../../../optimize/text.js").List} module @returns {Map<string, string>} their values, by name */
function globalsOf(module) {
  return new Map(all(module, "global").map((one) => [String(one[1]), print(one[3] ?? "")]));
}

/** @param {import("../../../optimize/text.js").List} module @param {string} name */
function functionOf(module, name) {
  return all(module, "func").find((one) => one[1] === name) ?? "";
}
