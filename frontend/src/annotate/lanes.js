// Which line under the text belongs to which span: what nests or overlaps gets a line of its own.

/** More lines than these run into the text below; what is deeper shares the last one. */
export const LANES = 4;

/**
 * Give each span's lane: the outermost 0, what stands inside or overlaps it the next free one.
 * @template {{ start: number, end: number }} T
 * @param {T[]} spans
 * @returns {Map<T, number>}
 */
export function lanesOf(spans) {
  const sorted = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {Map<T, number>} */
  const lanes = new Map();
  /** @type {number[]} where each lane is free again */
  const free = [];
  for (const span of sorted) {
    let lane = free.findIndex((end) => end <= span.start);
    if (lane < 0) lane = free.length;
    free[lane] = span.end;
    lanes.set(span, Math.min(lane, LANES - 1));
  }
  return lanes;
}
