/** What the workers of the peers do: the counterpart of the tasks of `bench/java`. */
export const api = {
  /** @template T @param {T} value */
  echo: (value) => value,
  nothing: () => 1,
};
