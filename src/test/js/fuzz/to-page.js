import {
  anything,
  count,
  exactly,
  flag,
  id,
  int,
  listOf,
  nullable,
  optional,
  shape,
  share,
  text,
  word,
} from "./kinds.js";
import { messagesOf } from "./messages.js";

const live = ["new", "running", "pausing", "paused", "cancelling"];
const ends = ["succeeded", "failed", "cancelled"];

const error = {
  code: word("FAILED", "UNKNOWN_TASK", "DATA_CLONE"),
  message: text,
  javaClass: text,
  javaStack: text,
};
const failure = shape({ ...error, cause: optional(shape({ ...error, cause: optional(shape(error)) })) });
const answer = {
  command: int(0),
  applied: flag,
  paused: flag,
  because: optional(word("resumed", "cancelled", "ended")),
};
const child = shape({ child: id, parent: int(0), name: text, state: word(...live, ...ends) });

/** What a worker may say, and what it may get wrong. A fault that says the worker is lost ends everything: not in here. */
export const messageToPage = messagesOf([
  ["ready", { protocol: exactly(2), epoch: id, tasks: listOf(text) }],
  ["state", { task: id, state: word(...live), heldBy: listOf(text), answer: optional(shape(answer)) }],
  ["output", { task: id, values: listOf(anything, 1) }],
  ["progress", { task: id, value: share }],
  ["saved", { task: id, value: anything, outputs: count }],
  ["accepted", { task: id, count: int(0), credit: int(0) }],
  ["children", { task: id, children: listOf(child) }],
  ["reply", { task: id, request: id, values: listOf(anything, 1) }],
  ["reply", { task: id, request: id, error: { ...failure, wrong: optional(failure).wrong } }],
  ["call", { task: id, call: id, function: text, argument: anything }],
  ["abandon", { task: id, call: id }],
  ["outcome", { task: id, outcome: word("succeeded"), value: anything }],
  ["outcome", { task: id, outcome: word("cancelled"), reason: anything }],
  ["outcome", { task: id, outcome: word("failed"), error: failure }],
  ["log", { task: nullable(id), level: word("debug", "info", "warn", "error"), text }],
  ["fault", { code: word("PROTOCOL"), message: text, field: optional(text), task: optional(id) }],
]);
